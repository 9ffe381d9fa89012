//! A network without regions (`regions: []`): agreements leave the field out, and no answer has regions. What every
//! command says there is in `registries.rs`.

use calamine::{Reader as _, Xlsx};
use insta::assert_snapshot;

use super::harness::Place;
use super::site::{assert_links_lead_somewhere, site, text};

const IN_FORCE: &str = "\
id: kirjastot-2024
title: { fi: Kirjastojen kumppanuussopimus, en: Partnership of libraries }
term: { starts: 2024-01-01, ends: 2026-12-31 }
groups:
  - id: ohjausryhma
    name: Ohjausryhmä
    chair: paakirjasto
    members: [paakirjasto, lahikirjasto]
    duties:
      - { id: seuranta, text: Seuraa toimintaa., every: year }
      - { text: Laatii suunnitelman., due: 2026-12-15, responsible: [lahikirjasto] }
signatories:
  - { organisation: paakirjasto, name: Pääkirjasto, kind: other, municipality: Kotikylä, signed: 2023-12-01,
      contact: { role: Toimisto, email: paakirjasto@example.fi } }
  - { organisation: lahikirjasto, name: Lähikirjasto, signed: 2023-12-02,
      contact: { role: Toimisto, email: lahikirjasto@example.fi } }
events:
  - { id: kokous, date: 2026-12-03, title: Vuosikokous, kind: meeting, place: Kotikylä, public: true }
source: Keksitty esimerkki.
";

const DRAFT: &str = "\
id: kirjastot-2027
title: Kirjastojen kumppanuussopimus 2027
supersedes: [kirjastot-2024]
term: { starts: 2027-01-01, ends: open-ended, review_months: 12 }
groups:
  - { id: ohjausryhma, name: Ohjausryhmä, members: [paakirjasto], duties: [{ id: seuranta, text: Ohjaa toimintaa. }] }
signatories:
  - { organisation: paakirjasto, name: Pääkirjasto, kind: other,
      contact: { role: Toimisto, email: paakirjasto@example.fi } }
  - { organisation: autokirjasto, name: Kirjastoauto, contact: { role: Toimisto, email: autokirjasto@example.fi } }
source: Keksitty esimerkki.
";

/// A network of libraries without regions.
pub(crate) fn libraries() -> Place {
    let place = Place::of(&[("kirjastot-2024.yaml", IN_FORCE), ("kirjastot-2027.yaml", DRAFT)]);
    place.write(
        "registry.yaml",
        b"name: Kirjastot (keksitty esimerkki)\nregions: []\nsender: { name: Toimisto, role: Sihteeri, email: toimisto@example.fi }\n",
    );
    place
}

#[test]
fn regions_may_be_left_out_and_are_nowhere() {
    let place = libraries();
    assert_snapshot!("no_regions_validate", place.run(&["validate"]));
    assert_snapshot!("no_regions_show", place.run(&["show", "paakirjasto"]));
    assert_snapshot!("no_regions_groups_fi", place.run_fi(&["groups", "--wide"]));
    assert_snapshot!("no_regions_board_fi", place.run_fi(&["board", "kirjastot-2027"]));
}

#[test]
fn who_asks_for_regions_is_told_that_there_are_none() {
    let place = libraries();
    let asked: String = [
        &["regions"][..],
        &["signatories", "--region", "Itä"],
        &["document", "kirjastot-2027", "--each", "region", "--to", "out"],
    ]
    .iter()
    .map(|args| place.run(args) + &place.run_fi(args))
    .collect();
    assert_snapshot!("no_regions_asked", asked);
    assert_eq!(place.json(&["regions"]), serde_json::json!([]));
    for row in place.json(&["signatories"]).as_array().expect("rows") {
        assert_eq!(row["regions"], serde_json::json!([]));
    }
    // Spreadsheets that read the file by its headings go on working.
    let csv = place.run(&["signatories", "--format", "csv"]);
    assert!(csv.contains(",municipality,regions,state,"), "{csv}");
}

/// A definition that is changed while agreements name regions: all of them is no contradiction, one of them is.
#[test]
fn a_region_that_is_named_all_the_same_is_a_finding() {
    let place = libraries();
    let named = DRAFT
        .replace("kind: other,", "kind: other, regions: [Itä],")
        .replace("name: Ohjausryhmä,", "name: Ohjausryhmä, regions: all,");
    place.write("agreements/kirjastot-2027.yaml", named.as_bytes());
    assert_snapshot!(
        "no_regions_findings",
        place.run(&["validate"]) + &place.run_fi(&["validate"])
    );
}

#[test]
fn nothing_that_is_written_has_regions() {
    let place = libraries();
    let register = [
        "register",
        "kirjastot-2027",
        "--organisation",
        "uusi",
        "--name",
        "Uusi kirjasto",
    ];
    assert_eq!(place.output(&register).status.code(), Some(0));
    place.write("lista.csv", "Nimi\nKylien kirjasto\n".as_bytes());
    let output = place.output(&["register", "kirjastot-2027", "--from", "lista.csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    let path = "agreements/kirjastot-2027.yaml";
    let file = place.read(path);
    assert!(
        file.contains("organisation: uusi, name: Uusi kirjasto }"),
        "{file}"
    );
    assert!(
        file.contains("organisation: kylien-kirjasto, name: Kylien kirjasto }"),
        "{file}"
    );
    assert!(!file.contains("region"), "{file}");
    std::fs::remove_file(place.path(path)).expect("the draft can be removed");
    for args in [
        &["renew", "kirjastot-2024", "--starts", "2027-01-01"][..],
        &["new", "uusi-2031", "--title", "Uusi"],
        &[
            "new",
            "uusi-2032",
            "--title",
            "Uusi",
            "--from",
            "kirjastot-2024",
            "--starts",
            "2032-01-01",
            "--open-ended",
        ],
    ] {
        let output = place.output(args);
        assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    }
    for file in ["kirjastot-2027", "uusi-2031", "uusi-2032"] {
        let text = place.read(&format!("agreements/{file}.yaml"));
        assert!(!text.contains("region"), "{text}");
    }
}

#[test]
fn the_empty_list_does_not_ask_for_regions() {
    let place = libraries();
    let output = place.output(&["register", "--template", "lista.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    let mut book: Xlsx<_> = calamine::open_workbook(place.path("lista.xlsx")).expect("it is a workbook");
    for (sheet, cells) in book.worksheets() {
        let cells: Vec<String> = cells.cells().map(|(_, _, cell)| cell.to_string()).collect();
        assert!(!cells.is_empty(), "{sheet}");
        let wrong = cells.iter().find(|cell| cell.to_lowercase().contains("region"));
        assert_eq!(wrong, None, "{sheet}");
    }
}

#[test]
fn the_website_has_no_map() {
    let place = libraries();
    let files = site(&place, &[]);
    assert_links_lead_somewhere(&files);
    assert!(files.keys().all(|path| !path.contains("alueet/")));
    for path in [
        "index.html",
        "sopimukset/kirjastot-2024.html",
        "organisaatiot/paakirjasto.html",
    ] {
        let page = text(&files[path]);
        assert!(
            !page.contains("class=\"map\"") && !page.contains("Verkostokartta"),
            "{path}"
        );
    }
    let page = text(&files["sopimukset/kirjastot-2024.html"]);
    assert!(
        page.contains("<th scope=\"col\">laji</th><th scope=\"col\">tila</th>"),
        "{page}"
    );
}
