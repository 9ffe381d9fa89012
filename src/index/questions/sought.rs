//! The words of a query, and whether a word of a text is what one of them looks for.

use rusqlite::{Connection, named_params};

use crate::model::{Stem, find_stem, folded_words};

/// The words of the index that begin with the letters that the forms of a word share.
const WORDS: &str = "
    SELECT w.term
    FROM search_word AS w
    WHERE w.term >= :beginning AND w.term < :after
    ORDER BY w.term";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[WORDS];

/// A word that a query looks for.
pub(super) struct Sought {
    beginning: String,
    stem: Option<Stem>,
}

/// The words of a query.
pub(super) fn sought_words(query: &str) -> Vec<Sought> {
    let words = folded_words(query).into_iter();
    words
        .map(|word| Sought {
            stem: find_stem(&word.folded),
            beginning: word.folded,
        })
        .collect()
}

impl Sought {
    /// Whether a folded word begins with this one.
    pub(super) fn begins(&self, folded: &str) -> bool {
        folded.starts_with(&self.beginning)
    }

    /// Whether a folded word begins with this one or is another form of it.
    pub(super) fn is_found_in(&self, folded: &str) -> bool {
        self.begins(folded) || self.stem.as_ref().is_some_and(|stem| is_form(stem, folded))
    }

    /// The query of FTS5 for the words that begin with this one: quoted, so that none is an operator. What its
    /// tokenizer does not take for a letter parts words there, too.
    pub(super) fn by_beginning(&self) -> String {
        let is_gap = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        let words = self.beginning.split(is_gap).filter(|word| !word.is_empty());
        let quoted: Vec<String> = words.map(|word| ["\"", word, "\"*"].concat()).collect();
        quoted.join(" AND ")
    }

    /// The query of FTS5 for the words of the index that are other forms of this one; `None` when there are none.
    pub(super) fn by_forms(&self, connection: &Connection) -> rusqlite::Result<Option<String>> {
        let Some(stem) = &self.stem else {
            return Ok(None);
        };
        // `~` is after all letters.
        let after = [stem.beginning(), "~"].concat();
        let forms: Vec<String> = connection
            .prepare_cached(WORDS)?
            .query_map(
                named_params! {":beginning": stem.beginning(), ":after": after},
                |row| row.get("term"),
            )?
            .collect::<rusqlite::Result<_>>()?;
        let quoted: Vec<String> = forms
            .iter()
            .filter(|form| !self.begins(form) && is_form(stem, form))
            .map(|form| ["\"", form, "\""].concat())
            .collect();
        Ok((!quoted.is_empty()).then(|| quoted.join(" OR ")))
    }
}

fn is_form(stem: &Stem, folded: &str) -> bool {
    folded.starts_with(stem.beginning()) && find_stem(folded).is_some_and(|other| other.key == stem.key)
}
