//! The texts of a workbook: shared by cells or in one of them, plain or in runs.

use super::super::package::{Node, Xml, attribute};
use super::super::sheet::{Unreadable, is_longer_than_a_cell, push, too_large};

/// The most texts that the cells share.
const MOST_SHARED: usize = 1_000_000;

/// The texts that cells refer to by their numbers.
pub(super) fn shared_strings(text: &str) -> Result<Vec<String>, Unreadable> {
    let mut xml = Xml::new(text);
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(element) if element.local_name().as_ref() == "si" => {
                if strings.len() == MOST_SHARED {
                    return Err(too_large());
                }
                let text = rich_text(&mut xml)?;
                // Blanks around it would be copied for every cell, and left out.
                strings.push(if is_longer_than_a_cell(&text) {
                    text
                } else {
                    text.trim().to_owned()
                });
            }
            Node::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of `si` or `is`: plain, or in runs, without the reading aid beside it.
pub(super) fn rich_text(xml: &mut Xml<'_>) -> Result<String, Unreadable> {
    let mut text = String::new();
    while let Some(element) = xml.child()? {
        match element.local_name().as_ref() {
            "r" => push(&mut text, &rich_text(xml)?),
            "t" => {
                let keeps_blanks = attribute(&element, "xml:space")?.is_some_and(|space| space == "preserve");
                let run = xml.text()?;
                let blanks = [' ', '\t', '\r', '\n'];
                let run = if keeps_blanks || is_longer_than_a_cell(&run) {
                    &run
                } else {
                    run.trim_matches(blanks)
                };
                push(&mut text, &unescaped(run));
            }
            _ => xml.skip()?,
        }
    }
    Ok(text)
}

/// Characters that XML cannot hold are written as `_x000D_`.
pub(super) fn unescaped(text: &str) -> String {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        units.extend(before.encode_utf16());
        let code = escape
            .get(2..6)
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.filter(|_| escape[6..].starts_with('_')) {
            Some(code) => {
                units.push(u16::from_str_radix(code, 16).unwrap_or(0xFFFD));
                rest = &escape[7..];
            }
            None => {
                units.extend("_x".encode_utf16());
                rest = &escape[2..];
            }
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters_are_put_back() {
        for (text, expected) in [
            ("_x000D_", "\r"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00", "_x00"),
            ("_x00ZZ_", "_x00ZZ_"),
            ("_x00½_", "_x00½_"),
            ("ä_xD83D__xDCF7_ä", "ä📷ä"),
            ("a_x_b", "a_x_b"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }
}
