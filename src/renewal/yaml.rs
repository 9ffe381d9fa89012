//! Text as YAML that reads back as it was, in the style of the registry's files: paragraphs folded, lines kept
//! as lines, single lines as `source::quoting` writes them.

use unicode_width::UnicodeWidthStr;

use crate::model::{LocalText, Network, Regions, without_invisible};
use crate::source::quoting::{Around, hides_something, is_printable, written};

/// The widest line, in columns; only a text that cannot be broken makes a longer one.
const WIDEST: usize = 110;

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
        let scalar = written(text, Around::Lines);
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

/// An id; one that looks like a number or a truth value is between quotes.
pub(super) fn word(id: &impl ToString) -> String {
    written(&id.to_string(), Around::Brackets)
}

pub(super) fn ids<T: ToString>(ids: impl Iterator<Item = T>) -> Vec<String> {
    ids.map(|id| word(&id)).collect()
}

/// A text, or texts by language.
pub(super) fn local(yaml: &mut Yaml, indent: usize, key: &str, text: &LocalText) {
    local_after(yaml, indent, "", key, text);
}

/// The same where its key is after the dash of a list.
pub(super) fn local_item(yaml: &mut Yaml, indent: usize, key: &str, text: &LocalText) {
    local_after(yaml, indent, "- ", key, text);
}

fn local_after(yaml: &mut Yaml, indent: usize, dash: &str, key: &str, text: &LocalText) {
    // What belongs to a key is deeper than the key, not only deeper than its dash.
    let deeper = indent + dash.len() + 2;
    let lead = format!("{dash}{key}:");
    if !text.has_translations() {
        yaml.text(indent, &lead, deeper, text.fi());
        return;
    }
    yaml.line(indent, &lead);
    for (lang, text) in text.iter() {
        yaml.text(deeper, &format!("{}:", lang.code()), deeper + 2, text);
    }
}

/// The regions as a file has them; `None` in a network without regions.
pub(super) fn regions(regions: &Regions, network: &Network) -> Option<String> {
    let written = match regions {
        Regions::All => "all".to_owned(),
        Regions::Listed(listed) => {
            let ids: Vec<String> = listed
                .iter()
                .map(|region| written(region.id(), Around::Brackets))
                .collect();
            format!("[{}]", ids.join(", "))
        }
    };
    network.has_regions().then_some(written)
}

/// Whether the lines of a text can be as they are under `|-`.
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
            // A line that begins with a dash looks like an item of a list.
            Some(line) if line.width() + 1 + word.width() <= width || word == "-" => {
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
