//! The network map: one tile for each municipality, in the places that the network gives, else in
//! blocks, one for each region. Drawn in the
//! units of a screen 320 pixels wide, so that its words are never smaller than 12 pixels.

use serde::Serialize;

use crate::model::Region;
use crate::render::Tile;

/// The width of a tile: `Pelkosenniemi` and `Saamelaisalue` fit in.
const WIDTH: usize = 96;
/// The height of a tile.
const HEIGHT: usize = 72;
/// The height of the stripe in the colours of the regions with which that of the tile works jointly.
const STRIPE: usize = 7;
/// The room between two lines of a tile.
const LINE: usize = 15;
/// So many letters fit into a tile as they are.
const LONGEST: usize = 13;

/// So many tiles are side by side where nothing gives their places: the map fits a screen of 320 pixels.
const COLUMNS: usize = 3;
/// The room between the blocks of two regions.
const GAP: usize = 12;
/// The regions that have a colour of their own; further ones begin again with the first.
const COLOURS: usize = 8;

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
    /// Its width. Templates of earlier versions take it for the height, too.
    side: usize,
    height: usize,
    /// Where it leads.
    page: String,
    /// What a screen reader says: the whole names.
    name: String,
    /// One for each region, side by side.
    bands: Vec<Band>,
    /// At its foot, one for each region with which one of its regions works jointly, below that one.
    stripes: Vec<Band>,
    /// Where the stripes begin.
    foot: usize,
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Band {
    x: usize,
    width: usize,
    /// The class of the region's colour.
    class: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Line {
    y: usize,
    text: String,
    is_name: bool,
    /// Whether it is drawn narrower, so that it stays in its tile: a word that is cut would not be
    /// the word that a screen reader says and a person speaks.
    is_narrowed: bool,
}

/// The map of all municipalities, and of the regions that work jointly.
pub(super) fn map_of(tiles: &[Tile], joint: &[Vec<Region>]) -> Map {
    let places = places(tiles);
    let right = places.iter().map(|(x, _)| x + WIDTH).max();
    let bottom = places.iter().map(|(_, y)| y + HEIGHT).max();
    let squares = tiles.iter().zip(places);
    Map {
        width: right.unwrap_or(0),
        height: bottom.unwrap_or(0),
        squares: squares.map(|(tile, place)| square(tile, joint, place)).collect(),
    }
}

/// Where each tile is: at its place, if all have one, else in the block of its first region.
fn places(tiles: &[Tile]) -> Vec<(usize, usize)> {
    let given = tiles.iter().map(|tile| {
        let place = tile.place?;
        let at = |number: u32, size: usize| number.saturating_sub(1) as usize * size;
        Some((at(place.column, WIDTH), at(place.row, HEIGHT)))
    });
    let given: Option<Vec<(usize, usize)>> = given.collect();
    given.unwrap_or_else(|| in_blocks(tiles))
}

fn in_blocks(tiles: &[Tile]) -> Vec<(usize, usize)> {
    let mut regions: Vec<Option<&Region>> = tiles.iter().map(|tile| tile.regions.first()).collect();
    let of_tiles = regions.clone();
    regions.sort_unstable();
    regions.dedup();
    let mut places = vec![(0, 0); tiles.len()];
    let mut top = 0;
    for region in regions {
        let block = (0..tiles.len()).filter(|at| of_tiles[*at] == region);
        let block: Vec<usize> = block.collect();
        for (number, at) in block.iter().enumerate() {
            places[*at] = (number % COLUMNS * WIDTH, top + number / COLUMNS * HEIGHT);
        }
        top += block.len().div_ceil(COLUMNS) * HEIGHT + GAP;
    }
    places
}

fn square(tile: &Tile, joint: &[Vec<Region>], (x, y): (usize, usize)) -> Square {
    // The same words as are seen, so that who speaks to the computer is understood.
    let areas: Vec<&str> = tile.regions.iter().map(Region::id).collect();
    let mut texts = vec![(tile.name.as_str(), true)];
    // More regions than a tile has room for are in the table, and read aloud. The tile of a region says it once.
    let others = areas.iter().filter(|area| **area != tile.name);
    texts.extend(others.map(|area| (*area, false)));
    texts.truncate(3);
    let top = y + (HEIGHT - STRIPE - texts.len() * LINE) / 2 + LINE - 1;
    let lines = texts.iter().enumerate().map(|(at, (text, is_name))| Line {
        y: top + at * LINE,
        text: (*text).to_owned(),
        is_name: *is_name,
        is_narrowed: text.chars().count() > LONGEST,
    });
    Square {
        x,
        y,
        side: WIDTH,
        height: HEIGHT,
        page: tile.page.clone(),
        name: said(&tile.name, &areas),
        bands: bands(&tile.regions, (x, WIDTH)),
        stripes: stripes(&tile.regions, joint, x),
        foot: y + HEIGHT - STRIPE - 2,
        lines: lines.collect(),
    }
}

/// What a screen reader says.
fn said(name: &str, areas: &[&str]) -> String {
    if areas == [name] {
        return name.to_owned();
    }
    format!("{name}: {}", areas.join(", "))
}

/// Below each region of a tile the colours of those with which it works jointly.
fn stripes(regions: &[Region], joint: &[Vec<Region>], x: usize) -> Vec<Band> {
    let below = |(at, region): (usize, &Region)| {
        let sets = joint.iter().filter(|set| set.contains(region));
        let mut others: Vec<Region> = sets.flatten().filter(|other| *other != region).cloned().collect();
        others.sort_unstable();
        others.dedup();
        let (from, to) = (WIDTH * at / regions.len(), WIDTH * (at + 1) / regions.len());
        parted(&others, (x + from, to - from))
    };
    regions.iter().enumerate().flat_map(below).collect()
}

fn bands(regions: &[Region], (x, width): (usize, usize)) -> Vec<Band> {
    if regions.is_empty() {
        let class = "muu".to_owned();
        return vec![Band { x, width, class }];
    }
    parted(regions, (x, width))
}

/// A width parted among regions.
fn parted(regions: &[Region], (x, width): (usize, usize)) -> Vec<Band> {
    let edge = |at: usize| x + width * at / regions.len();
    let band = |(at, region): (usize, &Region)| Band {
        x: edge(at),
        width: edge(at + 1) - edge(at),
        class: class(region),
    };
    regions.iter().enumerate().map(band).collect()
}

fn class(region: &Region) -> String {
    format!("alue-{}", region.position() % COLOURS + 1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{Network, region_of_lapland};

    fn tile(name: &str, regions: &[Region]) -> Tile {
        Tile {
            name: name.to_owned(),
            regions: regions.to_vec(),
            page: "alueet/x.html".to_owned(),
            place: None,
        }
    }

    fn lapland() -> Vec<Tile> {
        let network = Network::lapland();
        let tiles = network.municipalities().iter().map(|one| Tile {
            place: one.tile,
            ..tile(one.name(), &one.regions)
        });
        tiles.collect()
    }

    #[test]
    fn every_municipality_has_one_square() {
        let map = map_of(&lapland(), &[]);
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
        for tile in lapland() {
            let square = square(&tile, &[], (96, 132));
            for line in &square.lines {
                assert!(!line.is_narrowed, "{}", line.text);
                assert!(line.y > square.y + 10 && line.y < square.foot, "{}", line.text);
            }
        }
    }

    #[test]
    fn a_municipality_of_two_areas_has_two_bands_and_both_words() {
        let square = square(
            &tile(
                "Enontekiö",
                &[region_of_lapland("Tunturi"), region_of_lapland("Saamelaisalue")],
            ),
            &[],
            (0, 0),
        );
        let bands: Vec<_> = square
            .bands
            .iter()
            .map(|band| (band.x, band.width, band.class.as_str()))
            .collect();
        assert_eq!(bands, [(0, 48, "alue-4"), (48, 48, "alue-5")]);
        let lines: Vec<&str> = square.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["Enontekiö", "Tunturi", "Saamelaisalue"]);
        assert_eq!(square.name, "Enontekiö: Tunturi, Saamelaisalue");
    }

    #[test]
    fn a_municipality_of_no_area_is_on_the_map() {
        let square = square(
            &tile("Posio", &[]),
            &[vec![region_of_lapland("Itä"), region_of_lapland("Keski")]],
            (0, 0),
        );
        assert_eq!(square.bands[0].class, "muu");
        assert_eq!(square.stripes, []);
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
        let stripes = |name, regions: &[Region]| {
            let square = square(&tile(name, regions), &joint, (96, 0));
            let stripes = square.stripes.iter();
            let shown = stripes.map(|band| format!("{} {} {}", band.x, band.width, band.class));
            shown.collect::<Vec<_>>()
        };
        let enontekio = stripes(
            "Enontekiö",
            &[region_of_lapland("Tunturi"), region_of_lapland("Saamelaisalue")],
        );
        assert_eq!(enontekio, ["96 48 alue-3"]);
        assert_eq!(
            stripes("Ranua", &[region_of_lapland("Keski")]),
            ["96 32 alue-1", "128 32 alue-2", "160 32 alue-4"]
        );
        assert!(stripes("Inari", &[region_of_lapland("Saamelaisalue")]).is_empty());
    }
}
