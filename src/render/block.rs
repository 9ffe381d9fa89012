//! What an answer is shown in: a title and blocks whose texts say which language they are in. The page for
//! a terminal, the page of Markdown and every kind of document are made of these alone. Texts are clean;
//! escaping is the business of each format. The names are those that templates see (`docs/format.md`,
//! "templates/").

use serde::Serialize;

use super::grid::Grid;
use super::span::{Runs, Span, as_one_text};
use crate::model::{Region, TextLang, Tile as Place};
use crate::view::ChangedWords;
use crate::wording::{Lang, Wording};

/// An answer from top to bottom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outline {
    /// Its language.
    pub lang: Lang,
    /// How its sheets lie.
    pub orientation: Orientation,
    pub title: Span,
    /// The agreement and the digest of its text, of a paper that is made from one.
    pub receipt: Option<String>,
    /// What is below the title.
    pub blocks: Vec<Block>,
}

/// How a sheet of A4 lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// On its side.
    Landscape,
}

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Block {
    /// The heading of a section.
    Heading {
        /// Its name in addresses.
        id: Option<String>,
        /// Its words.
        text: String,
    },
    /// A part of its own, as an annex is: where there are pages, on a new one.
    Part {
        /// Its title.
        text: String,
    },
    /// The heading of something that a file names.
    Subject {
        /// Its name in addresses.
        id: Option<String>,
        /// Its name.
        text: Span,
        /// Its level, that of the title being 1: below a section 3, without one 2, so that a voice that
        /// reads the headings finds none missing.
        level: u8,
    },
    /// A text.
    Paragraph {
        /// Its words, each in its language.
        runs: Runs,
    },
    /// Labelled values.
    Facts {
        /// One after the other.
        facts: Vec<Fact>,
    },
    /// A list without an order.
    Items {
        /// One after the other.
        items: Vec<Item>,
    },
    /// A numbered list. Numbers grow, and may leave some out.
    Numbered {
        /// The number of its first item.
        start: usize,
        /// One after the other.
        items: Vec<Item>,
    },
    /// The lines on which the parties sign.
    Signatures {
        /// What is written below the lines.
        captions: SignatureCaptions,
        /// One for each party.
        lines: Vec<SignatureLine>,
    },
    Table(Grid),
    /// The way to the parts of what is too long for one page of the website.
    Parts {
        /// What a screen reader calls it.
        label: String,
        /// The parts, in their order.
        parts: Vec<Part>,
    },
    /// The network map of the website; a table beside it has the same.
    Map {
        /// What a screen reader calls it.
        label: String,
        /// All municipalities.
        tiles: Vec<Tile>,
        /// All regions, in the network's order.
        areas: Vec<Tile>,
        /// The regions that work jointly.
        joint: Vec<Vec<Region>>,
    },
    /// The size of the network in a few numbers, on the front page of the website.
    Figures {
        /// One beside the other.
        figures: Vec<Figure>,
    },
    /// The search of the website.
    Search,
}

/// A page of the website that is a part of a longer list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is called among the parts: a letter, a year, a number.
    pub text: String,
    pub page: String,
    /// Whether the page belongs to this part.
    pub is_current: bool,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The number.
    pub count: String,
    /// What it counts, with the page that has it.
    pub what: Span,
}

/// A municipality or a region on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tile {
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub lang: TextLang,
    /// The regions of a municipality; a region has itself.
    pub regions: Vec<Region>,
    /// The page that reports it.
    pub page: String,
    /// Of a municipality the place on the pages of its regions.
    pub anchor: Option<String>,
    /// Of a region the places of its municipalities, in its order.
    pub parts: Vec<String>,
    /// Its place, where the network gives it one.
    pub place: Option<Place>,
}

/// A labelled value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    #[serde(serialize_with = "as_one_text")]
    pub value: Runs,
    /// How much of a whole the value says: drawn as a bar, but where a voice would read it cell by cell.
    #[serde(skip)]
    pub share: Option<Share>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Its number in a numbered list.
    pub number: Option<usize>,
    #[serde(serialize_with = "as_one_text")]
    pub text: Runs,
    /// A text with what was removed from it and added to it: in a numbered list in place of the plain one,
    /// else below it.
    pub words: Option<ChangedWords>,
    /// What is shown below it, a line each.
    pub details: Vec<Runs>,
}

impl Item {
    /// An item of texts alone.
    #[must_use]
    pub fn new(text: Runs) -> Self {
        Self {
            number: None,
            text,
            words: None,
            details: Vec::new(),
        }
    }
}

/// What is written below the lines on which the parties sign, in the language of the outline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignatureCaptions {
    /// Who signs.
    pub party: String,
    /// Where and when.
    pub place: String,
    /// The signature itself.
    pub signature: String,
    /// The name in print, and the position.
    pub print: String,
}

impl SignatureCaptions {
    pub(super) fn of(lang: Lang) -> Self {
        let word = |word: Wording| word.get(lang).to_owned();
        Self {
            party: word(Wording::fixed("party", "sopijapuoli")),
            place: word(Wording::fixed("place and date", "paikka ja päiväys")),
            signature: word(Wording::fixed("signature", "allekirjoitus")),
            print: word(Wording::fixed(
                "name in print and position",
                "nimenselvennys ja asema",
            )),
        }
    }
}

/// A line on which a party signs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignatureLine {
    /// The party's name, with the day on which it joined where it joined later, and the case number of its decision.
    pub name: String,
    /// What is on record of its signature; `None` leaves the line empty.
    pub signed: Option<String>,
    /// Of that the date.
    pub signed_on: Option<String>,
    /// Of that the position of the person who signed.
    pub position: Option<String>,
}

/// So many of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub done: u32,
    /// Of how many.
    pub total: u32,
}

/// The longest bar, in characters.
const LONGEST_BAR: usize = 30;

impl Share {
    /// `████░░ 20/34`, at most `room` wide. It is full only when all are done, and empty only when none
    /// is.
    pub(super) fn bar(self, room: usize) -> String {
        let Self { done, total } = self;
        let count = self.count();
        let cells = room.saturating_sub(count.len() + 1).min(LONGEST_BAR);
        if total == 0 || cells < 2 {
            return count;
        }
        let share = cells * done as usize / total as usize;
        let full = match done {
            0 => 0,
            _ if done >= total => cells,
            _ => share.clamp(1, cells - 1),
        };
        format!("{}{} {count}", "█".repeat(full), "░".repeat(cells - full))
    }

    /// `20/34`
    pub(super) fn count(self) -> String {
        format!("{}/{}", self.done, self.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_full_only_when_all_have_signed() {
        for (done, total, expected) in [
            (0, 34, "░░░░░ 0/34"),
            (1, 34, "█░░░░ 1/34"),
            (33, 34, "████░ 33/34"),
            (34, 34, "█████ 34/34"),
            (0, 0, "0/0"),
        ] {
            let room = expected.chars().count();
            assert_eq!(Share { done, total }.bar(room), expected);
        }
    }
}
