//! Any legal file as a workbook: without a change nothing changes, and changed cells are what the same edits by path are.

use kumppani::diagnostic::FilePath;
use kumppani::model::Network;
use kumppani::render::workbook::render_workbook;
use kumppani::source::workbook::{ComparedWith, Comparison, FilledBook, WorkbookWanted, workbook};
use kumppani::source::{Role, drafted, edited, field_differences, find_place};
use kumppani::wording::Lang;
use proptest::prelude::*;

use crate::generator::{Choices, Generated, agreement};
use crate::opened::OpenedBook;

/// Texts that tempt a writer of YAML, or a spreadsheet.
const TEXTS: &[&str] = &[
    "rehtori",
    "Hallitus 15.1.2014 § 12, dnro 4/2014",
    "a: b",
    "a # b",
    "- a",
    "=1+1",
    "+358 40 000 0000",
    "@a",
    "2014",
    "null",
    "it's \"so\"",
    "'a",
    "[a]",
    "kaksi\nriviä",
    "_x000D_",
    "\\n",
];

fn file() -> FilePath {
    FilePath::new("agreements/a.yaml")
}

fn written(text: &[u8], lang: Lang) -> Vec<u8> {
    let network = Network::lapland();
    let wanted = WorkbookWanted {
        agreement: "a",
        lang,
        network: &network,
        organisations: &[],
        is_protected: &|_| false,
    };
    let book = workbook(&file(), text, &wanted).expect("cells hold the texts");
    render_workbook(&book, lang).expect("it can be written")
}

fn compared(xlsx: &[u8], text: &[u8]) -> Comparison {
    let filled = FilledBook::read(xlsx).expect("it is a workbook");
    filled.compare(&ComparedWith {
        file: &file(),
        bytes: text,
        network: &Network::lapland(),
        organisations: &[],
        lang: Lang::En,
    })
}

/// A cell of the workbook, and the path of its field.
struct Place {
    sheet: &'static str,
    /// The column in which a text tells the row, and the text.
    row: (&'static str, String),
    column: &'static str,
    path: Vec<String>,
}

fn any_place(choices: &mut Choices, generated: &Generated) -> Place {
    let of_agreement = generated.signatories.is_empty() || choices.below(3) == 0;
    if of_agreement {
        let name = choices.one_of(&["title.fi", "title.en", "purpose.fi", "record", "source"]);
        return Place {
            sheet: "Agreement",
            row: ("#key agreement", name.to_owned()),
            column: "#value",
            path: name.split('.').map(str::to_owned).collect(),
        };
    }
    let id = generated.signatories[choices.below(generated.signatories.len())].clone();
    let column = choices.one_of(&["name", "signed_by", "decision", "contact.role", "contact.phone"]);
    let path = ["signatories", &id].into_iter().chain(column.split('.'));
    Place {
        sheet: "Signatories",
        path: path.map(str::to_owned).collect(),
        row: ("organisation", id),
        column,
    }
}

/// The text of a file after fields were set by their paths; `None` where one cannot be.
fn set_by_paths(text: &[u8], sets: &[(Vec<String>, String)]) -> Option<Vec<u8>> {
    let network = Network::lapland();
    let (mut draft, mut edits) = (text.to_vec(), Vec::new());
    for (path, typed) in sets {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        // A text without languages is the Finnish one.
        let place = find_place(&file(), &draft, Role::Agreement, &names).ok()?;
        let edit = place.set(place.value(typed, &network).ok()?);
        draft = drafted(&file(), &draft, Role::Agreement, std::slice::from_ref(&edit)).ok()?;
        edits.push(edit);
    }
    edited(&file(), text, (Role::Agreement, &network), &edits).ok()
}

fn check_changes(seed: u64) -> Result<(), TestCaseError> {
    let (mut choices, generated) = (Choices::new(!seed), agreement(seed));
    let text = generated.text.as_bytes();
    let mut book = OpenedBook::open(&written(text, Lang::En));
    let mut sets: Vec<(Vec<String>, String)> = Vec::new();
    for _ in 0..=choices.below(3) {
        let place = any_place(&mut choices, &generated);
        let typed = choices.one_of(TEXTS);
        let row = book.row(place.sheet, place.row.0, &place.row.1);
        book.put(place.sheet, row, place.column, typed);
        sets.retain(|(path, _)| *path != place.path);
        sets.push((place.path, typed.to_owned()));
    }
    let compared = compared(&book.saved(), text);
    prop_assert!(compared.problems.is_empty(), "{:?}", compared.problems);
    let network = Network::lapland();
    let by_workbook = edited(&file(), text, (Role::Agreement, &network), &compared.edits).ok();
    let by_path = set_by_paths(text, &sets);
    match (by_workbook, by_path) {
        (Some(one), Some(other)) => {
            let differences = field_differences(&file(), Role::Agreement, (&one, &other));
            prop_assert_eq!(differences, Some(Vec::new()), "{:?}\n{}", sets, generated.text);
            let again = self::compared(&book.saved(), &one);
            prop_assert!(again.problems.is_empty() && again.edits.is_empty(), "{:?}", again);
        }
        (one, other) => prop_assert_eq!(one.is_some(), other.is_some(), "{:?}\n{}", sets, generated.text),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_a_change_nothing_changes(seed: u64) {
        let generated = agreement(seed);
        let text = generated.text.as_bytes();
        let xlsx = written(text, if seed % 2 == 0 { Lang::Fi } else { Lang::En });
        for xlsx in [xlsx.clone(), OpenedBook::open(&xlsx).saved()] {
            let compared = compared(&xlsx, text);
            prop_assert!(compared.problems.is_empty(), "{:?}\n{}", compared.problems, generated.text);
            prop_assert!(compared.edits.is_empty(), "{:?}\n{}", compared.changes, generated.text);
        }
    }

    #[test]
    fn changed_cells_are_the_same_edits_by_path(seed: u64) {
        check_changes(seed)?;
    }
}
