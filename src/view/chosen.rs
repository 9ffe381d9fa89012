//! Which columns of a list are shown: those of its kind, or the ones that somebody names.

use super::column::{Column, Row, Shown};
use crate::model::{closest, did_you_mean, fold};
use crate::wording;
use crate::wording::{Lang, Wording};

/// The columns of a list that are asked for.
pub struct Columns<R: Row>(Option<Vec<&'static Column<R>>>);

impl<R: Row> Columns<R> {
    /// Those that each format has of itself.
    #[must_use]
    pub const fn usual() -> Self {
        Self(None)
    }

    /// Exactly the named ones, in their order; of two columns with the same heading the one that is shown in `place`.
    ///
    /// # Errors
    /// When a name is not that of one column.
    pub fn named(names: &str, place: fn(Shown) -> bool) -> Result<Self, Misnamed> {
        let mut columns: Vec<&'static Column<R>> = R::COLUMNS.iter().collect();
        columns.sort_by_key(|column| !place(column.shown));
        let headings: Vec<&Wording> = columns.iter().map(|column| &column.heading).collect();
        let found = find_columns(names, &headings)?;
        Ok(Self(Some(found.into_iter().map(|at| columns[at]).collect())))
    }

    /// The named columns, where any are named.
    #[must_use]
    pub fn chosen(&self) -> Option<&[&'static Column<R>]> {
        self.0.as_deref()
    }

    /// The columns of data.
    #[must_use]
    pub fn in_data(&self) -> Vec<&'static Column<R>> {
        let usual = || R::COLUMNS.iter().filter(|column| column.shown.in_data());
        self.0.clone().unwrap_or_else(|| usual().collect())
    }

    /// Whether the column is among the named ones.
    #[must_use]
    pub fn names(&self, column: &Column<R>) -> bool {
        let is_it = |other: &&Column<R>| std::ptr::eq(*other, column);
        self.0.as_ref().is_some_and(|columns| columns.iter().any(is_it))
    }
}

/// Why a text does not name columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misnamed {
    /// What is wrong.
    pub message: Wording,
    /// What to type in its place.
    pub help: Wording,
}

/// The columns that a text names, `name,signed-on`, by their headings in either language: in any case, without
/// accents, spaces or hyphens, and by a beginning that no other has.
///
/// # Errors
/// When a name is not that of one column.
pub fn find_columns(names: &str, headings: &[&Wording]) -> Result<Vec<usize>, Misnamed> {
    let mut found = Vec::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let at = find_column(name, headings)?;
        if found.contains(&at) {
            return Err(Misnamed {
                message: wording!(en: "the column `{name}` is named twice", fi: "sarake `{name}` on nimetty kahdesti"),
                help: Wording::fixed("name each column once", "nimeä kukin sarake kerran"),
            });
        }
        found.push(at);
    }
    if found.is_empty() {
        return Err(Misnamed {
            message: Wording::fixed("--columns names no column", "--columns ei nimeä yhtään saraketta"),
            help: all_of(headings),
        });
    }
    Ok(found)
}

/// A heading as it is typed: `signed-on`.
#[must_use]
pub fn typed(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-").replace('.', "")
}

fn find_column(name: &str, headings: &[&Wording]) -> Result<usize, Misnamed> {
    let key = key(name);
    let is_called = |is_same: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let is_called = |heading: &Wording| {
            [Lang::En, Lang::Fi]
                .iter()
                .any(|lang| is_same(heading.get(*lang)))
        };
        (0..headings.len())
            .filter(|at| is_called(headings[*at]))
            .collect()
    };
    if let Some(first) = is_called(&|heading| self::key(heading) == key).first() {
        return Ok(*first);
    }
    let mut begun = match key.as_str() {
        "" => Vec::new(),
        key => is_called(&|heading| self::key(heading).starts_with(key)),
    };
    begun.dedup_by_key(|at| headings[*at].get(Lang::En));
    match begun[..] {
        [only] => Ok(only),
        [] => Err(unknown(name, headings)),
        _ => {
            let begun: Vec<&Wording> = begun.into_iter().map(|at| headings[at]).collect();
            Err(Misnamed {
                message: wording!(en: "several columns have a name that begins with `{name}`", fi: "usean sarakkeen nimen alku on `{name}`"),
                help: wording!(
                    en: "write more of the name: {list}", fi: "kirjoita nimestä enemmän: {list}",
                    list = list_of(&begun)
                ),
            })
        }
    }
}

fn unknown(name: &str, headings: &[&Wording]) -> Misnamed {
    let typed_in = |lang: Lang| headings.iter().map(move |heading| typed(heading.get(lang)));
    let known: Vec<String> = typed_in(Lang::En).chain(typed_in(Lang::Fi)).collect();
    let allowed = (fold(name).chars().count() / 3).clamp(1, 4);
    let mut near: Vec<&str> = closest(
        name,
        known.iter().map(|known| (known.as_str(), known.as_str())),
        allowed,
    );
    near.dedup();
    near.truncate(3);
    let all = all_of(headings);
    Misnamed {
        message: wording!(en: "unknown column `{name}`", fi: "saraketta `{name}` ei ole"),
        help: match did_you_mean(&near) {
            Some(guess) => Wording::joined(&[guess, all], " "),
            None => all,
        },
    }
}

/// The columns of the list, as they are typed.
fn all_of(headings: &[&Wording]) -> Wording {
    wording!(en: "columns: {list}", fi: "sarakkeet: {list}", list = list_of(headings))
}

fn list_of(headings: &[&Wording]) -> Wording {
    let list = |lang: Lang| {
        let mut names: Vec<String> = headings.iter().map(|heading| typed(heading.get(lang))).collect();
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names.join(", ")
    };
    Wording::composed(list(Lang::En), list(Lang::Fi))
}

/// What is compared of a name: its letters and digits.
fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: [Wording; 6] = [
        Wording::fixed("name", "nimi"),
        Wording::fixed("signed", "allekirj."),
        Wording::fixed("signed on", "allekirjoitettu"),
        Wording::fixed("days left", "päiviä jäljellä"),
        Wording::fixed("signed", "allekirjoittaneita"),
        Wording::fixed("e-mail", "sähköposti"),
    ];

    fn found(names: &str) -> Result<Vec<usize>, Misnamed> {
        find_columns(names, &HEADINGS.each_ref())
    }

    #[test]
    fn a_column_is_named_in_either_language_any_case_and_by_its_beginning() {
        for (names, expected) in [
            ("name,Signed On", vec![0, 2]),
            ("signed_on, NIMI", vec![2, 0]),
            ("paivia-jaljella,sahko", vec![3, 5]),
            ("email,days", vec![5, 3]),
            ("signed", vec![1]),
            ("allekirjoittaneita", vec![4]),
            (",na,", vec![0]),
        ] {
            assert_eq!(found(names), Ok(expected), "{names}");
        }
    }

    #[test]
    fn what_names_no_column_is_said_with_the_columns() {
        let texts = |names: &str, lang| {
            let misnamed = found(names).expect_err("no column");
            format!("{}\n{}", misnamed.message.get(lang), misnamed.help.get(lang))
        };
        insta::assert_snapshot!(texts("name,signd", Lang::En), @"
        unknown column `signd`
        did you mean `signed`? columns: name, signed, signed-on, days-left, e-mail
        ");
        insta::assert_snapshot!(texts("puhelin", Lang::Fi), @"
        saraketta `puhelin` ei ole
        sarakkeet: nimi, allekirj, allekirjoitettu, päiviä-jäljellä, allekirjoittaneita, sähköposti
        ");
        insta::assert_snapshot!(texts("sign", Lang::En), @"
        several columns have a name that begins with `sign`
        write more of the name: signed, signed-on
        ");
        insta::assert_snapshot!(texts("name,nimi", Lang::Fi), @"
        sarake `nimi` on nimetty kahdesti
        nimeä kukin sarake kerran
        ");
        insta::assert_snapshot!(texts(" , ", Lang::En), @"
        --columns names no column
        columns: name, signed, signed-on, days-left, e-mail
        ");
    }
}
