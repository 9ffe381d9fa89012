//! What the agreements have to do with time, one agreement after another: where each stands on a day, its events,
//! and the duties that have a time with those whose they are.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use super::models::{at, bare, day, events, text};
use crate::diagnostic::Span;
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::time::Milestones;
use crate::model::{
    Agreement, AgreementId, AgreementStatus, Duty, DutyOwner, End, Group, OrganisationId, Owner, Regions,
    SignatoryState, Standing, Timing, is_duty_published, is_published,
};

/// Which agreements are told, and what of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimedScope<'a> {
    /// All that has a time, of all agreements; the duties of those in force.
    All,
    /// The same of one agreement.
    One(&'a AgreementId),
    /// The duties of the agreements in force.
    Duties,
}

const STANDINGS: &str = "
    SELECT
        a.agreement_id, a.file, a.title, a.title_texts, a.starts, a.notice_months, a.review_months,
        a.starts_on, a.signing_on, a.rule_met_on, a.ends_on, a.terminated_on, a.superseded_on, p.status,
        e.ends, e.ended_by, e.decision_deadline_on, e.ending_soon_on
    FROM agreement AS a
    JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id AND :day BETWEEN p.from_on AND p.to_on
    LEFT JOIN agreement_end AS e
        ON e.agreement_id = a.agreement_id AND :day BETWEEN e.from_on AND e.to_on
    -- reads all: they are asked for
    WHERE (:agreement IS NULL OR a.agreement_id = :agreement)
        AND (:status IS NULL OR p.status = :status)
    ORDER BY a.agreement_id";

/// The duties that have a time, with those who are responsible on the day and whether their signature binds them.
const DUTIES: &str = "
    SELECT
        g.group_id, g.name AS group_name, g.name_texts AS group_name_texts, g.dissolved,
        d.position, d.duty_id, d.text, d.text_texts, d.every, d.due, d.is_shared,
        (
            SELECT group_concat(IIF(o.is_bound, '+', '-') || k.organisation_id, ' ')
            FROM duty_owner_row AS o
            JOIN organisation_key AS k ON k.organisation_key = o.organisation_key
            WHERE o.agreement_key = d.agreement_key
                AND o.group_position = d.group_position
                AND o.duty_position = d.position
                AND :day BETWEEN o.from_on AND o.to_on
        ) AS owners
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    JOIN duty_row AS d ON d.agreement_key = g.agreement_key AND d.group_position = g.position
    WHERE a.agreement_id = :agreement AND (d.every IS NOT NULL OR d.due IS NOT NULL)
    ORDER BY d.group_position, d.position";

/// The states of those who answer for a duty, be they parties or not.
const ANSWERING: &str = "
    SELECT (
        SELECT sp.state
        FROM signatory_period AS sp
        WHERE sp.agreement_id = :agreement
            AND sp.organisation_id = one.organisation_id
            AND :day BETWEEN sp.from_on AND sp.to_on
    ) AS state
    FROM (
        SELECT r.organisation_id
        FROM duty_responsible AS r
        WHERE r.agreement_id = :agreement AND r.group_id = :group AND r.duty_position = :position
        UNION
        SELECT m.organisation_id
        FROM group_member AS m
        WHERE :is_shared AND m.agreement_id = :agreement AND m.group_id = :group
        UNION
        SELECT g.chair
        FROM agreement_group AS g
        WHERE :is_shared AND g.agreement_id = :agreement AND g.group_id = :group AND g.chair IS NOT NULL
    ) AS one
    ORDER BY one.organisation_id";

const RULES_MET: &str = "
    SELECT a.agreement_id, a.rule_met_on
    FROM agreement AS a
    -- reads all: each may be for everybody
    ORDER BY a.agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[STANDINGS, DUTIES, ANSWERING, RULES_MET];

impl Index {
    /// Hands over one agreement after another as it stands on a day, with its term, its events, and its groups that
    /// have duties with a time, those duties alone; and beside it whose each of them is.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn each_timed(
        &self,
        day: NaiveDate,
        scope: TimedScope<'_>,
        mut take: impl FnMut(&Standing<'_>, &[DutyOwner]),
    ) -> Result<(), IndexError> {
        let snapshot = self.snapshot()?;
        let (agreement, status) = match scope {
            TimedScope::All => (None, None),
            TimedScope::One(id) => (Some(id.as_str()), None),
            TimedScope::Duties => (None, Some(AgreementStatus::InForce)),
        };
        let mut statement = snapshot.prepare_cached(STANDINGS)?;
        let params = named_params! {":day": Day(day), ":agreement": agreement, ":status": status};
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let mut agreement = bare(row, row.get("ends_on")?)?;
            let milestones = milestones(row)?;
            let (status, end) = (row.get("status")?, end(row)?);
            if scope != TimedScope::Duties {
                agreement.events = events(&snapshot, agreement.id.value.as_str())?;
            }
            let owners = match status {
                AgreementStatus::InForce => add_duties(&snapshot, &mut agreement, day)?,
                _ => Vec::new(),
            };
            let standing = Standing {
                agreement: &agreement,
                milestones,
                status,
                end,
                predecessors: Vec::new(),
                successors: Vec::new(),
            };
            take(&standing, &owners);
        }
        Ok(())
    }

    /// The agreements that are everybody's business on a day.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn published(&self, on: NaiveDate) -> Result<BTreeSet<String>, IndexError> {
        let mut statement = self.connection.prepare_cached(RULES_MET)?;
        let mut rows = statement.query([])?;
        let mut published = BTreeSet::new();
        while let Some(row) = rows.next()? {
            if is_published(day(row, "rule_met_on")?, on) {
                published.insert(row.get("agreement_id")?);
            }
        }
        Ok(published)
    }
}

fn milestones(row: &Row<'_>) -> rusqlite::Result<Milestones> {
    Ok(Milestones {
        starts_on: row.get::<_, Day>("starts_on")?.0,
        signing_on: day(row, "signing_on")?,
        rule_met_on: day(row, "rule_met_on")?,
        ends_on: day(row, "ends_on")?,
        terminated_on: day(row, "terminated_on")?,
        superseded_on: day(row, "superseded_on")?,
    })
}

fn end(row: &Row<'_>) -> rusqlite::Result<Option<End>> {
    let Some(date) = row.get("ends")? else {
        return Ok(None);
    };
    Ok(Some(End {
        date,
        by: row.get("ended_by")?,
        decision_deadline_on: day(row, "decision_deadline_on")?,
        ending_soon_on: day(row, "ending_soon_on")?,
    }))
}

/// Adds the groups with the duties that have a time; whose they are, one after the other.
fn add_duties(
    connection: &Connection,
    agreement: &mut Agreement,
    on: NaiveDate,
) -> rusqlite::Result<Vec<DutyOwner>> {
    let id = agreement.id.value.as_str();
    let mut statement = connection.prepare_cached(DUTIES)?;
    let mut rows = statement.query(named_params! {":agreement": id, ":day": Day(on)})?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let group_id = row.get_ref("group_id")?.as_str()?;
        let last = agreement.groups.pop();
        let mut group = match last {
            Some(last) if last.id.value.as_str() == group_id => last,
            other => {
                agreement.groups.extend(other);
                group(row)?
            }
        };
        let owners = owners(row)?;
        let owners: Vec<Owner<'_>> = owners
            .iter()
            .map(|(one, is_bound)| Owner {
                organisation: one,
                is_bound: *is_bound,
            })
            .collect();
        // Whoever is bound has signed.
        let is_published = owners.iter().any(|owner| owner.is_bound)
            || is_duty_published(answering(connection, id, row, on)?);
        all.push(DutyOwner::of(&owners, is_published));
        group.duties.push(duty(row)?);
        agreement.groups.push(group);
    }
    Ok(all)
}

fn group(row: &Row<'_>) -> rusqlite::Result<Group> {
    Ok(Group {
        id: at(row.get("group_id")?),
        name: at(text(row, "group_name")?),
        regions: Regions::All,
        chair: None,
        members: Vec::new(),
        dissolved: row.get::<_, Option<_>>("dissolved")?.map(at),
        duties: Vec::new(),
        span: Span::default(),
    })
}

fn duty(row: &Row<'_>) -> rusqlite::Result<Duty> {
    Ok(Duty {
        number: row.get::<_, isize>("position")?.unsigned_abs(),
        id: row.get::<_, Option<_>>("duty_id")?.map(at),
        text: at(text(row, "text")?),
        responsible: Vec::new(),
        theme: None,
        product: None,
        timing: match (row.get("every")?, row.get("due")?) {
            (Some(every), _) => Timing::Every(every),
            (None, Some(due)) => Timing::Due(due),
            (None, None) => Timing::Continuous,
        },
    })
}

/// Those who are responsible, and whether they are bound.
fn owners(row: &Row<'_>) -> rusqlite::Result<Vec<(OrganisationId, bool)>> {
    let owners = row.get_ref("owners")?.as_str_or_null()?.unwrap_or_default();
    let owner = |written: &str| {
        let (is_bound, id) = (written.starts_with('+'), written.get(1..)?);
        Some((OrganisationId::parse(id).ok()?, is_bound))
    };
    Ok(owners.split(' ').filter_map(owner).collect())
}

fn answering(
    connection: &Connection,
    agreement: &str,
    duty: &Row<'_>,
    on: NaiveDate,
) -> rusqlite::Result<Vec<Option<SignatoryState>>> {
    let params = named_params! {
        ":agreement": agreement,
        ":group": duty.get_ref("group_id")?.as_str()?,
        ":position": duty.get::<_, i64>("position")?,
        ":is_shared": duty.get::<_, bool>("is_shared")?,
        ":day": Day(on),
    };
    let mut statement = connection.prepare_cached(ANSWERING)?;
    let states = statement.query_map(params, |row| row.get("state"))?;
    states.collect()
}
