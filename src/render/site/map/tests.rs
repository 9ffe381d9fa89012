//! The map as it is drawn: where each tile is, and what is in it.

use std::collections::BTreeSet;

use super::*;
use crate::model::{
    LocalText, MunicipalityData, Network, NetworkData, RegionData, Tile as Position, region_of_lapland,
};

/// The tiles of a network's municipalities and of its regions.
fn tiles_of(network: &Network) -> (Vec<Tile>, Vec<Tile>) {
    let tile = |name: &str, page: String, regions: &[Region]| Tile {
        name: name.to_owned(),
        lang: TextLang::Fi,
        regions: regions.to_vec(),
        page,
        anchor: None,
        parts: Vec::new(),
        place: None,
    };
    let municipality = |one: &crate::model::Municipality| {
        let page = one.regions.first().map_or("index.html", Region::slug);
        Tile {
            anchor: Some(one.slug.clone()),
            place: one.tile,
            ..tile(one.name(), format!("{page}#{}", one.slug), &one.regions)
        }
    };
    let area = |region: &Region| {
        let name = region.name(TextLang::Fi);
        let parts = region.municipalities().iter();
        let parts = parts.filter_map(|name| network.find_municipality(name));
        Tile {
            parts: parts.map(|one| one.slug.clone()).collect(),
            ..tile(name, region.slug().to_owned(), std::slice::from_ref(region))
        }
    };
    let tiles = network.municipalities().iter().map(municipality).collect();
    (tiles, network.regions().iter().map(area).collect())
}

fn map(network: &Network, joint: &[Vec<Region>]) -> Map {
    let (tiles, areas) = tiles_of(network);
    let map = map_of(&tiles, &areas, joint);
    assert_sound(&map);
    map
}

/// No tile covers another or sticks out, and its words stay in it.
fn assert_sound(map: &Map) {
    let mut known: Vec<&Square> = Vec::new();
    for square in &map.squares {
        let name = &square.name;
        assert!(square.x + square.side <= map.width, "{name}");
        assert!(square.y + square.height <= map.height, "{name}");
        let is_apart = |other: &&Square| {
            other.x + other.side <= square.x
                || square.x + square.side <= other.x
                || other.y + other.height <= square.y
                || square.y + square.height <= other.y
        };
        assert!(known.iter().all(is_apart), "{name}");
        known.push(square);
        assert!(!square.lines.is_empty(), "{name}");
        let bottom = if square.stripes.is_empty() {
            square.y + square.height - 2
        } else {
            square.foot
        };
        for line in &square.lines {
            assert!(line.y > square.y + 10 && line.y < bottom, "{}", line.text);
            assert_eq!(
                line.is_narrowed,
                line.text.chars().count() > letters(square.side),
                "{}",
                line.text
            );
        }
    }
}

/// `Kajaani`, or with its place `Kajaani 2 1`.
fn municipality(text: &str) -> MunicipalityData {
    let mut words = text.rsplitn(3, ' ');
    let numbers = (words.next(), words.next(), words.next());
    let parsed = |text: &str| text.parse::<u32>().ok();
    let (name, tile) = match numbers {
        (Some(row), Some(column), Some(name)) if parsed(row).is_some() => {
            let column = parsed(column).expect("a column");
            let row = parsed(row).expect("a row");
            (name, Some(Position { column, row }))
        }
        _ => (text, None),
    };
    MunicipalityData {
        name: LocalText::plain(name),
        tile,
    }
}

fn network(regions: &[(&str, &[&str])]) -> Network {
    let region = |(id, municipalities): &(&str, &[&str])| RegionData {
        id: (*id).to_owned(),
        municipalities: municipalities.iter().map(|one| municipality(one)).collect(),
        ..RegionData::default()
    };
    Network::new(NetworkData {
        regions: regions.iter().map(region).collect(),
        own: true,
        ..NetworkData::default()
    })
}

/// One line a square: its place, its words, its colours, where it leads.
fn drawn(map: &Map) -> String {
    let square = |square: &Square| {
        let lines = square.lines.iter();
        let lines: Vec<&str> = lines.map(|line| line.text.as_str()).collect();
        let bands: Vec<&str> = square.bands.iter().map(|band| band.class.as_str()).collect();
        format!(
            "{:>3} {:>3} {:>3}x{} {} [{}] {}\n",
            square.x,
            square.y,
            square.side,
            square.height,
            lines.join(" / "),
            bands.join(" "),
            square.page
        )
    };
    let squares: String = map.squares.iter().map(square).collect();
    format!("{}x{}\n{squares}", map.width, map.height)
}

#[test]
fn every_municipality_of_the_default_has_one_square() {
    let map = map(&Network::lapland(), &[]);
    let places: BTreeSet<_> = map.squares.iter().map(|square| (square.x, square.y)).collect();
    assert_eq!(map.squares.len(), 21);
    assert_eq!(places.len(), 21);
    assert_eq!((map.width, map.height, map.is_wide), (288, 576, false));
    let mut lines = map.squares.iter().flat_map(|square| &square.lines);
    assert!(lines.all(|line| !line.is_narrowed));
    // They are read from north to south.
    assert!(
        places
            .iter()
            .map(|(x, y)| (*y, *x))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .eq(map.squares.iter().map(|square| (square.y, square.x)))
    );
}

#[test]
fn a_municipality_of_two_areas_has_two_bands_and_both_words() {
    let map = map(&Network::lapland(), &[]);
    let mut squares = map.squares.iter();
    let square = squares.find(|square| square.name == "Enontekiö: Tunturi, Saamelaisalue");
    let square = square.expect("it is on the map");
    let bands: Vec<_> = square
        .bands
        .iter()
        .map(|band| (band.x, band.width, band.class.as_str()))
        .collect();
    assert_eq!(bands, [(0, 48, "alue-4"), (48, 48, "alue-5")]);
    let lines: Vec<&str> = square.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["Enontekiö", "Tunturi", "Saamelaisalue"]);
}

#[test]
fn without_places_each_region_is_a_labelled_block() {
    let network = network(&[
        (
            "Ylä-Kainuu",
            &["Hyrynsalmi", "Puolanka", "Suomussalmi", "Paltamo"],
        ),
        ("Kajaani", &["Kajaani", "Paltamo"]),
        ("Etäpalvelut", &[]),
    ]);
    // A municipality of two regions is in both blocks; a region without municipalities has its label.
    insta::assert_snapshot!(drawn(&map(&network, &[])), @"
    288x337
      0   0 288x30 Ylä-Kainuu [alue-1] yla-kainuu
      0  30  96x72 Hyrynsalmi [alue-1] yla-kainuu#hyrynsalmi
     96  30  96x72 Puolanka [alue-1] yla-kainuu#puolanka
    192  30  96x72 Suomussalmi [alue-1] yla-kainuu#suomussalmi
      0 102  96x72 Paltamo / Kajaani [alue-1 alue-2] yla-kainuu#paltamo
      0 186 288x30 Kajaani [alue-2] kajaani
      0 216  96x72 Kajaani [alue-2] kajaani#kajaani
     96 216  96x72 Paltamo / Ylä-Kainuu [alue-1 alue-2] kajaani#paltamo
      0 300 288x37 Etäpalvelut [alue-3] etapalvelut
    ");
}

#[test]
fn what_has_no_place_is_below_what_has_one() {
    let network = network(&[
        ("Pohjoinen", &["Ylikylä 4 3", "Alikylä 6 4"]),
        ("Etelä", &["Rantakylä", "Metsäkylä 5 4", "Mäkikylä"]),
    ]);
    insta::assert_snapshot!(drawn(&map(&network, &[])), @"
    288x258
      0   0  96x72 Ylikylä / Pohjoinen [alue-1] pohjoinen#ylikyla
     96  72  96x72 Metsäkylä / Etelä [alue-2] etela#metsakyla
    192  72  96x72 Alikylä / Pohjoinen [alue-1] pohjoinen#alikyla
      0 156 288x30 Etelä [alue-2] etela
      0 186  96x72 Rantakylä [alue-2] etela#rantakyla
     96 186  96x72 Mäkikylä [alue-2] etela#makikyla
    ");
}

#[test]
fn where_no_municipalities_are_listed_regions_have_the_tiles() {
    let network = network(&[
        ("Etelä-Pohjanmaan hyvinvointialue", &[]),
        ("Pirkanmaa", &[]),
        ("Helsinki", &[]),
        ("Keski-Uusimaa", &[]),
    ]);
    let joint = [network.regions()[..2].to_vec()];
    let map = map(&network, &joint);
    insta::assert_snapshot!(drawn(&map), @"
    288x144
      0   0  96x72 Etelä- / Pohjanmaan / hyvinvointialue [alue-1] etela-pohjanmaan-hyvinvointialue
     96   0  96x72 Pirkanmaa [alue-2] pirkanmaa
    192   0  96x72 Helsinki [alue-3] helsinki
      0  72  96x72 Keski-Uusimaa [alue-4] keski-uusimaa
    ");
    assert_eq!(map.squares[0].name, "Etelä-Pohjanmaan hyvinvointialue");
    assert_eq!(map.squares[0].stripes[0].class, "alue-2");
}

/// Words that are much too long to be narrowed make all tiles wider.
#[test]
fn long_words_have_wider_tiles() {
    let network = network(&[("Meri", &["Koillismaan hyvinvointikuntayhtymä", "Ii", "Kuusamo"])]);
    insta::assert_snapshot!(drawn(&map(&network, &[])), @"
    288x174
      0   0 288x30 Meri [alue-1] meri
      0  30 144x72 Koillismaan / hyvinvointikuntayhtymä [alue-1] meri#koillismaan-hyvinvointikuntayhtyma
    144  30 144x72 Ii [alue-1] meri#ii
      0 102 144x72 Kuusamo [alue-1] meri#kuusamo
    ");
}

#[test]
fn a_network_of_any_size_has_a_sound_map() {
    for n in [1, 5, 12, 30] {
        let ids: Vec<String> = (1..=n).map(|at| format!("Seutu {at}")).collect();
        let towns: Vec<Vec<String>> = (1..=n)
            .map(|at| (0..at % 5).map(|town| format!("Kunta {at}{town}")).collect())
            .collect();
        let towns: Vec<Vec<&str>> = towns
            .iter()
            .map(|towns| towns.iter().map(String::as_str).collect())
            .collect();
        let regions: Vec<(&str, &[&str])> = ids
            .iter()
            .zip(&towns)
            .map(|(id, towns)| (id.as_str(), towns.as_slice()))
            .collect();
        let network = network(&regions);
        let map = map(&network, &[]);
        assert_eq!(map.width, 288);
        let labels = map.squares.iter().filter(|square| square.is_label);
        assert_eq!(labels.count(), n, "every region is named");
    }
}

#[test]
fn a_grid_wider_than_a_screen_is_known_as_such() {
    let network = network(&[("Meri", &["Ii 1 1", "Oulu 4 1"])]);
    let map = map(&network, &[]);
    assert_eq!((map.width, map.is_wide), (384, true));
}

#[test]
fn a_municipality_of_no_area_is_on_the_map() {
    let network = Network::new(NetworkData {
        outside: vec![municipality("Posio")],
        ..Network::lapland().data().clone()
    });
    let lapland = Network::new(NetworkData {
        regions: Vec::new(),
        ..network.data().clone()
    });
    let joint = [vec![region_of_lapland("Itä"), region_of_lapland("Keski")]];
    let map = map(&lapland, &joint);
    assert_eq!(map.squares[0].bands[0].class, "muu");
    assert_eq!(map.squares[0].name, "Posio");
    assert_eq!(map.squares[0].stripes, []);
}

/// The colours of the others, below the region that works with them and nowhere else.
#[test]
fn regions_that_work_jointly_have_each_others_colours() {
    let joint = [
        vec![region_of_lapland("Keski"), region_of_lapland("Tunturi")],
        vec![
            region_of_lapland("Itä"),
            region_of_lapland("Länsi"),
            region_of_lapland("Keski"),
        ],
        vec![region_of_lapland("Tunturi"), region_of_lapland("Keski")],
    ];
    let stripes = |regions: &[Region]| {
        let stripes = super::stripes(regions, &joint, (96, 96));
        let shown = stripes
            .iter()
            .map(|band| format!("{} {} {}", band.x, band.width, band.class));
        shown.collect::<Vec<_>>()
    };
    let enontekio = [region_of_lapland("Tunturi"), region_of_lapland("Saamelaisalue")];
    assert_eq!(stripes(&enontekio), ["96 48 alue-3"]);
    assert_eq!(
        stripes(&[region_of_lapland("Keski")]),
        ["96 32 alue-1", "128 32 alue-2", "160 32 alue-4"]
    );
    assert!(stripes(&[region_of_lapland("Saamelaisalue")]).is_empty());
}
