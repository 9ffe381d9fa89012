//! The schemas in `schema/` follow `registry.yaml`: what is stale is reported, and written anew.

use insta::assert_snapshot;
use serde_json::Value;

use super::harness::{Place, SMALL};

const SCHEMAS: [&str; 3] = ["agreement", "organisations", "registry"];

fn path(of: &str) -> String {
    format!("schema/{of}.schema.json")
}

fn written(place: &Place) -> [String; 3] {
    SCHEMAS.map(|of| place.read(&path(of)))
}

/// What the program prints, in English or Finnish.
fn printed(place: &Place, lang: &str) -> [String; 3] {
    SCHEMAS.map(|of| {
        let output = place.output(&["schema", of, "--lang", lang]);
        String::from_utf8(output.stdout).expect("it is text")
    })
}

/// What is in the folder is what the program prints; a difference would be long.
#[track_caller]
fn assert_printed(place: &Place, lang: &str) {
    let (written, printed) = (written(place), printed(place, lang));
    for ((of, written), printed) in SCHEMAS.iter().zip(written).zip(printed) {
        assert!(written == printed, "{of} {lang}");
    }
}

const KAINUU: &str = "\
regions:
  - { id: Ylä, municipalities: [Puolanka] }
  - { id: Ala, municipalities: [Kajaani] }
kinds:
  - { id: library, name: kirjasto }
";

/// A registry with schemas in English, and other regions than these.
fn place() -> Place {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    assert_eq!(place.output(&["schema", "--write"]).status.code(), Some(0));
    assert_eq!(place.output(&["validate", "--strict"]).status.code(), Some(0));
    place.write("registry.yaml", KAINUU.as_bytes());
    place
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("a schema is JSON")
}

#[test]
fn schemas_are_those_of_the_registry() {
    let place = place();
    let [agreement, _, registry] = printed(&place, "en").map(|text| json(&text));
    let signatory = &agreement["properties"]["signatories"]["items"];
    assert_eq!(
        signatory["properties"]["regions"]["anyOf"][1]["items"]["enum"],
        serde_json::json!(["Ylä", "Ala"])
    );
    assert_eq!(
        signatory["properties"]["municipality"]["enum"],
        serde_json::json!(["Puolanka", "Kajaani"])
    );
    let kinds = signatory["properties"]["kind"]["enum"]
        .as_array()
        .expect("a list");
    assert!(kinds.contains(&"library".into()) && kinds.contains(&"education".into()));
    assert!(
        signatory["required"]
            .as_array()
            .expect("a list")
            .contains(&"regions".into())
    );
    assert_eq!(
        registry["properties"]["regions"]["items"]["anyOf"][1]["required"],
        serde_json::json!(["id"])
    );
    // Without regions no one names one, and any text is a municipality.
    place.write("registry.yaml", b"regions: []\n");
    let agreement = json(&printed(&place, "en")[0]);
    let signatory = &agreement["properties"]["signatories"]["items"];
    assert_eq!(signatory["properties"]["regions"]["const"], "all");
    assert_eq!(signatory["properties"]["municipality"].get("enum"), None);
    assert!(
        !signatory["required"]
            .as_array()
            .expect("a list")
            .contains(&"regions".into())
    );
}

#[test]
fn a_stale_schema_is_reported_and_written_anew() {
    let place = place();
    let stale = written(&place);
    assert_snapshot!("schema_stale", place.run(&["validate"]));
    assert_snapshot!(
        "schema_stale_fi",
        place.run_fi(&["validate", "--format", "short"])
    );
    assert_snapshot!(
        "schema_stale_json",
        place.run(&["validate", "--format", "json", &path("agreement")])
    );
    assert_snapshot!(
        "schema_write_dry_run",
        place.run(&["schema", "--write", "--dry-run"])
    );
    assert!(written(&place) == stale);
    // It is not the language of whoever finds it that is written, but that of the file.
    assert_snapshot!("schema_write_fi", place.run_fi(&["schema", "--write"]));
    assert_printed(&place, "en");
    assert_snapshot!("schema_written", place.run(&["schema", "--write"]));
    assert_eq!(place.output(&["validate", "--strict"]).status.code(), Some(0));
    // Neither is a schema stale for its language.
    for of in SCHEMAS {
        std::fs::remove_file(place.path(&path(of))).expect("it can be removed");
    }
    place.run_fi(&["schema", "--write"]);
    assert_printed(&place, "fi");
    assert_eq!(place.output(&["validate", "--strict"]).status.code(), Some(0));
}

#[test]
fn what_changes_the_registry_writes_the_schemas_anew() {
    let place = place();
    assert_snapshot!(
        "schema_fix_dry_run",
        place.run(&["validate", "--fix", "--dry-run", &path("organisations")])
    );
    place.run(&["validate", "--fix", "registry.yaml"]);
    assert_eq!(place.output(&["validate", "--strict"]).status.code(), Some(1));
    assert_snapshot!("schema_fix", place.run(&["validate", "--fix", "--strict"]));
    assert_printed(&place, "en");
    // `areas` become `regions`, and the schemas follow in the same run.
    place.write("registry.yaml", b"areas:\n  Keski: [Ranua, Rovaniemi]\n");
    assert_eq!(
        place.output(&["validate", "--fix", "--strict"]).status.code(),
        Some(0)
    );
    assert_printed(&place, "en");
    place.write(&path("registry"), b"{}");
    assert_eq!(place.output(&["init"]).status.code(), Some(0));
    assert_printed(&place, "en");
}

#[test]
fn init_writes_the_schemas_of_the_registry_that_is_there() {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    place.write("registry.yaml", KAINUU.as_bytes());
    assert_eq!(place.output(&["init"]).status.code(), Some(0));
    assert_printed(&place, "en");
}

#[test]
fn while_the_registry_is_not_known_no_schema_is_stale() {
    let place = place();
    let stale = written(&place);
    place.write("registry.yaml", format!("{KAINUU}sender: [\n").as_bytes());
    assert!(!place.run(&["validate"]).contains("stale-schema"));
    assert_snapshot!("schema_of_broken_registry", place.run(&["schema", "--write"]));
    place.run(&["validate", "--fix"]);
    assert!(written(&place) == stale);
}

#[test]
fn what_is_no_file_is_not_replaced() {
    let place = place();
    std::fs::remove_file(place.path(&path("agreement"))).expect("it can be removed");
    place.write("schema/agreement.schema.json/x", b"");
    assert_snapshot!("schema_is_a_folder", place.run(&["schema", "--write"]));
    assert_snapshot!(
        "schema_write_needs_no_schema",
        place.run(&["schema", "agreement", "--write"])
    );
    assert_snapshot!(
        "schema_write_has_no_answer",
        place.run(&["schema", "--write", "-o", "x.json"])
    );
}
