//! A list that is too long for one page: by first letter or by year, each part a page of its own. The
//! part of an entry depends on the entry alone, so that no address moves when another entry comes.

use super::cut::MOST;
use super::writer::PageWriter;
use crate::model::fold;
use crate::render::site::{SitePage, SiteSection};
use crate::render::{Block, Outline, Part, Runs, Span};
use crate::wording::Wording;

/// How a list is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    /// By the first letter of a Finnish name.
    Letters,
    Years,
}

impl Division {
    const fn label(self) -> Wording {
        match self {
            Self::Letters => Wording::fixed("First letters", "Alkukirjaimet"),
            Self::Years => Wording::fixed("Years", "Vuodet"),
        }
    }
}

/// The part to which a row belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The name of its page, without the ending.
    file: String,
    label: Wording,
}

impl Key {
    pub(super) fn year(year: i32) -> Self {
        Self {
            file: year.to_string(),
            label: Wording::composed(year.to_string(), year.to_string()),
        }
    }

    /// The letter under which a name is in a Finnish list. Å, Ä and Ö are letters of their own, in
    /// addresses spelt as in passports; a letter with another mark is with its base letter.
    pub(super) fn letter(name: &str) -> Self {
        let first = name.chars().find(|c| c.is_alphanumeric());
        let upper = first.and_then(|c| c.to_uppercase().next());
        let (file, letter) = match upper {
            Some('Å') => ("aa".to_owned(), 'Å'),
            Some('Ä' | 'Æ') => ("ae".to_owned(), 'Ä'),
            Some('Ö' | 'Ø') => ("oe".to_owned(), 'Ö'),
            Some('Ü') => ("y".to_owned(), 'Y'),
            other => match other.and_then(|c| fold(&c.to_string()).chars().next()) {
                Some(c @ 'a'..='z') => (c.to_string(), c.to_ascii_uppercase()),
                _ => return Self::other(),
            },
        };
        Self {
            file,
            label: Wording::composed(letter.to_string(), letter.to_string()),
        }
    }

    fn other() -> Self {
        Self {
            file: "muut".to_owned(),
            label: Wording::fixed("Other", "Muut"),
        }
    }
}

/// A row of a list with the part to which it belongs when the list is divided.
pub(super) type KeyedRow = (Key, Vec<Runs>);

/// A list and where it is.
pub(super) struct Listing<'a> {
    /// The page to which the parts belong, as the way back to it.
    pub(super) back: Span,
    /// The folder of the parts.
    pub(super) folder: &'a str,
    pub(super) section: SiteSection,
    /// What the parts are called, before their letter or year.
    pub(super) title: Span,
    pub(super) heading: Wording,
    pub(super) heads: &'a [Wording],
    pub(super) division: Division,
}

impl Listing<'_> {
    /// The page of the list, and the pages of its parts.
    pub(super) fn pages(
        &self,
        writer: &PageWriter<'_>,
        path: &str,
        rows: Vec<KeyedRow>,
        size: &Wording,
    ) -> Vec<SitePage> {
        let mut page = Outline::new(writer.lang);
        let parts = self.report(writer, &mut page, rows, size);
        let first = SitePage::new(path, self.section, self.title.clone(), page);
        [vec![first], parts].concat()
    }

    /// A list as one table when it fits on its page; else its size, the way to its parts, and these.
    pub(super) fn report(
        &self,
        writer: &PageWriter<'_>,
        page: &mut Outline,
        rows: Vec<KeyedRow>,
        size: &Wording,
    ) -> Vec<SitePage> {
        if rows.len() <= MOST {
            let rows = rows.into_iter().map(|(_, row)| row).collect();
            writer.table(page, &self.heading, self.heads, rows);
            return Vec::new();
        }
        page.heading(&self.heading);
        page.say(size);
        self.divide(writer, page, rows)
    }

    /// The way to the parts alone, and these.
    pub(super) fn divide(
        &self,
        writer: &PageWriter<'_>,
        page: &mut Outline,
        rows: Vec<KeyedRow>,
    ) -> Vec<SitePage> {
        let groups = by_key(rows);
        page.blocks.push(self.ways(writer, &groups, None));
        self.parts(writer, groups)
    }

    fn ways(&self, writer: &PageWriter<'_>, groups: &[Group], current: Option<&Key>) -> Block {
        let parts = groups.iter().map(|(key, _)| Part {
            text: writer.word(&key.label),
            page: self.path(key),
            is_current: Some(key) == current,
        });
        Block::Parts {
            label: writer.word(&self.division.label()),
            parts: parts.collect(),
        }
    }

    fn path(&self, key: &Key) -> String {
        format!("{}/{}.html", self.folder, key.file)
    }

    fn parts(&self, writer: &PageWriter<'_>, groups: Vec<Group>) -> Vec<SitePage> {
        let ways: Vec<Block> = groups
            .iter()
            .map(|(key, _)| self.ways(writer, &groups, Some(key)))
            .collect();
        let pages = groups.into_iter().zip(ways);
        pages
            .map(|((key, rows), ways)| self.part(writer, &key, rows, ways))
            .collect()
    }

    fn part(&self, writer: &PageWriter<'_>, key: &Key, rows: Vec<Vec<Runs>>, ways: Block) -> SitePage {
        let heading = Wording::joined(&[self.heading.clone(), key.label.clone()], ": ");
        let mut page = Outline::new(writer.lang);
        page.sentence(vec![self.back.clone()]);
        page.blocks.push(ways);
        writer.table(&mut page, &heading, self.heads, rows);
        let mut title = self.title.clone();
        title.text = format!("{}: {}", title.text, writer.word(&key.label));
        SitePage::new(self.path(key), self.section, title, page)
    }
}

type Group = (Key, Vec<Vec<Runs>>);

/// The rows of each part together, in the order in which they and their parts come first.
fn by_key(rows: Vec<KeyedRow>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (key, row) in rows {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, same)) => same.push(row),
            None => groups.push((key, vec![row])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextLang;
    use crate::wording::Lang;

    #[test]
    fn a_name_stands_under_the_letter_of_a_finnish_list() {
        for (name, file, letter) in [
            ("ammattiopisto", "a", "A"),
            ("Åland", "aa", "Å"),
            ("Äkäslompolo", "ae", "Ä"),
            ("öljy", "oe", "Ö"),
            ("“Ranua” oy", "r", "R"),
            ("Wärtsilä", "w", "W"),
            ("Šaman", "s", "S"),
            ("Ŋuorra", "n", "N"),
            ("Übergang", "y", "Y"),
            ("4H-yhdistys", "muut", "Muut"),
            ("Ясна", "muut", "Muut"),
            ("–", "muut", "Muut"),
        ] {
            let key = Key::letter(name);
            assert_eq!(
                (key.file.as_str(), key.label.get(Lang::Fi)),
                (file, letter),
                "{name}"
            );
        }
    }

    #[test]
    fn rows_that_come_apart_stand_in_one_part() {
        let rows = [2014, 2012, 2014].map(|year| (Key::year(year), vec![vec![Span::new("x", TextLang::Fi)]]));
        let groups = by_key(rows.to_vec());
        let found: Vec<_> = groups
            .iter()
            .map(|(key, rows)| (key.file.as_str(), rows.len()))
            .collect();
        assert_eq!(found, [("2014", 2), ("2012", 1)]);
    }
}
