//! A value as a person types it, as it is written in a file: `1.5.2027` is `2027-05-01`, `kyllä` is `true`, the name of
//! a region is its id. Only what a text certainly means is understood; anything else goes on as it is, and is
//! found as in a file.

use unicode_normalization::UnicodeNormalization as _;

use super::edit::Value;
use super::shape::Shape;
use crate::model::{EntryRule, EventTime, Network, Notice, PartialDate, Regions, TimeProblem, is_one_of};
use crate::wording::{Lang, Wording};

/// The word of the files for an agreement without an end.
pub(super) const OPEN_ENDED: &str = "open-ended";

/// The field of an entry rule that counts signatures.
pub(super) const SIGNED_AT_LEAST: &str = "signed_at_least";

/// A word of the files with its words for people.
pub(super) type Word = (&'static str, Wording);

pub(super) const ENDINGS: [Word; 1] = [(OPEN_ENDED, Wording::fixed("open-ended", "toistaiseksi"))];

pub(super) const FLAGS: [Word; 2] = [
    ("true", Wording::fixed("yes", "kyllä")),
    ("false", Wording::fixed("no", "ei")),
];

/// The entry rules without a number.
pub(super) const RULES: [Word; 2] = [
    (
        "start-date",
        Wording::fixed("from its start", "sopimuskauden alusta"),
    ),
    (
        "all-signed",
        Wording::fixed("when all have signed", "kun kaikki ovat allekirjoittaneet"),
    ),
];

/// A text as the files have it: composed (NFC).
pub(super) fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The value of a text by the shape of its field; `None` where that holds fields of its own.
pub(super) fn typed_value(shape: &Shape, text: &str, network: &Network) -> Option<Value> {
    let text = composed(text);
    let trimmed = text.trim();
    Some(match shape {
        Shape::Text | Shape::LocalText | Shape::TextOrFields(_) => Value::text(text),
        Shape::Municipality => {
            let meant = network.municipality_meant(trimmed);
            Value::text(meant.map_or(trimmed, |municipality| municipality.name()))
        }
        Shape::Date => date(trimmed),
        Shape::Ending => code(&ENDINGS, trimmed).map_or_else(|| date(trimmed), Value::plain),
        Shape::Flag => {
            let is_mark = is_one_of(trimmed, ["x"]);
            let code = code(&FLAGS, trimmed).or(is_mark.then_some("true"));
            Value::plain(code.unwrap_or(trimmed))
        }
        Shape::EntryRule => entry_rule(trimmed),
        Shape::Choice(choices) => Value::plain((choices.meant)(trimmed).unwrap_or(trimmed)),
        Shape::Kind => {
            let kind = network.kind_meant(trimmed);
            Value::text(kind.map_or(trimmed, |kind| kind.code()))
        }
        Shape::Region => {
            let region = network.region_meant(trimmed);
            Value::text(region.map_or(trimmed, |region| region.id()))
        }
        Shape::Regions => regions(trimmed, network),
        // One value may be alone.
        Shape::OneOrList(item) if is_single(item) && !trimmed.contains([',', ';']) => {
            typed_value(item, trimmed, network)?
        }
        Shape::List(item) | Shape::OneOrList(item) if is_single(item) => {
            let parts = trimmed.split([',', ';']).map(str::trim);
            let parts = parts.filter(|part| !part.is_empty());
            Value::List(
                parts
                    .map(|part| typed_value(item, part, network))
                    .collect::<Option<_>>()?,
            )
        }
        Shape::Fields(_) | Shape::List(_) | Shape::OneOrList(_) | Shape::Tile | Shape::Areas => return None,
        Shape::Time => Value::text(match EventTime::parse(trimmed) {
            Err(TimeProblem::Means(time)) => time.to_string(),
            _ => trimmed.to_owned(),
        }),
        Shape::Notice => match Notice::find_loosely(trimmed) {
            Some(notice) => Value::plain(&notice),
            None => Value::plain(trimmed),
        },
        Shape::Id
        | Shape::IdOf(_)
        | Shape::IdOrFields(_)
        | Shape::Count
        | Shape::Months
        | Shape::BusinessId
        | Shape::Email
        | Shape::DocumentPath
        | Shape::Digest => Value::plain(trimmed),
    })
}

/// A rule of entry into force, written by its number or its word.
pub(super) fn entry_rule(text: &str) -> Value {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Value::fields([(SIGNED_AT_LEAST, Value::plain(text))]);
    }
    let meant = code(&RULES, text).or_else(|| EntryRule::find_code_loosely(text));
    Value::plain(meant.unwrap_or(text))
}

/// The word of the files that a text means, which is it or one of its words for people.
fn code(words: &[Word], text: &str) -> Option<&'static str> {
    let is_meant = |(code, label): &&Word| is_one_of(text, [code, label.get(Lang::En), label.get(Lang::Fi)]);
    words.iter().find(is_meant).map(|(code, _)| *code)
}

/// Whether an entry of a list is one word, so that a list can be typed with commas.
fn is_single(shape: &Shape) -> bool {
    shape.is_word() || matches!(shape, Shape::Text)
}

fn date(text: &str) -> Value {
    match PartialDate::parse_either(text) {
        Ok(date) => Value::plain(&date),
        Err(_) => Value::plain(text),
    }
}

fn regions(text: &str, network: &Network) -> Value {
    match network.regions_meant(text) {
        Ok(Regions::All) => Value::plain("all"),
        Ok(Regions::Listed(regions)) => {
            Value::List(regions.iter().map(|region| Value::text(region.id())).collect())
        }
        Err(_) => Value::List(text.split(',').map(|part| Value::text(part.trim())).collect()),
    }
}
