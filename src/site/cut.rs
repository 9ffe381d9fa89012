//! Cuts what is on a page into as many pages as it needs. What has an address of its own stays on
//! the first page, and a page has as many parts in every language.

use crate::render::{Block, Grid, GridCell, Item, Link, Span, is_text_anchor};

/// So many rows or items stand on one page.
pub(super) const MOST: usize = 200;

/// A page is left whole up to this: what is above a full table never makes a second page of a few rows.
const TOO_LONG: usize = 250;

/// So many links weigh as much as one row.
const LINKS_OF_A_ROW: usize = 8;

/// Whether it is too much for one page.
pub(super) fn is_too_long(blocks: &[Block]) -> bool {
    weight_of(blocks) > TOO_LONG
}

/// The pages.
pub(super) fn cut(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let (first, rest) = split_fixed(blocks);
    let mut cut = Cut::after(first);
    for block in rest {
        cut.push(block);
    }
    cut.finish()
}

/// Links lead to a place of a page by the page's first path, so that no place may move to another.
fn split_fixed(mut blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let has_address = |block: &Block| {
        matches!(
            block,
            Block::Heading { id: Some(_), .. } | Block::Subject { id: Some(_), .. }
        )
    };
    let last = blocks.iter().rposition(has_address);
    let mut n_fixed = last.map_or(0, |at| at + 1);
    if last.is_some_and(|at| heads_text(&blocks[at])) {
        n_fixed += blocks[n_fixed..]
            .iter()
            .take_while(|block| is_text(block))
            .count();
    }
    let rest = blocks.split_off(n_fixed);
    (blocks, rest)
}

/// Whether the purpose or a provision begins here, whose text has as many lines as its language takes.
fn heads_text(block: &Block) -> bool {
    match block {
        Block::Heading { id: Some(id), .. } | Block::Subject { id: Some(id), .. } => is_text_anchor(id),
        _ => false,
    }
}

const fn is_text(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. } | Block::Items { .. })
}

/// What blocks weigh together; the texts of the purpose and of provisions nothing.
fn weight_of(blocks: &[Block]) -> usize {
    let mut is_in_text = false;
    let weight = |block| {
        is_in_text = heads_text(block) || is_in_text && is_text(block);
        if is_in_text && is_text(block) {
            0
        } else {
            weight(block)
        }
    };
    blocks.iter().map(weight).sum()
}

/// The same in every language, so that a page has as many parts in each: names and texts do not count.
fn weight(block: &Block) -> usize {
    match block {
        Block::Paragraph { runs } => of_words(runs),
        Block::Facts { facts } => {
            let n_links: usize = facts.iter().map(|fact| n_links(&fact.value)).sum();
            1 + n_links / LINKS_OF_A_ROW
        }
        Block::Items { items } | Block::Numbered { items, .. } => items.iter().map(of_item).sum(),
        Block::Table(grid) => grid.rows.iter().map(|row| of_row(row)).sum(),
        Block::Heading { .. }
        | Block::Part { .. }
        | Block::Subject { .. }
        | Block::Signatures { .. }
        | Block::Parts { .. }
        | Block::Map { .. }
        | Block::Figures { .. }
        | Block::Search => 1,
    }
}

fn n_links(words: &[Span]) -> usize {
    let is_page = |text: &&Span| matches!(text.link, Some(Link::Page(_)));
    words.iter().filter(is_page).count()
}

fn of_words(words: &[Span]) -> usize {
    1 + n_links(words) / LINKS_OF_A_ROW
}

fn of_item(item: &Item) -> usize {
    let n_below: usize = item.details.iter().map(|words| n_links(words)).sum();
    1 + (n_links(&item.text) + n_below) / LINKS_OF_A_ROW
}

fn of_row(row: &[GridCell]) -> usize {
    1 + row.iter().map(|cell| n_links(&cell.runs)).sum::<usize>() / LINKS_OF_A_ROW
}

/// Whether a block is the heading of a section, be it a word of the program or a name from the files.
pub(super) fn is_head(block: &Block) -> bool {
    matches!(block, Block::Heading { .. } | Block::Subject { level: 2, .. })
}

/// The pages as they fill.
struct Cut {
    done: Vec<Vec<Block>>,
    open: Vec<Block>,
    filled: usize,
    /// The heading that is repeated where its list goes on.
    heading: Option<Block>,
}

impl Cut {
    fn after(first: Vec<Block>) -> Self {
        Self {
            filled: weight_of(&first),
            done: Vec::new(),
            open: first,
            heading: None,
        }
    }

    fn push(&mut self, block: Block) {
        match block {
            Block::Table(Grid { columns, rows }) => self.push_pieces(
                rows,
                |row| of_row(row),
                |rows| {
                    let columns = columns.clone();
                    Block::Table(Grid { columns, rows })
                },
            ),
            Block::Items { items } => {
                self.push_pieces(items, of_item, |items| Block::Items { items });
            }
            // A numbered list is not cut: the numbers are those of the agreement.
            block => self.push_whole(block),
        }
    }

    fn push_whole(&mut self, block: Block) {
        let is_head = is_head(&block);
        if is_head {
            self.heading = None;
        }
        if self.filled + weight(&block) > MOST {
            self.turn();
        }
        if is_head {
            self.heading = Some(block.clone());
        }
        self.filled += weight(&block);
        self.open.push(block);
    }

    fn push_pieces<T>(&mut self, parts: Vec<T>, weigh: fn(&T) -> usize, made: impl Fn(Vec<T>) -> Block) {
        let mut piece = Vec::new();
        for part in parts {
            if self.filled + weigh(&part) > MOST {
                let full = std::mem::take(&mut piece);
                if !full.is_empty() {
                    self.open.push(made(full));
                }
                self.turn();
            }
            self.filled += weigh(&part);
            piece.push(part);
        }
        if !piece.is_empty() {
            self.open.push(made(piece));
        }
    }

    /// Begins the next page, under the heading of what goes on. Headings go with what they head.
    fn turn(&mut self) {
        let goes_along = |block: &Block| {
            matches!(
                block,
                Block::Heading { id: None, .. } | Block::Subject { id: None, .. }
            )
        };
        let last = self.open.iter().rposition(|block| !goes_along(block));
        let heads = self.open.split_off(last.map_or(0, |at| at + 1));
        let full = std::mem::replace(&mut self.open, heads);
        if !self.open.first().is_some_and(is_head) {
            self.open.splice(0..0, self.heading.clone());
        }
        self.filled = self.open.len();
        if !full.is_empty() {
            self.done.push(full);
        }
    }

    fn finish(mut self) -> Vec<Vec<Block>> {
        self.done.push(self.open);
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextLang;
    use crate::render::Runs;

    fn text(text: &str) -> Span {
        Span::new(text, TextLang::Fi)
    }

    fn heading(text: &str, id: Option<&str>) -> Block {
        Block::Heading {
            id: id.map(str::to_owned),
            text: text.to_owned(),
        }
    }

    fn table(n: usize) -> Block {
        let row = |at: usize| vec![vec![text(&at.to_string())]];
        Block::Table(Grid::of_runs(vec!["c".to_owned()], (0..n).map(row).collect()))
    }

    fn numbered(n: usize) -> Block {
        let item = |at: usize| Item::new(vec![text(&at.to_string())]);
        Block::Numbered {
            start: 1,
            items: (0..n).map(item).collect(),
        }
    }

    /// What each page is made of, shortly.
    fn cut(blocks: Vec<Block>) -> Vec<String> {
        let shown = |block: &Block| match block {
            Block::Heading { text, .. } => text.clone(),
            Block::Subject { text, .. } => text.text.clone(),
            other => weight(other).to_string(),
        };
        let pages = super::cut(blocks);
        pages
            .iter()
            .map(|page| page.iter().map(shown).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_full_table_and_its_heading_are_one_page() {
        assert!(!is_too_long(&[heading("A", None), table(MOST)]));
        assert!(is_too_long(&[table(MOST), table(MOST / 2)]));
    }

    #[test]
    fn a_table_goes_on_under_its_heading() {
        assert_eq!(cut(vec![heading("A", None), table(199)]), ["A 199"]);
        assert_eq!(cut(vec![heading("A", None), table(200)]), ["A 199", "A 1"]);
        let two = vec![heading("A", None), table(150), heading("B", None), table(100)];
        assert_eq!(cut(two), ["A 150 B 48", "B 52"]);
    }

    #[test]
    fn a_heading_stands_with_what_it_heads() {
        let subject = Block::Subject {
            id: None,
            text: text("b"),
            level: 3,
        };
        let blocks = vec![heading("A", None), table(190), subject, numbered(20)];
        assert_eq!(cut(blocks), ["A 190", "A b 20"]);
        let blocks = vec![heading("A", None), table(198), heading("B", None), table(1)];
        assert_eq!(cut(blocks), ["A 198", "B 1"]);
    }

    #[test]
    fn a_numbered_list_stays_whole() {
        let blocks = vec![
            heading("A", None),
            numbered(150),
            heading("B", None),
            numbered(300),
        ];
        assert_eq!(cut(blocks), ["A 150", "B 300"]);
    }

    #[test]
    fn what_has_an_address_stays_on_the_first_page() {
        let blocks = vec![heading("A", None), table(250), heading("B", Some("b")), table(3)];
        assert_eq!(cut(blocks), ["A 250 B", "3"]);
    }

    /// A page has as many parts in every language.
    #[test]
    fn texts_of_provisions_weigh_nothing() {
        let paragraph = || Block::Paragraph {
            runs: vec![text("a")],
        };
        let provision = |n_lines: usize| {
            let mut blocks = vec![heading("P", Some("ehto-1"))];
            blocks.extend(std::iter::repeat_with(paragraph).take(n_lines));
            blocks
        };
        for n_lines in [1, 300] {
            let blocks = [provision(n_lines), vec![heading("A", None), table(200)]].concat();
            assert!(!is_too_long(&blocks));
            let pages = super::cut(blocks);
            assert_eq!(pages.len(), 2);
            assert_eq!(pages[0].len(), n_lines + 3);
        }
        assert!(is_too_long(&vec![paragraph(); 300]));
    }

    #[test]
    fn only_links_make_a_row_weigh_more() {
        let of_row = |runs: Runs| {
            weight(&Block::Table(Grid::of_runs(
                vec![String::new()],
                vec![vec![runs]],
            )))
        };
        let links = |n| vec![text("x").to("y.html"); n];
        assert_eq!([0, 7, 8, 80].map(|n| of_row(links(n))), [1, 1, 2, 11]);
        assert_eq!(of_row(vec![text("x"); 80]), 1);
    }
}
