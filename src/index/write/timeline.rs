//! The timeline of an agreement: what its own facts and its successors make of its status. The rules
//! are those of `model::time`; here they are only fed with rows.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};

use crate::index::value::Day;
use crate::model::time::Milestones;

/// The milestones, with the day of the earliest successor that entered into force.
const MILESTONES: &str = "
    SELECT
        a.starts_on, a.signing_on, a.rule_met_on, a.ends_on, a.terminated_on,
        (
            SELECT MIN(successor.entered_on)
            FROM supersession AS s
            JOIN agreement AS successor ON successor.agreement_id = s.agreement_id
            WHERE s.predecessor_id = a.agreement_id
        ) AS superseded_on
    FROM agreement AS a
    WHERE a.agreement_id = :agreement";

const SUPERSEDED: &str = "UPDATE agreement SET superseded_on = ? WHERE agreement_id = ?";

const CLEAR: &str = "DELETE FROM agreement_period WHERE agreement_id = ?";

const PERIOD: &str = "
    INSERT INTO agreement_period (agreement_id, position, status, from_on, to_on)
    VALUES (?, ?, ?, ?, ?)";

/// Writes the timeline of an agreement anew; one that is not in the index has none.
pub(in crate::index) fn write_timeline(connection: &Connection, agreement: &str) -> rusqlite::Result<()> {
    let milestones = connection
        .prepare_cached(MILESTONES)?
        .query_row(named_params! {":agreement": agreement}, milestones_from_row)
        .optional()?;
    let Some(milestones) = milestones else {
        return Ok(());
    };
    connection
        .prepare_cached(SUPERSEDED)?
        .execute(params![milestones.superseded_on.map(Day), agreement])?;
    connection.prepare_cached(CLEAR)?.execute([agreement])?;
    let mut insert = connection.prepare_cached(PERIOD)?;
    // What begins after the year 9999 is of no concern to any day that can be asked for.
    let in_reach = |from_on: Option<NaiveDate>| from_on.is_none_or(|day| Day::within_reach(day).is_some());
    let periods = milestones.timeline().into_iter();
    for (position, period) in (1_i64..).zip(periods.take_while(|period| in_reach(period.from_on))) {
        let (from_on, to_on) = (period.from_on.map(Day), period.to_on.map(Day));
        insert.execute(params![agreement, position, period.status, from_on, to_on])?;
    }
    Ok(())
}

fn milestones_from_row(row: &Row<'_>) -> rusqlite::Result<Milestones> {
    let day = |name| row.get::<_, Option<Day>>(name).map(|day| day.map(|day| day.0));
    Ok(Milestones {
        starts_on: row.get::<_, Day>("starts_on")?.0,
        signing_on: day("signing_on")?,
        rule_met_on: day("rule_met_on")?,
        ends_on: day("ends_on")?,
        terminated_on: day("terminated_on")?,
        superseded_on: day("superseded_on")?,
    })
}
