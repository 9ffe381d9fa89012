//! Any legal file as a workbook: without a change nothing changes, and changed cells are what the same edits by path are.

use kumppani::diagnostic::FilePath;
use kumppani::model::Network;
use kumppani::render::workbook::render_workbook;
use kumppani::source::workbook::{
    BookChangeKind, ComparedWith, Comparison, FilledBook, WorkbookWanted, workbook,
};
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

pub(crate) fn file() -> FilePath {
    FilePath::new("agreements/a.yaml")
}

pub(crate) fn written(text: &[u8], lang: Lang) -> Vec<u8> {
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

pub(crate) fn compared(xlsx: &[u8], text: &[u8]) -> Comparison {
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

/// What is typed means the same in a cell and after a path.
#[test]
fn a_typed_text_is_understood_by_one_rule() {
    let typed = [
        ("in_force_when", "20"),
        ("in_force_when", "when all have signed"),
        ("in_force_when", "Sopimuskauden alusta"),
        ("in_force_when", "kaikki allekirjoittaneet"),
        ("term.ends", "Toistaiseksi"),
        ("term.ends", "open ended"),
        ("term.ends", "31.12.2030"),
        ("term.notice", "3 kk"),
        ("title.fi", "Ela\u{308}ma\u{308}"),
        ("title.en", "Ela\u{308}ma\u{308}"),
    ];
    let text = GROUPS.replacen("open-ended", "2029-12-31", 1);
    let text = text.as_bytes();
    for (path, typed) in typed {
        let mut book = OpenedBook::open(&written(text, Lang::En));
        let row = book.row("Agreement", "#key agreement", path);
        book.put("Agreement", row, "#value", typed);
        let compared = compared(&book.saved(), text);
        assert!(
            compared.problems.is_empty(),
            "{path} {typed}: {:?}",
            compared.problems
        );
        let network = Network::lapland();
        let by_workbook = edited(&file(), text, (Role::Agreement, &network), &compared.edits);
        let by_workbook = by_workbook.unwrap_or_else(|problem| panic!("{path} {typed}: {problem:?}"));
        let names = path.split('.').map(str::to_owned).collect();
        let by_path = set_by_paths(text, &[(names, typed.to_owned())]);
        let by_path = by_path.map(|text| String::from_utf8_lossy(&text).into_owned());
        assert_ne!(by_workbook, text, "{path} {typed}");
        assert_eq!(
            Some(String::from_utf8_lossy(&by_workbook).into_owned()),
            by_path,
            "{path} {typed}"
        );
    }
}

/// A waiver is known by its code: one that came in its place is another.
#[test]
fn a_waiver_of_another_code_is_another() {
    let before = format!("{GROUPS}waivers: [{{ code: vacant-chair, reason: syy }}]\n");
    let mut book = OpenedBook::open(&written(before.as_bytes(), Lang::En));
    let row = book.row("Waivers", "code", "vacant-chair");
    book.put("Waivers", row, "reason", "uusi syy");
    let after = before.replace("vacant-chair", "term-ending");
    let compared = compared(&book.saved(), after.as_bytes());
    assert_eq!(compared.problems.len(), 1, "{:?}", compared.edits);
}

const GROUPS: &str = "\
id: a
title: Sopimus
term: { starts: 2027-01-01, ends: open-ended }
groups:
  # The first.
  - id: elo
    name: ELO
    chair: o1
    members: [o1, o2, { organisation: o3, from: 2027-02-01 }]
    roles: [{ role: sihteeri, organisation: o2 }]
    duties:
      - Suunnittelee.      # plain
      - id: d2
        text: Seuraa.
        every: year
      - { text: Tiedottaa., due: 2028 }
      - id: d4
        text: Arvioi.

  - id: tiimi              # the second
    name: Tiimi
    members: [o3]
    duties: [Tekee., { id: d6, text: Kokoaa. }]
  - { id: tyhja, name: Tyhjä }
events:
  - { date: 2027-03-01, title: Kokous, kind: meeting }
  - { date: 2027-04-01, title: Kokous, kind: meeting }
  # The third.
  - date: 2027-05-01
    title: Työpaja
    kind: workshop
signatories:
  - { organisation: o1, name: Yksi, regions: all }
  - { organisation: o2, name: Kaksi, regions: all }
  - { organisation: o3, name: Kolme, regions: all }
";

const IDS: [&str; 3] = ["elo", "tiimi", "tyhja"];

/// Rows are changed, added, removed, and go to other lists and places, as anyone might.
fn change_rows(choices: &mut Choices, book: &mut OpenedBook) {
    for step in 0..=choices.below(6) {
        let sheet = choices.one_of(&["Duties", "Duties", "Members", "Events", "Groups"]);
        let rows = book.n_rows(sheet);
        let row = 3 + choices.below(rows - 2);
        let name = format!("Uusi {step}");
        match (sheet, choices.below(6)) {
            ("Groups", _) => book.put(sheet, row, "#order", &(choices.below(9) + 1).to_string()),
            (_, 0) => book.put(sheet, row, "#remove", "x"),
            ("Duties" | "Members", 1) => book.put(sheet, row, "#in", choices.one_of(&IDS)),
            ("Duties", 2 | 3) => book.put(sheet, row, "#order", &format!("{}", choices.below(12))),
            ("Duties", 4) => book.put(sheet, row, "text.fi", &name),
            ("Duties", _) => {
                let order = choices.one_of(&["", "1", "2.5", "4"]);
                let cells = [
                    ("#in", choices.one_of(&IDS)),
                    ("text.fi", &name),
                    ("#order", order),
                ];
                book.add(sheet, &cells);
            }
            ("Members", 2) => book.put(
                sheet,
                row,
                "#list",
                choices.one_of(&["chair", "member", "sihteeri"]),
            ),
            ("Members", 3) => book.put(sheet, row, "from", "2027-06-01"),
            ("Members", _) => {
                let list = choices.one_of(&["chair", "member", "opettaja"]);
                let organisation = choices.one_of(&["o1", "o2", "o3"]);
                let cells = [
                    ("#in", choices.one_of(&IDS)),
                    ("#list", list),
                    ("organisation", organisation),
                ];
                book.add(sheet, &cells);
            }
            (_, 1) => book.delete(sheet, row),
            (_, 2 | 3) => book.put(sheet, row, "title.fi", &name),
            _ => {
                book.add(
                    sheet,
                    &[("date", "2027-06-01"), ("title.fi", &name), ("kind", "review")],
                );
            }
        }
    }
}

/// What the rows of a sheet say, whatever their order: the workbook that is made from the edited file says the same as
/// the one that a person gave back.
fn said(book: &mut OpenedBook, sheet: &str) -> Vec<Vec<String>> {
    let names = book.names(sheet);
    let shown = names
        .iter()
        .filter(|name| !name.starts_with("#key") && !["#order", "#remove"].contains(&name.as_str()));
    let shown: Vec<String> = shown.cloned().collect();
    let mut rows = Vec::new();
    for row in 3..=book.n_rows(sheet) {
        let cells: Vec<String> = shown.iter().map(|name| book.text(sheet, row, name)).collect();
        let is_kept =
            book.text(sheet, row, "#remove").is_empty() && cells.iter().any(|cell| !cell.is_empty());
        if is_kept {
            rows.push(cells);
        }
    }
    rows.sort();
    rows
}

fn check_rows(seed: u64) -> Result<(), TestCaseError> {
    let (mut choices, text) = (Choices::new(seed), GROUPS.as_bytes());
    let mut book = OpenedBook::open(&written(text, Lang::En));
    change_rows(&mut choices, &mut book);
    let xlsx = book.saved();
    let compared = compared(&xlsx, text);
    prop_assert!(compared.problems.is_empty(), "{:?}", compared.problems);
    prop_assert_eq!(compared.edits.len(), compared.origins.len());
    let network = Network::lapland();
    let after = drafted(&file(), text, Role::Agreement, &compared.edits);
    let after =
        after.map_err(|problem| TestCaseError::fail(format!("{:?}\n{:?}", problem, compared.edits)))?;
    let proved = edited(&file(), text, (Role::Agreement, &network), &compared.edits);
    if let Ok(proved) = proved {
        prop_assert_eq!(&proved, &after);
    }
    let mut again = OpenedBook::open(&written(&after, Lang::En));
    let mut given = OpenedBook::open(&xlsx);
    for sheet in ["Groups", "Members", "Duties", "Events"] {
        let what = format!("{:?}\n{}", compared.edits, String::from_utf8_lossy(&after));
        prop_assert_eq!(
            said_plainly(&mut again, sheet),
            said_plainly(&mut given, sheet),
            "{}",
            what
        );
    }
    let kept = ["# The first.", "# the second", "# plain"];
    let is_lost = |comment: &&str| !String::from_utf8_lossy(&after).contains(comment);
    let removes_one = compared
        .changes
        .iter()
        .any(|change| change.kind != BookChangeKind::Changed);
    prop_assert!(removes_one || kept.iter().find(|comment| is_lost(comment)).is_none());
    Ok(())
}

/// The same, with what is shown in one way.
fn said_plainly(book: &mut OpenedBook, sheet: &str) -> Vec<Vec<String>> {
    let plain = |cell: String| match cell.as_str() {
        "member" => "Member".to_owned(),
        "chair" => "Chair".to_owned(),
        // Excel counts days.
        "46539" => "2027-06-01".to_owned(),
        _ => cell,
    };
    let rows = said(book, sheet).into_iter();
    let mut rows: Vec<Vec<String>> = rows.map(|row| row.into_iter().map(plain).collect()).collect();
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

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
    fn rows_are_as_they_were_given_back(seed: u64) {
        check_rows(seed)?;
    }

    #[test]
    fn changed_cells_are_the_same_edits_by_path(seed: u64) {
        check_changes(seed)?;
    }
}
