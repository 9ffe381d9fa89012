//! Workbooks there and back.

use std::fs;
use std::path::{Path, PathBuf};

use super::testing::OpenedBook;
use super::*;
use crate::diagnostic::FilePath;
use crate::model::Network;
use crate::source::workbook::{ComparedWith, Comparison, FilledBook, WorkbookWanted, workbook};
use crate::source::{Role, edited};

fn file() -> FilePath {
    FilePath::new("agreements/sopimus.yaml")
}

fn bytes_of(text: &[u8], lang: Lang, network: &Network) -> Vec<u8> {
    let wanted = WorkbookWanted {
        agreement: "sopimus",
        lang,
        network,
        organisations: &[("uusi-opisto".to_owned(), "Uusi opisto".to_owned())],
        is_protected: &|_| false,
    };
    let book = workbook(&file(), text, &wanted).expect("cells hold the texts");
    render_workbook(&book, lang).expect("the workbook can be written")
}

fn compared(xlsx: &[u8], text: &[u8], network: &Network) -> Comparison {
    let filled = FilledBook::read(xlsx).expect("the workbook can be read");
    filled.compare(&ComparedWith {
        file: &file(),
        bytes: text,
        network,
        organisations: &[("uusi-opisto".to_owned(), "Uusi opisto".to_owned())],
        lang: Lang::Fi,
    })
}

/// The agreements of the repository.
fn agreements() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("agreements"), root.join("examples/kainuu/agreements")];
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("the folder is there"))
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| !path.ends_with("organisations.yaml"))
        .collect();
    files.sort();
    files
}

fn assert_unchanged(compared: &Comparison, about: &Path) {
    let about = about.display();
    assert!(compared.problems.is_empty(), "{about}: {:?}", compared.problems);
    assert!(compared.changes.is_empty(), "{about}: {:?}", compared.changes);
    assert!(compared.edits.is_empty(), "{about}: {:?}", compared.edits);
}

#[test]
fn a_workbook_without_a_change_changes_nothing() {
    let network = Network::lapland();
    for path in agreements() {
        let text = fs::read(&path).expect("the file can be read");
        for lang in [Lang::Fi, Lang::En] {
            let xlsx = bytes_of(&text, lang, &network);
            assert_eq!(
                xlsx,
                bytes_of(&text, lang, &network),
                "made twice, it is the same"
            );
            assert_unchanged(&compared(&xlsx, &text, &network), &path);
            let mut opened = OpenedBook::open(&xlsx);
            assert_unchanged(&compared(&opened.saved(), &text, &network), &path);
            opened.forget_names();
            assert_unchanged(&compared(&opened.saved(), &text, &network), &path);
        }
    }
}

#[test]
fn neither_sorting_nor_a_missing_sheet_is_a_change() {
    let network = Network::lapland();
    for path in agreements() {
        let text = fs::read(&path).expect("the file can be read");
        let mut opened = OpenedBook::open(&bytes_of(&text, Lang::En, &network));
        for sheet in [
            "Signatories",
            "Groups",
            "Members",
            "Duties",
            "Events",
            "Provisions",
            "Themes",
        ] {
            opened.reverse(sheet);
        }
        opened.drop("Strategies");
        assert_unchanged(&compared(&opened.saved(), &text, &network), &path);
    }
}

const AGREEMENT: &str = r#"# Example.
id: sopimus
title: { fi: Sopimus, en: Agreement }
purpose: Tarkoitus.        # why
term:
  starts: 2027-01-01       # first day
  ends: open-ended
  notice: 3 months
in_force_when: all-signed
themes:
  - { id: osaaminen, name: Osaaminen }
groups:
  # The first group.
  - id: elo
    name: ELO
    regions: all
    chair: opisto
    members: [opisto, { organisation: kunta, from: 2027-02-01 }]
    duties:
      - Suunnittelee.      # plain
      - id: elo-seuranta
        text: Seuraa.
        responsible: [opisto]
        every: year
      - text: { fi: Tiedottaa., en: Informs. }
  - id: toimisto
    name: Toimisto
    members: [kunta]
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: [Itä], covers: ["A, B", C],
      contact: { role: Neuvonta, email: opisto@example.fi } }
  - organisation: kunta    # a town
    name: Kunta
    regions: all
events:
  - { date: 2027-03-01, title: Kokous, kind: meeting }
  - { date: 2027, title: Työpaja, kind: workshop }
"#;

/// What the changes of a workbook come to: the preview and the new text as a difference, or the problems.
fn check(change: impl Fn(&mut OpenedBook)) -> String {
    check_against(AGREEMENT, change)
}

fn check_against(now: &str, change: impl Fn(&mut OpenedBook)) -> String {
    let network = Network::lapland();
    let mut opened = OpenedBook::open(&bytes_of(AGREEMENT.as_bytes(), Lang::En, &network));
    change(&mut opened);
    let compared = compared(&opened.saved(), now.as_bytes(), &network);
    if !compared.problems.is_empty() {
        let line = |problem: &crate::source::workbook::BookProblem| {
            let place = problem
                .place
                .as_ref()
                .map_or(Wording::same(""), crate::source::workbook::BookPlace::named);
            let help = problem.help.clone().unwrap_or_default();
            let parts = [place, problem.message.clone(), help];
            parts.map(|part| part.get(Lang::En).to_owned()).join(" | ")
        };
        return compared.problems.iter().map(line).collect::<Vec<_>>().join("\n");
    }
    let changes = compared.changes.iter().map(|change| {
        let place = change.place.named();
        let (kind, entry) = (change.kind, &change.entry);
        format!(
            "{}: {kind:?} [{entry}] {} → {}",
            place.get(Lang::En),
            change.from,
            change.to
        )
    });
    let changes: Vec<String> = changes.collect();
    assert_eq!(compared.edits.len(), compared.origins.len());
    let after = edited(
        &file(),
        now.as_bytes(),
        (Role::Agreement, &network),
        &compared.edits,
    );
    let after = match after {
        Ok(after) => after,
        Err(problem) => return format!("{}\n{}", changes.join("\n"), problem.message.get(Lang::En)),
    };
    // Once applied, the same workbook has nothing left to change.
    let again = self::compared(&opened.saved(), &after, &network);
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    assert!(again.edits.is_empty(), "{:?}", again.edits);
    let diff = crate::source::unified_diff(&file(), now.as_bytes(), &after);
    let lines = diff
        .lines()
        .filter(|line| line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---"));
    format!("{}\n{}", changes.join("\n"), lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn cells_of_what_stands_once_are_changed() {
    insta::assert_snapshot!(check(|book| {
        let row = |book: &mut OpenedBook, name: &str| book.row("Agreement", "#key agreement", name);
        let purpose = row(book, "purpose.fi");
        book.put("Agreement", purpose, "#value", "Toinen tarkoitus.");
        let english = row(book, "purpose.en");
        book.put("Agreement", english, "#value", "Another purpose.");
        let title = row(book, "title.en");
        book.put("Agreement", title, "#value", "");
        let ends = row(book, "term.ends");
        book.put("Agreement", ends, "#value", "31.12.2029");
        let notice = row(book, "term.notice");
        book.put("Agreement", notice, "#value", "");
        let rule = row(book, "in_force_when");
        book.put("Agreement", rule, "#value", "2");
        let source = row(book, "source");
        book.put("Agreement", source, "#value", "=1+1");
    }));
}

#[test]
fn cells_of_entries_are_changed() {
    insta::assert_snapshot!(check(|book| {
        let opisto = book.row("Signatories", "organisation", "opisto");
        book.put("Signatories", opisto, "kind", "kunta");
        book.put("Signatories", opisto, "regions", "Itä ja Länsi");
        book.put("Signatories", opisto, "covers", "A, B\nD");
        book.put("Signatories", opisto, "contact.email", "");
        let kunta = book.row("Signatories", "organisation", "kunta");
        book.put("Signatories", kunta, "contact.email", "kunta@example.fi");
        book.put("Signatories", kunta, "contact.public", "kyllä");
        let duty = book.row("Duties", "text.fi", "Suunnittelee.");
        book.put("Duties", duty, "text.fi", "Suunnittelee toimintaa.");
        let other = book.row("Duties", "text.fi", "Tiedottaa.");
        book.put("Duties", other, "text.en", "Tells.");
        book.put("Duties", other, "every", "quarterly");
        let third = book.row("Duties", "id", "elo-seuranta");
        book.put("Duties", third, "responsible", "Kunta; opisto");
        let event = book.row("Events", "title.fi", "Työpaja");
        book.put("Events", event, "date", "4/2027");
    }));
}

#[test]
fn an_entry_without_fields_gets_some() {
    insta::assert_snapshot!(check(|book| {
        let duty = book.row("Duties", "text.fi", "Suunnittelee.");
        book.put("Duties", duty, "every", "vuosittain");
        let chair = book.row("Members", "#list", "Chair");
        book.put("Members", chair, "from", "2027-03-01");
        let member = book.row("Members", "organisation", "kunta");
        book.put("Members", member, "from", "");
    }));
}

#[test]
fn rows_are_added_and_removed() {
    insta::assert_snapshot!(check(|book| {
        book.add(
            "Signatories",
            &[
                ("organisation", "uusi"),
                ("name", "Uusi Oy"),
                ("regions", "all"),
                ("kind", "company"),
            ],
        );
        book.add(
            "Groups",
            &[("id", "tiimi"), ("name.fi", "Tiimi"), ("#order", "1")],
        );
        book.add("Duties", &[("#in", "tiimi"), ("text.fi", "Tekee.")]);
        book.add(
            "Duties",
            &[
                ("#in", "elo"),
                ("text.fi", "Ensin."),
                ("#order", "1"),
                ("due", "2028"),
            ],
        );
        book.add(
            "Members",
            &[
                ("#in", "Toimisto"),
                ("#list", "puheenjohtaja"),
                ("organisation", "Uusi opisto"),
            ],
        );
        book.add(
            "Members",
            &[("#in", "elo"), ("#list", "sihteeri"), ("organisation", "kunta")],
        );
        let event = book.row("Events", "title.fi", "Kokous");
        book.put("Events", event, "#remove", "poista");
        let duty = book.row("Duties", "text.fi", "Tiedottaa.");
        book.delete("Duties", duty);
    }));
}

#[test]
fn a_group_goes_with_what_is_in_it() {
    insta::assert_snapshot!(check(|book| {
        let group = book.row("Groups", "id", "elo");
        book.put("Groups", group, "#remove", "remove");
        let duty = book.row("Duties", "id", "elo-seuranta");
        book.put("Duties", duty, "#in", "toimisto");
    }));
}

#[test]
fn rows_go_to_other_places_and_other_lists() {
    insta::assert_snapshot!(check(|book| {
        let duty = book.row("Duties", "text.fi", "Tiedottaa.");
        book.put("Duties", duty, "#order", "1");
        let chair = book.row("Members", "#list", "Chair");
        book.put("Members", chair, "#list", "member");
        let kunta = book.row("Members", "organisation", "kunta");
        book.put("Members", kunta, "#list", "chair");
        book.put("Members", kunta, "in_place_of", "opisto");
        let group = book.row("Groups", "id", "toimisto");
        book.put("Groups", group, "#order", "0,5");
    }));
}

#[test]
fn what_is_wrong_is_named_by_its_cell() {
    insta::assert_snapshot!(check(|book| {
        let opisto = book.row("Signatories", "organisation", "opisto");
        book.put("Signatories", opisto, "organisation", "toinen");
        book.put("Signatories", opisto, "name", "Opi\u{202e}sto");
        book.put("Signatories", opisto, "contact.phone", "#REF!");
        let event = book.row("Events", "title.fi", "Kokous");
        book.put("Events", event, "date", "1905-07-06");
        book.put("Events", event, "#remove", "ehkä");
        book.add("Signatories", &[("organisation", "uusi")]);
        book.add("Duties", &[("#in", "muu"), ("text.fi", "Tekee.")]);
        book.add("Members", &[("#in", "elo"), ("organisation", "kunta")]);
        book.add("Documents", &[("file", "a.pdf"), ("kind", "decision")]);
        let duty = book.row("Duties", "text.fi", "Suunnittelee.");
        book.put("Duties", duty, "#order", "ensin");
    }));
}

/// A workbook whose first sheets were written again with a hidden row, merged cells and a formula without a value.
#[test]
fn what_no_one_sees_is_not_read() {
    let mut workbook = Workbook::new();
    let network = Network::lapland();
    let opened = OpenedBook::open(&bytes_of(AGREEMENT.as_bytes(), Lang::En, &network));
    opened.write_into(&mut workbook);
    let page = workbook.worksheet_from_name("Events").expect("it is there");
    page.write_string(2, 3, "2027-03-02").expect("it fits");
    page.write_string(2, 5, "Toinen kokous").expect("it fits");
    page.set_row_hidden(2).expect("it is there");
    page.set_row_hidden(3).expect("it is there");
    let page = workbook.worksheet_from_name("Signatories").expect("it is there");
    page.write_string(2, 2, "Toinen nimi").expect("it fits");
    page.set_column_hidden(2).expect("it is there");
    let page = workbook.worksheet_from_name("Groups").expect("it is there");
    page.merge_range(2, 5, 3, 5, "Itä", &Format::new())
        .expect("it fits");
    let bytes = workbook.save_to_buffer().expect("it can be written");
    let compared = compared(&bytes, AGREEMENT.as_bytes(), &network);
    let line = |problem: &crate::source::workbook::BookProblem| {
        let place = problem
            .place
            .as_ref()
            .map_or(Wording::same(""), crate::source::workbook::BookPlace::named);
        format!("{}: {}", place.get(Lang::En), problem.message.get(Lang::En))
    };
    let lines: Vec<String> = compared.problems.iter().map(line).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn what_changed_in_the_file_meanwhile_is_merged_or_named() {
    let now = AGREEMENT
        .replace("purpose: Tarkoitus.", "purpose: Muu tarkoitus.")
        .replace("name: Kunta\n", "name: Kunnan nimi\n")
        .replace(
            "      - Suunnittelee.      # plain\n",
            "      - Uusi alku.\n      - Suunnittelee.      # plain\n",
        )
        .replace("  - { date: 2027, title: Työpaja, kind: workshop }\n", "");
    insta::assert_snapshot!(
        "merged",
        check_against(&now, |book| {
            let kunta = book.row("Signatories", "organisation", "kunta");
            book.put("Signatories", kunta, "kind", "kunta");
            let duty = book.row("Duties", "text.fi", "Tiedottaa.");
            book.put("Duties", duty, "text.fi", "Kertoo.");
            book.put("Duties", duty, "#order", "1");
            let purpose = book.row("Agreement", "#key agreement", "purpose.fi");
            book.put("Agreement", purpose, "#value", "Muu tarkoitus.");
        })
    );
    insta::assert_snapshot!(
        "conflicts",
        check_against(&now, |book| {
            let purpose = book.row("Agreement", "#key agreement", "purpose.fi");
            book.put("Agreement", purpose, "#value", "Kolmas tarkoitus.");
            let kunta = book.row("Signatories", "organisation", "kunta");
            book.put("Signatories", kunta, "#remove", "x");
            let event = book.row("Events", "title.fi", "Työpaja");
            book.put("Events", event, "place", "Kemi");
            let group = book.row("Groups", "id", "elo");
            book.put("Groups", group, "#remove", "x");
        })
    );
}
