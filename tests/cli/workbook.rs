//! An agreement in a workbook, there and back.

use insta::assert_snapshot;
use kumppani::wording::Lang;

use super::harness::Place;
use super::workbooks::OpenedBook;

/// A signed agreement, a draft, and the organisations between them.
fn place() -> Place {
    Place::of(&[
        (
            "tno-2024.yaml",
            "\
id: tno-2024          # on record
title: Sopimus 2024
term: { starts: 2024-01-01, ends: 2027-12-31, notice: 3 months }
groups:
  - { id: elo, name: ELO, regions: all, chair: opisto, members: [opisto, kunta], duties: [Suunnittelee.] }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: [Itä] }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all, contact: { role: Kirjaamo } }
",
        ),
        (
            "tno-2028.yaml",
            "\
id: tno-2028
title: Sopimus 2028   # luonnos
term: { starts: 2028-01-01, ends: open-ended }
groups:
  - id: elo
    name: ELO
    duties:
      - Suunnittelee.  # joka vuosi
      - Seuraa.
signatories:
  - { organisation: opisto, name: Opisto, regions: all }
events:
  - { date: 2028-02-01, title: Kokous, kind: meeting }
",
        ),
    ])
}

/// Makes the workbook of an agreement, changes it, and puts it back.
fn changed(place: &Place, agreement: &str, change: impl Fn(&mut OpenedBook)) {
    let output = place.output(&["workbook", agreement]);
    let mut book = OpenedBook::open(&output.stdout);
    change(&mut book);
    place.write("kirja.xlsx", &book.saved());
}

fn change_draft(book: &mut OpenedBook) {
    let opisto = book.row("Signatories", "organisation", "opisto");
    book.put("Signatories", opisto, "kind", "education");
    book.put("Signatories", opisto, "contact.email", "opisto@example.fi");
    let duty = book.row("Duties", "text.fi", "Seuraa.");
    book.put("Duties", duty, "#order", "1");
    book.add(
        "Duties",
        &[("#in", "elo"), ("text.fi", "Tiedottaa."), ("every", "yearly")],
    );
    let event = book.row("Events", "title.fi", "Kokous");
    book.put("Events", event, "#remove", "remove");
}

#[test]
fn a_workbook_is_written_once() {
    let place = place();
    assert_snapshot!(
        "workbook_written_fi",
        place.run_fi(&["workbook", "tno-2028", "-o", "kirja.xlsx"])
    );
    assert_snapshot!(
        "workbook_kept",
        place.run(&["workbook", "tno-2028", "-o", "kirja.xlsx"])
    );
    assert_snapshot!(
        "workbook_unchanged_fi",
        place.run_fi(&["apply", "kirja.xlsx", "--yes"])
    );
    assert_snapshot!(
        "workbook_guarded",
        place.run(&["workbook", "tno-2028", "-o", "agreements/kirja.xlsx"])
    );
    assert_snapshot!(
        "workbook_format",
        place.run(&["workbook", "tno-2028", "-o", "kirja.csv"])
    );
    let first = place.output(&["workbook", "tno-2028"]).stdout;
    let later = place
        .output(&["workbook", "tno-2028", "--as-of", "2027-05-05"])
        .stdout;
    assert!(first == later, "the day is not in it");
}

#[test]
fn changes_are_shown_before_they_are_written() {
    let place = place();
    changed(&place, "tno-2028", change_draft);
    let before = place.read("agreements/tno-2028.yaml");
    assert_snapshot!("apply_dry_run", place.run(&["apply", "kirja.xlsx", "--dry-run"]));
    assert_snapshot!("apply_unconfirmed_fi", place.run_fi(&["apply", "kirja.xlsx"]));
    assert_eq!(place.read("agreements/tno-2028.yaml"), before);
    assert_snapshot!(
        "apply_written_fi",
        place.run_fi(&["apply", "kirja.xlsx", "--yes"])
    );
    assert_snapshot!("apply_file", place.read("agreements/tno-2028.yaml"));
    assert_snapshot!("apply_again", place.run(&["apply", "kirja.xlsx", "--yes"]));
}

/// Runs the program with someone at the keyboard.
fn typing(place: &Place, args: &[&str], lang: Lang, typed: &[&str]) -> String {
    let (out, said) = place.typing(args, lang, typed);
    assert!(!out.is_empty(), "the changes are shown");
    said
}

#[test]
fn a_person_is_asked_at_a_terminal() {
    let place = place();
    changed(&place, "tno-2028", change_draft);
    let before = place.read("agreements/tno-2028.yaml");
    assert_snapshot!(
        "apply_no",
        typing(&place, &["apply", "kirja.xlsx"], Lang::En, &[""])
    );
    assert_eq!(place.read("agreements/tno-2028.yaml"), before);
    assert_snapshot!(
        "apply_yes_fi",
        typing(&place, &["apply", "kirja.xlsx"], Lang::Fi, &["k"])
    );
    assert!(
        place
            .read("agreements/tno-2028.yaml")
            .contains("opisto@example.fi")
    );
}

#[test]
fn frozen_text_and_recorded_facts_are_refused_by_cell() {
    let place = place();
    place.run(&["open", "tno-2024", "--on", "2023-10-01"]);
    place.run(&[
        "sign",
        "tno-2024",
        "opisto",
        "--on",
        "2023-11-02",
        "--by",
        "rehtori",
    ]);
    changed(&place, "tno-2024", |book| {
        let opisto = book.row("Signatories", "organisation", "opisto");
        book.put("Signatories", opisto, "signed", "2023-11-03");
        book.put("Signatories", opisto, "signed_by", "vararehtori");
        book.put("Signatories", opisto, "contact.email", "opisto@example.fi");
        let kunta = book.row("Signatories", "organisation", "kunta");
        book.put("Signatories", kunta, "signed", "2024-01-02");
        book.put("Signatories", kunta, "contact.email", "ei osoite");
        let duty = book.row("Duties", "text.fi", "Suunnittelee.");
        book.put("Duties", duty, "text.fi", "Suunnittelee ja seuraa.");
        book.put("Duties", duty, "every", "daily");
        let group = book.row("Groups", "id", "elo");
        book.put("Groups", group, "name.fi", "Uusi ELO");
        let member = book.row("Members", "organisation", "kunta");
        book.put("Members", member, "until", "2025-06-30");
    });
    let before = place.read("agreements/tno-2024.yaml");
    assert!(before.contains("signed: 2023-11-02"), "{before}");
    assert_snapshot!("apply_refused", place.run(&["apply", "kirja.xlsx", "--yes"]));
    assert_snapshot!(
        "apply_refused_fi",
        place.run_fi(&["apply", "kirja.xlsx", "--dry-run"])
    );
    assert_eq!(place.read("agreements/tno-2024.yaml"), before);
}

#[test]
fn what_is_no_workbook_of_ours_is_refused() {
    let place = place();
    assert_snapshot!("apply_missing", place.run(&["apply", "puuttuu.xlsx"]));
    place.write("kirja.xlsx", b"not a workbook");
    assert_snapshot!("apply_no_workbook_fi", place.run_fi(&["apply", "kirja.xlsx"]));
    place.run(&["agreements", "-o", "lista.xlsx"]);
    assert_snapshot!("apply_other_workbook", place.run(&["apply", "lista.xlsx"]));
    changed(&place, "tno-2028", |_| {});
    std::fs::remove_file(place.path("agreements/tno-2028.yaml")).expect("it was there");
    assert_snapshot!("apply_no_agreement_fi", place.run_fi(&["apply", "kirja.xlsx"]));
}

#[test]
fn a_file_that_changed_meanwhile_is_merged_or_named() {
    let place = place();
    changed(&place, "tno-2028", change_draft);
    let text = place.read("agreements/tno-2028.yaml");
    let other = text.replace("title: Sopimus 2028", "title: Uusi sopimus");
    place.write("agreements/tno-2028.yaml", other.as_bytes());
    let other = other.replace("title: Kokous", "title: Pitkä kokous");
    assert_snapshot!("apply_merged", place.run(&["apply", "kirja.xlsx", "--dry-run"]));
    place.write("agreements/tno-2028.yaml", other.as_bytes());
    assert_snapshot!(
        "apply_conflict_fi",
        place.run_fi(&["apply", "kirja.xlsx", "--yes"])
    );
}

/// What the workbook removes and the file has changed is named, row by row, and nothing is written.
#[test]
fn what_changed_in_the_file_is_not_removed_with_its_group() {
    let draft = "\
id: tno-2028
title: Sopimus 2028
term: { starts: 2028-01-01, ends: open-ended }
groups:
  - id: g
    name: Ohjaus
    members: [opisto, { organisation: kunta, from: 2028-02-01 }]
    duties: [{ id: d1, text: Suunnittelee. }, { id: d2, text: Seuraa. }]
  - { id: h, name: Tuki, duties: [{ id: d9, text: Tiedottaa. }] }
signatories:
  - { organisation: opisto, name: Opisto, regions: all }
  - { organisation: kunta, name: Kunta, regions: all }
";
    let refused = |acts: &[&[&str]], change: fn(&mut OpenedBook)| {
        let place = place();
        place.write("agreements/tno-2028.yaml", draft.as_bytes());
        changed(&place, "tno-2028", change);
        for act in acts {
            assert!(place.output(act).status.success(), "{}", place.run(act));
        }
        let before = place.read("agreements/tno-2028.yaml");
        assert_ne!(before, draft);
        let answer =
            place.run(&["apply", "kirja.xlsx", "--yes"]) + &place.run_fi(&["apply", "kirja.xlsx", "--yes"]);
        assert_eq!(place.read("agreements/tno-2028.yaml"), before);
        answer
    };
    let remove_group = |book: &mut OpenedBook| {
        let group = book.row("Groups", "id", "g");
        book.put("Groups", group, "#remove", "remove");
    };
    let representative = [
        "set",
        "tno-2028",
        "groups.g.members.kunta.representative",
        "rehtori",
    ];
    let reword = ["duty", "reword", "tno-2028/g", "d2", "Seuraa ja arvioi."];
    let brought = ["duty", "move", "tno-2028/h", "d9", "--to", "g"];
    let add = ["add", "tno-2028", "groups.g.duties", "Kokoaa."];
    let away = ["duty", "move", "tno-2028/g", "d2", "--to", "h"];
    assert_snapshot!(
        "apply_removed_and_changed",
        [
            refused(&[&representative, &reword], remove_group),
            refused(&[&brought], remove_group),
            refused(&[&add], remove_group),
            refused(&[&reword], |book| {
                let group = book.row("Groups", "id", "g");
                book.put("Groups", group, "#remove", "remove");
                book.drop("Duties");
            }),
            refused(&[&away], |book| {
                let duty = book.row("Duties", "id", "d2");
                book.put("Duties", duty, "#remove", "remove");
            }),
        ]
        .join("\n")
    );
}

/// Where the file differs from what was signed, the reason of the correction is kept with every change.
#[test]
fn signed_text_is_corrected_with_a_reason() {
    let place = place();
    let path = "agreements/tno-2024.yaml";
    let signed = place
        .read(path)
        .replace("regions: [Itä] }", "regions: [Itä], signed: 2023-11-02 }");
    place.write(path, signed.as_bytes());
    changed(&place, "tno-2024", |book| {
        let duty = book.row("Duties", "text.fi", "Suunnittelee.");
        book.put("Duties", duty, "text.fi", "Suunnittelee ja seuraa.");
        let kunta = book.row("Signatories", "organisation", "kunta");
        book.put("Signatories", kunta, "contact.email", "kunta@example.fi");
    });
    let refused = place.run(&["apply", "kirja.xlsx", "--yes"]);
    assert_eq!(place.read(path), signed);
    let because = ["apply", "kirja.xlsx", "--yes", "--because", "Kirjoitusvirhe"];
    let corrected = place.run(&because);
    assert_snapshot!("apply_because", [refused, corrected, place.read(path)].join("\n"));
}
