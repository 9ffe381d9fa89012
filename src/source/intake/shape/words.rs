//! What is said of the shape of a list, and how its rows and columns are named.

use std::borrow::Borrow;

use super::super::ListColumn;
use super::super::sheet::FaultKind;
use crate::wording;
use crate::wording::Wording;

/// `3, 5–9`: numbers of rows in their order.
pub(in crate::source::intake) fn numbers(rows: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => parts.push((*row, *row)),
        }
    }
    let shown = |(first, last): &(u32, u32)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        }
    };
    named_first(&parts.iter().map(shown).collect::<Vec<_>>())
}

/// Names or numbers in a row; of very many the first.
pub(in crate::source::intake) fn named_first<T: Borrow<str>>(names: &[T]) -> String {
    const MOST: usize = 100;
    let shown = names[..names.len().min(MOST)].join(", ");
    if names.len() > MOST {
        format!("{shown}, …")
    } else {
        shown
    }
}

/// `row 3 is` or `rows 3, 5–9 are`, in both languages without the verb.
pub(super) fn rows_named(rows: &[u32]) -> Wording {
    let list = numbers(rows);
    if rows.len() == 1 {
        wording!(en: "row {list} is", fi: "rivi {list} on")
    } else {
        wording!(en: "rows {list} are", fi: "rivit {list} on")
    }
}

pub(super) fn words_of(fault: FaultKind) -> (Wording, Wording) {
    match fault {
        FaultKind::UnclosedQuote => (
            Wording::fixed(
                "the quotation mark that is opened here is never closed",
                "tässä alkavaa lainausmerkkiä ei suljeta",
            ),
            Wording::fixed(
                "close it at the end of the text, or delete it; the rows below may be part of the text otherwise",
                "sulje se tekstin lopussa tai poista se; muuten alemmat rivit voivat kuulua tekstiin",
            ),
        ),
        FaultKind::TextAfterQuote => (
            Wording::fixed(
                "the text goes on after the closing quotation mark",
                "teksti jatkuu sulkevan lainausmerkin jälkeen",
            ),
            Wording::fixed(
                "put the whole text between quotation marks, and write \"\" for one in the text",
                "kirjoita koko teksti lainausmerkkeihin ja tekstin oma lainausmerkki muodossa \"\"",
            ),
        ),
        FaultKind::StrayQuote => (
            Wording::fixed(
                "a quotation mark is unmatched or follows a space",
                "lainausmerkiltä puuttuu pari, tai sen edellä on välilyönti",
            ),
            Wording::fixed(
                "delete it, or put the whole text between quotation marks, directly after the separator",
                "poista se tai kirjoita koko teksti lainausmerkkeihin heti erottimen perään",
            ),
        ),
        FaultKind::NoValue => (
            Wording::fixed(
                "the file does not contain the value of the formula",
                "tiedostossa ei ole kaavan arvoa",
            ),
            Wording::fixed(
                "open the file in the spreadsheet program and save it, or write the value instead of the formula",
                "avaa tiedosto taulukkolaskennassa ja tallenna se, tai kirjoita kaavan tilalle sen arvo",
            ),
        ),
    }
}

pub(super) const ASK_ABOUT_HIDDEN: Wording = Wording::fixed(
    "unhide what is hidden, or choose: `--hidden include` reads it, `--hidden skip` leaves it out",
    "tuo piilotetut näkyviin tai valitse: `--hidden include` lukee ne, `--hidden skip` jättää ne pois",
);

/// `B (Nimi), D`
pub(super) fn named(columns: &[ListColumn]) -> String {
    columns
        .iter()
        .map(ListColumn::named)
        .collect::<Vec<_>>()
        .join(", ")
}
