//! What the lines of a longer text are: paragraphs, and items of lists. The one reading of a purpose and of the text of a provision
//! (`docs/format.md`, "Paragraphs and lists").

/// A paragraph or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prose {
    Paragraph(String),
    /// The items of a list, without their marks.
    Items(Vec<String>),
}

/// What an item begins with.
const MARK: &str = "- ";

/// The paragraphs and lists of a text: each line is one of its own, and an empty line is none. A line that begins with
/// `- ` is an item, and an indented line right below it belongs to it.
#[must_use]
pub fn prose(text: &str) -> Vec<Prose> {
    let mut blocks = Vec::new();
    let mut below_item = false;
    for line in text.lines() {
        let said = line.trim();
        let is_indented = line.starts_with(char::is_whitespace);
        match blocks.last_mut() {
            _ if said.is_empty() => below_item = false,
            last if said.starts_with(MARK) => {
                let item = said[MARK.len()..].trim_start().to_owned();
                match last {
                    Some(Prose::Items(items)) => items.push(item),
                    _ => blocks.push(Prose::Items(vec![item])),
                }
                below_item = true;
            }
            Some(Prose::Items(items)) if below_item && is_indented => {
                if let Some(item) = items.last_mut() {
                    item.push(' ');
                    item.push_str(said);
                }
            }
            _ => {
                blocks.push(Prose::Paragraph(said.to_owned()));
                below_item = false;
            }
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(text: &str) -> String {
        let block = |block: Prose| match block {
            Prose::Paragraph(text) => format!("<{text}>"),
            Prose::Items(items) => format!("[{}]", items.join("|")),
        };
        prose(text).into_iter().map(block).collect()
    }

    #[test]
    fn lines_are_paragraphs_and_items() {
        for (text, expected) in [
            ("Yksi.", "<Yksi.>"),
            ("Yksi.\nKaksi.\n\nKolme.", "<Yksi.><Kaksi.><Kolme.>"),
            ("Luettelo:\n- a\n- b\nJatko.", "<Luettelo:>[a|b]<Jatko.>"),
            ("Luettelo:\n\n  - a\n  - b\n\nJatko.", "<Luettelo:>[a|b]<Jatko.>"),
            ("- a\n\n- b", "[a|b]"),
            ("- a\n  jatkuu\n- b", "[a jatkuu|b]"),
            ("- a\n\n  oma", "[a]<oma>"),
            ("- a\nväli\n  oma\n- b", "[a]<väli><oma>[b]"),
            ("-a\n– b\n-", "<-a><– b><->"),
            ("-  a - b", "[a - b]"),
            ("\n \n", ""),
        ] {
            assert_eq!(describe(text), expected, "{text:?}");
        }
    }
}
