//! The repository's own files: generated ones are current, and the schema says of the files what
//! the program says.

use std::fs;
use std::path::Path;

use kumppani::cli::generated_files;
use kumppani::diagnostic::{Code, FilePath};
use kumppani::source::{Role, SchemaOf, json_schema, read_bytes, walk};
use kumppani::wording::Lang;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn generated_files_are_current() {
    for (path, text) in generated_files() {
        let present = fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(
            present == text,
            "{path} is out of date: run `cargo run --example generate`"
        );
    }
}

/// The file as an editor's YAML reader sees it, with numbers and booleans.
fn as_json(yaml: &str) -> Value {
    serde_saphyr::from_str(yaml).expect("the file is YAML for another reader, too")
}

fn schema_of(role: Role) -> Value {
    let of = match role {
        Role::Agreement => SchemaOf::Agreement,
        Role::Organisations => SchemaOf::Organisations,
        Role::Settings => SchemaOf::Registry,
    };
    json_schema(of, &kumppani::model::Network::lapland(), Lang::En)
}

#[test]
fn the_schema_accepts_the_example() {
    let found = walk(root()).expect("the repository is a registry");
    assert!(found.files.len() >= 6);
    for file in found.files {
        let text = fs::read_to_string(&file.location).expect("the example can be read");
        let validator = jsonschema::draft7::new(&schema_of(file.role)).expect("the schema is a schema");
        let errors: Vec<String> = validator
            .iter_errors(&as_json(&text))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.path);
    }
}

const GOOD: &str = "id: a\ntitle: Sopimus\nterm: { starts: 2014, ends: open-ended }\n";

/// A text that the program refuses for its structure alone is refused by the schema, too.
fn check_refused(yaml: &str) {
    let reading = read_bytes(
        &FilePath::new("agreements/a.yaml"),
        Role::Agreement,
        &kumppani::model::Network::lapland(),
        yaml.as_bytes().to_vec(),
    );
    assert!(reading.findings.has_errors(), "the program accepts {yaml:?}");
    let validator = jsonschema::draft7::new(&schema_of(Role::Agreement)).expect("the schema is a schema");
    assert!(!validator.is_valid(&as_json(yaml)), "the schema accepts {yaml:?}");
}

#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let validator = jsonschema::draft7::new(&schema_of(Role::Agreement)).expect("the schema is a schema");
    assert!(
        validator.is_valid(&as_json(GOOD)),
        "the beginning of every case is right by itself"
    );
    for addition in [
        "unknown: 1\n",
        "purpose: []\n",
        "purpose: ''\n",
        "supersedes: lapin-tno-2012\n",
        "supersedes: [Lapin_TNO]\n",
        "in_force_when: sometimes\n",
        "in_force_when: { signed_at_least: 0 }\n",
        "declared_signatories: many\n",
        "declared_signatories: 0\n",
        "cooperation: [[Keski, Etelä]]\n",
        "themes: [{ id: a }]\n",
        "events: [{ date: 2014-13, title: a, kind: review }]\n",
        "events: [{ date: 2014, title: a, kind: party }]\n",
        "events: [{ date: 2014, title: a, kind: review, public: kyllä }]\n",
        "provisions: [{ id: a, heading: A }]\n",
        "provisions: [{ heading: A, text: { sv: a } }]\n",
        "groups: [{ id: a, name: A, duties: [{ id: b }] }]\n",
        "groups: [{ id: a, name: A, duties: [{ text: b, every: year, due: 2014 }] }]\n",
        "groups: [{ id: a, name: { sv: A } }]\n",
        "groups: [{ id: a, name: { fi: A, de: A } }]\n",
        "signatories: [{ organisation: a, name: A, kind: education }]\n",
        "signatories: [{ organisation: a, name: A, kind: school, regions: all }]\n",
        "signatories: [{ organisation: a, name: A, kind: education, regions: Länsi }]\n",
        "signatories: [{ organisation: a, name: A, kind: education, regions: [länsi] }]\n",
        "signatories: [{ organisation: a, name: A, kind: education, regions: all, business_id: 22969621 }]\n",
        "signatories: [{ organisation: a, name: A, kind: education, regions: all, municipality: Helsinki }]\n",
        "signatories: [{ organisation: a, name: A, kind: education, regions: all, contact: { email: tno } }]\n",
        "signatories: [{ organisation: a, name: A, kind: education, regions: all, withdrawn: { notice: 2014 } }]\n",
        "opened: { on: 2014 }\n",
        "waivers: [{ code: gap-between-terms }]\n",
    ] {
        check_refused(&format!("{GOOD}{addition}"));
    }
    check_refused("id: a\ntitle: Sopimus\n");
    check_refused("id: a\ntitle: Sopimus\nterm: { starts: 30.3.2017, ends: open-ended }\n");
    check_refused("id: a\ntitle: Sopimus\nterm: { starts: 2014, ends: toistaiseksi }\n");
}

#[test]
fn every_finding_has_a_place_in_the_reference() {
    let reference = fs::read_to_string(root().join("docs/findings.md")).expect("the reference can be read");
    for code in Code::ALL {
        assert!(
            reference.contains(&format!("## {} ", code.name())),
            "{}",
            code.name()
        );
    }
}
