//! Letters as plain text, from a template that a network can replace. Every value is made harmless
//! before the template sees it, and the result once more, so that neither data nor a template brings in
//! a line break, a control character or a turned direction of writing.

use minijinja::value::Serde;
use serde_json::Value;

use super::clean::{Keep, clean};
use super::templates::{Lines, Template, TemplateError, Templates};
use super::wrap::one_line;
use crate::view::LetterView;
use crate::wording::Wording;

/// A letter as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Lines, the last one ended, too.
    pub body: String,
}

/// The letter that a template of letters makes of what it can say. The template's first line is
/// the subject, after `Aihe:` or `Subject:`.
///
/// # Errors
/// What is wrong with the template; those of the program have no error.
pub fn render_letter(
    view: &LetterView,
    template: Template,
    templates: &Templates,
) -> Result<Letter, TemplateError> {
    let engine = templates.engine(&[template], Lines::WithoutBlocks)?;
    let values = serde_json::to_value(view).map(harmless).unwrap_or_default();
    let rendered = engine.render(template, minijinja::Value::from(Serde(values)))?;
    split(&rendered).ok_or_else(|| TemplateError {
        template,
        whose: templates.whose(template),
        line: Some(1),
        message: Wording::fixed(
            "the first line of a letter is its subject: `Subject: …`",
            "kirjeen ensimmäinen rivi on sen aihe: `Aihe: …`",
        ),
    })
}

/// All texts of a value, each on one line and clean.
fn harmless(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(harmless_line(&text)),
        Value::Array(items) => Value::Array(items.into_iter().map(harmless).collect()),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, harmless(value)));
            Value::Object(fields.collect())
        }
        other => other,
    }
}

fn harmless_line(text: &str) -> String {
    clean(&one_line(text), Keep::Nothing).into_owned()
}

/// The subject on the first line that is not blank, and the text below it; `None` without a subject.
fn split(rendered: &str) -> Option<Letter> {
    let rendered = rendered.trim_start();
    let (first, rest) = rendered.split_once('\n').unwrap_or((rendered, ""));
    let subject = ["Aihe:", "Subject:"]
        .iter()
        .find_map(|word| first.strip_prefix(word))
        .map(harmless_line)
        .filter(|subject| !subject.is_empty())?;
    Some(Letter {
        subject,
        body: body(rest),
    })
}

/// The text without blank lines at its ends, and never more than one between two paragraphs, whatever
/// the template leaves out.
fn body(text: &str) -> String {
    let clean = clean(text.trim(), Keep::LinesAndTabs);
    let mut body = String::new();
    let mut was_blank = false;
    for line in clean.lines().map(str::trim_end) {
        if !(line.is_empty() && was_blank) {
            body.push_str(line);
            body.push('\n');
        }
        was_blank = line.is_empty();
    }
    body
}

#[cfg(test)]
mod tests;
