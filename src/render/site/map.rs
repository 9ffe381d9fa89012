//! The network map: one square for each municipality, in a grid that resembles Lapland. Drawn in the
//! units of a screen 320 pixels wide, so that its words are never smaller than 12 pixels.

use serde::Serialize;

use crate::model::Region;
use crate::render::Tile;

/// The side of a square.
const SIDE: usize = 72;
/// The room between two lines of a square.
const LINE: usize = 15;
/// So many letters fit into a square as they are.
const LONGEST: usize = 10;

/// The rows of the map from north to south, from west to east; an empty name leaves a gap.
const GRID: [[&str; 4]; 8] = [
    ["", "", "Utsjoki", ""],
    ["Enontekiö", "", "Inari", ""],
    ["Muonio", "Kittilä", "Sodankylä", "Savukoski"],
    ["Kolari", "", "Pelkosenniemi", "Salla"],
    ["Pello", "Rovaniemi", "Kemijärvi", ""],
    ["Ylitornio", "Tervola", "Ranua", "Posio"],
    ["Tornio", "Keminmaa", "Simo", ""],
    ["", "Kemi", "", ""],
];

/// The map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Map {
    width: usize,
    height: usize,
    squares: Vec<Square>,
}

/// A municipality with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Square {
    x: usize,
    y: usize,
    side: usize,
    /// Where it leads.
    page: String,
    /// What a screen reader says: the whole names.
    name: String,
    /// One for each area, side by side.
    bands: Vec<Band>,
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Band {
    x: usize,
    width: usize,
    /// The class of the area's colour.
    class: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Line {
    y: usize,
    text: &'static str,
    is_name: bool,
    /// Whether it is drawn narrower, so that it stays in its square: a word that is cut would not be
    /// the word that a screen reader says and a person speaks.
    is_narrowed: bool,
}

/// The map of all municipalities.
pub(super) fn map_of(tiles: &[Tile]) -> Map {
    let cells = GRID.iter().enumerate().flat_map(|(row, names)| {
        names
            .iter()
            .enumerate()
            .map(move |(column, name)| (column, row, *name))
    });
    let squares = cells.filter_map(|(column, row, name)| {
        let tile = tiles.iter().find(|tile| tile.municipality == name)?;
        Some(square(tile, column * SIDE, row * SIDE))
    });
    Map {
        width: GRID[0].len() * SIDE,
        height: GRID.len() * SIDE,
        squares: squares.collect(),
    }
}

fn square(tile: &Tile, x: usize, y: usize) -> Square {
    // The same words as are seen, so that who speaks to the computer is understood.
    let areas: Vec<&str> = tile.regions.iter().map(|region| region.name()).collect();
    let mut texts = vec![(tile.municipality, true)];
    // More areas than a square has room for are told in the table and to a screen reader.
    texts.extend(tile.regions.iter().map(|region| (region.name(), false)));
    texts.truncate(4);
    let top = y + (SIDE - texts.len() * LINE) / 2 + LINE - 3;
    let lines = texts.iter().enumerate().map(|(at, (text, is_name))| Line {
        y: top + at * LINE,
        text,
        is_name: *is_name,
        is_narrowed: text.chars().count() > LONGEST,
    });
    Square {
        x,
        y,
        side: SIDE,
        page: tile.page.clone(),
        name: format!("{}: {}", tile.municipality, areas.join(", ")),
        bands: bands(&tile.regions, x),
        lines: lines.collect(),
    }
}

fn bands(regions: &[Region], x: usize) -> Vec<Band> {
    if regions.is_empty() {
        return vec![Band {
            x,
            width: SIDE,
            class: "muu",
        }];
    }
    let edge = |at: usize| x + SIDE * at / regions.len();
    let band = |(at, region): (usize, &Region)| Band {
        x: edge(at),
        width: edge(at + 1) - edge(at),
        class: class(*region),
    };
    regions.iter().enumerate().map(band).collect()
}

const fn class(region: Region) -> &'static str {
    match region {
        Region::Lansi => "lansi",
        Region::Ita => "ita",
        Region::Keski => "keski",
        Region::Tunturi => "tunturi",
        Region::Saamelaisalue => "saame",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::MUNICIPALITIES;

    fn tile(name: &'static str, regions: &[Region]) -> Tile {
        Tile {
            municipality: name,
            regions: regions.to_vec(),
            page: "alueet/x.html".to_owned(),
        }
    }

    #[test]
    fn every_municipality_has_one_square() {
        let tiles: Vec<Tile> = MUNICIPALITIES
            .iter()
            .map(|one| tile(one.name, one.regions))
            .collect();
        let map = map_of(&tiles);
        let places: BTreeSet<_> = map.squares.iter().map(|square| (square.x, square.y)).collect();
        assert_eq!(map.squares.len(), 21);
        assert_eq!(places.len(), 21);
        assert!(
            map.width <= 288,
            "it fits a screen of 320 pixels with its margins"
        );
    }

    #[test]
    fn the_words_stay_in_their_square() {
        for municipality in &MUNICIPALITIES {
            let square = square(&tile(municipality.name, municipality.regions), 72, 144);
            for line in &square.lines {
                assert!(
                    line.text.chars().count() <= LONGEST || line.is_narrowed,
                    "{}",
                    line.text
                );
                assert!(
                    line.y > square.y + 10 && line.y < square.y + SIDE,
                    "{}",
                    line.text
                );
            }
        }
    }

    #[test]
    fn a_municipality_of_two_areas_has_two_bands_and_both_words() {
        let square = square(
            &tile("Enontekiö", &[Region::Tunturi, Region::Saamelaisalue]),
            0,
            0,
        );
        let bands: Vec<_> = square
            .bands
            .iter()
            .map(|band| (band.x, band.width, band.class))
            .collect();
        assert_eq!(bands, [(0, 36, "tunturi"), (36, 36, "saame")]);
        let lines: Vec<&str> = square.lines.iter().map(|line| line.text).collect();
        assert_eq!(lines, ["Enontekiö", "Tunturi", "Saamelaisalue"]);
        assert_eq!(square.name, "Enontekiö: Tunturi, Saamelaisalue");
    }

    #[test]
    fn a_municipality_of_no_area_is_on_the_map() {
        let square = square(&tile("Posio", &[]), 0, 0);
        assert_eq!(square.bands[0].class, "muu");
    }
}
