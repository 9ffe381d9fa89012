//! What became of each duty since another agreement.
//!
//! A duty is recognised by its id; where one of the two has none, by its text. Recognised duties
//! are `moved` when their group differs, else `reworded` when their text differs, else `kept`; the
//! others were `added`, or `dropped` and then stand at the end of their old group.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::view::{Change, DutyRow};

/// The duties of the newer agreement with their changes, and after each group, in the order of
/// the older one, what was dropped from it.
#[must_use]
pub fn compare_duties(older: &[DutyRow], newer: Vec<DutyRow>) -> Vec<DutyRow> {
    let by_id: BTreeMap<&str, usize> = indexed(older, |row| row.duty.as_deref());
    let texts: Vec<String> = older.iter().map(|row| plain(&row.text)).collect();
    let mut claimed = BTreeSet::new();
    // Ids first, so that a text that two duties share does not take another's partner.
    let mut partners: Vec<Option<usize>> = newer
        .iter()
        .map(|row| {
            row.duty
                .as_deref()
                .and_then(|id| by_id.get(id).copied())
                .filter(|at| claimed.insert(*at))
        })
        .collect();
    for (row, partner) in newer.iter().zip(&mut partners) {
        if partner.is_none() {
            *partner = same_text(row, older, &texts, &claimed);
            claimed.extend(*partner);
        }
    }
    let mut rows: Vec<DutyRow> = newer
        .into_iter()
        .zip(partners)
        .map(|(row, partner)| {
            let change = partner.map_or(Change::Added, |at| change_between(&older[at], &row));
            DutyRow {
                change: Some(change),
                ..row
            }
        })
        .collect();
    let dropped = older.iter().enumerate().filter(|(at, _)| !claimed.contains(at));
    for (_, row) in dropped {
        insert_dropped(&mut rows, row.clone());
    }
    rows
}

fn indexed<'r>(rows: &'r [DutyRow], key: fn(&'r DutyRow) -> Option<&'r str>) -> BTreeMap<&'r str, usize> {
    rows.iter()
        .enumerate()
        .filter_map(|(at, row)| Some((key(row)?, at)))
        .collect()
}

/// A duty without a partner by id, found by its text: in the same group first, then in any.
fn same_text(row: &DutyRow, older: &[DutyRow], texts: &[String], claimed: &BTreeSet<usize>) -> Option<usize> {
    let text = plain(&row.text);
    let candidates = || (0..older.len()).filter(|at| !claimed.contains(at) && texts[*at] == text);
    // Two different ids say that these are two different duties.
    let may_be = |at: &usize| older[*at].duty.is_none() || row.duty.is_none();
    let same_group = candidates()
        .filter(may_be)
        .find(|at| older[*at].group == row.group);
    same_group.or_else(|| candidates().find(may_be))
}

fn change_between(old: &DutyRow, new: &DutyRow) -> Change {
    if old.group != new.group {
        Change::Moved
    } else if plain(&old.text) != plain(&new.text) {
        Change::Reworded
    } else {
        Change::Kept
    }
}

/// A text without differences that nobody sees: line breaks, repeated spaces, normal forms.
fn plain(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect()
}

/// Puts a dropped duty after the last one of its group; at the end where the group is gone.
fn insert_dropped(rows: &mut Vec<DutyRow>, row: DutyRow) {
    let after = rows.iter().rposition(|other| other.group == row.group);
    let at = after.map_or(rows.len(), |last| last + 1);
    rows.insert(
        at,
        DutyRow {
            change: Some(Change::Dropped),
            ..row
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duty(group: &str, id: Option<&str>, text: &str) -> DutyRow {
        DutyRow {
            agreement: String::new(),
            group: group.to_owned(),
            group_name: group.to_owned(),
            position: 1,
            duty: id.map(ToOwned::to_owned),
            text: text.to_owned(),
            responsible: Vec::new(),
            theme: None,
            product: None,
            every: None,
            due: None,
            change: None,
        }
    }

    fn check(older: &[DutyRow], newer: &[DutyRow], expected: &[&str]) {
        let told: Vec<String> = compare_duties(older, newer.to_vec())
            .iter()
            .map(|row| {
                format!(
                    "{} {} {:?}",
                    row.group,
                    row.text,
                    row.change.unwrap_or(Change::Kept)
                )
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn every_kind_of_change_is_told() {
        check(
            &[
                duty("a", Some("one"), "Seuraa."),
                duty("a", Some("two"), "Laatii."),
                duty("a", Some("three"), "Sopii."),
                duty("a", None, "Kokoaa  tietoa."),
                duty("b", None, "Poistuu."),
            ],
            &[
                duty("a", Some("one"), "Seuraa tarkasti."),
                duty("a", None, "Kokoaa tietoa."),
                duty("b", Some("two"), "Laatii."),
                duty("a", Some("three"), "Sopii."),
                duty("c", Some("four"), "Uusi."),
            ],
            &[
                "a Seuraa tarkasti. Reworded",
                "a Kokoaa tietoa. Kept",
                "b Laatii. Moved",
                "b Poistuu. Dropped",
                "a Sopii. Kept",
                "c Uusi. Added",
            ],
        );
    }

    #[test]
    fn an_id_that_is_given_later_keeps_the_duty() {
        check(
            &[duty("a", None, "Seuraa.")],
            &[duty("a", Some("seuranta"), "Seuraa.")],
            &["a Seuraa. Kept"],
        );
    }

    #[test]
    fn two_ids_are_two_duties_even_with_one_text() {
        check(
            &[duty("a", Some("one"), "Seuraa.")],
            &[duty("a", Some("two"), "Seuraa.")],
            &["a Seuraa. Added", "a Seuraa. Dropped"],
        );
    }

    #[test]
    fn against_itself_everything_is_kept() {
        let duties = [
            duty("a", Some("one"), "Seuraa."),
            duty("a", None, "Laatii."),
            duty("b", None, "Laatii."),
        ];
        let changes = compare_duties(&duties, duties.to_vec());
        assert!(changes.iter().all(|row| row.change == Some(Change::Kept)));
        assert_eq!(changes.len(), 3);
    }
}
