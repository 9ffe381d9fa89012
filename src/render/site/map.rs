//! The network map: one tile for each municipality, in a grid that resembles Lapland. Drawn in the
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

/// The rows of the map from north to south, from west to east; an empty name leaves a gap.
const GRID: [[&str; 3]; 8] = [
    ["", "", "Utsjoki"],
    ["Enontekiö", "", "Inari"],
    ["Muonio", "Kittilä", "Sodankylä"],
    ["Kolari", "Pelkosenniemi", "Savukoski"],
    ["Pello", "Kemijärvi", "Salla"],
    ["Ylitornio", "Rovaniemi", "Posio"],
    ["Tornio", "Tervola", "Ranua"],
    ["Keminmaa", "Kemi", "Simo"],
];

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
    class: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Line {
    y: usize,
    text: &'static str,
    is_name: bool,
    /// Whether it is drawn narrower, so that it stays in its tile: a word that is cut would not be
    /// the word that a screen reader says and a person speaks.
    is_narrowed: bool,
}

/// The map of all municipalities, and of the regions that work jointly.
pub(super) fn map_of(tiles: &[Tile], joint: &[Vec<Region>]) -> Map {
    let cells = GRID.iter().enumerate().flat_map(|(row, names)| {
        names
            .iter()
            .enumerate()
            .map(move |(column, name)| (column, row, *name))
    });
    let squares = cells.filter_map(|(column, row, name)| {
        let tile = tiles.iter().find(|tile| tile.municipality == name)?;
        Some(square(tile, joint, (column * WIDTH, row * HEIGHT)))
    });
    Map {
        width: GRID[0].len() * WIDTH,
        height: GRID.len() * HEIGHT,
        squares: squares.collect(),
    }
}

fn square(tile: &Tile, joint: &[Vec<Region>], (x, y): (usize, usize)) -> Square {
    // The same words as are seen, so that who speaks to the computer is understood.
    let areas: Vec<&str> = tile.regions.iter().map(|region| region.name()).collect();
    let mut texts = vec![(tile.municipality, true)];
    // More regions than a tile has room for are in the table, and read aloud.
    texts.extend(tile.regions.iter().map(|region| (region.name(), false)));
    texts.truncate(3);
    let top = y + (HEIGHT - STRIPE - texts.len() * LINE) / 2 + LINE - 1;
    let lines = texts.iter().enumerate().map(|(at, (text, is_name))| Line {
        y: top + at * LINE,
        text,
        is_name: *is_name,
        is_narrowed: text.chars().count() > LONGEST,
    });
    Square {
        x,
        y,
        side: WIDTH,
        height: HEIGHT,
        page: tile.page.clone(),
        name: format!("{}: {}", tile.municipality, areas.join(", ")),
        bands: bands(&tile.regions, (x, WIDTH)),
        stripes: stripes(&tile.regions, joint, x),
        foot: y + HEIGHT - STRIPE - 2,
        lines: lines.collect(),
    }
}

/// Below each region of a tile the colours of those with which it works jointly.
fn stripes(regions: &[Region], joint: &[Vec<Region>], x: usize) -> Vec<Band> {
    let below = |(at, region): (usize, &Region)| {
        let sets = joint.iter().filter(|set| set.contains(region));
        let mut others: Vec<Region> = sets.flatten().copied().filter(|other| other != region).collect();
        others.sort_unstable();
        others.dedup();
        let (from, to) = (WIDTH * at / regions.len(), WIDTH * (at + 1) / regions.len());
        parted(&others, (x + from, to - from))
    };
    regions.iter().enumerate().flat_map(below).collect()
}

fn bands(regions: &[Region], (x, width): (usize, usize)) -> Vec<Band> {
    if regions.is_empty() {
        let class = "muu";
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
        let map = map_of(&tiles, &[]);
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
            let square = square(&tile(municipality.name, municipality.regions), &[], (96, 132));
            for line in &square.lines {
                assert!(!line.is_narrowed, "{}", line.text);
                assert!(line.y > square.y + 10 && line.y < square.foot, "{}", line.text);
            }
        }
    }

    #[test]
    fn a_municipality_of_two_areas_has_two_bands_and_both_words() {
        let square = square(
            &tile("Enontekiö", &[Region::Tunturi, Region::Saamelaisalue]),
            &[],
            (0, 0),
        );
        let bands: Vec<_> = square
            .bands
            .iter()
            .map(|band| (band.x, band.width, band.class))
            .collect();
        assert_eq!(bands, [(0, 48, "tunturi"), (48, 48, "saame")]);
        let lines: Vec<&str> = square.lines.iter().map(|line| line.text).collect();
        assert_eq!(lines, ["Enontekiö", "Tunturi", "Saamelaisalue"]);
        assert_eq!(square.name, "Enontekiö: Tunturi, Saamelaisalue");
    }

    #[test]
    fn a_municipality_of_no_area_is_on_the_map() {
        let square = square(&tile("Posio", &[]), &[vec![Region::Ita, Region::Keski]], (0, 0));
        assert_eq!(square.bands[0].class, "muu");
        assert_eq!(square.stripes, []);
    }

    /// The colours of the others, below the region that works with them and nowhere else.
    #[test]
    fn regions_that_work_jointly_have_each_others_colours() {
        let joint = [
            vec![Region::Keski, Region::Tunturi],
            vec![Region::Ita, Region::Lansi, Region::Keski],
            vec![Region::Tunturi, Region::Keski],
        ];
        let stripes = |name, regions: &[Region]| {
            let square = square(&tile(name, regions), &joint, (96, 0));
            let stripes = square.stripes.iter();
            let shown = stripes.map(|band| (band.x, band.width, band.class));
            shown.collect::<Vec<_>>()
        };
        let enontekio = stripes("Enontekiö", &[Region::Tunturi, Region::Saamelaisalue]);
        assert_eq!(enontekio, [(96, 48, "keski")]);
        assert_eq!(
            stripes("Ranua", &[Region::Keski]),
            [(96, 32, "lansi"), (128, 32, "ita"), (160, 32, "tunturi")]
        );
        assert_eq!(stripes("Inari", &[Region::Saamelaisalue]), []);
    }
}
