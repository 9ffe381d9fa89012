//! A network outside Lapland, whose `registry.yaml` defines its regions, municipalities and kinds.

use insta::assert_snapshot;

use super::harness::Place;

const REGISTRY: &str = "\
name: Esimerkkiverkosto
regions:
  - { id: Ylä-Kainuu, aliases: [pohjoinen], municipalities: [Puolanka, Suomussalmi] }
  - { id: Kajaani, name: { fi: Kajaanin seutu, en: Kajaani area }, municipalities: [Kajaani, Paltamo] }
  - Ala-Kainuu
whole: { fi: koko Kainuu, en: all of Kainuu }
kinds:
  - { id: library, name: { fi: kirjasto, en: library } }
";

const AGREEMENT: &str = "\
id: hyte-2025
title: Hyvinvoinnin kumppanuussopimus
term: { starts: 2025-01-01, ends: open-ended }
cooperation: [[Ylä-Kainuu, Ala-Kainuu]]
groups:
  - { id: ohjausryhma, name: Ohjausryhmä, regions: all, members: [kirjasto], duties: [Seuraa toimintaa.] }
  - { id: yla, name: Ylä-Kainuun ryhmä, regions: [Ylä-Kainuu], members: [opisto], duties: [Kokoaa toimijat.] }
signatories:
  - { organisation: kirjasto, name: Kirjasto, kind: library, municipality: Kajaani, regions: all, signed: 2025-01-02 }
  - { organisation: opisto, name: Opisto, kind: education, municipality: Puolanka, regions: [Ylä-Kainuu], contact: { email: opisto@example.fi } }
";

fn place() -> Place {
    let place = Place::of(&[("hyte-2025.yaml", AGREEMENT)]);
    place.write("registry.yaml", REGISTRY.as_bytes());
    place
}

#[test]
fn every_answer_has_the_regions_of_the_network() {
    let place = place();
    assert_snapshot!("own_validate", place.run(&["validate"]));
    assert_snapshot!(
        "own_regions",
        place.run(&["regions"]) + &place.run_fi(&["regions"])
    );
    assert_snapshot!(
        "own_signatories",
        place.run(&["signatories"]) + &place.run_fi(&["signatories"])
    );
    assert_snapshot!(
        "own_board",
        place.run(&["board", "hyte-2025"]) + &place.run_fi(&["board", "hyte-2025"])
    );
    assert_snapshot!("own_show", place.run(&["show", "hyte-2025"]));
    assert_snapshot!(
        "own_document_fi",
        place.run_fi(&[
            "document",
            "hyte-2025",
            "--region",
            "kajaanin seutu",
            "--format",
            "markdown"
        ])
    );
}

#[test]
fn a_region_is_found_as_people_write_it() {
    let place = place();
    let ids = |args: &[&str]| -> Vec<String> {
        let rows = place.json(args);
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| row["organisation"].as_str().expect("an id").to_owned())
            .collect()
    };
    for region in ["Ylä-Kainuu", "yla-kainuu", "Ylä-Kainuun alue", "pohjoinen"] {
        assert_eq!(ids(&["signatories", "--region", region]), ["kirjasto", "opisto"]);
    }
    assert_eq!(ids(&["signatories", "--region", "Kajaani area"]), ["kirjasto"]);
    assert_eq!(ids(&["signatories", "--kind", "kirjasto"]), ["kirjasto"]);
    for (name, region) in [("unknown_fi", "Lappi"), ("near_fi", "Kajani")] {
        assert_snapshot!(
            format!("own_{name}"),
            place.run_fi(&["signatories", "--region", region])
        );
    }
    assert_snapshot!("own_kind_unknown", place.run(&["signatories", "--kind", "club"]));
}

#[test]
fn what_is_registered_has_the_spelling_of_the_network() {
    let place = place();
    let register = [
        "register",
        "hyte-2025",
        "--organisation",
        "seura",
        "--name",
        "Seura",
        "--kind",
        "Library",
        "--region",
        "Ylä- ja Ala-Kainuu",
        "--municipality",
        "paltamon kunta",
        "--dry-run",
    ];
    assert_snapshot!("own_register", place.run(&register));
    place.write(
        "lista.csv",
        "Nimi;Alueet;Kunta;Laji\nSeura;koko kainuu;;\nYhdistys;Ylä- ja Ala-Kainuu;paltamo;kirjasto\nToinen;Länsi;Rovaniemi;seura\n"
            .as_bytes(),
    );
    assert_snapshot!(
        "own_list_fi",
        place.run_fi(&["register", "hyte-2025", "--from", "lista.csv", "--preview"])
    );
}

#[test]
fn names_of_another_network_are_findings_at_their_place() {
    let place = place();
    let text = AGREEMENT
        .replace(
            "regions: [Ylä-Kainuu], contact",
            "regions: [ylä-kainuu, Länsi], contact",
        )
        .replace("kind: library", "kind: kirjasto")
        .replace("municipality: Puolanka", "municipality: Rovaniemi");
    place.write("agreements/hyte-2025.yaml", text.as_bytes());
    assert_snapshot!(
        "own_findings",
        place.run(&["validate"]) + &place.run_fi(&["validate", "--fix"])
    );
}

/// The definition itself is checked like any other file.
#[test]
fn a_definition_with_errors_is_reported() {
    let place = place();
    place.write(
        "registry.yaml",
        "\
regions:
  - { id: all }
  - { id: 'Itä, Länsi', municipalities: [Kajaani] }
  - Kajaani
  - { id: kajaani, municipality: Kajaani }
  - { id: Etelä, municipalities: [{ name: Sotkamo, tile: 3 }, { name: Kuhmo, tile: [0, 1] }] }
kinds:
  - { id: library, name: kirjasto }
  - { id: kunta, name: kunta }
estimated: ehkä
"
        .as_bytes(),
    );
    assert_snapshot!("own_broken", place.run(&["validate"]));
}

/// The index follows the definition without being told to.
#[test]
fn a_changed_definition_is_read_anew() {
    let place = place();
    place.run(&["signatories"]);
    let renamed = REGISTRY.replace("Ala-Kainuu", "Eteläinen");
    place.write("registry.yaml", renamed.as_bytes());
    assert_snapshot!("own_changed", place.run(&["regions"]));
    // What cannot be read defines nothing: the regions stay as they were.
    place.write("registry.yaml", REGISTRY.as_bytes());
    place.run(&["regions"]);
    place.write("registry.yaml", format!("{REGISTRY}name: [").as_bytes());
    assert_snapshot!("own_unreadable", place.run(&["regions"]));
    // No region is recorded that could not be checked.
    for region in ["Ylä-Kainuu", "Länsi"] {
        let register = ["register", "hyte-2025", "--name", "Seura", "--region", region];
        assert_eq!(place.output(&register).status.code(), Some(2));
    }
    assert_snapshot!(
        "own_unreadable_register_fi",
        place.run_fi(&[
            "register",
            "hyte-2025",
            "--name",
            "Seura",
            "--region",
            "Ylä-Kainuu"
        ])
    );
}

/// Kinds that a broken file may define are not called wrong either.
#[test]
fn a_kind_may_be_defined_in_a_file_that_cannot_be_read() {
    let place = place();
    let only_kinds = "kinds:\n  - { id: library, name: kirjasto }\nname: [\n";
    place.write("registry.yaml", only_kinds.as_bytes());
    let found = place.run(&["validate", "agreements/hyte-2025.yaml"]);
    let (_, kind) = found
        .split_once("unknown kind of organisation `library`")
        .expect("it is reported");
    let help = "registry.yaml has an error and may define it: correct that file first";
    assert!(kind.lines().take(7).any(|line| line.contains(help)), "{found}");
}

/// The order of the regions is not what was agreed.
#[test]
fn an_opened_text_stays_the_same_when_the_regions_are_listed_in_another_order() {
    let place = place();
    let text = AGREEMENT.replace(
        "regions: [Ylä-Kainuu], members",
        "regions: [Ylä-Kainuu, Kajaani], members",
    );
    place.write(
        "agreements/hyte-2025.yaml",
        text.replace(", signed: 2025-01-02", "").as_bytes(),
    );
    let opened = place.output(&["open", "hyte-2025", "--on", "2026-11-20"]);
    assert_eq!(opened.status.code(), Some(0), "{}", place.describe(&opened));
    let (first, rest) = REGISTRY.split_once("  - { id: Kajaani").expect("a region");
    let (kajaani, rest) = rest.split_once('\n').expect("a line");
    let (head, yla) = first.split_once("regions:\n").expect("the regions");
    let turned = format!("{head}regions:\n  - {{ id: Kajaani{kajaani}\n{yla}{rest}");
    place.write("registry.yaml", turned.as_bytes());
    let regions = place.json(&["regions"]);
    assert_eq!(regions[0]["region"], "Kajaani");
    let found = place.run(&["validate", "--format", "short"]);
    assert!(!found.contains("text-changed-after-opening"), "{found}");
    // A region that was not agreed is still found.
    let file = place.read("agreements/hyte-2025.yaml");
    let changed = file.replace("[Ylä-Kainuu, Kajaani], members", "[Ylä-Kainuu], members");
    place.write("agreements/hyte-2025.yaml", changed.as_bytes());
    let found = place.run(&["validate", "--format", "short"]);
    assert!(found.contains("text-changed-after-opening"), "{found}");
}
