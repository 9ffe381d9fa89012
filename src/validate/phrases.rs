//! Pieces of sentences that several rules say. It must never hold a whole message.

use super::standing::Standing;
use crate::model::{LocalText, TextLang, can_be_renewed};
use crate::wording;
use crate::wording::{Bilingual, Lang, Wording};

/// How many names a message lists before it counts the rest.
const MOST_NAMES: usize = 5;

/// The longest quotation of a text, in characters.
const LONGEST_QUOTE: usize = 60;

/// `A, B and C`; after five names the rest is counted: `A, B, C, D, E and 2 more`.
pub(super) fn names<T: Bilingual>(names: &[T]) -> Wording {
    let (first, more) = names.split_at(names.len().min(MOST_NAMES));
    let shown = |lang| first.iter().map(move |name| name.in_lang(lang).to_string());
    match more.len() {
        0 => Wording::composed(
            joined(&shown(Lang::En).collect::<Vec<_>>(), "and"),
            joined(&shown(Lang::Fi).collect::<Vec<_>>(), "ja"),
        ),
        n => {
            let first = Wording::of(|lang| shown(lang).collect::<Vec<_>>().join(", "));
            let others = if n == 1 { "muu" } else { "muuta" };
            wording!(en: "{first} and {n} more", fi: "{first} ja {n} {others}", first)
        }
    }
}

fn joined(names: &[String], and: &str) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} {and} {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// A text of the agreement on one line, cut after sixty characters.
pub(super) fn quoted(text: &LocalText) -> Wording {
    let (en, fi) = (shortened(text.get(TextLang::En)), shortened(text.fi()));
    wording!(en: "“{en}”", fi: "”{fi}”")
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= LONGEST_QUOTE {
        return line;
    }
    let start: String = line.chars().take(LONGEST_QUOTE).collect();
    format!("{}…", start.trim_end())
}

/// `1 day`, `14 days`; in Finnish in the genitive, as in `14 päivän väli`.
pub(super) fn days(n: i64) -> Wording {
    let days = if n == 1 { "day" } else { "days" };
    wording!(en: "{n} {days}", fi: "{n} päivän")
}

/// The command that renews an agreement, in brackets; nothing where it would be refused.
pub(super) fn renew(standing: &Standing) -> String {
    if can_be_renewed(standing) {
        format!(" (`kumppani renew {}`)", standing.agreement.id.value)
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_and_the_rest_is_counted() {
        for (list, en, fi) in [
            (&["A"][..], "A", "A"),
            (&["A", "B"], "A and B", "A ja B"),
            (&["A", "B", "C", "D", "E"], "A, B, C, D and E", "A, B, C, D ja E"),
            (
                &["A", "B", "C", "D", "E", "F"],
                "A, B, C, D, E and 1 more",
                "A, B, C, D, E ja 1 muu",
            ),
            (
                &["A", "B", "C", "D", "E", "F", "G"],
                "A, B, C, D, E and 2 more",
                "A, B, C, D, E ja 2 muuta",
            ),
        ] {
            assert_eq!(names(list), Wording::composed(en.to_owned(), fi.to_owned()));
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        let text = LocalText::plain(format!("{}\n  loppu", "sana ".repeat(20)));
        let quote = quoted(&text);
        let (en, fi) = (quote.get(Lang::En), quote.get(Lang::Fi));
        assert_eq!(en.chars().count(), 2 + 59 + 1);
        assert!(en.ends_with("sana…”") && fi.starts_with("”sana "));
        assert_eq!(quoted(&LocalText::plain("lyhyt")).get(Lang::Fi), "”lyhyt”");
    }
}
