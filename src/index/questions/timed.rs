//! What the agreements have to do with time, one agreement after another: where each is on a day, its events,
//! and the duties that have a time with those whose they are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use super::meetings::{add_named, events};
use super::models::{bare, bare_group, day, text};
use crate::diagnostic::At;
use crate::index::term::at;
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::time::Milestones;
use crate::model::{
    AgreementId, AgreementStatus, Duty, DutyOwner, End, Group, NamedOrganisation, OrganisationId, Owner,
    Standing, Timing, is_published,
};

/// Which agreements are shown, and what of them.
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
        a.agreement_key, a.agreement_id, a.file, a.title, a.title_texts, a.starts, a.notice_months, a.notice,
        a.continues_by_months, a.unless_notice,
        a.review_months, a.sign_by,
        a.starts_on, a.signing_on, a.rule_met_on, a.ends_on, a.terminated_on, a.superseded_on, p.status,
        e.ends, e.ended_by, e.decision_deadline_on, e.ending_soon_on, e.continues_to
    FROM agreement AS a
    JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id AND :day BETWEEN p.from_on AND p.to_on
    LEFT JOIN agreement_end AS e
        ON e.agreement_id = a.agreement_id AND :day BETWEEN e.from_on AND e.to_on
    -- reads all: they are asked for
    WHERE (:agreement IS NULL OR a.agreement_id = :agreement)
        AND (:status IS NULL OR p.status = :status)
    ORDER BY a.agreement_id";

/// The duties that have a time.
const DUTIES: &str = "
    SELECT
        d.group_position, g.group_id, g.name, g.name_texts, g.dissolved,
        d.position, d.duty_id, d.text, d.text_texts, d.every, d.due, d.published_on,
        d.is_meeting
    FROM agreement_group_row AS g
    JOIN duty_row AS d ON d.agreement_key = g.agreement_key AND d.group_position = g.position
    WHERE g.agreement_key = :agreement AND (d.every IS NOT NULL OR d.due IS NOT NULL)
    ORDER BY d.group_position, d.position";

/// Whom the duties name.
const RESPONSIBLE: &str = "
    SELECT r.group_position, r.duty_position, k.organisation_id
    FROM duty_responsible_row AS r
    JOIN organisation_key AS k ON k.organisation_key = r.organisation_key
    WHERE r.agreement_key = :agreement
    ORDER BY r.group_position, r.duty_position, r.organisation_key";

/// Who is responsible in the groups on the day.
const SEATS: &str = "
    SELECT s.group_position, k.organisation_id, party.name, s.is_in_group, s.is_bound
    FROM group_owner_row AS s
    JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
    JOIN signatory_row AS party
        ON party.agreement_key = s.agreement_key AND party.organisation_key = s.organisation_key
    WHERE s.agreement_key = :agreement AND :day BETWEEN s.from_on AND s.to_on
    ORDER BY s.group_position, s.organisation_key";

const RULES_MET: &str = "
    SELECT a.agreement_id, a.rule_met_on
    FROM agreement AS a
    -- reads all: each may be for everybody
    ORDER BY a.agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[STANDINGS, DUTIES, RESPONSIBLE, SEATS, RULES_MET];

impl Index {
    /// Hands over one agreement after another as it is on a day, with its term, its events, and its groups that
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
        let network = self.network()?;
        let mut statement = snapshot.prepare_cached(STANDINGS)?;
        let params = named_params! {":day": Day(day), ":agreement": agreement, ":status": status};
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let mut agreement = bare(row, row.get("ends_on")?)?;
            let milestones = milestones(row)?;
            let (status, end) = (row.get("status")?, end(row)?);
            let owners = match status {
                AgreementStatus::InForce => {
                    add_duties(&snapshot, &mut agreement.groups, row.get("agreement_key")?, day)?
                }
                _ => Vec::new(),
            };
            let mut duties = agreement.groups.iter().flat_map(|group| &group.duties);
            if scope != TimedScope::Duties || duties.any(|duty| duty.is_meeting) {
                agreement.events = events(&snapshot, agreement.id.value.as_str())?;
            }
            if scope != TimedScope::Duties {
                add_named(&snapshot, network, &mut agreement)?;
            }
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
        continues: row.get::<_, Option<u32>>("continues_by_months")?.is_some(),
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
        continues_to: day(row, "continues_to")?,
    }))
}

/// Adds the groups with the duties that have a time; whose they are, one after the other.
fn add_duties(
    connection: &Connection,
    groups: &mut Vec<Group>,
    agreement: i64,
    on: NaiveDate,
) -> rusqlite::Result<Vec<DutyOwner>> {
    let seats = seats(connection, agreement, on)?;
    let mut responsible = responsible(connection, agreement)?;
    let mut statement = connection.prepare_cached(DUTIES)?;
    let mut rows = statement.query(named_params! {":agreement": agreement})?;
    let mut owners = Vec::new();
    let mut last_position = None;
    while let Some(row) = rows.next()? {
        let position: i64 = row.get("group_position")?;
        if last_position.replace(position) != Some(position) {
            groups.push(bare_group(row)?);
        }
        let mut duty = duty(row)?;
        let named = responsible.remove(&(position, row.get("position")?));
        duty.responsible = named.unwrap_or_default();
        let of_group = seats.iter().filter(|seat| seat.group_position == position);
        let of_duty: Vec<Owner<'_>> = of_group
            .filter(|seat| duty.is_answered_for_by(&seat.organisation.id, seat.is_in_group))
            .map(|seat| Owner {
                organisation: &seat.organisation.id,
                is_bound: seat.is_bound,
            })
            .collect();
        let is_published = day(row, "published_on")?.is_some_and(|published| published <= on);
        let named = |id: &OrganisationId| {
            let mut organisations = seats.iter().map(|seat| &seat.organisation);
            organisations.find(|organisation| organisation.id == *id).cloned()
        };
        owners.push(DutyOwner::of(&of_duty, is_published, named));
        groups
            .last_mut()
            .expect("every duty is of a group")
            .duties
            .push(duty);
    }
    Ok(owners)
}

/// Who is responsible in a group on a day.
struct SeatOnDay {
    group_position: i64,
    organisation: NamedOrganisation,
    is_in_group: bool,
    is_bound: bool,
}

fn seats(connection: &Connection, agreement: i64, on: NaiveDate) -> rusqlite::Result<Vec<SeatOnDay>> {
    connection
        .prepare_cached(SEATS)?
        .query_map(named_params! {":agreement": agreement, ":day": Day(on)}, |row| {
            Ok(SeatOnDay {
                group_position: row.get("group_position")?,
                organisation: NamedOrganisation {
                    id: row.get("organisation_id")?,
                    name: row.get("name")?,
                },
                is_in_group: row.get("is_in_group")?,
                is_bound: row.get("is_bound")?,
            })
        })?
        .collect()
}

/// Whom duties name, by the places of group and duty.
type Responsible = BTreeMap<(i64, i64), Vec<At<OrganisationId>>>;

fn responsible(connection: &Connection, agreement: i64) -> rusqlite::Result<Responsible> {
    let mut statement = connection.prepare_cached(RESPONSIBLE)?;
    let mut rows = statement.query(named_params! {":agreement": agreement})?;
    let mut named = Responsible::new();
    while let Some(row) = rows.next()? {
        let place = (row.get("group_position")?, row.get("duty_position")?);
        named
            .entry(place)
            .or_default()
            .push(at(row.get("organisation_id")?));
    }
    Ok(named)
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
        is_meeting: row.get("is_meeting")?,
    })
}
