//! The network map: one tile for each municipality, at the place that `src/render/site/layout.rs` finds. Drawn in the
//! units of a screen 320 pixels wide, so that its words are never smaller than 12 pixels; a wider map scrolls.

use serde::Serialize;

use super::layout::{LINE, Layout, Place, SCREEN, STRIPE, layout, letters};
use crate::model::{Region, TextLang};
use crate::render::Tile;

/// The regions that have a colour of their own; further ones begin again with the first.
const COLOURS: usize = 8;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Map {
    width: usize,
    height: usize,
    /// Whether it is wider than a narrow screen.
    is_wide: bool,
    squares: Vec<Square>,
}

/// A municipality with its place, or the label of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Square {
    x: usize,
    y: usize,
    /// Its width. Templates of earlier versions take it for the height, too.
    side: usize,
    height: usize,
    /// Whether it is the label of the tiles below it.
    is_label: bool,
    /// Where it leads.
    page: String,
    /// What a screen reader says: the whole names.
    name: String,
    /// The language of the names.
    lang: TextLang,
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

/// The map of all municipalities, or of all regions where there are none, and of the regions that work jointly.
pub(super) fn map_of(tiles: &[Tile], areas: &[Tile], joint: &[Vec<Region>]) -> Map {
    let Layout {
        width,
        height,
        places,
    } = layout(tiles, areas);
    Map {
        width,
        height,
        is_wide: width > SCREEN,
        squares: places.iter().map(|place| square(place, joint)).collect(),
    }
}

fn square(place: &Place<'_>, joint: &[Vec<Region>]) -> Square {
    let Place {
        x, y, width, height, ..
    } = *place;
    let entry = &place.entry;
    let stripes = if place.has_stripes {
        stripes(entry.regions, joint, (x, width))
    } else {
        Vec::new()
    };
    Square {
        x,
        y,
        side: width,
        height,
        is_label: place.is_label,
        page: entry.page.clone(),
        name: entry.said.clone(),
        lang: entry.lang,
        bands: bands(entry.regions, (x, width)),
        stripes,
        foot: y + height - STRIPE - 2,
        lines: lines(place),
    }
}

/// The same words as are said, so that who speaks to the computer is understood.
fn lines(place: &Place<'_>) -> Vec<Line> {
    let longest = letters(place.width);
    let texts = place.entry.lines(longest);
    let room = if place.has_stripes {
        place.height - STRIPE
    } else {
        // The last line has nothing below it.
        place.height - 2
    };
    let top = place.y + room.saturating_sub(texts.len() * LINE) / 2 + LINE - 1;
    let line = |(at, (text, is_name)): (usize, (String, bool))| Line {
        y: top + at * LINE,
        is_narrowed: text.chars().count() > longest,
        text,
        is_name,
    };
    texts.into_iter().enumerate().map(line).collect()
}

/// Below each region of a tile the colours of those with which it works jointly.
fn stripes(regions: &[Region], joint: &[Vec<Region>], (x, width): (usize, usize)) -> Vec<Band> {
    let below = |(at, region): (usize, &Region)| {
        let sets = joint.iter().filter(|set| set.contains(region));
        let mut others: Vec<Region> = sets.flatten().filter(|other| *other != region).cloned().collect();
        others.sort_unstable();
        others.dedup();
        let (from, to) = (width * at / regions.len(), width * (at + 1) / regions.len());
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
mod tests;
