//! The front page of the website: how large the network is, what is in force and coming, the next dates, the
//! map and the regions.

use insta::assert_snapshot;

use super::harness::Place;
use super::site::{Files, site, text};

const MAIN: &str = "\
id: verkosto-2024
title: { fi: Verkoston sopimus, en: Agreement of the network }
purpose: { fi: Osapuolet järjestävät ohjausta & neuvontaa., en: The parties arrange guidance. }
term: { starts: 2024-01-01, ends: open-ended, review_months: 12 }
cooperation: [[Tunturi, Keski], [Keski, Tunturi], [Itä, Länsi, Saamelaisalue]]
groups:
  - { id: ohjaus, name: { fi: Ohjausryhmä, en: Steering group }, regions: all, chair: opisto, members: [opisto, kunta], duties: [Seuraa., Arvioi.] }
  - { id: lakannut, name: Lakannut ryhmä, regions: [Keski], chair: opisto, members: [opisto], duties: [Ei enää.], dissolved: 2025-01-01 }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: [Keski], signed: 2024-01-01 }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all, signed: 2024-01-01 }
  - { organisation: kansalaisopisto, name: Kansalaisopisto, kind: education, regions: [Itä] }
events:
  - { date: 2026-12-01, title: Avoin päivä, place: Kemi, kind: meeting, public: true }
  - { date: 2026-12-02, title: Verkoston kokous, kind: meeting }
  - { date: 2026-11-20, title: Eilinen, kind: meeting, public: true }
";

const SUB: &str = "\
id: alasopimus-2025
title: { fi: Alasopimus, en: Sub-agreement }
purpose: Alasopimuksen tarkoitus.
part_of: verkosto-2024
term: { starts: 2025-01-01, ends: 2026-12-31, notice_months: 2 }
groups: [{ id: ohjaus-ala, name: Alaryhmä, regions: [Keski], chair: opisto, members: [opisto], duties: [{ text: Kokoaa., every: year }] }]
signatories: [{ organisation: opisto, name: Opisto, kind: education, regions: [Keski], signed: 2025-01-01 }]
";

const DRAFT: &str = "\
id: verkosto-2027
title: { fi: Uusi sopimus, en: New agreement }
term: { starts: 2027-01-01, ends: open-ended }
supersedes: [verkosto-2024]
in_force_when: all-signed
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: [Keski], signed: 2026-10-02 }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all }
";

fn network() -> Place {
    Place::of(&[
        ("verkosto-2024.yaml", MAIN),
        ("alasopimus-2025.yaml", SUB),
        ("verkosto-2027.yaml", DRAFT),
    ])
}

/// What is read in the main part of a page, a line for each element that begins one.
fn read(files: &Files, path: &str) -> String {
    let page = text(&files[path]);
    let (_, main) = page.split_once("<main").expect("the page has a main part");
    let (main, _) = main.split_once("</main>").expect("it ends");
    let mut words = String::new();
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        let name = tag.split(' ').next().unwrap_or_default();
        let breaks = ["h1", "h2", "p", "li", "br", "dt", "tr", "section"].contains(&name);
        words += if breaks { "\n" } else { " " };
        words += &text.replace("&#x2f;", "/").replace("&amp;", "&");
    }
    let lines = words
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_front_page_shows_the_network() {
    let files = site(&network(), &[]);
    assert_snapshot!("front_page_fi", read(&files, "index.html"));
    assert_snapshot!("front_page_en", read(&files, "en/index.html"));
}

/// A draft and its signatures, meetings of the network and who has not signed are not for everybody.
#[test]
fn the_public_front_page_has_no_draft() {
    let files = site(&network(), &["--public"]);
    assert_snapshot!("front_page_public", read(&files, "index.html"));
}

#[test]
fn a_network_without_an_agreement_in_force_has_a_front_page() {
    let place = Place::of(&[("verkosto-2027.yaml", DRAFT)]);
    let page = read(&site(&place, &[]), "index.html");
    assert!(page.contains("Mikään sopimus ei ole voimassa."), "{page}");
    assert!(page.contains("allekirjoittanut 1/2"), "{page}");
    assert!(
        !page.contains("0 allekirjoittajaa") && !page.contains("toimivat yhdessä"),
        "{page}"
    );
}

/// Those that work jointly have each other's colour at the foot of their tiles.
#[test]
fn the_map_shows_which_regions_work_jointly() {
    let files = site(&network(), &[]);
    for path in ["index.html", "alueet/index.html", "en/index.html"] {
        let page = text(&files[path]);
        let tile = |name: &str| {
            let (_, tile) = page
                .split_once(&format!("aria-label=\"{name}\""))
                .expect("the map has it");
            let (tile, _) = tile.split_once("</a>").expect("a tile ends");
            let stripes = tile.split("<rect class=\"joint ").skip(1);
            let classes = stripes.filter_map(|stripe| stripe.split('"').next());
            classes.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(tile("Ranua: Keski"), ["alue-4"]);
        assert_eq!(
            tile("Enontekiö: Tunturi, Saamelaisalue"),
            ["alue-3", "alue-1", "alue-2"]
        );
    }
}

/// An own page sees the new block, and the names that the map has had before.
#[test]
fn an_own_page_shows_the_front_page() {
    let place = network();
    let own = b"<html><title><main>{% for block in page.blocks %}{{ block.kind }}{% if block.figures %} {{ block.figures[0].count }}{% endif %}\n{% endfor %}
{% if map %}{{ map.width }} {{ map.squares|length }} {{ map.squares[0].side }} {{ map.squares[0].bands[0].class }} {{ map.squares[0].lines[0].text }}{% endif %}\n</main>";
    place.write("templates/site/page.html", own);
    assert_snapshot!("front_page_own_template", text(&site(&place, &[])["index.html"]));
}
