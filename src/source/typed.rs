//! A value as a person types it, as it is written in a file: `1.5.2027` is `2027-05-01`, `kyllä` is `true`, the name of
//! a region is its id. Only what a text certainly means is understood; anything else goes on as it is, and is
//! found as in a file.

use super::edit::Value;
use super::shape::Shape;
use crate::model::{EventTime, Network, Notice, PartialDate, Regions, TimeProblem, fold};

/// The value of a text by the shape of its field; `None` where that holds fields of its own.
pub(super) fn typed_value(shape: &Shape, text: &str, network: &Network) -> Option<Value> {
    let trimmed = text.trim();
    Some(match shape {
        Shape::Text | Shape::LocalText | Shape::TextOrFields(_) | Shape::Municipality => {
            let meant = match shape {
                Shape::Municipality => network.municipality_meant(trimmed),
                _ => None,
            };
            Value::text(meant.map_or(text, |municipality| municipality.name()))
        }
        Shape::Date => Value::plain(date(trimmed).as_deref().unwrap_or(trimmed)),
        Shape::Ending => match fold(trimmed).as_str() {
            "toistaiseksi" | "open-ended" | "open ended" => Value::plain("open-ended"),
            _ => Value::plain(date(trimmed).as_deref().unwrap_or(trimmed)),
        },
        Shape::Flag => Value::plain(match fold(trimmed).as_str() {
            "yes" | "kylla" | "true" | "x" => "true",
            "no" | "ei" | "false" => "false",
            _ => trimmed,
        }),
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
        Shape::EntryRule
        | Shape::Id
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

/// Whether an entry of a list is one word, so that a list can be typed with commas.
fn is_single(shape: &Shape) -> bool {
    shape.is_word() || matches!(shape, Shape::Text)
}

fn date(text: &str) -> Option<String> {
    PartialDate::parse_either(text).ok().map(|date| date.to_string())
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
