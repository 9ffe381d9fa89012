//! The timelines of an agreement: what its own facts and its successors make of its status and its end.
//! The rules are those of the model; here they are only fed with rows.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};

use crate::index::term::term;
use crate::index::value::Day;
use crate::model::time::Milestones;
use crate::model::{EndFacts, Entry, Period};

const AGREEMENT: &str = "
    SELECT
        a.starts, a.ends, a.notice_months, a.notice, a.continues_by_months, a.unless_notice, a.review_months,
        a.starts_on, a.signing_on, a.rule_met_on, a.ends_on, a.terminated_on
    FROM agreement AS a
    WHERE a.agreement_id = :agreement";

const EXTENSIONS: &str = "
    SELECT x.until, x.decided
    FROM term_extension AS x
    WHERE x.agreement_id = :agreement
    ORDER BY x.position";

/// The successors that enter into force.
const ENTRIES: &str = "
    SELECT successor.rule_met_on, successor.entered_on
    FROM supersession AS s
    JOIN agreement AS successor ON successor.agreement_id = s.agreement_id
    WHERE s.predecessor_id = :agreement AND successor.entered_on IS NOT NULL
    ORDER BY s.agreement_id";

const SUPERSEDED: &str = "UPDATE agreement SET superseded_on = ? WHERE agreement_id = ?";

const NOT_SUPERSEDED: &str = "UPDATE agreement SET superseded_on = NULL WHERE agreement_id = ?";

const CLEAR_PERIODS: &str = "DELETE FROM agreement_period WHERE agreement_id = ?";

const CLEAR_ENDS: &str = "DELETE FROM agreement_end WHERE agreement_id = ?";

const PERIOD: &str = "
    INSERT INTO agreement_period (agreement_id, position, status, from_on, to_on)
    VALUES (?, ?, ?, ?, ?)";

const END: &str = "
    INSERT INTO agreement_end (
        agreement_id, position, ends, ends_on, ended_by, decision_deadline_on, ending_soon_on, continues_to,
        from_on, to_on
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// Removes the timelines of an agreement.
pub(in crate::index) fn clear_timeline(connection: &Connection, agreement: &str) -> rusqlite::Result<()> {
    for sql in [NOT_SUPERSEDED, CLEAR_PERIODS, CLEAR_ENDS] {
        connection.prepare_cached(sql)?.execute([agreement])?;
    }
    Ok(())
}

/// Writes the timelines of an agreement that has none yet; one that is not in the index gets none.
pub(in crate::index) fn write_timeline(connection: &Connection, agreement: &str) -> rusqlite::Result<()> {
    let params = named_params! {":agreement": agreement};
    let facts = connection
        .prepare_cached(AGREEMENT)?
        .query_row(params, facts_from_row)
        .optional()?;
    let Some((mut milestones, mut ends)) = facts else {
        return Ok(());
    };
    ends.extensions = connection
        .prepare_cached(EXTENSIONS)?
        .query_map(params, |row| Ok((row.get("until")?, row.get("decided")?)))?
        .collect::<rusqlite::Result<_>>()?;
    ends.successors = connection
        .prepare_cached(ENTRIES)?
        .query_map(params, entry_from_row)?
        .collect::<rusqlite::Result<_>>()?;
    milestones.superseded_on = ends.successors.iter().map(|entry| entry.entered_on).min();
    if let Some(day) = milestones.superseded_on {
        connection
            .prepare_cached(SUPERSEDED)?
            .execute(params![Day(day), agreement])?;
    }
    write_periods(connection, agreement, &milestones)?;
    write_ends(connection, agreement, &ends)
}

fn write_periods(connection: &Connection, agreement: &str, milestones: &Milestones) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(PERIOD)?;
    let periods = milestones.timeline().into_iter().take_while(is_in_reach);
    for (position, period) in (1_i64..).zip(periods) {
        let (from_on, to_on) = (Day::from(period.from_on), Day::to(period.to_on));
        insert.execute(params![agreement, position, period.value, from_on, to_on])?;
    }
    Ok(())
}

fn write_ends(connection: &Connection, agreement: &str, ends: &EndFacts) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(END)?;
    let periods = ends.timeline().into_iter().take_while(is_in_reach);
    let known = periods.filter_map(|period| Some((period.value?, period)));
    for (position, (end, period)) in (1_i64..).zip(known) {
        insert.execute(params![
            agreement,
            position,
            end.date,
            Day(end.last_day()),
            end.by,
            end.decision_deadline_on.and_then(Day::within_reach),
            end.ending_soon_on.and_then(Day::within_reach),
            end.continues_to.map(Day),
            Day::from(period.from_on),
            Day::to(period.to_on),
        ])?;
    }
    Ok(())
}

/// What begins after the year 9999 is of no concern to any day that can be requested.
fn is_in_reach<T>(period: &Period<T>) -> bool {
    period.from_on.is_none_or(|day| Day::within_reach(day).is_some())
}

/// The facts of the agreement itself.
fn facts_from_row(row: &Row<'_>) -> rusqlite::Result<(Milestones, EndFacts)> {
    let day = |name| row.get::<_, Option<Day>>(name).map(|day| day.map(|day| day.0));
    let term = term(row, row.get("ends")?)?;
    let milestones = Milestones {
        starts_on: row.get::<_, Day>("starts_on")?.0,
        signing_on: day("signing_on")?,
        rule_met_on: day("rule_met_on")?,
        ends_on: day("ends_on")?,
        continues: term.continues.is_some(),
        terminated_on: day("terminated_on")?,
        superseded_on: None,
    };
    let ends = EndFacts {
        entered_on: milestones.entered_on(),
        terminated_on: milestones.terminated_on,
        ..EndFacts::of_term(&term)
    };
    Ok((milestones, ends))
}

fn entry_from_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let day = |name| row.get::<_, Day>(name).map(|day| day.0);
    Ok(Entry {
        known_on: day("rule_met_on")?,
        entered_on: day("entered_on")?,
    })
}
