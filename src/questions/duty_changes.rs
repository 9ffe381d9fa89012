//! What became of each duty since another agreement, as rows of a list.
//!
//! Recognised duties are `moved` when their group differs, else `reworded` when their text differs,
//! else `changed` when their owner, theme, product or time differs, else `kept`; the others were `added`, or `dropped` and then stand at the end of their old group.
//! A duty whose group was renamed or merged has not moved for that, as in `diff`.

use std::collections::BTreeSet;

use super::same_duty::{Fates, Promise, partners, plain};
use crate::view::{DutyChange, DutyRow};

/// The duties of the newer agreement with their changes, and after each group, in the order of
/// the older one, what was dropped from it. `groups` are the ids of all groups of the newer one, for a
/// group may be left without duties.
#[must_use]
pub fn compare_duties(older: &[DutyRow], newer: Vec<DutyRow>, groups: &BTreeSet<String>) -> Vec<DutyRow> {
    let promises = |rows: &[DutyRow]| rows.iter().map(promise).collect::<Vec<_>>();
    let (before, now) = (promises(older), promises(&newer));
    let partners = partners(&before, &now);
    let fates = Fates::of(&before, &now, &partners, groups.iter().map(String::as_str));
    let mut rows: Vec<DutyRow> = newer
        .into_iter()
        .zip(&partners)
        .map(|(row, partner)| {
            let change = partner.map_or(DutyChange::Added, |at: usize| {
                change_between(&older[at], &row, &fates)
            });
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

fn change_between(old: &DutyRow, new: &DutyRow, fates: &Fates) -> DutyChange {
    if !fates.is_same(&old.group, &new.group) {
        DutyChange::Moved
    } else if plain(&old.finnish) != plain(&new.finnish) {
        DutyChange::Reworded
    } else if details(old) != details(new) {
        DutyChange::Changed
    } else {
        DutyChange::Kept
    }
}

/// What a duty has beside its text and its group.
fn details(row: &DutyRow) -> impl PartialEq + use<'_> {
    let mut responsible: Vec<&str> = row.responsible.iter().map(String::as_str).collect();
    responsible.sort_unstable();
    (responsible, &row.theme, &row.product, row.every, row.due)
}

/// Puts a dropped duty after the last one of its group; at the end where the group is gone.
fn insert_dropped(rows: &mut Vec<DutyRow>, row: DutyRow) {
    let after = rows.iter().rposition(|other| other.group == row.group);
    let at = after.map_or(rows.len(), |last| last + 1);
    rows.insert(
        at,
        DutyRow {
            change: Some(DutyChange::Dropped),
            ..row
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextLang;
    use crate::view::Spoken;

    fn finnish(text: &str) -> Spoken {
        Spoken {
            text: text.to_owned(),
            lang: TextLang::Fi,
        }
    }

    fn duty(group: &str, id: Option<&str>, text: &str) -> DutyRow {
        DutyRow {
            agreement: String::new(),
            agreement_title: finnish("Sopimus"),
            agreement_status: crate::model::AgreementStatus::InForce,
            group: group.to_owned(),
            group_name: finnish(group),
            position: 1,
            duty: id.map(ToOwned::to_owned),
            text: finnish(text),
            finnish: text.to_owned(),
            responsible: Vec::new(),
            responsible_names: Vec::new(),
            absent: Vec::new(),
            owners: Vec::new(),
            bound: None,
            theme: None,
            theme_name: None,
            product: None,
            product_name: None,
            every: None,
            due: None,
            change: None,
            meeting: false,
        }
    }

    fn check(older: &[DutyRow], newer: &[DutyRow], expected: &[&str]) {
        let groups = newer.iter().map(|row| row.group.clone()).collect();
        let shown: Vec<String> = compare_duties(older, newer.to_vec(), &groups)
            .iter()
            .map(|row| {
                format!(
                    "{} {} {:?}",
                    row.group,
                    row.text.text,
                    row.change.unwrap_or(DutyChange::Kept)
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_translation_alone_is_no_change() {
        let older = duty("a", None, "Seuraa.");
        let newer = DutyRow {
            text: Spoken {
                text: "Follows.".to_owned(),
                lang: TextLang::En,
            },
            ..older.clone()
        };
        check(&[older], &[newer], &["a Follows. Kept"]);
    }

    #[test]
    fn every_kind_of_change_is_shown() {
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
    fn a_duty_follows_a_group_that_is_renamed_or_merged() {
        let older = [
            duty("a", Some("one"), "Seuraa."),
            duty("b", Some("two"), "Laatii."),
            duty("c", Some("three"), "Sopii."),
            duty("c", Some("four"), "Kokoaa."),
        ];
        check(
            &older,
            &[
                duty("ab", Some("one"), "Seuraa."),
                duty("ab", Some("two"), "Laatii vuosittain."),
                duty("ab", Some("three"), "Sopii."),
                duty("d", Some("four"), "Kokoaa."),
            ],
            &[
                "ab Seuraa. Kept",
                "ab Laatii vuosittain. Reworded",
                "ab Sopii. Moved",
                "d Kokoaa. Moved",
            ],
        );
        // A group that is still there was not renamed, even when its duties went elsewhere.
        let newer = vec![duty("d", Some("one"), "Seuraa.")];
        let groups = BTreeSet::from(["a".to_owned(), "d".to_owned()]);
        let changes = compare_duties(&older[..1], newer, &groups);
        assert_eq!(changes[0].change, Some(DutyChange::Moved));
    }

    #[test]
    fn another_owner_theme_or_time_is_a_change() {
        let older = DutyRow {
            responsible: vec!["x".to_owned(), "y".to_owned()],
            ..duty("a", Some("one"), "Seuraa.")
        };
        let reordered = DutyRow {
            responsible: vec!["y".to_owned(), "x".to_owned()],
            ..older.clone()
        };
        check(std::slice::from_ref(&older), &[reordered], &["a Seuraa. Kept"]);
        for newer in [
            DutyRow {
                responsible: vec!["x".to_owned()],
                ..older.clone()
            },
            DutyRow {
                theme: Some("t".to_owned()),
                ..older.clone()
            },
            DutyRow {
                product: Some("p".to_owned()),
                ..older.clone()
            },
            DutyRow {
                every: Some(crate::model::Recurrence::Year),
                ..older.clone()
            },
        ] {
            check(std::slice::from_ref(&older), &[newer], &["a Seuraa. Changed"]);
        }
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
        let groups = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
        let changes = compare_duties(&duties, duties.to_vec(), &groups);
        assert!(changes.iter().all(|row| row.change == Some(DutyChange::Kept)));
        assert_eq!(changes.len(), 3);
    }
}
