//! The statuses of the index on every day that matters: about every date of a fact the day before, the
//! day itself and the day after.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{Days, Months, NaiveDate};
use kumppani::index::{AgreementFilter, Asked, Contacts, Index, Scope, SignatoryFilter};
use kumppani::model::{SignatoryState, TextLang, standings};
use kumppani::registry::models;
use kumppani::view::AgreementRow;
use proptest::prelude::*;
use rusqlite::Connection;

use crate::date::Date;
use crate::facts::Agreement;
use crate::generator::TODAY;
use crate::oracle::{
    Known, counts, dates, decided_by, end, has_ceased, is_ending_soon, soon_before, state, status,
    superseded_by,
};

/// So many days are asked of the library's own questions at each look; the periods, from which they
/// are answered, are compared on all days.
const DAYS_ASKED: usize = 4;

const AGREEMENT_PERIODS: &str = "
    SELECT agreement_id, status, from_on, to_on
    FROM agreement_period";

const SIGNATORY_PERIODS: &str = "
    SELECT agreement_id || ' ' || organisation_id, state, from_on, to_on
    FROM signatory_period";

/// From a day to a day, both included; `None` where nothing is known to begin or end it.
struct Period {
    status: String,
    from_on: Option<String>,
    to_on: Option<String>,
}

type Periods = BTreeMap<String, Vec<Period>>;

/// The days about the first and the last day of every date, and about what is reckoned from the end.
pub(crate) fn days(known: &Known, ceased: &BTreeMap<&'static str, Date>) -> Vec<NaiveDate> {
    let mut days = BTreeSet::new();
    let mut about = |day: NaiveDate| {
        days.extend([day, day + Days::new(1), day - Days::new(1)]);
    };
    for date in known.values().flat_map(dates).chain(ceased.values().copied()) {
        about(date.first());
        about(date.last());
    }
    for agreement in known.values() {
        if let Some(end) = agreement.effective_end() {
            about(decided_by(agreement, end.last()));
            about(soon_before(agreement, end.last()));
            if let Some(months) = agreement.continues {
                about(decided_by(agreement, end.last() + Months::new(months)));
            }
        }
        about(agreement.terminated.map_or(agreement.starts, |on| on).first() - Months::new(6));
    }
    days.into_iter().collect()
}

/// The periods that the index keeps say for every day what follows from the facts, once.
pub(crate) fn check_periods(connection: &Connection, known: &Known) -> Result<(), TestCaseError> {
    let agreements = periods(connection, AGREEMENT_PERIODS);
    let signatories = periods(connection, SIGNATORY_PERIODS);
    for day in days(known, &BTreeMap::new()) {
        for (id, agreement) in known {
            let expected = vec![status(known, agreement, day)];
            prop_assert_eq!(
                on(&agreements, id, day),
                expected,
                "{} on {}: {:?}",
                id,
                day,
                known
            );
            for one in &agreement.signatories {
                let key = format!("{id} {}", one.organisation);
                let expected: Vec<&str> = state(one, day).into_iter().collect();
                prop_assert_eq!(on(&signatories, &key, day), expected, "{:?} on {}", one, day);
            }
        }
    }
    Ok(())
}

/// The library's rules, requested single days without an index, say the same. They know the files
/// as they are, so none of them may be broken.
pub(crate) fn check_rules(root: &Path, known: &Known) -> Result<(), TestCaseError> {
    let models = models(root, TODAY.first(), &|_| true, &|_| {}).expect("the folder is a registry");
    for day in days(known, &BTreeMap::new()) {
        let standings = standings(&models.registry, day);
        prop_assert_eq!(standings.len(), known.len());
        for standing in standings {
            let agreement = &known[standing.agreement.id.value.as_str()];
            let expected = status(known, agreement, day);
            prop_assert_eq!(standing.status.code(), expected, "{:?} on {}", agreement, day);
            for (one, entry) in agreement.signatories.iter().zip(&standing.agreement.signatories) {
                let told = entry.state_on(day).map(SignatoryState::code);
                prop_assert_eq!(told, state(one, day), "{:?} on {}", one, day);
            }
        }
    }
    Ok(())
}

fn periods(connection: &Connection, sql: &str) -> Periods {
    let mut statement = connection.prepare(sql).expect("the query can be prepared");
    let rows = statement.query_map([], |row| {
        let period = Period {
            status: row.get(1)?,
            from_on: row.get(2)?,
            to_on: row.get(3)?,
        };
        Ok((row.get(0)?, period))
    });
    let mut periods = Periods::new();
    for row in rows.expect("the query can be made") {
        let (id, period): (String, Period) = row.expect("the rows can be read");
        periods.entry(id).or_default().push(period);
    }
    periods
}

/// What holds on a day; dates in full are in the order of their text.
fn on<'p>(periods: &'p Periods, id: &str, day: NaiveDate) -> Vec<&'p str> {
    let day = day.to_string();
    let holds = |period: &&Period| {
        period.from_on.as_ref().is_none_or(|from| *from <= day)
            && period.to_on.as_ref().is_none_or(|to| *to >= day)
    };
    let periods = periods.get(id).into_iter().flatten();
    periods
        .filter(holds)
        .map(|period| period.status.as_str())
        .collect()
}

/// The library's own questions answer on some of the days what follows from the facts.
pub(crate) fn check_days(
    index: &Index,
    known: &Known,
    ceased: &BTreeMap<&'static str, Date>,
    now: SystemTime,
) -> Result<(), TestCaseError> {
    let days = days(known, ceased);
    let seconds = now
        .duration_since(UNIX_EPOCH)
        .expect("the world is younger than 1970")
        .as_secs();
    let begin = usize::try_from(seconds).expect("the clock of the test is small") * 7;
    for at in 0..DAYS_ASKED.min(days.len()) {
        let day = days[(begin + at * days.len() / DAYS_ASKED) % days.len()];
        check_day(index, known, ceased, day)?;
    }
    Ok(())
}

fn check_day(
    index: &Index,
    known: &Known,
    ceased: &BTreeMap<&'static str, Date>,
    day: NaiveDate,
) -> Result<(), TestCaseError> {
    let asked = Asked {
        day,
        texts: TextLang::Fi,
    };
    let rows = index.agreements(&asked, &AgreementFilter::default());
    let rows = rows.expect("the agreements can be asked");
    let answer = sorted(rows.iter().map(told_row).collect());
    let expected = sorted(known.values().map(|one| told(known, one, day)).collect());
    prop_assert_eq!(answer, expected, "agreements on {}: {:?}", day, known);
    let filter = SignatoryFilter::default();
    let rows = index.signatories(&asked, &Scope::All, &filter, Contacts::LeftOut);
    let rows = rows
        .expect("the signatories can be asked")
        .into_iter()
        .map(|row| {
            let (agreement, organisation) = (row.agreement, row.organisation);
            format!("{agreement} {organisation} {} {}", row.state.code(), row.ceased)
        });
    let mut expected = Vec::new();
    for agreement in known.values() {
        for one in &agreement.signatories {
            let (id, organisation) = (agreement.id, one.organisation);
            let ceased = has_ceased(ceased.get(organisation), day);
            let told = |state| format!("{id} {organisation} {state} {ceased}");
            expected.extend(state(one, day).map(told));
        }
    }
    let answer = sorted(rows.collect());
    prop_assert_eq!(answer, sorted(expected), "signatories on {}: {:?}", day, known);
    Ok(())
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// What the index answers of an agreement. Its dates are shown as they were given.
fn told_row(row: &AgreementRow) -> String {
    let ends = row.ends.map_or("open-ended".to_owned(), |ends| ends.to_string());
    let (id, status, starts) = (&row.id, row.status.code(), row.starts);
    let (soon, by) = (row.ending_soon, row.superseded_by.join(" "));
    format!(
        "{id} {status} {starts}..{ends} soon {soon} signed {}/{} by {by}",
        row.signed, row.signatories
    )
}

/// What follows from the facts of an agreement, in the same words.
fn told(known: &Known, agreement: &Agreement, day: NaiveDate) -> String {
    let end = end(known, agreement, day);
    let ends = end.map_or("open-ended".to_owned(), |(ends, _)| ends.to_string());
    let (id, starts) = (agreement.id, agreement.starts);
    let (status, soon) = (
        status(known, agreement, day),
        is_ending_soon(known, agreement, day),
    );
    let by = superseded_by(known, id, day).join(" ");
    let (signed, signatories) = counts(agreement, day);
    format!("{id} {status} {starts}..{ends} soon {soon} signed {signed}/{signatories} by {by}")
}
