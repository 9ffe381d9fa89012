//! Longer texts of paragraphs and lists, whose lines YAML may have joined.

use super::decode::Decoder;
use super::tree::NodeId;
use crate::diagnostic::{At, Code, Span};
use crate::model::{LocalText, Prose, prose};
use crate::wording::Wording;

impl Decoder<'_, '_> {
    /// Such a text, or such texts by language.
    pub(super) fn local_prose(&mut self, node: NodeId) -> Option<At<LocalText>> {
        self.in_languages(node, Self::prose)
    }

    /// The text as it is read; items of a list that are no lines of it are reported.
    pub(super) fn prose(&mut self, node: NodeId) -> Option<At<String>> {
        let text = self.text(node)?;
        let mut written = item_lines(self.tree.raw(node));
        if let Some(first) = written.next()
            && written.count() + 1 > n_items(&text.value)
        {
            let start = self.tree.span(node).range().start + first;
            self.joined_list(Span::new(start, start + 1));
        }
        Some(text)
    }

    fn joined_list(&mut self, place: Span) {
        self.report(
            Code::JoinedList,
            place,
            || {
                Wording::fixed(
                    "the items of this list are read as one line",
                    "tämän luettelon kohdat luetaan yhtenä rivinä",
                )
            },
            || {
                Wording::fixed(
                    "write `|-` after the name of the field and each paragraph on one line, or keep `>-` and indent the \
                     items by two spaces more",
                    "kirjoita kentän nimen jälkeen `|-` ja kukin kappale yhdelle riville, tai säilytä `>-` ja sisennä \
                     kohtia kaksi välilyöntiä lisää",
                )
            },
        );
    }
}

/// The first bytes of the lines that look like items.
fn item_lines(raw: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    let lines = raw.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start + line.len() - line.trim_start().len(), line)
    });
    lines
        .filter(|(_, line)| line.trim_start().starts_with("- "))
        .map(|(start, _)| start)
}

fn n_items(text: &str) -> usize {
    let blocks = prose(text).into_iter();
    blocks
        .map(|block| match block {
            Prose::Paragraph(_) => 0,
            Prose::Items(items) => items.len(),
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use crate::source::testing::read;

    /// The purpose of a file, and where its list is reported.
    fn check(written: &str, expected: &str, at: Option<&str>) {
        let file = format!("id: tno\ntitle: S\npurpose: {written}\nterm: {{ starts: 2020, ends: 2023 }}\n");
        let (agreement, findings) = read(&file);
        let purpose = agreement.purpose.as_ref().map(|purpose| purpose.fi().to_owned());
        assert_eq!(purpose.as_deref(), Some(expected));
        let places: Vec<&str> = findings
            .iter()
            .inspect(|found| assert_eq!(found.code.name(), "joined-list"))
            .map(|found| {
                file[found.place.span.range().start..]
                    .lines()
                    .next()
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(places, at.as_slice());
    }

    #[test]
    fn a_list_that_yaml_joins_is_found() {
        check("|-\n  A:\n  - b\n  - c", "A:\n- b\n- c", None);
        check(
            ">-\n  A:\n\n    - b\n    - c\n\n  d",
            "A:\n\n  - b\n  - c\n\nd",
            None,
        );
        check("\"A:\\n- b\"", "A:\n- b", None);
        check("a - b", "a - b", None);
        check(">-\n  - a\n\n  - b", "- a\n- b", None);
        check(">-\n  A:\n\n  - b\n  - c", "A:\n- b - c", Some("- b"));
        check(">-\n  A:\n  - b", "A: - b", Some("- b"));
        check("A\n  - b", "A - b", Some("- b"));
        check("{ fi: A, sv: \"- b\" }", "A", None);
    }
}
