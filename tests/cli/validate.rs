//! `validate` with its formats, `--strict`, `--fix`, waivers, and `explain`.

use std::fs;

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

#[test]
fn the_example_shows_what_years_do_to_an_agreement() {
    let place = Place::example();
    assert_snapshot!(
        "validate_example_short",
        place.run(&["validate", "--format", "short"])
    );
    assert_snapshot!("validate_example_fi", place.run_fi(&["validate"]));
}

#[test]
fn warnings_fail_only_when_strict() {
    let place = Place::example();
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
    assert_eq!(place.output(&["validate", "--strict"]).status.code(), Some(1));
    assert_eq!(
        place
            .output(&["check", "--strict", "agreements/lapin-tno-2012.yaml"])
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn findings_for_programs() {
    let place = Place::of(&[(
        "sopimus-2014.yaml",
        &SMALL
            .replace("members: [opisto]", "members: [opitso]")
            .replace("2014-01-02", "2.1.2014"),
    )]);
    assert_snapshot!("validate_json", place.run(&["validate", "--format", "json"]));
    assert_snapshot!("validate_github", place.run(&["validate", "--format", "github"]));
    assert_snapshot!("validate_sarif", place.run(&["validate", "--format", "sarif"]));
    assert_snapshot!("validate_colour", place.run(&["validate", "--color", "always"]));
}

#[test]
fn a_waiver_hides_a_warning_with_a_reason() {
    let place = Place::example();
    assert_snapshot!(
        "waived",
        place.run(&["validate", "--waived", "agreements/lapin-tno-2017.yaml"])
    );
    let stale = format!("{SMALL}waivers: [{{ code: gap-between-terms, reason: ei tarpeen }}]\n");
    assert_snapshot!(
        "stale_waiver_fi",
        Place::of(&[("sopimus-2014.yaml", &stale)]).run_fi(&["validate"])
    );
    let wrong =
        format!("{SMALL}waivers: [{{ code: syntax, reason: x }}, {{ code: gap-betwen-terms, reason: y }}]\n");
    assert_snapshot!(
        "wrong_waiver",
        Place::of(&[("sopimus-2014.yaml", &wrong)]).run(&["validate"])
    );
}

/// A file with everything that can be mended, and what must stay byte for byte: comments, quotes,
/// CRLF, a byte order mark, no newline at the end.
const BROKEN: &str = "\u{feff}# Kommentti säilyy.\r\nid: sopimus-2014\r\ntitle: 'Sopimus'   # nimi\r\nterm: { starts: 1.1.2014, ends: toistaiseksi }\r\n\
signatories:\r\n  - organisation: opisto\r\n    name: \"Ryhma\u{308}\"\r\n    business_id: '22969621'\r\n    kind: Education\r\n    municipality: kemijarvi\r\n    regions: [länsi, \"Itä-Lappi\"]\r\n    signed: 2.1.2014  # päivä\r\n    contact: { role: Toimisto, email: a@example.fi, public: kyllä }";

#[test]
fn fix_mends_what_is_certain_and_nothing_else() {
    let place = Place::of(&[("sopimus-2014.yaml", BROKEN)]);
    assert_snapshot!("fix_dry_run", place.run(&["validate", "--fix", "--dry-run"]));
    assert_eq!(
        place.read("agreements/sopimus-2014.yaml"),
        BROKEN,
        "a dry run writes nothing"
    );
    assert_snapshot!("fix", place.run(&["validate", "--fix"]));
    let mended = BROKEN
        .replace(
            "starts: 1.1.2014, ends: toistaiseksi",
            "starts: 2014-01-01, ends: open-ended",
        )
        .replace("Ryhma\u{308}", "Ryhmä")
        .replace("'22969621'", "'2296962-1'")
        .replace("kind: Education", "kind: education")
        .replace("kemijarvi", "Kemijärvi")
        .replace("[länsi, \"Itä-Lappi\"]", "[Länsi, \"Itä\"]")
        .replace("2.1.2014  #", "2014-01-02  #")
        .replace("public: kyllä", "public: true");
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), mended);
    assert_snapshot!("fix_again_fi", place.run_fi(&["validate", "--fix"]));
    let left = fs::read_dir(place.path("agreements"))
        .expect("the folder can be read")
        .count();
    assert_eq!(left, 1, "no temporary file is left");
}

#[test]
fn fix_takes_only_the_named_files() {
    let place = Place::of(&[
        (
            "a.yaml",
            "id: a\ntitle: A\nterm: { starts: 1.1.2014, ends: open-ended }\n",
        ),
        (
            "b.yaml",
            "id: b\ntitle: B\nterm: { starts: 1.1.2014, ends: open-ended }\n",
        ),
    ]);
    place.run(&["validate", "--fix", "agreements/b.yaml"]);
    assert!(place.read("agreements/a.yaml").contains("1.1.2014"));
    assert!(place.read("agreements/b.yaml").contains("2014-01-01"));
    assert_snapshot!("validate_other_file", place.run(&["validate", "/etc/hostname"]));
}

#[test]
fn explain() {
    let place = Place::empty();
    assert_snapshot!("explain_en", place.run(&["explain", "duty-without-owner"]));
    assert_snapshot!("explain_fi", place.run_fi(&["explain", "virhe[unknown-region]"]));
    assert_snapshot!("explain_unknown", place.run(&["explain", "unknown-regoin"]));
    assert_snapshot!("explain_list_fi", place.run_fi(&["explain"]));
}
