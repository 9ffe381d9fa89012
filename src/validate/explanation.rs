//! What a code means. The texts stand in `explanations.ini`; this file only finds them.

use crate::diagnostic::Code;
use crate::wording::Wording;

const TEXTS: &str = include_str!("explanations.ini");

/// What a code means, why it matters, and an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The finding in one line, in lower case without a full stop.
    pub title: Wording,
    /// What the program has seen.
    pub meaning: Wording,
    /// Why it matters.
    pub reason: Wording,
    /// Lines of a file that have the finding.
    pub before: &'static str,
    /// The same lines put right.
    pub after: &'static str,
}

/// What a code means.
#[must_use]
pub fn explanation(code: Code) -> Explanation {
    let section = section(code);
    let both = |key| Wording::of_file(TEXTS, code.name(), key);
    Explanation {
        title: both("title"),
        meaning: both("meaning"),
        reason: both("reason"),
        before: example(section, "```yaml before\n"),
        after: example(section, "```yaml after\n"),
    }
}

/// The part of the texts that is about a code; nothing where there is none, which a test finds.
fn section(code: Code) -> &'static str {
    let heading = format!("\n[{}]\n", code.name());
    let section = TEXTS.split_once(&heading).map_or("", |(_, rest)| rest);
    section.split_once("\n[").map_or(section, |(section, _)| section)
}

fn example(section: &'static str, fence: &str) -> &'static str {
    let example = section.split_once(fence).map_or("", |(_, rest)| rest);
    example
        .split_once("\n```")
        .map_or(example, |(example, _)| example)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for code in Code::ALL {
            let name = code.name();
            let Explanation {
                title,
                meaning,
                reason,
                before,
                after,
            } = explanation(*code);
            for wording in [&title, &meaning, &reason] {
                let (en, fi) = (wording.get(Lang::En), wording.get(Lang::Fi));
                assert!(!en.is_empty() && !fi.is_empty(), "{name}");
                assert_ne!(en, fi, "{name}");
                assert!(!en.contains("  ") && !fi.contains("  "), "{name}: a broken line");
            }
            for lang in [Lang::En, Lang::Fi] {
                assert!(
                    !title.get(lang).ends_with('.') && !title.get(lang).contains('\n'),
                    "{name}"
                );
                assert!(
                    meaning.get(lang).ends_with('.') && reason.get(lang).ends_with('.'),
                    "{name}"
                );
            }
            assert!(
                !before.is_empty() && !after.is_empty() && before != after,
                "{name}"
            );
        }
    }

    #[test]
    fn no_explanation_stands_for_two_codes() {
        let titles: std::collections::BTreeSet<String> = Code::ALL
            .iter()
            .map(|code| explanation(*code).title.get(Lang::En).to_owned())
            .collect();
        assert_eq!(titles.len(), Code::ALL.len());
    }

    #[test]
    fn the_texts_are_those_of_the_codes_in_their_order() {
        let headings = TEXTS
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        let names = Code::ALL.iter().map(|code| code.name());
        assert_eq!(headings.collect::<Vec<_>>(), names.collect::<Vec<_>>());
    }
}
