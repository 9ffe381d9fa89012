//! How the answers about a registry differ from those about the same registry with some acts supposed. No rule is
//! reckoned here: the rows of both answers are compared, day by day.

mod facts;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use self::facts::{Fact, Facts, Key, NOTHING, Value};
use crate::model::Region;
use crate::view::{AgreementRow, DifferenceRow, DueKind, DueRow, DutyRow, GroupRow, SignatoryRow};
use crate::wording;
use crate::wording::Lang;

/// What the lists answer on a day.
#[derive(Clone, Debug, Default)]
pub struct Situation {
    pub agreements: Vec<AgreementRow>,
    pub signatories: Vec<SignatoryRow>,
    pub groups: Vec<GroupRow>,
    pub duties: Vec<DutyRow>,
    /// The names of the successors of organisations, by their ids.
    pub successors: BTreeMap<String, Vec<String>>,
}

/// What they answer on a day by the registry, and with what is supposed.
#[derive(Clone, Debug)]
pub struct Compared {
    pub day: NaiveDate,
    pub before: Situation,
    pub after: Situation,
}

/// What is otherwise, section by section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub agreements: Vec<DifferenceRow>,
    pub signatories: Vec<DifferenceRow>,
    pub groups: Vec<DifferenceRow>,
    pub duties: Vec<DifferenceRow>,
    pub regions: Vec<DifferenceRow>,
}

/// The most names that a cell lists.
const MOST_NAMED: usize = 4;

/// What is otherwise on these days, each thing from the first of them on. `regions` are those of the network, `due` the
/// matters with what is supposed.
#[must_use]
pub fn differences(days: &[Compared], regions: &[Region], due: &[DueRow], lang: Lang) -> Differences {
    let of = |facts: &dyn Fn(&Facts<'_>) -> Vec<Fact>, settled_by: DueKind| {
        let mut known: BTreeMap<Key, (String, String)> = BTreeMap::new();
        let mut rows = Vec::new();
        for compared in days {
            let sides = [&compared.before, &compared.after];
            let [before, after] = sides.map(|situation| facts(&Facts::of(situation, regions, lang)));
            let [was, is] = [&before, &after].map(|facts| by_key(facts));
            let gone = before.iter().filter(|fact| !is.contains_key(&fact.key));
            for named in after.iter().chain(gone) {
                let key = &named.key;
                let (was, is) = (was.get(key).copied(), is.get(key).copied());
                let shown = shown(was, is, lang);
                let is_known = known
                    .get(key)
                    .is_some_and(|known| named.continues || *known == shown);
                if is_known || !is_otherwise(named, (was, is), compared) {
                    continue;
                }
                rows.push(DifferenceRow {
                    from: compared.day,
                    agreement: named.agreement.clone(),
                    id: named.id.clone(),
                    name: named.name.clone(),
                    before: shown.0.clone(),
                    after: shown.1.clone(),
                    next_command: next_command(was, is, (due, settled_by)),
                });
                known.insert(key.clone(), shown);
            }
        }
        rows
    };
    Differences {
        agreements: of(&|facts: &Facts<'_>| facts.agreements(), DueKind::Succession),
        signatories: of(&|facts: &Facts<'_>| facts.signatories(), DueKind::Succession),
        groups: of(&|facts: &Facts<'_>| facts.groups(), DueKind::Vacancy),
        duties: of(&|facts: &Facts<'_>| facts.duties(), DueKind::Succession),
        regions: of(&|facts: &Facts<'_>| facts.regions(), DueKind::Succession),
    }
}

/// The matters of `after` that `before` has not, each once, with the days left from `today`.
#[must_use]
pub fn new_matters(before: &[DueRow], after: &[DueRow], (today, lang): (NaiveDate, Lang)) -> Vec<DueRow> {
    let key = |row: &DueRow| {
        let is_of_one = matches!(
            row.kind,
            DueKind::Succession | DueKind::Vacancy | DueKind::Signature
        );
        // What is said of such a matter depends on the day; of others it says which it is.
        let which = match &row.organisation {
            Some(organisation) if is_of_one => organisation,
            _ => &row.what,
        };
        (
            row.kind,
            row.agreement.clone(),
            which.clone(),
            row.deadline.to_string(),
        )
    };
    let mut known: BTreeSet<_> = before.iter().map(key).collect();
    let new = after.iter().filter(|row| known.insert(key(row)));
    let mut rows: Vec<DueRow> = new
        .map(|row| DueRow {
            days_left: DueRow::days_to(row.deadline, today),
            ..row.clone()
        })
        .collect();
    rows.sort_by_key(|row| row.days_left);
    with_signatures_counted(rows, lang)
}

/// Of many signatures that an agreement waits for until a day, their number.
fn with_signatures_counted(rows: Vec<DueRow>, lang: Lang) -> Vec<DueRow> {
    let key = |row: &DueRow| (row.agreement.clone(), row.days_left);
    let signatures = rows.iter().filter(|row| row.kind == DueKind::Signature);
    let mut counts: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for row in signatures {
        *counts.entry(key(row)).or_default() += 1;
    }
    let mut counted = BTreeSet::new();
    let counted = |row: DueRow| {
        let n = counts.get(&key(&row)).copied().unwrap_or_default();
        if row.kind != DueKind::Signature || n <= MOST_NAMED {
            return Some(row);
        }
        let what = wording!(en: "{n} signatures are missing", fi: "{n} allekirjoitusta puuttuu");
        counted.insert(key(&row)).then(|| DueRow {
            organisation: None,
            organisation_name: None,
            what: what.get(lang).to_owned(),
            ..row
        })
    };
    rows.into_iter().filter_map(counted).collect()
}

fn by_key(facts: &[Fact]) -> BTreeMap<&Key, &Fact> {
    facts.iter().map(|fact| (&fact.key, fact)).collect()
}

fn is_otherwise(named: &Fact, (was, is): (Option<&Fact>, Option<&Fact>), compared: &Compared) -> bool {
    let is_over = |situation: &Situation| {
        let mut rows = situation.agreements.iter();
        !rows.any(|row| row.id == named.agreement && !row.status.is_over())
    };
    let (was_over, is_over) = (is_over(&compared.before), is_over(&compared.after));
    // Of an agreement that is over, its status says all.
    let is_of_no_concern = match named.id {
        None => was_over && is_over,
        Some(_) => was_over || is_over,
    };
    if is_of_no_concern {
        return false;
    }
    match (was.map(|fact| &fact.value), is.map(|fact| &fact.value)) {
        (Some(Value::Text(was)), Some(Value::Text(is))) => was != is,
        (
            Some(Value::Names {
                names: was,
                is_coverage,
                ..
            }),
            Some(Value::Names { names: is, .. }),
        ) => {
            if *is_coverage {
                was.is_empty() != is.is_empty()
            } else {
                was != is
            }
        }
        (None, Some(value)) | (Some(value), None) => {
            !matches!(value, Value::Names { names, .. } if names.is_empty())
        }
        _ => true,
    }
}

/// How both are shown.
fn shown(was: Option<&Fact>, is: Option<&Fact>, lang: Lang) -> (String, String) {
    let side = |fact: Option<&Fact>| match fact.map(|fact| &fact.value) {
        None => NOTHING.get(lang).to_owned(),
        Some(Value::Text(text)) => text.get(lang).to_owned(),
        Some(Value::Names { names, none, .. }) => match names.len() {
            0 => none.get(lang).to_owned(),
            n if n > MOST_NAMED => {
                let (listed, more) = (names[..MOST_NAMED].join(", "), n - MOST_NAMED);
                let all = wording!(en: "{listed} and {more} more", fi: "{listed} ja {more} muuta");
                all.get(lang).to_owned()
            }
            _ => names.join(", "),
        },
    };
    (side(was), side(is))
}

/// What settles it: the matter of an organisation on which it depends, of this kind before others.
fn next_command(
    was: Option<&Fact>,
    is: Option<&Fact>,
    (due, settled_by): (&[DueRow], DueKind),
) -> Option<String> {
    let facts = || is.into_iter().chain(was);
    let agreement = &facts().next()?.agreement;
    let concerns = |row: &&DueRow| {
        let organisation = row.organisation.as_ref();
        let is_of_it = facts().any(|fact| organisation.is_some_and(|id| fact.organisations.contains(id)));
        row.agreement == *agreement && is_of_it
    };
    let of_kind = |kind: DueKind| due.iter().filter(concerns).find(|row| row.kind == kind);
    let found = of_kind(settled_by)
        .or_else(|| of_kind(DueKind::Succession))
        .or_else(|| of_kind(DueKind::Vacancy));
    found.map(|row| row.next_command.clone())
}

#[cfg(test)]
mod tests;
