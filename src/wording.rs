//! Text in the program's two languages. A [`Wording`] always holds both, so a sentence that is
//! missing in one of them does not compile. It must never hold text of one language only.

use std::borrow::Cow;

use serde::Serialize;

/// The language in which the program speaks: messages, headings, statuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, when nothing says Finnish.
    #[default]
    En,
    /// Finnish.
    Fi,
}

impl Lang {
    /// The language of a locale name such as `fi_FI.UTF-8`; English for every other language.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        if language.eq_ignore_ascii_case("fi") {
            Self::Fi
        } else {
            Self::En
        }
    }

    /// The language's code: `en` or `fi`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fi => "fi",
        }
    }
}

/// One sentence, heading or label in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    en: Cow<'static, str>,
    fi: Cow<'static, str>,
}

impl Wording {
    /// A text that is known when the program is built.
    #[must_use]
    pub const fn fixed(en: &'static str, fi: &'static str) -> Self {
        Self {
            en: Cow::Borrowed(en),
            fi: Cow::Borrowed(fi),
        }
    }

    /// A text composed at run time; [`wording!`](crate::wording!) is the usual way here.
    #[must_use]
    pub fn composed(en: String, fi: String) -> Self {
        Self {
            en: Cow::Owned(en),
            fi: Cow::Owned(fi),
        }
    }

    /// Several texts one after the other, with the same text between them in both languages.
    #[must_use]
    pub fn joined(parts: &[Self], between: &str) -> Self {
        let in_lang = |lang| {
            parts
                .iter()
                .map(|part| part.get(lang))
                .collect::<Vec<_>>()
                .join(between)
        };
        Self::composed(in_lang(Lang::En), in_lang(Lang::Fi))
    }

    /// Leaves out the middle of a text that is longer than `most` characters.
    pub fn shorten(&mut self, most: usize) {
        for text in [&mut self.en, &mut self.fi] {
            let start = text.char_indices().nth(most / 2).map(|(at, _)| at);
            let end = text.char_indices().rev().nth(most / 2);
            let end = end.map(|(at, c)| at + c.len_utf8());
            if let (Some(start), Some(end)) = (start, end)
                && start < end
            {
                *text = Cow::Owned(format!("{}…{}", &text[..start], &text[end..]));
            }
        }
    }

    /// The text in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fi => &self.fi,
        }
    }
}

/// Composes a [`Wording`](crate::wording::Wording) from two format strings that see the same
/// variables: `wording!(en: "no file {name}", fi: "ei tiedostoa {name}")`.
#[macro_export]
macro_rules! wording {
    (en: $en:literal, fi: $fi:literal $(,)?) => {
        $crate::wording::Wording::composed(format!($en), format!($fi))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides_the_language() {
        for (locale, lang) in [
            ("fi_FI.UTF-8", Lang::Fi),
            ("fi", Lang::Fi),
            ("FI-fi", Lang::Fi),
            ("fil_PH.UTF-8", Lang::En),
            ("sv_FI.UTF-8", Lang::En),
            ("C", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(Lang::of_locale(locale), lang, "{locale}");
        }
    }

    #[test]
    fn a_long_text_loses_its_middle() {
        for (text, expected) in [("ääkköset", "ää…et"), ("ääkk", "ääkk"), ("ä", "ä"), ("", "")] {
            let mut wording = Wording::composed(text.to_owned(), text.to_owned());
            wording.shorten(4);
            assert_eq!(wording.get(Lang::Fi), expected);
        }
    }

    #[test]
    fn a_wording_sees_the_same_variables_in_both_languages() {
        let n = 3;
        let wording = wording!(en: "{n} files", fi: "{n} tiedostoa");
        assert_eq!(wording.get(Lang::En), "3 files");
        assert_eq!(wording.get(Lang::Fi), "3 tiedostoa");
    }
}
