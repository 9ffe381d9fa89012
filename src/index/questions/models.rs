//! Agreements as models again, for rules that look at many facts of one at once. Only what bears on the course of
//! time is read: no purpose, no themes or products, no contact, and no reason or decision.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use crate::diagnostic::{At, FilePath, Span};
use crate::index::term::{at, term};
use crate::index::value::{Day, kind, local_text};
use crate::model::{
    Agreement, EntryRule, Extension, Group, LocalText, Network, Opening, Organisation, OrganisationId,
    PartialDate, Regions, RoleSeat, Seat, Signatory, Strategy, Succession, Termination, Withdrawal,
};

const AGREEMENT: &str = "
    SELECT
        a.agreement_id, a.file, a.title, a.title_texts, a.part_of, a.starts, a.ends, a.notice_months, a.notice,
        a.continues_by_months, a.unless_notice,
        a.review_months, a.entry_rule, a.signed_at_least, a.opened, a.sign_by, a.terminated
    FROM agreement AS a
    WHERE a.agreement_id = :agreement";

const PREDECESSORS: &str = "
    SELECT s.predecessor_id
    FROM supersession AS s
    WHERE s.agreement_id = :agreement
    ORDER BY s.position";

const EXTENSIONS: &str = "
    SELECT x.until, x.decided
    FROM term_extension AS x
    WHERE x.agreement_id = :agreement
    ORDER BY x.position";

const STRATEGIES: &str = "
    SELECT s.name, s.name_texts, s.ends
    FROM strategy AS s
    WHERE s.agreement_id = :agreement
    ORDER BY s.position";

const SIGNATORIES: &str = "
    SELECT
        k.organisation_id, s.name, s.kind, s.whole_province, s.signed, s.joined, s.declined, s.notice, s.effective,
        (
            SELECT group_concat(r.region)
            FROM region AS r
            WHERE (s.regions >> (r.position - 1)) & 1 AND NOT s.whole_province
        ) AS regions
    FROM agreement AS a
    JOIN signatory_row AS s ON s.agreement_key = a.agreement_key
    JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
    WHERE a.agreement_id = :agreement
    ORDER BY s.position";

/// The groups with those who sit in them.
const SEATS: &str = "
    SELECT
        g.position AS group_position, g.group_id, g.name, g.name_texts, g.dissolved,
        c.seat, c.role, k.organisation_id, c.since, c.until
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    JOIN group_composition_row AS c ON c.agreement_key = g.agreement_key AND c.group_position = g.position
    JOIN organisation_key AS k ON k.organisation_key = c.organisation_key
    WHERE a.agreement_id = :agreement
    ORDER BY c.group_position, c.seat, c.position";

const ORGANISATIONS: &str = "
    SELECT o.organisation_id, o.name, o.ceased
    FROM organisation AS o
    ORDER BY o.position";

const SUCCESSIONS: &str = "
    SELECT s.organisation_id, s.successor_id, s.scope
    FROM organisation_succession AS s
    ORDER BY s.organisation_id, s.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[
    AGREEMENT,
    PREDECESSORS,
    EXTENSIONS,
    STRATEGIES,
    SIGNATORIES,
    SEATS,
    ORGANISATIONS,
    SUCCESSIONS,
];

/// An agreement with its signatories and strategies, and those who sit in its groups, but without its events.
pub(super) fn agreement(connection: &Connection, network: &Network, id: &str) -> rusqlite::Result<Agreement> {
    let mut agreement =
        connection
            .prepare_cached(AGREEMENT)?
            .query_row(named_params! {":agreement": id}, |row| {
                Ok(Agreement {
                    part_of: row.get::<_, Option<_>>("part_of")?.map(at),
                    entry_rule: match row.get("signed_at_least")? {
                        Some(least) => EntryRule::SignedAtLeast(least),
                        None if row.get_ref("entry_rule")?.as_str()? == EntryRule::AllSigned.code() => {
                            EntryRule::AllSigned
                        }
                        None => EntryRule::StartDate,
                    },
                    opened: row.get::<_, Option<_>>("opened")?.map(|on| Opening {
                        on: at(on),
                        text: at(String::new()),
                    }),
                    terminated: row.get::<_, Option<_>>("terminated")?.map(|on| Termination {
                        on: at(on),
                        reason: None,
                    }),
                    ..bare(row, row.get("ends")?)?
                })
            })?;
    let of = Of { connection, id };
    agreement.supersedes = of.list(PREDECESSORS, |row| row.get("predecessor_id").map(at))?;
    agreement.term.extensions = of.list(EXTENSIONS, |row| {
        Ok(Extension {
            until: at(row.get("until")?),
            decided: row.get::<_, Option<_>>("decided")?.map(at),
            decision: None,
        })
    })?;
    agreement.strategies = of.list(STRATEGIES, |row| {
        Ok(Strategy {
            name: at(text(row, "name")?),
            ends: row.get::<_, Option<_>>("ends")?.map(at),
        })
    })?;
    agreement.signatories = signatories(connection, network, id)?;
    agreement.groups = groups(connection, id)?;
    Ok(agreement)
}

/// The groups in which someone sits, without regions and duties.
fn groups(connection: &Connection, id: &str) -> rusqlite::Result<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last_position = None;
    let mut statement = connection.prepare_cached(SEATS)?;
    let mut rows = statement.query(named_params! {":agreement": id})?;
    while let Some(row) = rows.next()? {
        let position: i64 = row.get("group_position")?;
        if last_position.replace(position) != Some(position) {
            groups.push(bare_group(row)?);
        }
        let seat = Seat {
            from: row.get::<_, Option<_>>("since")?.map(at),
            until: row.get::<_, Option<_>>("until")?.map(at),
            ..Seat::always(at(row.get("organisation_id")?))
        };
        let group = groups.last_mut().expect("every seat is of a group");
        match row.get::<_, i64>("seat")? {
            0 => group.chairs.push(seat),
            1 => group.members.push(seat),
            _ => group.roles.push(RoleSeat {
                role: at(row.get("role")?),
                seat,
            }),
        }
    }
    Ok(groups)
}

/// What a row says of a group in `group_id`, `name` and `dissolved`; of who is in it and of its duties it says
/// nothing.
pub(super) fn bare_group(row: &Row<'_>) -> rusqlite::Result<Group> {
    Ok(Group {
        id: at(row.get("group_id")?),
        name: at(text(row, "name")?),
        regions: Regions::All,
        chairs: Vec::new(),
        members: Vec::new(),
        roles: Vec::new(),
        dissolved: row.get::<_, Option<_>>("dissolved")?.map(at),
        duties: Vec::new(),
        span: Span::default(),
    })
}

/// What a row says of an agreement in `agreement_id`, `file`, `title`, `sign_by` and the columns of [`term`]; of its parts it says nothing.
pub(super) fn bare(row: &Row<'_>, ends: Option<PartialDate>) -> rusqlite::Result<Agreement> {
    let term = term(row, ends)?;
    let file = FilePath::new(row.get_ref("file")?.as_str()?);
    let mut agreement = Agreement::new(file, at(row.get("agreement_id")?), at(text(row, "title")?), term);
    agreement.sign_by = row.get::<_, Option<_>>("sign_by")?.map(at);
    Ok(agreement)
}

/// The lists of one agreement.
pub(super) struct Of<'c> {
    pub(super) connection: &'c Connection,
    pub(super) id: &'c str,
}

impl Of<'_> {
    pub(super) fn list<T>(
        &self,
        sql: &str,
        entry: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let entries = statement.query_map(named_params! {":agreement": self.id}, entry)?;
        entries.collect()
    }
}

/// The signatories of an agreement, in the order of its file.
pub(super) fn signatories(
    connection: &Connection,
    network: &Network,
    id: &str,
) -> rusqlite::Result<Vec<Signatory>> {
    Of { connection, id }.list(SIGNATORIES, |row| signatory(row, network))
}

fn signatory(row: &Row<'_>, network: &Network) -> rusqlite::Result<Signatory> {
    let date = |column| -> rusqlite::Result<Option<At<PartialDate>>> {
        Ok(row.get::<_, Option<_>>(column)?.map(at))
    };
    let regions: Option<String> = row.get("regions")?;
    let ids = regions.iter().flat_map(|all| all.split(','));
    let listed = ids.filter_map(|id| network.find_region(id).cloned());
    Ok(Signatory {
        organisation: at(row.get("organisation_id")?),
        name: at(row.get("name")?),
        business_id: None,
        kind: kind(row, network)?,
        municipality: None,
        regions: if row.get("whole_province")? {
            Regions::All
        } else {
            Regions::listed(listed.collect())
        },
        covers: Vec::new(),
        signed: date("signed")?,
        signed_by: None,
        decision: None,
        record: None,
        joined: date("joined")?,
        declined: date("declined")?,
        withdrawn: date("notice")?
            .zip(date("effective")?)
            .map(|(notice, effective)| Withdrawal { notice, effective }),
        contact: None,
    })
}

/// What is recorded of organisations, without the names that they had.
pub(super) fn organisations(connection: &Connection) -> rusqlite::Result<Vec<Organisation>> {
    let mut successors: BTreeMap<OrganisationId, Vec<Succession>> = BTreeMap::new();
    let mut statement = connection.prepare_cached(SUCCESSIONS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let of = successors.entry(row.get("organisation_id")?).or_default();
        of.push(Succession {
            organisation: at(row.get("successor_id")?),
            scope: row.get("scope")?,
        });
    }
    connection
        .prepare_cached(ORGANISATIONS)?
        .query_map([], |row| {
            let id = row.get("organisation_id")?;
            Ok(Organisation {
                successors: successors.remove(&id).unwrap_or_default(),
                id: at(id),
                name: at(row.get("name")?),
                former_names: Vec::new(),
                ceased: row.get::<_, Option<_>>("ceased")?.map(at),
            })
        })?
        .collect()
}

/// A text in the languages that the index has it in; the others than Finnish stand in `<column>_texts`.
pub(super) fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<LocalText> {
    let others = format!("{column}_texts");
    local_text(row.get(column)?, row.get_ref(others.as_str())?)
}

/// A day that may not be there.
pub(super) fn day(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(row.get::<_, Option<Day>>(column)?.map(|day| day.0))
}
