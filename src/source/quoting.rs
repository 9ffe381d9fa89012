//! How a text is written as a YAML scalar: plain where every common reader takes it for the same text,
//! else between quotes. It must never write a text that is read back differently.

use std::fmt::Write as _;

use crate::model::{find_invisible, is_invisible, is_needed};
use crate::source::tree::Style;

/// What is around a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Around {
    /// Lines of their own.
    Lines,
    /// Brackets: commas, colons and brackets end a plain text.
    Brackets,
}

/// What the text means to a reader of YAML that knows nothing of the files' shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A text, also where it looks like a number.
    Text,
    /// A date, a number, a word of a closed set.
    Word,
}

/// A text as it is written, in the style of `like` where there is one.
pub(super) fn written_like(text: &str, meaning: Meaning, like: Option<Style>, around: Around) -> String {
    let is_single_line = !text.char_indices().any(|(at, c)| is_escaped(text, at, c));
    match like {
        Some(Style::SingleQuoted) if is_single_line => single_quoted(text),
        Some(Style::DoubleQuoted) => double_quoted(text),
        _ if is_plain(text, around) && (meaning == Meaning::Word || !is_other_type(text)) => text.to_owned(),
        _ if is_single_line && text.contains(['"', '\\']) => single_quoted(text),
        _ => double_quoted(text),
    }
}

/// A text as it is written where nothing says in which style.
pub(crate) fn written(text: &str, around: Around) -> String {
    written_like(text, Meaning::Text, None, around)
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double_quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for (at, c) in text.char_indices() {
        let done = match c {
            '"' | '\\' => {
                written.extend(['\\', c]);
                Ok(())
            }
            '\n' => written.write_str("\\n"),
            '\t' => written.write_str("\\t"),
            c if !is_escaped(text, at, c) => written.write_char(c),
            c if u32::from(c) <= 0xffff => write!(written, "\\u{:04x}", u32::from(c)),
            c => write!(written, "\\U{:08x}", u32::from(c)),
        };
        done.expect("a String takes all that is written to it");
    }
    written.push('"');
    written
}

/// What a file cannot hold as it is, and what no one would see in it. A soft hyphen hides nothing.
fn is_escaped(text: &str, at: usize, c: char) -> bool {
    !is_printable(c) || (is_invisible(c) && c != '\u{ad}' && !is_needed(text, at, c))
}

/// Whether a character can be in a line of a file as it is.
pub(crate) fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether no one would see some of the text in a file.
pub(crate) fn hides_something(text: &str) -> bool {
    find_invisible(text).any(|(at, c)| is_escaped(text, at, c))
}

/// Whether the text can be without quotes (YAML 1.2.2, 7.3.3).
fn is_plain(text: &str, around: Around) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let second = text.chars().nth(1);
    let begins = match first {
        '-' | '?' | ':' => second.is_some_and(|c| c != ' ' && !",[]{}".contains(c)),
        c => !",[]{}#&*!|>'\"%@`".contains(c),
    };
    let is_mark = text.starts_with("---") || text.starts_with("...");
    let has_bracket = around == Around::Brackets && text.contains([',', '[', ']', '{', '}', ':']);
    begins
        && !is_mark
        && !has_bracket
        && text.trim() == text
        && !text.char_indices().any(|(at, c)| is_escaped(text, at, c))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
}

/// Words that some reader of YAML takes for a truth value, for nothing or for a number (YAML 1.1, types; YAML
/// 1.2.2, 10.3.2).
const RESERVED: [&str; 14] = [
    "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "=", "<<", ".inf", ".nan",
];

/// Whether some common reader takes the plain text for something else: a truth value, nothing, a number, a date or
/// a time. What is made of digits and their marks alone is taken for such, as a telephone number is.
fn is_other_type(text: &str) -> bool {
    let lower = text.to_lowercase();
    let unsigned = lower.strip_prefix(['+', '-']).unwrap_or(&lower);
    let is_of_base = |base: &str| {
        let digits = unsigned.strip_prefix(base);
        digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit() || c == '_'))
    };
    let is_mark = |c: char| c.is_ascii_digit() || "+-.,:_ etz".contains(c);
    RESERVED.contains(&lower.as_str())
        || RESERVED.contains(&unsigned)
        || ["0x", "0o", "0b"].into_iter().any(is_of_base)
        || (unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') && unsigned.chars().all(is_mark))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{FilePath, Findings};
    use crate::source::tree::Tree;

    fn check(text: &str, lines: &str, brackets: &str) {
        assert_eq!(written(text, Around::Lines), lines);
        assert_eq!(written(text, Around::Brackets), brackets);
    }

    #[test]
    fn plain_where_every_reader_agrees() {
        for text in [
            "Lapin liitto",
            "§ 12",
            "a#b",
            "C# ja F#",
            "-x",
            "Sääʹmteʹǧǧ",
            "not",
            "1.2.2014 alkaen",
            "it's",
            "Hallitus 15.1.2014 § 12",
        ] {
            check(text, text, text);
        }
    }

    #[test]
    fn quotes_where_a_reader_would_stumble() {
        for text in [
            "",
            " a",
            "a ",
            "a: b",
            "a #b",
            "a:",
            "- a",
            "-",
            "?",
            "#a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a`",
            "[a",
            "{a",
            "---",
            "~",
            "null",
            "TRUE",
            "2014",
            "+358400000",
            "1e3",
            ".5",
            "0x1F",
            "0o17",
            "-.inf",
            ".nan",
            "No",
            "y",
            "Off",
            "=",
            "<<",
            "2014-01-15",
            "2001-12-14t21:59:43.10-05:00",
            "1.2.2014",
            "1_000",
            "190:20:30",
            "0b11",
            "047",
            "+358 40 000 0000",
        ] {
            let quoted = format!("\"{text}\"");
            check(text, &quoted, &quoted);
        }
        check("a, b", "a, b", "\"a, b\"");
        check("a [b]", "a [b]", "\"a [b]\"");
        check("\"a\" b", "'\"a\" b'", "'\"a\" b'");
        check("a:b", "a:b", "\"a:b\"");
        check("a\u{200b}b", "\"a\\u200bb\"", "\"a\\u200bb\"");
        check("a\u{e0041}b", "\"a\\U000e0041b\"", "\"a\\U000e0041b\"");
        check("so\u{ad}pimus", "so\u{ad}pimus", "so\u{ad}pimus");
        check("a\nb\\", "\"a\\nb\\\\\"", "\"a\\nb\\\\\"");
    }

    #[test]
    fn words_need_no_quotes_for_looking_like_numbers() {
        assert_eq!(written_like("2014", Meaning::Word, None, Around::Lines), "2014");
        assert_eq!(
            written_like("a: b", Meaning::Word, None, Around::Lines),
            "\"a: b\""
        );
    }

    #[test]
    fn the_quotes_of_the_old_value_stay() {
        let style = |style| written_like("it's \"x\"", Meaning::Text, Some(style), Around::Lines);
        assert_eq!(style(Style::SingleQuoted), "'it''s \"x\"'");
        assert_eq!(style(Style::DoubleQuoted), "\"it's \\\"x\\\"\"");
        assert_eq!(
            written_like("a\nb", Meaning::Text, Some(Style::SingleQuoted), Around::Lines),
            "\"a\\nb\""
        );
    }

    /// Read by this program and by a reader that knows types, the text is what it was.
    fn assert_read_back(text: &str) {
        for (around, file) in [
            (Around::Lines, format!("- {}\n", written(text, Around::Lines))),
            (
                Around::Brackets,
                format!("[{}]\n", written(text, Around::Brackets)),
            ),
        ] {
            let read: Vec<serde_json::Value> = serde_saphyr::from_str(&file).expect("it is YAML");
            assert_eq!(
                read,
                [serde_json::Value::String(text.to_owned())],
                "{around:?} {file}"
            );
            let tree = Tree::parse(&FilePath::new("a.yaml"), &file, &mut Findings::default());
            let tree = tree.expect("it is YAML");
            let scalars = tree.all().filter_map(|node| tree.scalar(node));
            let scalars: Vec<&str> = scalars.map(|(text, _)| text).collect();
            assert_eq!(scalars, [text], "{around:?} {file}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was(text in prop_oneof![
            "[-+~.0-9eExob_:=<>|?#&*!%@`'\"{}\\[\\],\\\\a-dnyNY \n\t\u{85}\u{2028}\u{200b}]{0,8}",
            "\\PC{0,12}",
            proptest::sample::select(RESERVED.to_vec()).prop_map(str::to_owned),
        ]) {
            assert_read_back(&text);
        }
    }
}
