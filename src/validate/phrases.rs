//! Pieces of sentences that several rules say, each as a pair: English, Finnish. It must never
//! hold a whole message.

use chrono::NaiveDate;

use super::standing::Standing;
use crate::model::{LocalText, PartialDate, TextLang, can_be_renewed};
use crate::wording::Lang;

/// The same piece of a sentence in English and in Finnish.
pub(super) type Pair = (String, String);

/// How many names a message lists before it counts the rest.
const MOST_NAMES: usize = 5;

/// The longest quotation of a text, in characters.
const LONGEST_QUOTE: usize = 60;

/// A date as given.
pub(super) fn date(date: PartialDate) -> Pair {
    (date.display(Lang::En), date.display(Lang::Fi))
}

/// A day that the program computed.
pub(super) fn day(day: NaiveDate) -> Pair {
    date(PartialDate::Day(day))
}

/// `A, B and C`; after five names the rest is counted: `A, B, C, D, E and 2 more`.
pub(super) fn names(names: &[&str]) -> Pair {
    if names.len() <= MOST_NAMES {
        return (joined(names, "and"), joined(names, "ja"));
    }
    let (first, more) = names.split_at(MOST_NAMES);
    let (first, n) = (first.join(", "), more.len());
    let others = if n == 1 { "muu" } else { "muuta" };
    (
        format!("{first} and {n} more"),
        format!("{first} ja {n} {others}"),
    )
}

fn joined(names: &[&str], and: &str) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} {and} {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// A text of the agreement on one line, cut after sixty characters.
pub(super) fn quoted(text: &LocalText) -> Pair {
    (
        format!("“{}”", shortened(text.get(TextLang::En))),
        format!("”{}”", shortened(text.fi())),
    )
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
pub(super) fn days(n: i64) -> Pair {
    let days = if n == 1 { "day" } else { "days" };
    (format!("{n} {days}"), format!("{n} päivän"))
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
            assert_eq!(names(list), (en.to_owned(), fi.to_owned()));
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        let text = LocalText::plain(format!("{}\n  loppu", "sana ".repeat(20)));
        let (en, fi) = quoted(&text);
        assert_eq!(en.chars().count(), 2 + 59 + 1);
        assert!(en.ends_with("sana…”") && fi.starts_with("”sana "));
        assert_eq!(quoted(&LocalText::plain("lyhyt")).1, "”lyhyt”");
    }
}
