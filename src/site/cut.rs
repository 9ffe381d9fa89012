//! Cuts what stands on a page into as many pages as it needs. What has an address of its own stays on
//! the first page, and a page has as many parts in every language.

use crate::view::{SiteBlock, SiteItem, SiteLink, SiteText, SiteWords};

/// So many rows or items stand on one page.
pub(super) const MOST: usize = 200;

/// A page is left whole up to this: what stands above a full table never makes a second page of a few rows.
const TOO_LONG: usize = 250;

/// So many links weigh as much as one row.
const LINKS_OF_A_ROW: usize = 8;

/// Whether it is too much for one page.
pub(super) fn is_too_long(blocks: &[SiteBlock]) -> bool {
    blocks.iter().map(weight).sum::<usize>() > TOO_LONG
}

/// The pages.
pub(super) fn cut(blocks: Vec<SiteBlock>) -> Vec<Vec<SiteBlock>> {
    let (first, rest) = split_fixed(blocks);
    let mut cut = Cut::after(first);
    for block in rest {
        cut.push(block);
    }
    cut.finish()
}

/// Links lead to a place of a page by the page's first path, so that no place may move to another.
fn split_fixed(mut blocks: Vec<SiteBlock>) -> (Vec<SiteBlock>, Vec<SiteBlock>) {
    let has_address = |block: &SiteBlock| {
        matches!(
            block,
            SiteBlock::Heading { id: Some(_), .. } | SiteBlock::Subject { id: Some(_), .. }
        )
    };
    let last = blocks.iter().rposition(has_address);
    let rest = blocks.split_off(last.map_or(0, |at| at + 1));
    (blocks, rest)
}

/// The same in every language, so that a page has as many parts in each: names and texts do not count.
fn weight(block: &SiteBlock) -> usize {
    match block {
        SiteBlock::Paragraph { words } => of_words(words),
        SiteBlock::Facts { facts } => {
            let n_links: usize = facts.iter().map(|fact| n_links(&fact.words)).sum();
            1 + n_links / LINKS_OF_A_ROW
        }
        SiteBlock::List { entries } | SiteBlock::Numbered { entries } => entries.iter().map(of_item).sum(),
        SiteBlock::Table { rows, .. } => rows.iter().map(|row| of_row(row)).sum(),
        SiteBlock::Heading { .. }
        | SiteBlock::Subject { .. }
        | SiteBlock::Parts { .. }
        | SiteBlock::Map { .. }
        | SiteBlock::Search => 1,
    }
}

fn n_links(words: &[SiteText]) -> usize {
    let is_page = |text: &&SiteText| matches!(text.link, Some(SiteLink::Page(_)));
    words.iter().filter(is_page).count()
}

fn of_words(words: &[SiteText]) -> usize {
    1 + n_links(words) / LINKS_OF_A_ROW
}

fn of_item(item: &SiteItem) -> usize {
    let n_below: usize = item.details.iter().map(|words| n_links(words)).sum();
    1 + (n_links(&item.words) + n_below) / LINKS_OF_A_ROW
}

fn of_row(row: &[SiteWords]) -> usize {
    1 + row.iter().map(|words| n_links(words)).sum::<usize>() / LINKS_OF_A_ROW
}

/// The pages as they fill.
struct Cut {
    done: Vec<Vec<SiteBlock>>,
    open: Vec<SiteBlock>,
    filled: usize,
    /// The heading that is repeated where its list goes on.
    heading: Option<SiteBlock>,
}

impl Cut {
    fn after(first: Vec<SiteBlock>) -> Self {
        Self {
            filled: first.iter().map(weight).sum(),
            done: Vec::new(),
            open: first,
            heading: None,
        }
    }

    fn push(&mut self, block: SiteBlock) {
        match block {
            SiteBlock::Table {
                caption,
                columns,
                rows,
            } => self.push_pieces(
                rows,
                |row| of_row(row),
                |rows| SiteBlock::Table {
                    caption: caption.clone(),
                    columns: columns.clone(),
                    rows,
                },
            ),
            SiteBlock::List { entries } => {
                self.push_pieces(entries, of_item, |entries| SiteBlock::List { entries });
            }
            // A numbered list is not cut: the numbers are those of the agreement.
            block => self.push_whole(block),
        }
    }

    fn push_whole(&mut self, block: SiteBlock) {
        let is_head = matches!(block, SiteBlock::Heading { .. });
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

    fn push_pieces<T>(&mut self, parts: Vec<T>, weigh: fn(&T) -> usize, made: impl Fn(Vec<T>) -> SiteBlock) {
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
        let is_head = |block: &SiteBlock| {
            matches!(
                block,
                SiteBlock::Heading { id: None, .. } | SiteBlock::Subject { id: None, .. }
            )
        };
        let last = self.open.iter().rposition(|block| !is_head(block));
        let heads = self.open.split_off(last.map_or(0, |at| at + 1));
        let full = std::mem::replace(&mut self.open, heads);
        if !matches!(self.open.first(), Some(SiteBlock::Heading { .. })) {
            self.open.splice(0..0, self.heading.clone());
        }
        self.filled = self.open.len();
        if !full.is_empty() {
            self.done.push(full);
        }
    }

    fn finish(mut self) -> Vec<Vec<SiteBlock>> {
        self.done.push(self.open);
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str, id: Option<&str>) -> SiteBlock {
        SiteBlock::Heading {
            id: id.map(str::to_owned),
            text: SiteText::plain(text),
        }
    }

    fn table(n: usize) -> SiteBlock {
        SiteBlock::Table {
            caption: "t".to_owned(),
            columns: vec!["c".to_owned()],
            rows: (0..n)
                .map(|at| vec![vec![SiteText::plain(at.to_string())]])
                .collect(),
        }
    }

    fn numbered(n: usize) -> SiteBlock {
        let item = |at: usize| SiteItem {
            number: None,
            words: vec![SiteText::plain(at.to_string())],
            details: Vec::new(),
        };
        SiteBlock::Numbered {
            entries: (0..n).map(item).collect(),
        }
    }

    /// What each page is made of, shortly.
    fn cut(blocks: Vec<SiteBlock>) -> Vec<String> {
        let told = |block: &SiteBlock| match block {
            SiteBlock::Heading { text, .. } | SiteBlock::Subject { text, .. } => text.text.clone(),
            other => weight(other).to_string(),
        };
        let pages = super::cut(blocks);
        pages
            .iter()
            .map(|page| page.iter().map(told).collect::<Vec<_>>().join(" "))
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
        let subject = SiteBlock::Subject {
            id: None,
            text: SiteText::plain("b"),
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

    #[test]
    fn only_links_make_a_row_weigh_more() {
        let links = |n| vec![vec![SiteText::plain("x").to("y.html"); n]];
        assert_eq!([0, 7, 8, 80].map(|n| of_row(&links(n))), [1, 1, 2, 11]);
        assert_eq!(of_row(&[vec![SiteText::plain("x"); 80]]), 1);
    }
}
