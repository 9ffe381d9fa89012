//! JSON and JSON Lines. Characters that a terminal or an editor would obey are written as `\u202e`:
//! the value is the same, and the text is harmless wherever it is shown.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::clean::harmful_in;

/// Any value, indented, with a line feed at the end; a slice of rows is an array of objects.
///
/// # Errors
/// When `out` takes no more.
pub fn render_json<T: Serialize + ?Sized>(value: &T, out: &mut dyn io::Write) -> io::Result<()> {
    let formatter = Harmless(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(&mut *out, formatter))?;
    out.write_all(b"\n")
}

/// One object on each line.
///
/// # Errors
/// When `out` takes no more.
pub fn render_jsonl<T: Serialize>(rows: &[T], out: &mut dyn io::Write) -> io::Result<()> {
    for row in rows {
        let formatter = Harmless(CompactFormatter);
        row.serialize(&mut Serializer::with_formatter(&mut *out, formatter))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Lays out as the formatter in it does, but escapes harmful characters in strings.
struct Harmless<F>(F);

macro_rules! laid_out_by_the_inner_formatter {
    ($($method:ident($($argument:ident: $type:ty)?);)*) => {
        $(fn $method<W: io::Write + ?Sized>(&mut self, out: &mut W $(, $argument: $type)?) -> io::Result<()> {
            self.0.$method(out $(, $argument)?)
        })*
    };
}

impl<F: Formatter> Formatter for Harmless<F> {
    laid_out_by_the_inner_formatter! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut written = 0;
        for (at, c) in harmful_in(fragment) {
            out.write_all(&fragment.as_bytes()[written..at])?;
            for unit in utf16_units(c) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[written..])
    }
}

/// JSON names a character beyond the basic plane by its two surrogates.
fn utf16_units(c: char) -> impl Iterator<Item = u16> {
    let mut buffer = [0; 2];
    let n_units = c.encode_utf16(&mut buffer).len();
    buffer.into_iter().take(n_units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::clean::{Keep, find_harmful};
    use crate::render::testing::{nasty_samples, nasty_text, samples};
    use proptest::prelude::*;

    fn json<T: Serialize + ?Sized>(value: &T) -> String {
        let mut out = Vec::new();
        render_json(value, &mut out).expect("a Vec takes all that is written to it");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    fn jsonl<T: Serialize>(rows: &[T]) -> String {
        let mut out = Vec::new();
        render_jsonl(rows, &mut out).expect("a Vec takes all that is written to it");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn rows_are_an_array_of_objects() {
        insta::assert_snapshot!(json(&samples()), @r#"
        [
          {
            "id": "lapin-ely-keskus",
            "name": "Lapin elinkeino-, liikenne- ja ympäristökeskus",
            "signed": true,
            "date": "2014-01-20",
            "days": 1234,
            "regions": [
              "Länsi",
              "Itä"
            ],
            "note": null
          },
          {
            "id": "sakk",
            "name": "Sämitigge, Sääʹmteʹǧǧ",
            "signed": false,
            "date": null,
            "days": -5,
            "regions": [],
            "note": null
          }
        ]
        "#);
    }

    #[test]
    fn rows_are_an_object_a_line() {
        insta::assert_snapshot!(jsonl(&samples()), @r#"
        {"id":"lapin-ely-keskus","name":"Lapin elinkeino-, liikenne- ja ympäristökeskus","signed":true,"date":"2014-01-20","days":1234,"regions":["Länsi","Itä"],"note":null}
        {"id":"sakk","name":"Sämitigge, Sääʹmteʹǧǧ","signed":false,"date":null,"days":-5,"regions":[],"note":null}
        "#);
    }

    #[test]
    fn without_rows_there_is_an_empty_array_or_nothing() {
        assert_eq!(json::<[u32]>(&[]), "[]\n");
        assert_eq!(jsonl::<u32>(&[]), "");
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        let text = "\u{1b}[31m \u{7f} \u{9b} \u{202e} \u{2028} \u{e0041} Sääʹmteʹǧǧ 漢字";
        assert_eq!(
            json(text),
            "\"\\u001b[31m \\u007f \\u009b \\u202e \\u2028 \\udb40\\udc41 Sääʹmteʹǧǧ 漢字\"\n"
        );
    }

    proptest! {
        #[test]
        fn every_string_is_read_back_as_it_was(text in nasty_text()) {
            let written = json(&text);
            let read: String = serde_json::from_str(&written).expect("what was written is JSON");
            prop_assert_eq!(read, text);
            prop_assert_eq!(find_harmful(written.trim_end_matches('\n'), Keep::Nothing), None);
        }

        #[test]
        fn rows_are_read_back_as_they_were(rows in nasty_samples()) {
            let whole: serde_json::Value = serde_json::from_str(&json(&rows)).expect("what was written is JSON");
            let lines: Vec<serde_json::Value> = jsonl(&rows)
                .lines()
                .map(|line| serde_json::from_str(line).expect("every line is JSON"))
                .collect();
            prop_assert_eq!(whole, serde_json::Value::Array(lines));
        }
    }
}
