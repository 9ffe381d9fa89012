//! The regions of a registry change: by `region rename`, and by hand in `registry.yaml`.

use std::collections::BTreeMap;

use insta::assert_snapshot;

use super::harness::Place;

/// An agreement with comments and several ways of writing lists; `Ylä` is more than the name of a region.
const FIRST: &str = "\
# Ylä-Kainuun sopimus
id: eka
title: Ylä
term: { starts: 2026-01-01, ends: 2028-12-31 }
cooperation: [[Ylä, Ala]] # Ylä ja Ala yhdessä
groups:
  - id: ryhma
    name: Ylä
    regions:
      - Ylä   # pohjoinen
      - \"Ala\"
    chair: ylin
    members: [ylin]
    duties: [Ylä]
signatories:
  - { organisation: ylin, name: Ylä, kind: other, regions: [ Ala,Ylä ], signed: 2026-01-02,
      contact: { role: Ylä, email: ylin@example.fi } }
  - organisation: toinen
    name: Toinen
    kind: other
    regions: all
    signed: 2026-01-02
    contact: { role: Toimisto, email: toinen@example.fi }
";

const SECOND: &str = "\
id: toka
title: Toinen
term: { starts: 2026-01-01, ends: 2028-12-31 }
groups: [{ id: tiimi, name: Tiimi, regions: ['Ala', \"Ylä\"], chair: ylin, members: [ylin], duties: [Tekee.] }]
signatories: [{ organisation: ylin, name: Ylä, kind: other, regions: ['Ylä'], signed: 2026-01-02, contact: { role: R, email: ylin@example.fi } }]
";

const REGISTRY: &str = "\
# Kainuun verkosto (esimerkki)
name: Kainuun verkosto
regions:
  - id: Ylä     # pohjoisin
    name: Ylä-Kainuu
    municipalities: [Hyrynsalmi, Puolanka]
  - Ala
whole: koko Kainuu   # kaikki
";

fn kainuu() -> Place {
    let place = Place::of(&[("eka.yaml", FIRST), ("toka.yaml", SECOND)]);
    place.write("registry.yaml", REGISTRY.as_bytes());
    place
}

const FILES: [&str; 3] = ["registry.yaml", "agreements/eka.yaml", "agreements/toka.yaml"];

fn files(place: &Place) -> BTreeMap<&'static str, String> {
    FILES.iter().map(|path| (*path, place.read(path))).collect()
}

/// The files after `Ylä` has become `Pohjoinen`.
fn renamed() -> BTreeMap<&'static str, String> {
    let registry = REGISTRY
        .replace("- id: Ylä ", "- id: Pohjoinen ")
        .replace("name: Ylä-Kainuu\n", "name: Ylä-Kainuu\n    aliases: [Ylä]\n");
    let first = FIRST
        .replace("[[Ylä, Ala]]", "[[Pohjoinen, Ala]]")
        .replace("- Ylä ", "- Pohjoinen ")
        .replace("[ Ala,Ylä ]", "[ Ala,Pohjoinen ]");
    let second = SECOND
        .replace("['Ylä']", "['Pohjoinen']")
        .replace("\"Ylä\"", "\"Pohjoinen\"");
    FILES.into_iter().zip([registry, first, second]).collect()
}

#[test]
fn a_region_is_renamed_in_every_file_and_nothing_else_is_touched() {
    let place = kainuu();
    let before = files(&place);
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
    let args = ["region", "rename", "Ylä", "Pohjoinen"];
    assert_snapshot!(
        "region_rename_dry_run",
        place.run(&["region", "rename", "Ylä", "Pohjoinen", "--dry-run"])
    );
    assert_eq!(files(&place), before);
    assert_snapshot!("region_rename", place.run(&args));
    assert_eq!(files(&place), renamed());
    assert_snapshot!("region_rename_again_fi", place.run_fi(&args));
    assert_eq!(files(&place), renamed());
    assert_eq!(place.run(&["validate", "--strict"]), "no findings\n--- exit 0\n");
    // An old list means the region by its old id; the name for people can follow.
    let rows = place.json(&["signatories", "--region", "ylä", "--agreement", "toka"]);
    assert_eq!(rows[0]["regions"], serde_json::json!(["Pohjoinen"]));
    assert_snapshot!(
        "region_rename_name_fi",
        place.run_fi(&["region", "rename", "ylä", "Pohjoinen", "--name", "Pohjois-Kainuu"])
    );
    let named = renamed()["registry.yaml"].replace("name: Ylä-Kainuu", "name: Pohjois-Kainuu");
    assert_eq!(place.read("registry.yaml"), named);
    // And back: nothing is left of it in the agreements.
    place.run(&["region", "rename", "Pohjoinen", "Ylä", "--name", "Ylä-Kainuu"]);
    assert_eq!(place.read(FILES[1]), FIRST);
    assert_eq!(place.read(FILES[2]), SECOND);
    assert!(
        place
            .read("registry.yaml")
            .contains("  - id: Ylä     # pohjoisin\n    name: Ylä-Kainuu\n    aliases: [Pohjoinen]\n")
    );
}

#[test]
fn the_default_regions_are_written_down_when_one_is_renamed() {
    let place = Place::example();
    let names = [
        "lapin-tno-2012",
        "lapin-tno-2014",
        "lapin-tno-2017",
        "keski-tunturi-2015",
    ];
    let read = |place: &Place| names.map(|name| place.read(&format!("agreements/{name}.yaml")));
    let (before, findings) = (read(&place), place.run(&["validate"]));
    let regions = place.json(&["regions"]);
    assert_snapshot!(
        "region_rename_default_fi",
        place.run_fi(&["region", "rename", "Länsi", "Länsirannikko"])
    );
    assert_eq!(place.run(&["validate"]), findings);
    let mut renamed = place.json(&["regions"]);
    assert_eq!(renamed[0]["region"], "Länsirannikko");
    renamed[0]["region"] = "Länsi".into();
    assert_eq!(
        renamed.to_string().replace("Länsirannikko", "Länsi"),
        regions.to_string()
    );
    place.run(&["region", "rename", "Länsirannikko", "Länsi"]);
    assert_eq!(read(&place), before);
    // Without `registry.yaml`, it is made.
    let place = Place::example();
    std::fs::remove_file(place.path("registry.yaml")).expect("it can be removed");
    place.run(&["region", "rename", "itä", "Itäraja"]);
    assert_snapshot!("region_rename_made", place.read("registry.yaml"));
    assert_eq!(place.json(&["regions"])[1]["region"], "Itäraja");
}

#[test]
fn what_cannot_be_renamed_is_refused_with_a_next_step() {
    let place = kainuu();
    let before = files(&place);
    let cases: [&[&str]; 9] = [
        &["Yl", "Uusi"],
        &["Keski", "Uusi"],
        &["Keski", "Ala"],
        &["Ylä", "Ala"],
        &["Ylä", "ALA"],
        &["Ylä", "all"],
        &["Ylä", "Koko Kainuu"],
        &["Ylä", "Hyrynsalmi, Puolanka"],
        &["Ylä", " "],
    ];
    let run = |place: &Place, args: &[&str]| place.run(&[&["region", "rename"], args].concat());
    let shown: Vec<String> = cases
        .iter()
        .map(|args| format!("$ {}\n{}", args.join(" → "), run(&place, args)))
        .collect();
    assert_snapshot!("region_rename_refused", shown.join("\n"));
    let shown: Vec<String> = cases
        .iter()
        .map(|args| place.run_fi(&[&["region", "rename"], *args].concat()))
        .collect();
    assert_snapshot!("region_rename_refused_fi", shown.join("\n"));
    assert_eq!(files(&place), before);
    place.write("registry.yaml", b"name: V\nareas:\n  Keski: [Ranua, Rovaniemi]\n");
    assert_snapshot!("region_rename_areas", run(&place, &["Länsi", "Uusi"]));
    place.write("registry.yaml", b"regions: []\n");
    assert_snapshot!("region_rename_no_regions", run(&place, &["Länsi", "Uusi"]));
}

#[test]
fn where_a_file_has_errors_nothing_is_written_anywhere() {
    let place = kainuu();
    place.write(
        "agreements/toka.yaml",
        SECOND
            .replace("starts: 2026-01-01", "starts: 1.1.2026")
            .as_bytes(),
    );
    place.write("agreements/rikki.yaml", b"id: rikki\ntitle: [\n");
    // It has an error, too, and has nothing to do with the region.
    place.write(
        "agreements/muu.yaml",
        b"id: muu\ntitle: Muu\nterm: { starts: 2026, ends: never }\n",
    );
    let before = files(&place);
    assert_snapshot!(
        "region_rename_broken_agreements",
        place.run(&["region", "rename", "Ylä", "Pohjoinen"])
    );
    assert_eq!(files(&place), before);
    place.write("registry.yaml", REGISTRY.replace("whole:", "whole: [").as_bytes());
    assert_snapshot!(
        "region_rename_broken_registry",
        place.run(&["region", "rename", "Ylä", "Pohjoinen"])
    );
    assert_eq!(place.read(FILES[1]), FIRST);
}

/// A run that was cut off after `registry.yaml`, or after the first agreement.
#[test]
fn a_run_that_was_cut_off_is_completed_by_the_next_or_by_corrections() {
    let args = ["region", "rename", "Ylä", "Pohjoinen"];
    for n_written in 1..FILES.len() {
        for next in [&args[..], &["validate", "--fix"]] {
            let place = kainuu();
            for path in &FILES[..n_written] {
                place.write(path, renamed()[path].as_bytes());
            }
            assert_eq!(place.output(&["validate"]).status.code(), Some(1));
            assert_eq!(place.output(next).status.code(), Some(0), "{n_written} {next:?}");
            assert_eq!(files(&place), renamed(), "{n_written} {next:?}");
        }
    }
}

/// Somebody has defined other regions by hand while the agreements name the old ones.
#[test]
fn another_definition_is_found_at_each_place_and_renamed_region_by_region() {
    let place = kainuu();
    assert_eq!(place.output(&["load"]).status.code(), Some(0));
    let by_hand = REGISTRY
        .replace("- id: Ylä ", "- id: Pohjoinen ")
        .replace("- Ala", "- { id: Etelä, aliases: [Ala] }");
    place.write("registry.yaml", by_hand.as_bytes());
    assert_snapshot!("region_by_hand", place.run(&["validate", "--format", "short"]));
    assert_snapshot!(
        "region_by_hand_fi",
        place.run_fi(&["validate", "agreements/toka.yaml"])
    );
    assert_snapshot!(
        "region_by_hand_first",
        place.run(&["region", "rename", "Ylä", "Pohjoinen"])
    );
    // The old id is not among the aliases: the definition is somebody's own.
    assert_eq!(place.read("registry.yaml"), by_hand);
    assert_snapshot!(
        "region_by_hand_second_fi",
        place.run_fi(&["region", "rename", "Ala", "Etelä"])
    );
    assert_eq!(place.run(&["validate"]), "no findings\n--- exit 0\n");
    let expected = renamed()[FILES[1]]
        .replace("[[Pohjoinen, Ala]]", "[[Pohjoinen, Etelä]]")
        .replace("\"Ala\"", "\"Etelä\"")
        .replace("[ Ala,", "[ Etelä,");
    assert_eq!(place.read(FILES[1]), expected);
    // The index has the new regions.
    let rows = place.json(&["signatories", "--region", "Etelä", "--agreement", "eka"]);
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    assert_eq!(
        place.output(&["signatories", "--region", "Länsi"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_list_with_both_ids_waits_for_a_person() {
    let place = kainuu();
    place.write("registry.yaml", b"regions: [Yhteinen]\n");
    place.write(
        "agreements/toka.yaml",
        SECOND.replace("['Ylä']", "[Yhteinen]").as_bytes(),
    );
    assert_eq!(
        place
            .output(&["region", "rename", "Ylä", "Yhteinen"])
            .status
            .code(),
        Some(0)
    );
    assert_snapshot!(
        "region_rename_union",
        place.run(&["region", "rename", "Ala", "Yhteinen"])
    );
}

/// The text that an agreement was opened with is the same under the new id; what was changed since is not.
#[test]
fn the_digest_of_an_opened_text_is_restated() {
    let place = kainuu();
    assert_eq!(
        place.output(&["open", "eka", "--on", "2025-12-01"]).status.code(),
        Some(0)
    );
    let opened = place.read(FILES[1]);
    // The finding of a change after the opening is that of the change alone.
    let changed = opened.replace("title: Ylä", "title: Toinen");
    for text in [&opened, &changed] {
        let place = kainuu();
        place.write(FILES[1], text.as_bytes());
        let findings = place.run(&["validate", "agreements/eka.yaml", "--format", "short"]);
        let renamed = place.run(&["region", "rename", "Ylä", "Pohjoinen"]);
        if text == &opened {
            assert_snapshot!("region_rename_opened", renamed);
        }
        assert_eq!(
            place.run(&["validate", "agreements/eka.yaml", "--format", "short"]),
            findings
        );
        place.run(&["region", "rename", "Pohjoinen", "Ylä"]);
        assert_eq!(&place.read(FILES[1]), text);
    }
    // Cut off after `registry.yaml`: no correction touches the opened text, the command does.
    place.write("registry.yaml", renamed()["registry.yaml"].as_bytes());
    assert_snapshot!(
        "region_opened_left",
        place.run_fi(&["validate", "--format", "short"])
    );
    place.run(&["validate", "--fix"]);
    assert!(place.read(FILES[1]).contains("cooperation: [[Ylä, Ala]]"));
    assert_eq!(
        place
            .output(&["region", "rename", "Ylä", "Pohjoinen"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(place.run(&["validate"]), "no findings\n--- exit 0\n");
}

/// A run that was cut off before the schemas is completed by the next.
#[test]
fn the_schemas_follow() {
    let place = kainuu();
    assert_eq!(place.output(&["schema", "--write"]).status.code(), Some(0));
    assert_snapshot!(
        "region_rename_schemas",
        place.run(&["region", "rename", "Ala", "Etelä"])
    );
    assert_eq!(place.output(&["validate", "--strict"]).status.code(), Some(0));
    place.write("schema/agreement.schema.json", b"{}");
    assert_snapshot!(
        "region_rename_schemas_again_fi",
        place.run_fi(&["region", "rename", "Ala", "Etelä"])
    );
    assert_eq!(place.output(&["validate", "--strict"]).status.code(), Some(0));
}

fn region_ids(place: &Place) -> Vec<String> {
    let rows = place.json(&["regions"]);
    let rows = rows.as_array().expect("rows");
    rows.iter()
        .map(|row| row["region"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn answers_follow_the_definition_without_a_rebuilt_index() {
    let place = Place::example();
    let lapland = region_ids(&place);
    let board = place.run(&["board", "lapin-tno-2014"]);
    let n_signatories = |region: &str| {
        let rows = place.json(&["signatories", "--agreement", "lapin-tno-2014", "--region", region]);
        rows.as_array().map(Vec::len)
    };
    let n_west = n_signatories("Länsi");
    assert_eq!(
        place
            .output(&["region", "rename", "Länsi", "Meri", "--name", "Meri-Lappi"])
            .status
            .code(),
        Some(0)
    );
    let mut renamed = lapland.clone();
    "Meri".clone_into(&mut renamed[0]);
    assert_eq!(region_ids(&place), renamed);
    assert_eq!(n_signatories("Meri"), n_west);
    let new_board = place.run(&["board", "lapin-tno-2014"]);
    assert!(new_board.contains("Meri-Lappi") && !new_board.contains("Länsi-Lappi"));
    // An error in the file keeps the answers of before, with a warning.
    let registry = place.read("registry.yaml");
    place.write("registry.yaml", format!("{registry}whole: [\n").as_bytes());
    assert_eq!(region_ids(&place), renamed);
    assert_eq!(n_signatories("Meri"), n_west);
    assert_snapshot!(
        "region_broken_registry",
        place.run(&[
            "signatories",
            "--agreement",
            "lapin-tno-2014",
            "--region",
            "Meri",
            "--columns",
            "name"
        ])
    );
    place.write("registry.yaml", registry.as_bytes());
    place.run(&["region", "rename", "Meri", "Länsi", "--name", "Länsi-Lappi"]);
    // Without the file the regions are those of Lapland again.
    std::fs::remove_file(place.path("registry.yaml")).expect("it can be removed");
    assert_eq!(region_ids(&place), lapland);
    assert_eq!(n_signatories("Länsi"), n_west);
    assert_eq!(place.run(&["board", "lapin-tno-2014"]), board);
}
