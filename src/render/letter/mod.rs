//! Letters as plain text, from a template that a network can replace. Every value is made harmless
//! before the template sees it, and the result once more, so that neither data nor a template brings in
//! a line break, a control character or a turned direction of writing.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde_json::Value;

use super::clean::{Keep, clean};
use super::wrap::one_line;
use crate::view::LetterView;
use crate::wording;
use crate::wording::{Lang, Wording};

/// A template of a letter: its first line is the subject, after `Aihe:` or `Subject:`.
#[derive(Clone, Debug)]
pub struct LetterTemplate {
    /// Its file, for what is said of it.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl LetterTemplate {
    /// The file of a network's own reminder, from the registry's root.
    #[must_use]
    pub const fn file(lang: Lang) -> &'static str {
        match lang {
            Lang::Fi => "templates/reminder.fi.txt",
            Lang::En => "templates/reminder.en.txt",
        }
    }

    /// The reminder that the program has.
    #[must_use]
    pub fn usual(lang: Lang) -> Self {
        let text = match lang {
            Lang::Fi => include_str!("reminder.fi.txt"),
            Lang::En => include_str!("reminder.en.txt"),
        };
        Self {
            name: Self::file(lang).to_owned(),
            text: text.to_owned(),
        }
    }
}

/// A letter as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Lines, the last one ended, too.
    pub body: String,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterError {
    /// The line of the template.
    pub line: usize,
    /// What is wrong there.
    pub message: Wording,
}

/// The letter that a template makes of what it can tell.
///
/// # Errors
/// What is wrong with the template; those of the program have no error.
pub fn render_letter(view: &LetterView, template: &LetterTemplate) -> Result<Letter, LetterError> {
    let source = template.text.replace("\r\n", "\n");
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    // A line with nothing but a block of the template leaves nothing behind.
    let lines = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(|error| told(&error))?;
    environment.set_syntax(lines);
    environment
        .add_template("letter", source.trim_start_matches('\u{feff}'))
        .map_err(|error| told(&error))?;
    let values = serde_json::to_value(view).map(harmless).unwrap_or_default();
    let rendered = environment
        .get_template("letter")
        .and_then(|template| template.render(minijinja::Value::from(Serde(values))))
        .map_err(|error| told(&error))?;
    split(&rendered)
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

/// The subject on the first line that is not blank, and the text below it.
fn split(rendered: &str) -> Result<Letter, LetterError> {
    let rendered = rendered.trim_start();
    let (first, rest) = rendered.split_once('\n').unwrap_or((rendered, ""));
    let subject = ["Aihe:", "Subject:"]
        .iter()
        .find_map(|word| first.strip_prefix(word))
        .map(harmless_line)
        .filter(|subject| !subject.is_empty());
    let subject = subject.ok_or_else(|| LetterError {
        line: 1,
        message: Wording::fixed(
            "the first line of a letter is its subject: `Subject: …`",
            "kirjeen ensimmäinen rivi on sen aihe: `Aihe: …`",
        ),
    })?;
    Ok(Letter {
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

/// What the template engine says, after what it means; its own words are English.
fn told(error: &Error) -> LetterError {
    let message = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => Wording::fixed(
            "the template is not well formed",
            "kirjepohja ei ole oikein muodostettu",
        ),
        ErrorKind::UndefinedError => {
            Wording::fixed("a name that letters do not have", "nimi, jota kirjeillä ei ole")
        }
        ErrorKind::UnknownFilter
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownTest
        | ErrorKind::UnknownMethod => Wording::fixed(
            "a function that templates do not have",
            "toiminto, jota kirjepohjissa ei ole",
        ),
        _ => Wording::fixed("the template cannot be used", "kirjepohjaa ei voi käyttää"),
    };
    let message = match error.detail() {
        Some(detail) => {
            let (en, fi) = (message.get(Lang::En), message.get(Lang::Fi));
            wording!(en: "{en} ({detail})", fi: "{fi} ({detail})")
        }
        None => message,
    };
    LetterError {
        line: error.line().unwrap_or(1),
        message,
    }
}

#[cfg(test)]
mod tests;
