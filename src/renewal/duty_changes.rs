//! What became of each duty since another agreement, as rows of a list.
//!
//! Recognised duties are `moved` when their group differs, else `reworded` when their text differs,
//! else `kept`; the others were `added`, or `dropped` and then stand at the end of their old group.

use super::same_duty::{Promise, partners, plain};
use crate::view::{Change, DutyRow};

/// The duties of the newer agreement with their changes, and after each group, in the order of
/// the older one, what was dropped from it.
#[must_use]
pub fn compare_duties(older: &[DutyRow], newer: Vec<DutyRow>) -> Vec<DutyRow> {
    let promises = |rows: &[DutyRow]| rows.iter().map(promise).collect::<Vec<_>>();
    let partners = partners(&promises(older), &promises(&newer));
    let mut rows: Vec<DutyRow> = newer
        .into_iter()
        .zip(&partners)
        .map(|(row, partner)| {
            let change = partner.map_or(Change::Added, |at: usize| change_between(&older[at], &row));
            DutyRow {
                change: Some(change),
                ..row
            }
        })
        .collect();
    let dropped = older
        .iter()
        .enumerate()
        .filter(|(at, _)| !partners.contains(&Some(*at)));
    for (_, row) in dropped {
        insert_dropped(&mut rows, row.clone());
    }
    rows
}

fn promise(row: &DutyRow) -> Promise {
    Promise::new(row.duty.as_deref(), &row.group, &row.finnish)
}

fn change_between(old: &DutyRow, new: &DutyRow) -> Change {
    if old.group != new.group {
        Change::Moved
    } else if plain(&old.finnish) != plain(&new.finnish) {
        Change::Reworded
    } else {
        Change::Kept
    }
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
            finnish: text.to_owned(),
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
    fn a_translation_alone_is_no_change() {
        let older = duty("a", None, "Seuraa.");
        let newer = DutyRow {
            text: "Follows.".to_owned(),
            ..older.clone()
        };
        check(&[older], &[newer], &["a Follows. Kept"]);
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
