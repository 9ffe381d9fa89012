//! Agreements as documents: for a terminal, as Markdown and as a page.

use insta::assert_snapshot;

use super::harness::Place;

const AGREEMENT: &str = "\
id: sopimus-2026
title: { fi: Kumppanuussopimus, se: Soahpamuš }
purpose: \"Ohjaus <toteutetaan> yhdessä & avoimesti.\"
term: { starts: 2026-01-01, ends: 2028-12-31, notice_months: 6 }
in_force_when: all-signed
strategies: [{ name: Esimerkkistrategia, ends: 2030 }]
themes: [{ id: verkosto, name: Verkostomainen toimintatapa }]
cooperation: [[Keski, Tunturi]]
groups:
  - id: ryhma
    name: { fi: Aluetyöryhmä, se: Bargojoavku }
    regions: [Keski, Tunturi]
    chair: opisto
    members: [opisto, kunta]
    duties:
      - Seuraa toimintaa.
      - { text: { fi: Laatii suunnitelman., se: Dahká plána. }, responsible: [kunta], theme: verkosto, every: year }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, business_id: 2296962-1, signed: 2025-12-01, signed_by: rehtori }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: [Keski], covers: [Kunnan lukio] }
source: Esimerkki.
";

fn place() -> Place {
    Place::of(&[("sopimus-2026.yaml", AGREEMENT)])
}

#[test]
fn an_agreement_is_told_as_it_is_signed() {
    let place = place();
    assert_snapshot!("document_fi", place.run_fi(&["document", "sopimus-2026"]));
    assert_snapshot!(
        "document_markdown",
        place.run(&["document", "sopimus-2026", "--format", "markdown"])
    );
    assert_snapshot!(
        "document_organisation_fi",
        place.run_fi(&["document", "sopimus-2026", "--organisation", "kunta"])
    );
    assert_snapshot!(
        "document_unknown_fi",
        place.run_fi(&["document", "sopimus-2026", "--organisation", "lappia"])
    );
}

/// A text that is not in the language of the page is marked with its own.
#[test]
fn a_page_marks_the_language_of_its_texts() {
    let place = place();
    let output = place.output(&["document", "sopimus-2026", "--lang", "se", "-o", "sopimus.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", place.told(&output));
    let page = place.read("sopimus.html");
    assert_snapshot!(
        "document_se_html",
        page.split("<main>").nth(1).unwrap_or_default()
    );
    assert!(page.starts_with("<!doctype html>\n<html lang=\"fi\">"), "{page}");
    place.run(&["document", "sopimus-2026", "--lang", "se", "-o", "toinen.html"]);
    assert_eq!(page, place.read("toinen.html"), "made twice, it is the same");
}

#[test]
fn changes_of_the_example_are_marked_in_words() {
    let place = Place::example();
    let args = [
        "document",
        "lapin-tno-2017",
        "--annex",
        "--changed-since",
        "lapin-tno-2014",
        "--format",
        "markdown",
    ];
    assert_snapshot!("document_changes_fi", place.run_fi(&args));
}
