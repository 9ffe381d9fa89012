//! `document --each`: the papers of all groups, parties or regions in one command.

use std::fs;

use insta::assert_snapshot;

use super::harness::Place;

const AGREEMENT: &str = "agreements/lapin-tno-2014.yaml";

fn each<'a>(kind: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let args = [
        "document",
        "lapin-tno-2014",
        "--annex",
        "--each",
        kind,
        "--to",
        "paperit",
    ];
    [&args[..], more].concat()
}

fn names(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.path("paperit")).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("it can be read").file_name().display().to_string())
        .collect();
    names.sort();
    names
}

#[test]
fn each_group_has_its_paper() {
    let place = Place::example();
    assert_snapshot!("papers_groups_fi", place.run_fi(&each("group", &[])));
    assert_eq!(names(&place).len(), 9);
    // It is the paper that is made of the group alone.
    let alone = [
        "document",
        "lapin-tno-2014",
        "--annex",
        "--group",
        "elo-johto",
        "--lang",
        "fi",
        "-o",
        "yksi.docx",
    ];
    place.run(&alone);
    let read = |path: &str| fs::read(place.path(path)).expect("the paper can be read");
    assert!(read("yksi.docx") == read("paperit/lapin-tno-2014_group_elo-johto.docx"));
}

/// What is there is kept until it is asked for again, and nothing else in the folder is touched.
#[test]
fn papers_that_exist_are_kept() {
    let place = Place::example();
    place.write("paperit/oma.txt", b"oma");
    place.run(&each("group", &["--paper-format", "markdown"]));
    let paper = "paperit/lapin-tno-2014_group_elo-johto.md";
    let first = place.read(paper);
    assert!(first.starts_with("# Lapin ELO-johto\n"), "{first}");
    place.write(paper, b"kokouksen muistiinpanot");
    let again = place.run(&each("group", &["--paper-format", "markdown"]));
    assert_snapshot!("papers_kept", again);
    assert_eq!(place.read(paper), "kokouksen muistiinpanot");
    place.run(&each("group", &["--paper-format", "markdown", "--again"]));
    assert_eq!(place.read(paper), first);
    assert_eq!(place.read("paperit/oma.txt"), "oma");
    assert_eq!(names(&place).len(), 10);
}

#[test]
fn each_party_and_each_region_has_its_paper() {
    let place = Place::example();
    let rows = place.json(&each("organisation", &["--paper-format", "html"]));
    let rows = rows.as_array().expect("an array");
    assert_eq!(rows.len(), 34);
    for row in rows {
        assert_eq!(
            (&row["kind"], &row["state"]),
            (&"organisation".into(), &"written".into())
        );
        let page = place.read(row["file"].as_str().expect("it has a file"));
        let name = row["name"].as_str().expect("it has a name");
        assert!(page.contains(&format!("<h1>{name}: duties</h1>")), "{page}");
    }
    assert!(rows.iter().any(|row| row["duties"].as_u64() > Some(0)));
    assert_snapshot!("papers_regions", place.run(&each("region", &[])));
}

/// Papers are made before the first one is written, so that a wrong template leaves no part of them behind.
#[test]
fn nothing_is_written_when_something_is_wrong() {
    let place = Place::example();
    place.write("templates/docx/styles.xml", b"{{ nothing }}");
    let shown = place.run(&each("group", &[]));
    assert!(
        shown.contains("templates/docx/styles.xml") && shown.ends_with("exit 1\n"),
        "{shown}"
    );
    assert!(!place.path("paperit").exists());
    let to = |folder: &str| place.run(&["document", "lapin-tno-2014", "--each", "group", "--to", folder]);
    assert_snapshot!("papers_in_the_registry", to("agreements/paperit"));
    let before = place.read(AGREEMENT);
    fs::remove_file(place.path("templates/docx/styles.xml")).expect("it can be removed");
    assert!(to("registry.yaml").contains("the registry's own file"));
    assert_eq!(place.read(AGREEMENT), before);
    assert_snapshot!(
        "papers_without_folder_fi",
        place.run_fi(&["document", "lapin-tno-2014", "--each", "group"])
    );
}
