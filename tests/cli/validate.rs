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

/// A file with everything that can be corrected, and what must stay byte for byte: comments, quotes,
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
    let left = fs::read_dir(place.path("agreements")).expect("the folder can be read");
    let mut left: Vec<_> = left.map(|entry| entry.expect("an entry").file_name()).collect();
    left.sort();
    assert_eq!(
        left,
        [".kumppani-journal", ".kumppani-lock", "sopimus-2014.yaml"],
        "no temporary file is left"
    );
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

/// A file with 4 × 300 missing fields, 250 unknown ones and 230 warnings; and another file.
fn flood() -> Place {
    let mut text = "id: a\ntitle: T\nterm: { starts: 2024, ends: 2030 }\nstrategies:\n".to_owned();
    for n in 0..230 {
        text += &["- { name: a\u{308}", &n.to_string(), " }\n"].concat();
    }
    text += "signatories:\n";
    text += &"- {}\n".repeat(300);
    text += &"- { organisation: o, name: N, kind: other, regions: all, nmae: N }\n".repeat(250);
    Place::of(&[("a.yaml", text.as_str()), ("b.yaml", "id: b\n")])
}

fn last_lines(shown: &str, n: usize) -> String {
    let lines: Vec<&str> = shown.lines().collect();
    lines[lines.len() - n..].join("\n")
}

/// Whatever the form, the rest is counted, and the counts are those of all.
#[test]
fn of_a_flood_of_findings_the_rest_is_counted() {
    let place = flood();
    insta::assert_snapshot!(
        "flood_human",
        last_lines(&place.run(&["validate", "--limit", "0"]), 7)
    );
    insta::assert_snapshot!("flood_human_fi", last_lines(&place.run_fi(&["validate"]), 9));
    insta::assert_snapshot!(
        "flood_short",
        last_lines(&place.run(&["validate", "--format", "short"]), 4)
    );
    let github = place.run_fi(&["validate", "--format", "github"]);
    insta::assert_snapshot!("flood_github_fi", last_lines(&github, 3));
    let found = place.json(&["validate"]);
    let found = found.as_array().expect("findings are an array");
    let of = |code: &str| {
        let of_code = found
            .iter()
            .filter(|one| one["code"] == code && one["file"] == "agreements/a.yaml");
        of_code
            .map(|one| 1 + one["more"].as_u64().expect("a number"))
            .sum::<u64>()
    };
    assert_eq!(
        ["missing-field", "unknown-field", "non-nfc-text"].map(of),
        [900, 250, 230]
    );
    let of_a = found
        .iter()
        .filter(|one| one["file"] == "agreements/a.yaml")
        .count();
    assert_eq!(of_a, 200);
    let sarif = place.output(&["validate", "--format", "sarif"]).stdout;
    let log: serde_json::Value = serde_json::from_slice(&sarif).expect("SARIF is JSON");
    insta::assert_snapshot!("flood_sarif", format!("{:#}", log["runs"][0]["invocations"]));
    // The other file by itself says nothing of it.
    let other = place.run(&["validate", "agreements/b.yaml", "--format", "short"]);
    assert!(!other.contains(" more: "), "{other}");
}

/// Many findings on one long line, in a process that may take little memory.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_made_to_be_too_much_takes_little() {
    let long_line = format!("a: [{}]\n", "*a,".repeat(350_000));
    let empty = format!("id: a\nsignatories:\n{}", "- {}\n".repeat(200_000));
    for text in [long_line, empty] {
        let place = Place::of(&[("a.yaml", text.as_str())]);
        for format in ["human", "short", "json", "sarif", "github"] {
            let program = env!("CARGO_BIN_EXE_kumppani");
            let line =
                format!("ulimit -v 500000; exec {program} --as-of 2026-11-21 validate --format {format}");
            let mut shell = std::process::Command::new("sh");
            let output = shell.args(["-c", &line]).current_dir(place.path(".")).output();
            let output = output.expect("a shell can be started");
            assert_eq!(output.status.code(), Some(1), "{}", place.describe(&output));
            assert!(output.stdout.len() < 500_000, "{format}: {}", output.stdout.len());
        }
    }
}
