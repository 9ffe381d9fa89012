//! How a text is written as a YAML scalar: plain where every reader takes it for the same text,
//! else between quotes. It must never write a text that is read back differently.

use crate::source::tree::Style;

/// What stands around a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// Lines of their own.
    Lines,
    /// Brackets: commas and brackets end a plain text.
    Brackets,
}

/// What the text means to a reader of YAML that knows nothing of the files' shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A text, also where it looks like a number.
    Text,
    /// A date, a number, an id.
    Word,
}

/// A text as it is written, in the style of `like` where there is one.
pub(super) fn written(text: &str, meaning: Meaning, like: Option<Style>, around: Around) -> String {
    let is_single_line = !text.chars().any(is_escaped);
    match like {
        Some(Style::SingleQuoted) if is_single_line => single_quoted(text),
        Some(Style::DoubleQuoted) => double_quoted(text),
        _ if is_plain(text, around) && (meaning == Meaning::Word || !is_other_type(text)) => text.to_owned(),
        _ if is_single_line && text.contains(['"', '\\']) => single_quoted(text),
        _ => double_quoted(text),
    }
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double_quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            c if is_escaped(c) => {
                let escape = format!("\\u{:04x}", u32::from(c));
                written.push_str(&escape);
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Line breaks and what has no shape of its own; all of it lies within four hexadecimal digits.
fn is_escaped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// Whether the text can stand without quotes (YAML 1.2.2, 7.3.3).
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
    let has_bracket = around == Around::Brackets && text.contains([',', '[', ']', '{', '}']);
    begins
        && !is_mark
        && !has_bracket
        && text.trim() == text
        && !text.chars().any(is_escaped)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
}

/// Whether the core schema of YAML 1.2 takes the plain text for a number, a truth value or nothing
/// (YAML 1.2.2, 10.3.2).
fn is_other_type(text: &str) -> bool {
    let word = matches!(
        text,
        "~" | "null"
            | "Null"
            | "NULL"
            | "true"
            | "True"
            | "TRUE"
            | "false"
            | "False"
            | "FALSE"
            | ".nan"
            | ".NaN"
            | ".NAN"
    );
    word || is_number(text)
}

fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(octal) = text.strip_prefix("0o") {
        return !octal.is_empty() && octal.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (mantissa, exponent) = unsigned
        .split_once(['e', 'E'])
        .map_or((unsigned, None), |(mantissa, exponent)| {
            (mantissa, Some(exponent))
        });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_mantissa = digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    is_mantissa
        && exponent.is_none_or(|exponent| {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            !exponent.is_empty() && digits(exponent)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lines: &str, brackets: &str) {
        let as_text = |around| written(text, Meaning::Text, None, around);
        assert_eq!(as_text(Around::Lines), lines);
        assert_eq!(as_text(Around::Brackets), brackets);
    }

    #[test]
    fn plain_where_every_reader_agrees() {
        for text in [
            "Lapin liitto",
            "2014-01-15",
            "§ 12",
            "a:b",
            "a#b",
            "-x",
            "no",
            "1.2.2014",
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
        ] {
            let quoted = format!("\"{text}\"");
            check(text, &quoted, &quoted);
        }
        check("a, b", "a, b", "\"a, b\"");
        check("a [b]", "a [b]", "\"a [b]\"");
        check("\"a\" b", "'\"a\" b'", "'\"a\" b'");
        check("a\nb\\", "\"a\\nb\\\\\"", "\"a\\nb\\\\\"");
    }

    #[test]
    fn words_need_no_quotes_for_looking_like_numbers() {
        assert_eq!(written("2014", Meaning::Word, None, Around::Lines), "2014");
        assert_eq!(written("a: b", Meaning::Word, None, Around::Lines), "\"a: b\"");
    }

    #[test]
    fn the_quotes_of_the_old_value_stay() {
        let style = |style| written("it's \"x\"", Meaning::Text, Some(style), Around::Lines);
        assert_eq!(style(Style::SingleQuoted), "'it''s \"x\"'");
        assert_eq!(style(Style::DoubleQuoted), "\"it's \\\"x\\\"\"");
        assert_eq!(
            written("a\nb", Meaning::Text, Some(Style::SingleQuoted), Around::Lines),
            "\"a\\nb\""
        );
    }
}
