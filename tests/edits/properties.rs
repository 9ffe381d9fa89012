//! Any legal file, any edit: only what was requested changes.

use kumppani::diagnostic::FilePath;
use kumppani::source::{Change, Edit, Role, Step, Value, read_bytes};
use kumppani::wording::Lang;
use proptest::prelude::*;

use crate::generator::{Choices, Generated, SeatPlace, agreement};
use crate::harness::{append, edit, plain, remove, set, text, way};

/// Texts that tempt a writer of YAML.
const TEXTS: &[&str] = &[
    "rehtori",
    "Hallitus 15.1.2014 § 12, dnro 4/2014",
    "a: b",
    "a # b",
    "- a",
    "2014",
    "null",
    "it's \"so\"",
    "[a]",
    "kaksi\nriviä",
    "päättyy:",
    "@a",
    "\\n",
];

/// An edit and what undoes it where the place was empty before.
fn any_edit(
    choices: &mut Choices,
    Generated {
        signatories, seats, ..
    }: &Generated,
) -> (Edit, Edit) {
    let nasty = text(choices.one_of(TEXTS));
    if !seats.is_empty() && choices.below(3) == 0 {
        return edit_of_seat(choices, seats);
    }
    let about_agreement = signatories.is_empty() || choices.below(3) == 0;
    if about_agreement {
        return match choices.below(5) {
            4 => {
                let value = Value::fields([
                    ("organisation", plain("uusi")),
                    ("on", plain("2013-12-01")),
                    ("decision", nasty),
                    ("text", plain(&format!("2-{}", "9".repeat(72)))),
                ]);
                (append("approved", value), remove("approved[organisation=uusi]"))
            }
            0 => {
                let value = Value::fields([("on", plain("2015-06-30")), ("reason", nasty)]);
                (set("terminated", value), remove("terminated"))
            }
            1 => {
                let value = Value::fields([("on", plain("2014")), ("text", plain("9f2c"))]);
                (set("opened", value), remove("opened"))
            }
            2 => {
                let value = Value::fields([("until", plain("2019-12-31")), ("decision", nasty)]);
                (
                    append("term.extended", value),
                    remove("term.extended[until=2019-12-31]"),
                )
            }
            _ => {
                let value = Value::fields([
                    ("organisation", plain("uusi")),
                    ("name", nasty),
                    ("kind", plain("other")),
                    ("regions", Value::List(vec![plain("Itä"), plain("Länsi")])),
                    ("joined", plain("2015-03-01")),
                ]);
                (
                    append("signatories", value),
                    remove("signatories[organisation=uusi]"),
                )
            }
        };
    }
    let organisation = &signatories[choices.below(signatories.len())];
    let withdrawal = Value::fields([
        ("notice", plain("2015-06-01")),
        ("effective", plain("2015-09-01")),
    ]);
    let (name, value) = match choices.below(6) {
        0 => ("signed", plain("2014-01-20")),
        1 => ("signed_by", nasty),
        2 => ("decision", nasty),
        3 => ("declined", plain("2014-02")),
        4 => ("covers", Value::List(vec![nasty, plain("b")])),
        _ => ("withdrawn", withdrawal),
    };
    let path = format!("signatories[organisation={organisation}].{name}");
    (set(&path, value), remove(&path))
}

/// A seat ends, or another one is added to its list.
fn edit_of_seat(choices: &mut Choices, seats: &[SeatPlace]) -> (Edit, Edit) {
    let seat = &seats[choices.below(seats.len())];
    let list = way(&format!("groups[id=g].{}", seat.list));
    let named = |organisation: &str, number| {
        let step = Step::Named {
            key: "organisation".to_owned(),
            value: organisation.to_owned(),
            number,
        };
        [list.clone(), vec![step]].concat()
    };
    if choices.below(2) == 0 {
        let mut fields = vec![
            ("organisation", plain("uusi")),
            ("from", plain("2016-01-01")),
            ("representative", text(choices.one_of(TEXTS))),
        ];
        if seat.list == "roles" {
            fields.insert(0, ("role", text(choices.one_of(TEXTS))));
        }
        let value = Value::Fields(
            fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        );
        let back = Edit::new(named("uusi", 0), Change::Remove);
        return (Edit::new(list.clone(), Change::Append(value)), back);
    }
    let mut at = named(&seat.organisation, seat.number);
    if seat.is_plain {
        let id = plain(&seat.organisation);
        let dated = Value::fields([("organisation", id.clone()), ("until", plain("2016-06-30"))]);
        return (
            Edit::new(at.clone(), Change::Set(dated)),
            Edit::new(at, Change::Set(id)),
        );
    }
    at.push(Step::field("until"));
    (
        Edit::new(at.clone(), Change::Set(plain("2016-06-30"))),
        Edit::new(at, Change::Remove),
    )
}

/// Whether every byte of `old` is in `new` in its order.
fn holds_all(new: &[u8], old: &[u8]) -> bool {
    let mut rest = new.iter();
    old.iter().all(|byte| rest.any(|other| other == byte))
}

/// Whether an edit is one of the list or the field of this name.
fn is_in(edit: &Edit, name: &str) -> bool {
    edit.at.last() == Some(&Step::field(name))
}

fn describe(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn check(seed: u64) -> Result<(), TestCaseError> {
    let mut choices = Choices::new(!seed);
    let file = agreement(seed);
    let old = file.text.as_bytes();
    let (there, back) = any_edit(&mut choices, &file);
    let apply = |bytes: &[u8], edit_: &Edit| {
        edit(Role::Agreement, bytes, std::slice::from_ref(edit_)).map_err(|problem| {
            TestCaseError::fail(format!(
                "{}\n{edit_:?}\n{}",
                problem.message.get(Lang::En),
                describe(bytes)
            ))
        })
    };
    let is_new = matches!(there.change, Change::Append(_))
        || edit(Role::Agreement, old, std::slice::from_ref(&back)).is_err();
    let new = apply(old, &there)?;
    if matches!(there.change, Change::Set(_)) {
        prop_assert_eq!(describe(&apply(&new, &there)?), describe(&new), "twice is once");
    }
    if is_new {
        // Where there was no list, what undoes the first entry is to remove the list.
        let had = |list: &str| file.text.contains(list);
        let back = match &there.change {
            Change::Append(_) if !is_in(&there, "chair") => {
                let lists = ["extended", "approved"];
                let new = lists.into_iter().any(|list| is_in(&there, list) && !had(list));
                if new {
                    Edit::new(there.at.clone(), Change::Remove)
                } else {
                    back
                }
            }
            // A chair alone has become one of a list.
            Change::Append(_) => return Ok(()),
            _ => back,
        };
        prop_assert_eq!(
            describe(&apply(&new, &back)?),
            describe(old),
            "the inverse gives the old bytes\n{}",
            describe(&new)
        );
        let closes_list = old.windows(2).any(|bytes| bytes == b"[]");
        prop_assert!(closes_list || holds_all(&new, old), "{}", describe(&new));
    }
    Ok(())
}

/// A file in which something was cut out or typed in at random.
fn damaged(seed: u64) -> String {
    let mut choices = Choices::new(seed);
    let mut text: Vec<char> = agreement(seed).text.chars().collect();
    for _ in 0..=choices.below(3) {
        let at = choices.below(text.len());
        if choices.below(3) == 0 {
            let end = (at + choices.below(12)).min(text.len());
            text.drain(at..end);
        } else {
            let typed = choices.one_of(&[
                '{', '}', '[', ']', ',', ':', '#', '-', '\'', '"', '|', '>', '\n', '\r', ' ', '?', '&', '!',
                '+', 'ä',
            ]);
            text.insert(at, typed);
        }
        if text.is_empty() {
            break;
        }
    }
    text.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_files_are_legal(seed: u64) {
        let file = agreement(seed);
        let reading = read_bytes(&FilePath::new("agreements/a.yaml"), Role::Agreement, &kumppani::model::Network::lapland(), file.text.clone().into_bytes());
        let errors: Vec<&str> = reading.findings.as_slice().iter().map(|found| found.message.get(Lang::En)).collect();
        prop_assert!(errors.is_empty(), "{errors:?}\n{}", file.text);
    }

    /// Whatever is in the file: an edit is made and can be undone, or it is refused.
    #[test]
    fn damaged_files_are_edited_or_refused(seed: u64) {
        let old = damaged(seed);
        let (there, back) = any_edit(&mut Choices::new(!seed), &agreement(seed));
        if let Ok(new) = edit(Role::Agreement, old.as_bytes(), std::slice::from_ref(&there)) {
            if matches!(there.change, Change::Set(_)) {
                let again = edit(Role::Agreement, &new, &[there]).map(|bytes| describe(&bytes));
                prop_assert_eq!(again.ok(), Some(describe(&new)));
            }
            drop(edit(Role::Agreement, &new, &[back]));
        }
    }

    #[test]
    fn any_file_and_any_edit(seed: u64) {
        check(seed)?;
    }
}
