//! One agreement, whole, with those before and after it.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::commitments::{PRODUCTS, STRATEGIES, THEMES, strategy_from_row, topic_from_row};
use super::{Asked, Contacts, DutyFilter, EventFilter, GroupFilter, SignatoryFilter, known_text};
use super::{
    agreements, approvals, corrections, duties, events, filed_documents, groups, provisions, seats,
    signatories,
};
use crate::index::term::term;
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::{AgreementId, Network, PartialDate, Region, TextLang};
use crate::view::{
    AgreementLink, AgreementRow, AgreementView, ContinuationView, ExtensionView, PeriodView, ProvisionView,
    WaiverView,
};

/// What the list of agreements does not say.
const FACTS: &str = "
    SELECT
        a.record,
        COALESCE(a.purpose_texts ->> :lang, a.purpose) AS purpose,
        IIF(a.purpose_texts ->> :lang IS NULL, 'fi', :lang) AS purpose_lang,
        a.starts,
        a.ends,
        a.notice_months,
        a.notice,
        a.continues_by_months,
        a.unless_notice,
        a.review_months,
        a.entry_rule,
        a.signed_at_least,
        a.entered_on,
        a.opened,
        a.opened_text,
        a.sign_by,
        a.terminated,
        a.termination_reason,
        a.declared_signatories,
        a.source
    FROM agreement AS a
    WHERE a.agreement_id = :agreement";

const TIMELINE: &str = "
    SELECT p.status, p.from_on, p.to_on
    FROM agreement_period AS p
    WHERE p.agreement_id = :agreement
    ORDER BY p.position";

const EXTENSIONS: &str = "
    SELECT x.until, x.decided, x.decision
    FROM term_extension AS x
    WHERE x.agreement_id = :agreement
    ORDER BY x.position";

const WAIVERS: &str = "
    SELECT w.code, w.reason
    FROM waiver AS w
    WHERE w.agreement_id = :agreement
    ORDER BY w.position";

const COOPERATION: &str = "
    SELECT c.position, c.region
    FROM cooperation AS c
    JOIN region AS r ON r.region = c.region
    WHERE c.agreement_id = :agreement
    ORDER BY c.position, r.position";

/// The agreements before or after one, nearest first: from the column `$from` of `supersession` to its
/// column `$to`. The distance is limited, so that a circle of supersessions comes to an end.
macro_rules! chain {
    ($from:literal, $to:literal, $order:literal) => {
        concat!(
            "
    WITH RECURSIVE chain (agreement_id, distance) AS (
        SELECT s.",
            $to,
            ", 1
        FROM supersession AS s
        WHERE s.",
            $from,
            " = :agreement
        UNION
        SELECT s.",
            $to,
            ", chain.distance + 1
        FROM chain
        JOIN supersession AS s ON s.",
            $from,
            " = chain.agreement_id
        WHERE chain.distance < 50
    )
    SELECT
        chain.agreement_id AS id,
        MIN(chain.distance) AS distance,
        COALESCE(a.title_texts ->> :lang, a.title) AS title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS title_lang,
        p.status,
        a.starts,
        e.ends
    FROM chain
    LEFT JOIN agreement AS a ON a.agreement_id = chain.agreement_id
    LEFT JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id
        AND :day BETWEEN p.from_on AND p.to_on
    LEFT JOIN agreement_end AS e
        ON e.agreement_id = a.agreement_id AND :day BETWEEN e.from_on AND e.to_on
    WHERE chain.agreement_id <> :agreement
    GROUP BY chain.agreement_id
    ORDER BY distance, a.starts_on ",
            $order,
            ", id"
        )
    };
}

const PREDECESSORS: &str = chain!("agreement_id", "predecessor_id", "DESC");

const SUCCESSORS: &str = chain!("predecessor_id", "agreement_id", "ASC");

const MAIN: &str = "
    SELECT
        sub.part_of AS id,
        COALESCE(a.title_texts ->> :lang, a.title) AS title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS title_lang,
        p.status,
        a.starts,
        e.ends
    FROM agreement AS sub
    LEFT JOIN agreement AS a ON a.agreement_id = sub.part_of
    LEFT JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id
        AND :day BETWEEN p.from_on AND p.to_on
    LEFT JOIN agreement_end AS e
        ON e.agreement_id = a.agreement_id AND :day BETWEEN e.from_on AND e.to_on
    WHERE sub.agreement_id = :agreement AND sub.part_of IS NOT NULL
    ORDER BY id";

const SUB_AGREEMENTS: &str = "
    SELECT
        a.agreement_id AS id,
        COALESCE(a.title_texts ->> :lang, a.title) AS title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS title_lang,
        p.status,
        a.starts,
        e.ends
    FROM agreement AS a
    JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id
        AND :day BETWEEN p.from_on AND p.to_on
    LEFT JOIN agreement_end AS e
        ON e.agreement_id = a.agreement_id AND :day BETWEEN e.from_on AND e.to_on
    WHERE a.part_of = :agreement
    ORDER BY a.starts_on, a.agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[
    FACTS,
    TIMELINE,
    EXTENSIONS,
    WAIVERS,
    COOPERATION,
    PREDECESSORS,
    SUCCESSORS,
    MAIN,
    SUB_AGREEMENTS,
];

impl Index {
    /// One agreement, whole; `None` when the index does not have it.
    pub fn show_agreement(
        &self,
        asked: &Asked,
        id: &AgreementId,
        contacts: Contacts,
    ) -> Result<Option<AgreementView>, IndexError> {
        let snapshot = self.snapshot()?;
        let Some(row) = agreements::one(&snapshot, asked, id)? else {
            return Ok(None);
        };
        let about = About {
            connection: &snapshot,
            network: self.network()?,
            asked,
            id: id.as_str(),
        };
        Ok(about.whole(row, contacts)?)
    }
}

/// The agreement that is being shown.
struct About<'c> {
    connection: &'c Connection,
    network: &'c Network,
    asked: &'c Asked,
    id: &'c str,
}

impl About<'_> {
    fn whole(&self, row: AgreementRow, contacts: Contacts) -> rusqlite::Result<Option<AgreementView>> {
        let params = named_params! {":agreement": self.id, ":lang": self.asked.texts.code()};
        self.connection
            .prepare_cached(FACTS)?
            .query_row(params, |facts| self.view(row, facts, contacts))
            .optional()
    }

    fn view(
        &self,
        row: AgreementRow,
        facts: &Row<'_>,
        contacts: Contacts,
    ) -> rusqlite::Result<AgreementView> {
        let (connection, asked, id) = (self.connection, self.asked, self.id);
        let entered: Option<Day> = facts.get("entered_on")?;
        let mut view = AgreementView {
            id: row.id,
            title: row.title,
            record: facts.get("record")?,
            purpose: known_text(facts, "purpose")?,
            status: row.status,
            ending_soon: row.ending_soon,
            timeline: self.list(TIMELINE, period_from_row)?,
            starts: row.starts,
            ends: row.ends,
            open_ended: row.open_ended,
            ends_by_text: facts.get("ends")?,
            extensions: self.list(EXTENSIONS, extension_from_row)?,
            notice_months: facts.get("notice_months")?,
            notice: facts.get("notice")?,
            continues: ContinuationView::of(&term(facts, facts.get("ends")?)?),
            continues_to: row.continues_to,
            decision_deadline: row.decision_deadline,
            days_left: row.days_left,
            review_months: facts.get("review_months")?,
            in_force_when: facts.get("entry_rule")?,
            signed_at_least: facts.get("signed_at_least")?,
            entered: entered.map(|entered| entered.0),
            opened: facts.get("opened")?,
            opened_text: facts.get("opened_text")?,
            sign_by: facts.get("sign_by")?,
            terminated: facts.get("terminated")?,
            termination_reason: facts.get("termination_reason")?,
            supersedes: row.supersedes,
            superseded_by: row.superseded_by,
            predecessors: self.links(PREDECESSORS)?,
            successors: self.links(SUCCESSORS)?,
            part_of: self.links(MAIN)?.pop(),
            sub_agreements: self.links(SUB_AGREEMENTS)?,
            strategies: self.texts(STRATEGIES, strategy_from_row)?,
            themes: self.texts(THEMES, topic_from_row)?,
            products: self.texts(PRODUCTS, topic_from_row)?,
            cooperation: self.cooperation()?,
            groups: groups::of_agreement(connection, (asked, self.network), id, &GroupFilter::default())?,
            compositions: seats::of_agreement(connection, asked, id)?,
            n_signed: row.signed,
            n_signatories: row.signatories,
            declared_signatories: facts.get("declared_signatories")?,
            signatories: signatories::of_agreement(
                connection,
                (asked, self.network),
                id,
                &SignatoryFilter::default(),
                contacts,
            )?,
            duties: duties::of_agreement(connection, asked, id, &DutyFilter::default())?,
            events: events::of_agreement(connection, asked, id, &EventFilter::default())?,
            documents: filed_documents::of_agreement(connection, asked, id)?,
            approvals: approvals::of_agreement(connection, asked, id)?,
            corrections: corrections::of_agreement(connection, asked, id)?,
            source: facts.get("source")?,
            waivers: self.list(WAIVERS, waiver_from_row)?,
            file: row.file,
            provisions: Vec::new(),
        };
        view.provisions = self.provisions(&view)?;
        Ok(view)
    }

    /// The provisions, whose variables stand for the rest, in the language of each text.
    fn provisions(&self, view: &AgreementView) -> rusqlite::Result<Vec<ProvisionView>> {
        let found = provisions::of_agreement(self.connection, self.asked, view)?;
        let is_other = |(_, lang): &(ProvisionView, TextLang)| *lang != self.asked.texts;
        let in_finnish = if found.iter().any(is_other) {
            self.in_finnish(view)?
        } else {
            Vec::new()
        };
        let mut in_finnish = in_finnish.into_iter();
        let shown = found.into_iter().map(|(mut provision, lang)| {
            if let Some(finnish) = in_finnish.next().filter(|_| lang == TextLang::Fi) {
                provision.text = finnish.text;
            }
            provision
        });
        Ok(shown.collect())
    }

    /// The provisions as the Finnish texts have them: what their variables stand for is asked in Finnish, the rest is known.
    fn in_finnish(&self, view: &AgreementView) -> rusqlite::Result<Vec<ProvisionView>> {
        let asked = Asked {
            texts: TextLang::Fi,
            ..self.asked.clone()
        };
        let about = About {
            asked: &asked,
            ..*self
        };
        let id = AgreementId::parse(self.id).ok();
        let row = id
            .map(|id| agreements::one(self.connection, &asked, &id))
            .transpose()?;
        let mut finnish = view.clone();
        finnish.title = row.flatten().map_or(finnish.title, |row| row.title);
        finnish.predecessors = about.links(PREDECESSORS)?;
        finnish.strategies = about.texts(STRATEGIES, strategy_from_row)?;
        finnish.themes = about.texts(THEMES, topic_from_row)?;
        finnish.products = about.texts(PRODUCTS, topic_from_row)?;
        let groups = (&asked, self.network);
        finnish.groups = groups::of_agreement(self.connection, groups, self.id, &GroupFilter::default())?;
        let found = provisions::of_agreement(self.connection, &asked, &finnish)?;
        Ok(found.into_iter().map(|(provision, _)| provision).collect())
    }

    fn list<T>(&self, sql: &str, from_row: fn(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        let params = named_params! {":agreement": self.id};
        self.connection
            .prepare_cached(sql)?
            .query_map(params, from_row)?
            .collect()
    }

    fn texts<T>(&self, sql: &str, from_row: fn(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        let params = named_params! {":agreement": self.id, ":lang": self.asked.texts.code()};
        self.connection
            .prepare_cached(sql)?
            .query_map(params, from_row)?
            .collect()
    }

    fn links(&self, sql: &str) -> rusqlite::Result<Vec<AgreementLink>> {
        let params = named_params! {
            ":agreement": self.id,
            ":lang": self.asked.texts.code(),
            ":day": Day(self.asked.day),
        };
        self.connection
            .prepare_cached(sql)?
            .query_map(params, link_from_row)?
            .collect()
    }

    fn cooperation(&self) -> rusqlite::Result<Vec<Vec<Region>>> {
        let rows = self.list(COOPERATION, |row| {
            Ok((row.get::<_, i64>("position")?, row.get::<_, String>("region")?))
        })?;
        let region = |(_, id): &(i64, String)| self.network.find_region(id).cloned();
        let together = rows.chunk_by(|a, b| a.0 == b.0);
        Ok(together
            .map(|rows| rows.iter().filter_map(region).collect())
            .collect())
    }
}

fn period_from_row(row: &Row<'_>) -> rusqlite::Result<PeriodView> {
    let (from, to): (Day, Day) = (row.get("from_on")?, row.get("to_on")?);
    Ok(PeriodView {
        status: row.get("status")?,
        from: from.known(),
        to: to.known(),
    })
}

fn extension_from_row(row: &Row<'_>) -> rusqlite::Result<ExtensionView> {
    Ok(ExtensionView {
        until: row.get("until")?,
        decided: row.get("decided")?,
        decision: row.get("decision")?,
    })
}

fn waiver_from_row(row: &Row<'_>) -> rusqlite::Result<WaiverView> {
    Ok(WaiverView {
        code: row.get("code")?,
        reason: row.get("reason")?,
    })
}

fn link_from_row(row: &Row<'_>) -> rusqlite::Result<AgreementLink> {
    let ends: Option<PartialDate> = row.get("ends")?;
    Ok(AgreementLink {
        id: row.get("id")?,
        title: known_text(row, "title")?,
        status: row.get("status")?,
        starts: row.get("starts")?,
        ends,
    })
}
