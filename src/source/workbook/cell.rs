//! Cells: what the file writes, as one text (`written`), as a person sees it (`shown`), and what a person has
//! typed, as the file writes it (`typed`). An empty text is a field that is not there. Parts of a list are lines.

use chrono::NaiveDate;

use super::choices::Choices;
use crate::model::{Network, PartialDate, is_one_of};
use crate::source::decode::is_forbidden;
use crate::source::edit::Value;
use crate::source::shape::Shape;
use crate::source::tree::{Kind, NodeId, Tree};
use crate::source::typed::{ENDINGS, FLAGS, RULES, SIGNED_AT_LEAST, Word, composed, entry_rule, typed_value};
use crate::wording;
use crate::wording::{Lang, Wording};

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    Text(String),
    Day(NaiveDate),
    Number(u32),
}

impl Shown {
    /// As the reader of workbooks gives it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// What is wrong with what was typed, and the next step.
pub(super) type Misfit = (Wording, Option<Wording>);

/// A value of the file as one text; `None` for one that no cell can hold: a part of a list with several lines.
pub(super) fn written(tree: &Tree<'_>, node: NodeId, shape: &Shape) -> Option<String> {
    if let Some((text, _)) = tree.scalar(node) {
        return Some(plain(text));
    }
    match (tree.kind(node), shape) {
        (Kind::List, _) => {
            let parts = tree.children(node).map(|part| plain(scalar(tree, part)));
            let parts: Vec<String> = parts.collect();
            let is_line = |part: &String| !part.is_empty() && !part.contains('\n');
            parts.iter().all(is_line).then(|| parts.join("\n"))
        }
        (Kind::Mapping, Shape::EntryRule) => {
            let count = tree
                .pairs(node)
                .find(|(key, _)| scalar(tree, *key) == SIGNED_AT_LEAST);
            count.map(|(_, value)| plain(scalar(tree, value)))
        }
        (Kind::Absent, _) => Some(String::new()),
        _ => None,
    }
}

/// The text of a scalar; empty for any other node.
pub(super) fn scalar<'t>(tree: &'t Tree<'_>, node: NodeId) -> &'t str {
    tree.scalar(node).map_or("", |(text, _)| text)
}

/// A text as cells hold it: with plain line breaks, and none around it.
pub(super) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// A value as edits write it.
pub(super) fn value(shape: &Shape, written: &str) -> Value {
    let items = |inner: &Shape| {
        let lines = written.lines().map(|line| value(inner, line));
        Value::List(lines.collect())
    };
    match shape {
        Shape::List(inner) => items(inner),
        Shape::Regions if written != "all" => items(&Shape::Region),
        // A region and a municipality are names.
        Shape::Text | Shape::LocalText | Shape::Region | Shape::Municipality | Shape::Time => {
            Value::text(written)
        }
        Shape::EntryRule => entry_rule(written),
        _ => Value::plain(written),
    }
}

/// The words of a workbook.
#[derive(Clone, Copy)]
pub(super) struct Words<'w> {
    pub(super) lang: Lang,
    pub(super) network: &'w Network,
}

impl Words<'_> {
    /// A value as a person sees it.
    pub(super) fn shown(&self, shape: &Shape, written: &str) -> Shown {
        let text = |text: &Wording| Shown::Text(text.get(self.lang).to_owned());
        let word = |words: &[Word]| {
            let known = words.iter().find(|(code, _)| *code == written);
            known.map(|(_, label)| text(label))
        };
        match shape {
            Shape::Ending => word(&ENDINGS).unwrap_or_else(|| self.shown_date(written)),
            Shape::Date => self.shown_date(written),
            Shape::Count => shown_number(written),
            Shape::EntryRule => word(&RULES).unwrap_or_else(|| shown_number(written)),
            Shape::Flag => word(&FLAGS).unwrap_or_else(|| Shown::Text(written.to_owned())),
            Shape::Choice(choices) => match (choices.label)(written) {
                Some(label) => text(&label),
                None => Shown::Text(written.to_owned()),
            },
            Shape::Kind => match self.network.find_kind(written) {
                Some(kind) => text(&kind.label()),
                None => Shown::Text(written.to_owned()),
            },
            Shape::Regions if written == "all" => text(&self.network.whole_wording()),
            Shape::Regions => Shown::Text(written.replace('\n', ", ")),
            Shape::List(inner) if !matches!(**inner, Shape::Text) => Shown::Text(written.replace('\n', ", ")),
            _ => Shown::Text(written.to_owned()),
        }
    }

    /// What a person typed, as the file writes it. What is not understood stays as it is, and is found as in a file.
    pub(super) fn typed(
        &self,
        shape: &Shape,
        text: &str,
        choices: Option<&Choices>,
    ) -> Result<String, Misfit> {
        let text = clean(text)?;
        match shape {
            _ if text.is_empty() => Ok(text),
            Shape::Id | Shape::IdOf(_) => id(&text, choices),
            Shape::List(inner) if matches!(**inner, Shape::Id | Shape::IdOf(_)) => {
                let parts = text.split([',', ';', '\n']).map(str::trim);
                let ids = parts
                    .filter(|part| !part.is_empty())
                    .map(|part| id(part, choices));
                Ok(ids.collect::<Result<Vec<_>, _>>()?.join("\n"))
            }
            Shape::List(inner) if matches!(**inner, Shape::Text) => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                Ok(lines.collect::<Vec<_>>().join("\n"))
            }
            Shape::List(inner) if matches!(**inner, Shape::Region) => {
                Ok(self.understood(&Shape::Regions, &text))
            }
            _ => Ok(self.understood(shape, &text)),
        }
    }

    /// Days are days; a year or a month alone is a text that no spreadsheet makes a day of.
    fn shown_date(&self, written: &str) -> Shown {
        match PartialDate::parse(written) {
            Ok(PartialDate::Day(day)) => Shown::Day(day),
            Ok(date) => Shown::Text(date.display(self.lang)),
            Err(_) => Shown::Text(written.to_owned()),
        }
    }

    fn understood(&self, shape: &Shape, text: &str) -> String {
        let value = typed_value(shape, text, self.network);
        let line = |value: &Value| match value {
            Value::Text(text) | Value::Plain(text) => text.clone(),
            Value::List(_) | Value::Fields(_) => String::new(),
        };
        match value {
            // Of an entry rule the number is enough.
            Some(Value::Fields(fields)) => fields.first().map_or(String::new(), |(_, value)| line(value)),
            Some(Value::List(parts)) => parts.iter().map(line).collect::<Vec<_>>().join("\n"),
            Some(value) => line(&value),
            None => text.to_owned(),
        }
    }
}

fn shown_number(written: &str) -> Shown {
    let number = written.parse::<u32>().ok();
    let number = number.filter(|number| number.to_string() == written);
    number.map_or_else(|| Shown::Text(written.to_owned()), Shown::Number)
}

/// Whether a text is a wording in either language.
pub(super) fn is_said(wording: &Wording, text: &str) -> bool {
    is_one_of(text, [wording.get(Lang::En), wording.get(Lang::Fi)])
}

/// An id, by itself or by the name that a choice has.
fn id(text: &str, choices: Option<&Choices>) -> Result<String, Misfit> {
    match choices.map(|choices| choices.meant(text)) {
        Some(Err(ids)) => {
            let list = ids.join(", ");
            Err((
                wording!(en: "`{text}` is the name of several: {list}", fi: "`{text}` on usean nimi: {list}"),
                Some(Wording::fixed("write the id", "kirjoita tunnus")),
            ))
        }
        Some(Ok(Some(id))) => Ok(id),
        _ => Ok(text.to_owned()),
    }
}

/// A text as the files have it: composed (NFC), and without characters that have no place in one.
fn clean(text: &str) -> Result<String, Misfit> {
    match text.chars().find(|c| is_forbidden(*c)) {
        None => Ok(plain(&composed(text))),
        Some(strange) => {
            let name = format!("U+{:04X}", u32::from(strange));
            Err((
                wording!(
                    en: "the text contains the invisible character {name}",
                    fi: "tekstissä on näkymätön merkki {name}"
                ),
                Some(Wording::fixed("type the text again", "kirjoita teksti uudelleen")),
            ))
        }
    }
}
