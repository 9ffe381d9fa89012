//! Pages that are too long, on several numbered pages, so that however large a registry grows, no page is
//! longer than a reader and a browser can bear. The duties of one agreement alone stay together.

use super::cut::{cut, is_head, is_too_long};
use super::writer::PageWriter;
use crate::render::site::SitePage;
use crate::render::{Block, Part};
use crate::wording::Wording;

/// So many numbers are all shown.
const FEW: usize = 12;

/// A page as it is, or on numbered pages when it is too long.
pub(super) fn paged(writer: &PageWriter<'_>, page: SitePage) -> Vec<SitePage> {
    if !is_too_long(&page.blocks) {
        return vec![page];
    }
    let (repeated, blocks) = split_ways(page.blocks);
    let bodies = cut(blocks);
    let n_pages = bodies.len();
    let mut hits = page.hits;
    let numbered = bodies.into_iter().enumerate().map(|(at, body)| {
        let mut blocks = repeated.clone();
        let mut title = page.title.clone();
        if n_pages > 1 {
            blocks.push(numbers(writer, &page.path, at, n_pages));
            title.text = format!("{} ({}/{n_pages})", title.text, at + 1);
        }
        blocks.extend(body);
        if n_pages > 1 {
            blocks.push(neighbours(writer, &page.path, at, n_pages));
        }
        SitePage {
            path: numbered_path(&page.path, at),
            section: page.section,
            title,
            blocks,
            hits: std::mem::take(&mut hits),
        }
    });
    numbered.collect()
}

/// The first page keeps its path; the others stand in a folder of its name.
fn numbered_path(path: &str, at: usize) -> String {
    match at {
        0 => path.to_owned(),
        _ => format!("{}/{}.html", path.trim_end_matches(".html"), at + 1),
    }
}

/// What leads a page of a divided list is on every numbered page of it.
fn split_ways(mut blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let before = blocks.iter().take_while(|block| !is_head(block));
    let is_ways = |block: &Block| matches!(block, Block::Parts { .. });
    let n_repeated = before
        .enumerate()
        .filter(|(_, block)| is_ways(block))
        .map(|(at, _)| at + 1)
        .last();
    let rest = blocks.split_off(n_repeated.unwrap_or(0));
    (blocks, rest)
}

fn numbers(writer: &PageWriter<'_>, path: &str, current: usize, n_pages: usize) -> Block {
    let shown = (0..n_pages).filter(|at| is_shown(*at, current, n_pages));
    let parts = shown.map(|at| Part {
        text: (at + 1).to_string(),
        page: numbered_path(path, at),
        is_current: at == current,
    });
    Block::Parts {
        label: writer.word(&Wording::fixed("Page numbers", "Sivunumerot")),
        parts: parts.collect(),
    }
}

/// Of few pages all are shown, of many the ends, those around the current one and every tenth: a narrow
/// screen would show nothing but numbers.
fn is_shown(at: usize, current: usize, n_pages: usize) -> bool {
    let is_end = at == 0 || at + 1 == n_pages;
    n_pages <= FEW || is_end || at.abs_diff(current) <= 2 || (at + 1).is_multiple_of(10)
}

fn neighbours(writer: &PageWriter<'_>, path: &str, current: usize, n_pages: usize) -> Block {
    let before = current.checked_sub(1);
    let after = Some(current + 1).filter(|at| *at < n_pages);
    let lines = |at: Option<usize>, word: Wording| {
        at.map(|at| Part {
            text: writer.word(&word),
            page: numbered_path(path, at),
            is_current: false,
        })
    };
    let parts = [
        lines(before, Wording::fixed("Previous page", "Edellinen sivu")),
        lines(after, Wording::fixed("Next page", "Seuraava sivu")),
    ];
    let label = Wording::fixed("Previous and next page", "Edellinen ja seuraava sivu");
    Block::Parts {
        label: writer.word(&label),
        parts: parts.into_iter().flatten().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_pages_a_few_numbers_are_shown() {
        let shown = |current, n: usize| {
            let all = (0..n).filter(|at| is_shown(*at, current, n));
            all.map(|at| at + 1).collect::<Vec<_>>()
        };
        assert_eq!(shown(5, 12), (1..=12).collect::<Vec<_>>());
        assert_eq!(shown(0, 23), [1, 2, 3, 10, 20, 23]);
        assert_eq!(shown(14, 23), [1, 10, 13, 14, 15, 16, 17, 20, 23]);
    }
}
