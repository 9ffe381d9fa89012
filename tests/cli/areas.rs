//! `areas` of an earlier version: read as before, and written as `regions` by `validate --fix`.

use insta::assert_snapshot;
use serde_json::Value;

use super::harness::Place;
use super::site::{Files, site};

const AREAS: &str = "\
# yaml-language-server: $schema=schema/registry.schema.json
name: Lapin verkosto   # nimi
areas:
  Länsi: [Kemi, Keminmaa, Simo, Tervola, Tornio, Ylitornio]
  Tunturi: [Enontekiö, Kittilä, Kolari, Muonio, Pello]

sender: { name: Toimisto, role: Toimisto, email: toimisto@example.fi }
";

fn place(registry: &str) -> Place {
    let place = Place::example();
    place.write("registry.yaml", registry.as_bytes());
    place
}

fn answers(place: &Place) -> (Value, String, Files) {
    let board = place.run(&["board", "lapin-tno-2014"]);
    std::fs::remove_dir_all(place.path("sivut")).ok();
    (place.json(&["regions"]), board, site(place, &[]))
}

#[test]
fn the_correction_keeps_every_answer_and_every_other_byte() {
    for newline in ["\n", "\r\n"] {
        let text = AREAS.replace('\n', newline);
        let place = place(&text);
        let before = answers(&place);
        if newline == "\n" {
            assert_snapshot!("areas_found_fi", place.run_fi(&["validate", "registry.yaml"]));
        }
        assert_eq!(
            place
                .output(&["validate", "--fix", "registry.yaml"])
                .status
                .code(),
            Some(0)
        );
        assert_eq!(
            place.run(&["validate", "registry.yaml"]),
            "no findings\n--- exit 0\n"
        );
        let fixed = place.read("registry.yaml");
        let (head, tail) = text.split_once("areas:").expect("it is there");
        let (_, tail) = tail.split_once("Pello]").expect("the last of them");
        assert!(fixed.starts_with(head) && fixed.ends_with(tail), "{fixed}");
        assert!(
            !fixed
                .replace("\r\n", "")
                .contains(if newline == "\n" { '\r' } else { '\n' }),
            "{fixed:?}"
        );
        assert_eq!(answers(&place), before);
    }
}

/// The earlier version said this of the municipalities of each region.
#[test]
fn areas_are_read_as_before() {
    let place = place(AREAS);
    let rows = place.json(&["regions"]);
    let rows: Vec<String> = rows
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| format!("{}: {}", row["region"], row["municipalities"]))
        .collect();
    assert_snapshot!("areas_read", rows.join("\n"));
}

#[test]
fn what_cannot_be_corrected_says_why() {
    for (name, registry) in [
        ("comment", AREAS.replace("Tervola,", "Tervola, # arvio\n    ")),
        ("comment_behind", AREAS.replace("Pello]", "Pello]   # Pello")),
        ("left_out", AREAS.replace("Kemi, ", "")),
    ] {
        let place = place(&registry);
        assert_snapshot!(
            format!("areas_{name}"),
            place.run(&["validate", "--fix", "registry.yaml"])
        );
        assert_snapshot!(
            format!("areas_{name}_fi"),
            place.run_fi(&["validate", "registry.yaml"])
        );
        assert_eq!(place.read("registry.yaml"), registry);
    }
}
