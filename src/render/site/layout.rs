//! Where the tiles of the network map go: those that have a place in the grid that the places make, the
//! others below it in blocks, one for each region, in the network's order.

use crate::model::{Region, TextLang};
use crate::render::Tile;
use crate::render::wrap::wrap;

/// The width of a map that fits a screen of 320 pixels; that of a block.
pub(super) const SCREEN: usize = 288;
/// The height of the label of a block.
const LABEL: usize = 30;
/// The height of a stripe in the colours of the regions with which that of a tile works jointly.
pub(super) const STRIPE: usize = 7;
/// The room between two lines of a tile.
pub(super) const LINE: usize = 15;
/// The room between a grid and a block, or two blocks.
const GAP: usize = 12;
/// So many names of regions have room in a tile; further ones are in the table, and read aloud.
const MOST_NAMES: usize = 3;

/// The tiles with their places.
pub(super) struct Layout<'t> {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) places: Vec<Place<'t>>,
}

/// A tile with its place.
pub(super) struct Place<'t> {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    /// Whether it is the label of a block.
    pub(super) is_label: bool,
    /// Whether it has room for stripes.
    pub(super) has_stripes: bool,
    pub(super) entry: Entry<'t>,
}

/// What a tile says, and where it leads.
pub(super) struct Entry<'t> {
    pub(super) regions: &'t [Region],
    pub(super) lang: TextLang,
    pub(super) page: String,
    /// The whole names, for a screen reader.
    pub(super) said: String,
    /// Its name.
    name: &'t str,
    /// The regions that nothing around the tile names.
    unsaid: Vec<&'t str>,
}

/// The measures that the texts of a map need.
#[derive(Clone, Copy)]
pub(super) struct Size {
    width: usize,
    height: usize,
}

/// The tiles of a region with its label.
struct Block<'t> {
    label: Option<Entry<'t>>,
    entries: Vec<Entry<'t>>,
}

impl<'t> Entry<'t> {
    /// A municipality; in a block of its region, whose label has the name, it leads to that region's page.
    fn of(tile: &'t Tile, block: Option<&Tile>) -> Self {
        let region = block.and_then(|block| block.regions.first());
        let (named, unsaid): (Vec<&Region>, Vec<&Region>) =
            tile.regions.iter().partition(|one| Some(*one) == region);
        // What is seen first, so that who speaks to the computer is understood.
        let ids: Vec<&str> = unsaid.iter().chain(&named).map(|one| one.id()).collect();
        let page = match (block, &tile.anchor) {
            (Some(block), Some(anchor)) => format!("{}#{anchor}", block.page),
            _ => tile.page.clone(),
        };
        let said = match ids[..] {
            [] => tile.name.clone(),
            _ => format!("{}: {}", tile.name, ids.join(", ")),
        };
        Self {
            regions: &tile.regions,
            lang: tile.lang,
            page,
            said,
            name: &tile.name,
            unsaid: unsaid.into_iter().map(Region::id).take(MOST_NAMES).collect(),
        }
    }

    /// A region as a whole.
    fn of_region(area: &'t Tile) -> Self {
        Self {
            regions: &area.regions,
            lang: area.lang,
            page: area.page.clone(),
            said: area.name.clone(),
            name: &area.name,
            unsaid: Vec::new(),
        }
    }

    /// Its lines where so many letters fit into one, and whether each is of its name. No word is cut.
    pub(super) fn lines(&self, longest: usize) -> Vec<(String, bool)> {
        let in_lines = |text: &str| wrap(text, longest.max(longest_piece(text)));
        let name = in_lines(self.name).into_iter().map(|line| (line, true));
        let regions = self.unsaid.iter().flat_map(|id| in_lines(id));
        name.chain(regions.map(|line| (line, false))).collect()
    }
}

/// So many letters fit into a tile of this width as they are.
pub(super) const fn letters(width: usize) -> usize {
    width * 13 / 96
}

/// The longest part of a text that no line can break: `Pohjanmaan` of `Etelä-Pohjanmaan`.
fn longest_piece(text: &str) -> usize {
    let pieces = text.split_whitespace().flat_map(|word| word.split_inclusive('-'));
    pieces.map(|piece| piece.chars().count()).max().unwrap_or(0)
}

impl Size {
    /// The least in which all texts are read with ease.
    fn of(entries: &[&Entry<'_>]) -> Self {
        const USUAL: Size = Size {
            width: SCREEN / 3,
            height: 72,
        };
        let texts = entries
            .iter()
            .flat_map(|entry| entry.unsaid.iter().chain([&entry.name]));
        let longest = texts.map(|text| longest_piece(text)).max().unwrap_or(0);
        // A word that is a third too long is read well when it is narrowed.
        let width = if longest > letters(USUAL.width) * 4 / 3 {
            SCREEN / 2
        } else {
            USUAL.width
        };
        let n_lines = entries.iter().map(|entry| entry.lines(letters(width)).len());
        let needed = n_lines.max().unwrap_or(0) * LINE + STRIPE + 5;
        Self {
            width,
            height: needed.max(USUAL.height),
        }
    }

    /// So many tiles are side by side in a block.
    const fn columns(self) -> usize {
        SCREEN / self.width
    }
}

/// The places of the tiles of all municipalities; where there are none, of the tiles of all regions.
pub(super) fn layout<'t>(tiles: &'t [Tile], areas: &'t [Tile]) -> Layout<'t> {
    let grid = grid(tiles);
    let blocks = blocks(tiles, areas);
    let in_blocks = blocks.iter().flat_map(|block| &block.entries);
    let all: Vec<&Entry<'_>> = grid.iter().map(|(_, entry)| entry).chain(in_blocks).collect();
    let size = Size::of(&all);
    let mut layout = Layout {
        width: 0,
        height: 0,
        places: Vec::new(),
    };
    layout.add_grid(grid, size);
    for block in blocks {
        layout.add_block(block, size);
    }
    layout
}

/// The tiles that have a place, in the order in which they are read, with their column and row from 0.
fn grid(tiles: &[Tile]) -> Vec<((usize, usize), Entry<'_>)> {
    let mut placed: Vec<(u32, u32, &Tile)> = tiles
        .iter()
        .filter_map(|tile| tile.place.map(|place| (place.row, place.column, tile)))
        .collect();
    placed.sort_by_key(|(row, column, _)| (*row, *column));
    let top = placed.iter().map(|(row, ..)| *row).min().unwrap_or(0);
    let left = placed.iter().map(|(_, column, _)| *column).min().unwrap_or(0);
    let cell = |(row, column, tile): (u32, u32, _)| {
        let place = ((column - left) as usize, (row - top) as usize);
        (place, Entry::of(tile, None))
    };
    placed.into_iter().map(cell).collect()
}

/// The tiles without a place by region; and the regions that have no tile at all.
fn blocks<'t>(tiles: &'t [Tile], areas: &'t [Tile]) -> Vec<Block<'t>> {
    if tiles.is_empty() {
        let entries = areas.iter().map(Entry::of_region).collect();
        return vec![Block { label: None, entries }];
    }
    let of_area = |area: &'t Tile| {
        let here = area.parts.iter();
        let here = here.filter_map(|part| tiles.iter().find(|tile| tile.anchor.as_ref() == Some(part)));
        let entries = here.filter(|tile| tile.place.is_none());
        let entries: Vec<Entry<'_>> = entries.map(|tile| Entry::of(tile, Some(area))).collect();
        let is_shown = !entries.is_empty() || area.parts.is_empty();
        is_shown.then(|| Block {
            label: Some(Entry::of_region(area)),
            entries,
        })
    };
    let outside = tiles
        .iter()
        .filter(|tile| tile.place.is_none() && tile.regions.is_empty());
    let outside = Block {
        label: None,
        entries: outside.map(|tile| Entry::of(tile, None)).collect(),
    };
    areas.iter().filter_map(of_area).chain([outside]).collect()
}

impl<'t> Layout<'t> {
    fn add(&mut self, (x, y): (usize, usize), size: Size, entry: Entry<'t>) {
        self.push(Place {
            x,
            y,
            width: size.width,
            height: size.height,
            is_label: false,
            has_stripes: true,
            entry,
        });
    }

    fn push(&mut self, place: Place<'t>) {
        self.width = self.width.max(place.x + place.width);
        self.height = self.height.max(place.y + place.height);
        self.places.push(place);
    }

    fn add_grid(&mut self, grid: Vec<((usize, usize), Entry<'t>)>, size: Size) {
        for ((column, row), entry) in grid {
            self.add((column * size.width, row * size.height), size, entry);
        }
    }

    fn add_block(&mut self, block: Block<'t>, size: Size) {
        let mut top = if self.places.is_empty() {
            0
        } else {
            self.height + GAP
        };
        if let Some(entry) = block.label {
            // A label without tiles below has the stripes itself.
            let has_stripes = block.entries.is_empty();
            let height = if has_stripes { LABEL + STRIPE } else { LABEL };
            self.push(Place {
                x: 0,
                y: top,
                width: SCREEN,
                height,
                is_label: true,
                has_stripes,
                entry,
            });
            top += height;
        }
        for (at, entry) in block.entries.into_iter().enumerate() {
            let (column, row) = (at % size.columns(), at / size.columns());
            self.add((column * size.width, top + row * size.height), size, entry);
        }
    }
}
