//! Text in the program's two languages. A [`Wording`] always holds both, so a sentence that is
//! missing in one of them does not compile. It must never hold text of one language only.

use std::borrow::Cow;
use std::fmt::Display;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

    /// The text of a key in a file of texts, which has it as `key.en` and `key.fi`; empty where it has not, which the
    /// tests of each file find.
    #[must_use]
    pub fn of_file(file: &'static str, section: &str, key: &str) -> Self {
        let text = |lang: Lang| {
            let key = format!("{key}.{}", lang.code());
            texts(file)
                .find(|(of, name, _)| *of == section && *name == key)
                .map_or("", |(_, _, text)| text)
        };
        Self::fixed(text(Lang::En), text(Lang::Fi))
    }

    /// What `text` makes in each language.
    #[must_use]
    pub fn of(text: impl Fn(Lang) -> String) -> Self {
        Self::composed(text(Lang::En), text(Lang::Fi))
    }

    /// A text that is the same in both languages: a name, a count, an id.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::composed(text.clone(), text)
    }

    /// Several texts one after the other, with the same text between them in both languages.
    #[must_use]
    pub fn joined(parts: &[Self], between: &str) -> Self {
        Self::of(|lang| {
            let parts: Vec<&str> = parts.iter().map(|part| part.get(lang)).collect();
            parts.join(between)
        })
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

/// What a sentence says in its own way in each language: a date, a label, a list, another sentence.
pub trait Bilingual {
    /// How it is said in `lang`.
    fn in_lang(&self, lang: Lang) -> impl Display;
}

impl Bilingual for Wording {
    fn in_lang(&self, lang: Lang) -> impl Display {
        self.get(lang)
    }
}

impl Bilingual for str {
    fn in_lang(&self, _lang: Lang) -> impl Display {
        self
    }
}

impl Bilingual for String {
    fn in_lang(&self, _lang: Lang) -> impl Display {
        self
    }
}

/// Nothing where there is nothing.
impl<T: Bilingual> Bilingual for Option<T> {
    fn in_lang(&self, lang: Lang) -> impl Display {
        let text = self.as_ref().map(|some| some.in_lang(lang).to_string());
        text.unwrap_or_default()
    }
}

impl<T: Bilingual + ?Sized> Bilingual for &T {
    fn in_lang(&self, lang: Lang) -> impl Display {
        (**self).in_lang(lang)
    }
}

/// The texts of a file of texts, with their sections and keys: `[section]`, and lines `key = text` below it.
pub fn texts(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let mut section = "";
    file.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
        }
        let (key, text) = line.split_once(" = ")?;
        Some((section, key, text))
    })
}

/// Composes a [`Wording`](crate::wording::Wording) from two format strings that see the same
/// variables: `wording!(en: "no file {name}", fi: "ei tiedostoa {name}")`. What is [`Bilingual`] is named
/// after them, and each language says it in its way: `wording!(en: "since {day}", fi: "{day} alkaen", day = date)`.
#[macro_export]
macro_rules! wording {
    (en: $en:literal, fi: $fi:literal $(,)?) => {
        $crate::wording::Wording::composed(format!($en), format!($fi))
    };
    (en: $en:literal, fi: $fi:literal $(, $name:ident $(= $value:expr)?)+ $(,)?) => {
        match ($($crate::wording!(@value $name $(, $value)?),)+) {
            ($($name,)+) => $crate::wording::Wording::composed(
                $crate::wording!(@text $en, En, $($name)+),
                $crate::wording!(@text $fi, Fi, $($name)+),
            ),
        }
    };
    (@text $text:literal, $lang:ident, $($name:ident)+) => {{
        $(let $name = $crate::wording::Bilingual::in_lang($name, $crate::wording::Lang::$lang);)+
        format!($text)
    }};
    (@value $name:ident) => { &$name };
    (@value $name:ident, $value:expr) => { &$value };
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

    #[test]
    fn each_language_says_an_argument_in_its_way() {
        let label = Wording::fixed("signed", "allekirjoittanut");
        let (name, inner) = ("A", wording!(en: "is {label}", fi: "on {label}", label));
        let wording = wording!(en: "{name} {what}!", fi: "{name} {what}.", what = inner);
        assert_eq!(wording.get(Lang::En), "A is signed!");
        assert_eq!(wording.get(Lang::Fi), "A on allekirjoittanut.");
    }
}
