//! Single values: texts, dates, counts, closed sets of words. Every text is read as it is
//! written; only what the field asks for decides what it means.

use unicode_normalization::UnicodeNormalization;

use super::Decoder;
use super::letters::{find_forbidden, is_composed};
use crate::diagnostic::{At, Code};
use crate::model::{DateProblem, LocalText, PartialDate, TextLang, is_one_of};
use crate::source::tree::{Kind, NodeId};
use crate::wording;
use crate::wording::Wording;

/// The words by which YAML says that there is no value.
pub(in crate::source) fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// How a text is read from its node.
type ReadText<D> = fn(&mut D, NodeId) -> Option<At<String>>;

impl Decoder<'_, '_> {
    /// The text of a scalar in NFC; a list, nothing, `~` or an empty text is none.
    pub(in crate::source) fn text(&mut self, node: NodeId) -> Option<At<String>> {
        self.word(node, &Wording::fixed("a text", "teksti"))
    }

    /// The text of a scalar that should be `expected`.
    pub(in crate::source) fn word(&mut self, node: NodeId, expected: &Wording) -> Option<At<String>> {
        match self.tree.scalar(node) {
            Some((text, style)) if !text.trim().is_empty() => {
                if find_forbidden(text).is_some() {
                    // It has its finding already.
                    return None;
                }
                if style == crate::source::tree::Style::Plain && is_null(text) {
                    self.null_is_no_text(node);
                    return None;
                }
                let text = text.trim();
                let composed = if is_composed(text) {
                    text.to_owned()
                } else {
                    text.nfc().collect()
                };
                Some(self.at(node, composed))
            }
            Some((_, style)) if style != crate::source::tree::Style::Block => {
                self.empty_text(node);
                None
            }
            _ => {
                self.wrong_type(node, expected);
                None
            }
        }
    }

    fn empty_text(&mut self, node: NodeId) {
        self.report(
            Code::InvalidText,
            self.tree.span(node),
            || Wording::fixed("the text is empty", "teksti on tyhjä"),
            || {
                Wording::fixed(
                    "write the text, or delete the line",
                    "kirjoita teksti tai poista rivi",
                )
            },
        );
    }

    fn null_is_no_text(&mut self, node: NodeId) {
        let raw = self.tree.raw(node);
        self.report(
            Code::WrongType,
            self.tree.span(node),
            || wording!(en: "`{raw}` means “no value” and is not text", fi: "`{raw}` tarkoittaa puuttuvaa arvoa eikä ole teksti"),
            || Wording::fixed(
                "delete the line if the value is missing; put the word in quotation marks if it is text",
                "poista rivi, jos arvoa ei ole; kirjoita sana lainausmerkkeihin, jos se on tekstiä",
            ),
        );
    }

    /// A text, or texts by language.
    pub(in crate::source) fn local_text(&mut self, node: NodeId) -> Option<At<LocalText>> {
        self.in_languages(node, Self::text)
    }

    /// A name, or names by language.
    pub(in crate::source) fn local_name(&mut self, node: NodeId) -> Option<At<LocalText>> {
        self.in_languages(node, Self::name)
    }

    /// A text that is read by `read`, or such texts by language.
    pub(in crate::source) fn in_languages(
        &mut self,
        node: NodeId,
        read: ReadText<Self>,
    ) -> Option<At<LocalText>> {
        if !matches!(self.tree.kind(node), Kind::Mapping) {
            let text = read(self, node)?;
            return Some(At::new(LocalText::plain(text.value), text.span));
        }
        let mut local = LocalText::default();
        let mut seen = Vec::new();
        let pairs: Vec<(NodeId, NodeId)> = self.tree.pairs(node).collect();
        for (key, value) in pairs {
            if let Some((lang, text)) = self.text_in_language((key, value), &mut seen, read) {
                local = local.with(lang, text);
            }
        }
        if !seen.contains(&TextLang::Fi) {
            self.report(
                Code::MissingField,
                self.tree.span(node),
                || {
                    Wording::fixed(
                        "the Finnish text `fi` is missing",
                        "suomenkielinen teksti `fi` puuttuu",
                    )
                },
                || {
                    Wording::fixed(
                        "add `fi: …`; the other languages are optional",
                        "lisää `fi: …`; muut kielet ovat valinnaisia",
                    )
                },
            );
            return None;
        }
        Some(self.at(node, local))
    }

    fn text_in_language(
        &mut self,
        (key, value): (NodeId, NodeId),
        seen: &mut Vec<TextLang>,
        read: ReadText<Self>,
    ) -> Option<(TextLang, String)> {
        let code = self.text(key)?.value;
        let Some(lang) = TextLang::find(&code) else {
            self.report(
                Code::UnknownField,
                self.tree.span(key),
                || wording!(en: "unknown language `{code}`", fi: "tuntematon kieli `{code}`"),
                || {
                    Wording::fixed(
                        "the languages are fi, sv, en, se, smn and sms",
                        "kielet ovat fi, sv, en, se, smn ja sms",
                    )
                },
            );
            return None;
        };
        if seen.contains(&lang) {
            self.report(
                Code::DuplicateField,
                self.tree.span(key),
                || wording!(en: "duplicate language `{code}`", fi: "kieli `{code}` on kahdesti"),
                || Wording::fixed("keep the text that is right", "säilytä oikea teksti"),
            );
            return None;
        }
        seen.push(lang);
        read(self, value).map(|text| (lang, text.value))
    }

    /// A year, a month or a day.
    pub(in crate::source) fn date(&mut self, node: NodeId) -> Option<At<PartialDate>> {
        let text = self.word(node, &Wording::fixed("a date", "päivämäärä"))?.value;
        match PartialDate::parse(&text) {
            Ok(date) if date.is_plausible() => Some(self.at(node, date)),
            Ok(_) => {
                self.report(
                    Code::InvalidDate,
                    self.tree.span(node),
                    || wording!(en: "implausible year in `{text}`", fi: "epäuskottava vuosi päivässä `{text}`"),
                    || Wording::fixed("years are between 1900 and 2199", "vuosi on väliltä 1900–2199"),
                );
                None
            }
            Err(problem) => {
                self.invalid_date(node, &text, problem);
                None
            }
        }
    }

    fn invalid_date(&mut self, node: NodeId, text: &str, problem: DateProblem) {
        match problem {
            DateProblem::Means(meant) => self.report_with_fix(
                Code::InvalidDate,
                node,
                || {
                    wording!(
                        en: "invalid date format `{text}`",
                        fi: "päivämäärän muoto on väärä: `{text}`"
                    )
                },
                &meant.to_string(),
            ),
            DateProblem::NoSuchDay => self.report(
                Code::InvalidDate,
                self.tree.span(node),
                || wording!(en: "nonexistent day `{text}`", fi: "päivää `{text}` ei ole olemassa"),
                || Wording::fixed("check the day and the month", "tarkista päivä ja kuukausi"),
            ),
            DateProblem::Shape => self.report(
                Code::InvalidDate,
                self.tree.span(node),
                || wording!(en: "invalid date `{text}`", fi: "virheellinen päivä `{text}`"),
                || {
                    Wording::fixed(
                        "write a year, a month or a day: 2014, 2014-01 or 2014-01-15",
                        "kirjoita vuosi, kuukausi tai päivä: 2014, 2014-01 tai 2014-01-15",
                    )
                },
            ),
        }
    }

    /// A whole number from 1 to `most`.
    pub(in crate::source) fn count(&mut self, node: NodeId, most: u32) -> Option<At<u32>> {
        let expected = wording!(en: "a whole number from 1 to {most}", fi: "kokonaisluku väliltä 1–{most}");
        let text = self.word(node, &expected)?.value;
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(number) if plain && (1..=most).contains(&number) => Some(self.at(node, number)),
            _ => {
                match number_with_unit(&text).filter(|number| (1..=most).contains(number)) {
                    Some(number) => {
                        let message = || wording!(en: "`{text}` is not a plain number", fi: "`{text}` ei ole pelkkä luku");
                        self.report_with_fix(Code::WrongType, node, message, &number.to_string());
                    }
                    None => self.wrong_type(node, &expected),
                }
                None
            }
        }
    }
}

/// The number of `12 kk` or `34 allekirjoittajaa`: the unit that the field counts in anyway.
fn number_with_unit(text: &str) -> Option<u32> {
    const UNITS: [&str; 11] = [
        "kk",
        "kuukausi",
        "kuukautta",
        "month",
        "months",
        "kpl",
        "allekirjoittajaa",
        "allekirjoitusta",
        "organisaatiota",
        "signatories",
        "signatures",
    ];
    let (number, unit) = text.split_once([' ', '\u{a0}'])?;
    let plain = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| plain && is_one_of(unit, UNITS))
}
