//! Which characters a PDF file can show. A character without a letter in the fonts would be an empty
//! box that no reader could name, and the standard forbids it.

use serde_json::Value;

/// What is in the place of a character that the fonts do not have.
const STAND_IN: char = char::REPLACEMENT_CHARACTER;

/// Puts � in the place of every character of the texts that the fonts do not have, and returns those
/// characters in their order.
pub(super) fn only_known(value: &mut Value, has_letter: impl Fn(char) -> bool + Copy) -> Vec<char> {
    let mut unknown = Vec::new();
    replace(value, has_letter, &mut unknown);
    unknown.sort_unstable();
    unknown.dedup();
    unknown
}

fn replace(value: &mut Value, has_letter: impl Fn(char) -> bool + Copy, unknown: &mut Vec<char>) {
    match value {
        Value::String(text) => {
            let known = |c: char| matches!(c, '\n' | '\t') || has_letter(c);
            if !text.chars().all(known) {
                unknown.extend(text.chars().filter(|c| !known(*c) && !chooses_a_form(*c)));
                let shown = text.chars().filter(|c| !chooses_a_form(*c));
                *text = shown.map(|c| if known(c) { c } else { STAND_IN }).collect();
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| replace(item, has_letter, unknown)),
        Value::Object(fields) => {
            let values = fields.iter_mut().map(|(_, value)| value);
            values.for_each(|value| replace(value, has_letter, unknown));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether a character has no letter of its own and only says how the one before it is drawn.
const fn chooses_a_form(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_fonts_lack_is_replaced_and_named_once() {
        let mut value = json!({"a": ["Kunta ❤\u{fe0f}漢", {"b": "漢\nŠ"}], "n": 3});
        let unknown = only_known(&mut value, |c| c.is_ascii() || c == 'Š');
        assert_eq!(unknown, ['❤', '漢']);
        assert_eq!(value, json!({"a": ["Kunta ��", {"b": "�\nŠ"}], "n": 3}));
    }

    #[test]
    fn what_the_fonts_have_stays_as_it_is() {
        let mut value = json!(["å ä ö\tč", 1, null, true]);
        let before = value.clone();
        assert!(only_known(&mut value, |_| true).is_empty());
        assert_eq!(value, before);
    }
}
