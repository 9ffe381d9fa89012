//! The network map of the website for networks of other shapes than the default.

use insta::assert_snapshot;

use super::harness::{Place, SMALL};
use super::site::{Files, assert_links_lead_somewhere, site, text};

fn network(registry: &str) -> Place {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    place.write("registry.yaml", registry.as_bytes());
    place
}

/// The tiles of a page, by what a screen reader says, with the pages to which they lead.
fn tiles(files: &Files, page: &str) -> Vec<String> {
    let page = text(&files[page]).replace("&#x2f;", "/");
    let map = page.split("<svg class=\"map\"").nth(1).expect("there is a map");
    let map = map.split("</svg>").next().expect("it ends");
    let tile = |part: &str| {
        let (link, rest) = part.split_once("\" aria-label=\"").expect("a tile has a name");
        format!("{} → {link}", rest.split('"').next().unwrap_or_default())
    };
    map.split("<a href=\"").skip(1).map(tile).collect()
}

#[test]
fn municipalities_without_tiles_are_in_blocks_of_their_regions() {
    let place = network(
        "\
regions:
  - { id: Ylä, name: { fi: Yläkylät, en: Upper villages }, municipalities: [Ylikylä, Metsäkylä] }
  - { id: Ala, municipalities: [Alikylä, Metsäkylä] }
  - Verkko
whole: koko seutu
",
    );
    let files = site(&place, &[]);
    assert_links_lead_somewhere(&files);
    assert_snapshot!("map_blocks", tiles(&files, "en/alueet/index.html").join("\n"));
    assert_eq!(tiles(&files, "index.html").len(), 7);
    let page = text(&files["index.html"]);
    assert!(
        page.contains("role=\"group\" aria-label=\"Verkostokartta: koko seutu\""),
        "{page}"
    );
    let page = text(&files["en/alueet/index.html"]);
    // The label is English, the names of municipalities are Finnish.
    assert!(page.contains("aria-label=\"Upper villages\">"), "{page}");
    assert!(
        page.contains("aria-label=\"Ylikylä: Ylä\" lang=\"fi\">"),
        "{page}"
    );
    assert!(!page.contains("estimate"), "{page}");
    assert!(page.contains("are given by the network"), "{page}");
}

#[test]
fn a_network_without_municipalities_has_a_map_of_its_regions() {
    let place = network("regions: [Etelä-Pohjanmaan hyvinvointialue, Pirkanmaan hyvinvointialue]\n");
    let files = site(&place, &[]);
    assert_links_lead_somewhere(&files);
    assert_eq!(
        tiles(&files, "alueet/index.html"),
        [
            "Etelä-Pohjanmaan hyvinvointialue → ../alueet/etela-pohjanmaan-hyvinvointialue.html",
            "Pirkanmaan hyvinvointialue → ../alueet/pirkanmaan-hyvinvointialue.html",
        ]
    );
    for path in ["index.html", "alueet/index.html", "en/alueet/index.html"] {
        let page = text(&files[path]).to_lowercase();
        assert!(
            !page.contains("kunta") && !page.contains("kunnat") && !page.contains("municip"),
            "{path}: {page}"
        );
    }
}

/// The front page of a large network shows its regions, the map all municipalities.
#[test]
fn the_front_page_stays_short() {
    let towns = |region: usize| {
        let names: Vec<String> = (0..31).map(|town| format!("Kunta {region}.{town}")).collect();
        names.join(", ")
    };
    let place = network(&format!(
        "regions:\n  - {{ id: Etelä, municipalities: [{}] }}\n  - {{ id: Pohjoinen, municipalities: [{}] }}\n",
        towns(1),
        towns(2)
    ));
    let files = site(&place, &[]);
    assert_links_lead_somewhere(&files);
    assert_eq!(
        tiles(&files, "index.html"),
        ["Etelä → alueet/etela.html", "Pohjoinen → alueet/pohjoinen.html"]
    );
    assert_eq!(tiles(&files, "alueet/index.html").len(), 64);
}

#[test]
fn two_municipalities_on_one_tile_are_a_finding() {
    let place = network(
        "\
regions:
  - id: Ylä
    municipalities:
      - { name: Ylikylä, tile: [1, 1] }
      - { name: Metsäkylä, tile: [5, 2] }
  - id: Ala
    municipalities:
      - { name: Alikylä, tile: [1, 1] }
      - { name: Metsäkylä, tile: [5, 3] }
      - { name: Rantakylä, tile: [2, 1] }
  - { id: Reuna, municipalities: [{ name: Ylikylä, tile: [1, 1] }] }
",
    );
    assert_snapshot!(
        "map_findings",
        place.run(&["validate"]) + &place.run_fi(&["validate"])
    );
    // All are on the map all the same, and the wide grid scrolls in its own box.
    let files = site(&place, &[]);
    assert_snapshot!("map_with_places", tiles(&files, "alueet/index.html").join("\n"));
    let page = text(&files["alueet/index.html"]);
    let label = "aria-label=\"Verkostokartta: kaikki alueet (vieritettävä sivusuunnassa)\"";
    assert!(
        page.contains(&format!(
            "<div class=\"scroll\" role=\"region\" {label} tabindex=\"0\">"
        )),
        "{page}"
    );
}
