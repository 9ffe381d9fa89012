//! Text as YAML that reads back as it was, in the style of the registry's files: plain where that is
//! safe, else between double quotation marks; paragraphs folded, lines kept as lines.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::model::{find_invisible, is_invisible, is_needed, without_invisible};

/// The widest line, in columns; only a text that cannot be broken makes a longer one.
const WIDEST: usize = 110;

/// Where a scalar stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On a line of its own.
    Block,
    /// Between brackets or braces.
    Flow,
}

/// A file that grows from top to bottom.
#[derive(Default)]
pub(super) struct Yaml {
    text: String,
}

impl Yaml {
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// One line, `indent` columns in.
    pub(super) fn line(&mut self, indent: usize, line: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A comment over as many lines as it takes; further lines stand deeper by `hang`.
    pub(super) fn comment(&mut self, indent: usize, hang: usize, comment: &str) {
        // Nothing that a reader of YAML could take for the end of the line.
        let comment: String = without_invisible(comment)
            .chars()
            .map(|c| if is_printable(c) && c != '\n' { c } else { ' ' })
            .collect();
        for (at, line) in folded(comment.split_whitespace(), WIDEST - indent - hang - 2)
            .iter()
            .enumerate()
        {
            let hang = if at == 0 { 0 } else { hang };
            self.line(indent, &format!("# {}{line}", " ".repeat(hang)));
        }
    }

    /// A line that a person can take over by deleting the mark of the comment: it stays in one piece.
    pub(super) fn commented(&mut self, indent: usize, line: &str) {
        let line: String = without_invisible(line)
            .chars()
            .map(|c| if is_printable(c) { c } else { ' ' })
            .collect();
        self.line(indent, &format!("# {line}"));
    }

    /// A text after `lead`, which is a key with its colon or the dash of a list; `deeper` is where its
    /// further lines stand.
    pub(super) fn text(&mut self, indent: usize, lead: &str, deeper: usize, text: &str) {
        let scalar = scalar(text, Place::Block);
        let fits = indent + lead.width() + 1 + scalar.width() <= WIDEST;
        if fits && !text.contains('\n') {
            self.line(indent, &format!("{lead} {scalar}"));
        } else if is_literal(text) {
            self.line(indent, &format!("{lead} |-"));
            for line in text.split('\n') {
                self.line(if line.is_empty() { 0 } else { deeper }, line);
            }
        } else if is_foldable(text) {
            self.line(indent, &format!("{lead} >-"));
            for line in folded(text.split(' '), WIDEST - deeper) {
                self.line(deeper, &line);
            }
        } else {
            self.line(indent, &format!("{lead} {scalar}"));
        }
    }

    /// A list of scalars that are already written: in brackets where they fit, else one a line.
    pub(super) fn list(&mut self, indent: usize, key: &str, items: &[String]) {
        let flow = format!("{key}: [{}]", items.join(", "));
        if indent + flow.width() <= WIDEST {
            self.line(indent, &flow);
            return;
        }
        self.line(indent, &format!("{key}:"));
        for item in items {
            self.line(indent + 2, &format!("- {item}"));
        }
    }
}

/// One text on one line.
pub(super) fn scalar(text: &str, place: Place) -> String {
    if is_plain(text, place) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for (at, c) in text.char_indices() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if is_printable(c) && !is_hidden(text, at, c) => quoted.push(c),
            // The longest of the escapes serves for all characters.
            c => write!(quoted, "\\U{:08X}", u32::from(c)).expect("a String takes all that is written to it"),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether the text means itself without quotation marks, to this program and to other readers of
/// YAML, which take some words and all numbers for something else.
fn is_plain(text: &str, place: Place) -> bool {
    let begins_well = text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '/' | '”' | '“' | '§'));
    let is_word = text.chars().any(char::is_alphabetic) && !RESERVED.contains(&text.to_lowercase().as_str());
    let has_markup = text.contains(": ") || text.ends_with(':') || text.contains(" #") || text.ends_with(' ');
    let is_split = place == Place::Flow && text.contains([',', '[', ']', '{', '}', ':']);
    begins_well
        && is_word
        && !has_markup
        && !is_split
        && text.chars().all(|c| is_printable(c) && c != '\t')
        && !hides_something(text)
}

/// Words that some reader of YAML takes for a truth value or for nothing.
const RESERVED: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

/// Whether a character can stand in a file as it is.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether nobody would see a character of a text in the file. A soft hyphen hides nothing.
fn is_hidden(text: &str, at: usize, c: char) -> bool {
    is_invisible(c) && c != '\u{ad}' && !is_needed(text, at, c)
}

fn hides_something(text: &str) -> bool {
    find_invisible(text).any(|(at, c)| is_hidden(text, at, c))
}

/// Whether the lines of a text can stand as they are under `|-`.
fn is_literal(text: &str) -> bool {
    let line_is_sound = |line: &str| !line.ends_with(char::is_whitespace) && line.chars().all(is_printable);
    let begins_well = text.chars().next().is_some_and(|c| !c.is_whitespace());
    text.contains('\n')
        && begins_well
        && !hides_something(text)
        && !text.ends_with('\n')
        && text.split('\n').all(line_is_sound)
}

/// Whether a text can be broken at its spaces under `>-`.
fn is_foldable(text: &str) -> bool {
    text.contains(' ')
        && !hides_something(text)
        && text
            .split(' ')
            .all(|word| !word.is_empty() && word.chars().all(is_printable))
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
}

/// Words on lines of at most `width` columns.
fn folded<'w>(words: impl Iterator<Item = &'w str>, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_stand_only_where_they_must() {
        for (text, block, flow) in [
            ("Lapin ELY-keskus", "Lapin ELY-keskus", "Lapin ELY-keskus"),
            ("Sääʹmteʹǧǧ", "Sääʹmteʹǧǧ", "Sääʹmteʹǧǧ"),
            (
                "elinkeinot, osaaminen",
                "elinkeinot, osaaminen",
                "\"elinkeinot, osaaminen\"",
            ),
            ("Huom: tärkeä", "\"Huom: tärkeä\"", "\"Huom: tärkeä\""),
            ("- viiva", "\"- viiva\"", "\"- viiva\""),
            ("a #b", "\"a #b\"", "\"a #b\""),
            ("C# ja F#", "C# ja F#", "C# ja F#"),
            ("\"lainaus\"", "\"\\\"lainaus\\\"\"", "\"\\\"lainaus\\\"\""),
            ("+358 40 000 0000", "\"+358 40 000 0000\"", "\"+358 40 000 0000\""),
            ("No", "\"No\"", "\"No\""),
            ("047", "\"047\"", "\"047\""),
            ("a\nb", "\"a\\nb\"", "\"a\\nb\""),
            ("a\u{85}b", "\"a\\U00000085b\"", "\"a\\U00000085b\""),
            ("a\u{200b}b", "\"a\\U0000200Bb\"", "\"a\\U0000200Bb\""),
            (
                "❤\u{fe0f} so\u{ad}pimus",
                "\"❤\u{fe0f} so\u{ad}pimus\"",
                "\"❤\u{fe0f} so\u{ad}pimus\"",
            ),
        ] {
            assert_eq!(scalar(text, Place::Block), block);
            assert_eq!(scalar(text, Place::Flow), flow);
        }
    }

    #[test]
    fn long_texts_are_folded_and_lines_are_kept() {
        let mut yaml = Yaml::default();
        yaml.text(0, "a:", 2, "pitkä sana ".repeat(12).trim_end());
        yaml.text(0, "b:", 2, "yksi\n\n  kaksi");
        yaml.text(2, "-", 4, "yksi \nkaksi");
        yaml.list(0, "c", &vec!["tunnus".to_owned(); 16]);
        yaml.comment(2, 2, &"pitkä huomautus\n".repeat(8));
        insta::assert_snapshot!(yaml.finish(), @r#"
        a: >-
          pitkä sana pitkä sana pitkä sana pitkä sana pitkä sana pitkä sana pitkä sana pitkä sana pitkä sana pitkä
          sana pitkä sana pitkä sana
        b: |-
          yksi

            kaksi
          - "yksi \nkaksi"
        c:
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          - tunnus
          # pitkä huomautus pitkä huomautus pitkä huomautus pitkä huomautus pitkä huomautus pitkä huomautus pitkä
          #   huomautus pitkä huomautus
        "#);
    }
}
