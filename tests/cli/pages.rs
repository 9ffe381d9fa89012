//! Help, completions, manual pages, schemas, and the first steps with `init`.

use std::fs;

use insta::assert_snapshot;

use super::harness::Place;

#[test]
fn help_in_both_languages() {
    let place = Place::empty();
    assert_snapshot!("help_en", place.run(&["--help"]));
    assert_snapshot!("help_fi", place.run_fi(&["--help"]));
    assert_snapshot!("help_duties_fi", place.run(&["duties", "--help", "--lang", "fi"]));
    assert_snapshot!("no_command_fi", place.run_fi(&[]));
    assert_eq!(
        place.run_fi(&["help", "duties"]),
        place.run_fi(&["duties", "--help"])
    );
    assert!(place.run_fi(&["-V"]).starts_with("kumppani "));
    for asked in [
        &["--lang", "fi", "help", "sign"][..],
        &["help", "--lang", "fi", "sign"],
        &["help", "sign", "--lang=fi"],
        &["sign", "--help", "--lang", "fi"],
        &["--lang", "fi", "sign", "--help"],
    ] {
        assert_eq!(place.run(asked), place.run_fi(&["sign", "-h"]), "{asked:?}");
    }
    let twice = ["--lang", "fi", "agreements", "--lang", "en"];
    assert_snapshot!("option_twice", place.run(&twice));
    assert_snapshot!(
        "option_twice_fi",
        place.run(&["agreements", "--lang", "en", "--lang", "fi"])
    );
    assert_snapshot!("sign_nothing_fi", place.run_fi(&["sign"]));
    assert_snapshot!(
        "conflict_fi",
        place.run_fi(&["register", "a", "--from", "x.csv", "--kind", "kunta"])
    );
    assert_snapshot!(
        "near_value_fi",
        place.run_fi(&["signatories", "--state", "odotta"])
    );
    assert!(place.run(&["--version"]).starts_with("kumppani "));
}

#[test]
fn a_new_registry_is_sound_at_once() {
    let place = Place::empty();
    assert_snapshot!("init_fi", place.run_fi(&["init"]));
    assert_snapshot!("init_validate", place.run(&["validate"]));
    assert_snapshot!("init_agreements_fi", place.run_fi(&["agreements"]));
    assert_snapshot!("init_again", place.run(&["init"]));
    assert_snapshot!("init_agreement_file", place.read("agreements/sopimus-2026.yaml"));
    assert!(place.read(".gitignore").contains("registry.db"));
    assert!(place.path("schema/agreement.schema.json").exists());
    assert_snapshot!("init_en", place.run(&["init", "toinen"]));
    assert_eq!(
        place.output(&["validate", "--dir", "toinen"]).status.code(),
        Some(0)
    );
}

/// What a full disk or a crash left undone is done by the next run; what is there is kept, whatever it says.
#[test]
fn a_registry_that_was_begun_is_finished() {
    let (whole, place) = (Place::empty(), Place::empty());
    whole.run(&["init"]);
    place.write("registry.yaml", b"name: Oma\n");
    place.write("agreements/.kumppani-a1B2c3", b"");
    assert_snapshot!("init_rest", place.run(&["init"]));
    assert_eq!(place.read("registry.yaml"), "name: Oma\n");
    for path in [
        ".gitignore",
        "agreements/sopimus-2026.yaml",
        "schema/agreement.schema.json",
    ] {
        assert_eq!(place.read(path), whole.read(path), "{path}");
        fs::remove_file(place.path(path)).expect("it can be removed");
        let shown = place.run(&["init"]);
        assert!(shown.contains(&format!("\nwrote {path}\n")), "{shown}");
        assert_eq!(place.read(path), whole.read(path), "{path}");
    }
    assert_snapshot!("init_complete_fi", place.run_fi(&["init"]));
    // Who has agreements of their own gets no example of one.
    place.write("agreements/oma.yaml", b"");
    fs::remove_file(place.path("agreements/sopimus-2026.yaml")).expect("it can be removed");
    fs::remove_file(place.path(".gitignore")).expect("it can be removed");
    assert_snapshot!("init_rest_fi", place.run_fi(&["init"]));
    assert!(!place.path("agreements/sopimus-2026.yaml").exists());
}

#[test]
fn schemas_are_json() {
    let place = Place::empty();
    for of in ["agreement", "organisations", "registry"] {
        let output = place.output(&["schema", of]);
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a schema is JSON");
        assert_eq!(
            schema["$schema"], "http://json-schema.org/draft-07/schema#",
            "{of}"
        );
    }
}

#[test]
fn completions_for_every_shell() {
    let place = Place::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = place.output(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("kumppani"),
            "{shell}"
        );
    }
}

#[test]
fn a_manual_page_for_every_command() {
    let place = Place::empty();
    assert_snapshot!("man_fi", place.run_fi(&["man", "man1"]));
    assert!(place.read("man1/kumppani-duties.1").contains("changed\\-since"));
}
