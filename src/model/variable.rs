//! Variables of a provision: names in braces that stand for what the program derives from the agreement's facts. This
//! finds them in a text; `view::ProvisionView` fills them in.

use super::closed_set::closed_set;
use super::{Agreement, is_one_of};

closed_set! {
    /// What a name in braces stands for.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Variable {
        Title = "title" ("title of the agreement", "sopimuksen nimi"),
        /// From when until when.
        Term = "term" ("start and end of the term: `2026-01-01–2028-12-31`, `from 2026-01-01 until further notice`", "sopimuskauden alku ja loppu: `1.1.2026–31.12.2028`, `1.1.2026 alkaen toistaiseksi`"),
        Starts = "starts" ("start of the term", "sopimuskauden alku"),
        Ends = "ends" ("end of the term as it was agreed, without extensions, or `until further notice`", "sopimuskauden loppu sellaisena kuin siitä sovittiin, ilman jatkamisia, tai `toistaiseksi`"),
        EntryRule = "entry_rule" ("when the agreement enters into force: `when all parties have signed it`", "milloin sopimus tulee voimaan: `kun kaikki sopijapuolet ovat allekirjoittaneet sen`"),
        /// A number with its unit.
        Notice = "notice" ("`term.notice` or `term.notice_months` with its unit: `3 months`", "`term.notice` tai `term.notice_months` yksikköineen: `3 kuukautta`"),
        NoticeMonths = "notice_months" ("`term.notice_months` as a number", "`term.notice_months` lukuna"),
        Continues = "continues" ("how the term continues by itself: `12 months at a time unless terminated 3 months before the end`", "miten sopimuskausi jatkuu itsestään: `12 kuukautta kerrallaan, ellei irtisanota 3 kuukautta ennen päättymistä`"),
        ReviewMonths = "review_months" ("`term.review_months` as a number", "`term.review_months` lukuna"),
        NSignatories = "n_signatories" ("number of parties on the day", "sopijapuolten määrä sinä päivänä"),
        Parties = "parties" ("parties on the day", "sopijapuolet sinä päivänä"),
        Supersedes = "supersedes" ("titles of the agreements that this one replaces", "korvattavien sopimusten nimet"),
        Strategies = "strategies" ("strategies", "strategiat"),
        Themes = "themes" ("themes", "painopisteet"),
        Products = "products" ("service products", "palvelutuotteet"),
        Cooperation = "cooperation" ("regions that work jointly", "yhdessä toimivat alueet"),
        Groups = "groups" ("names of the groups", "ryhmien nimet"),
    }
}

impl Variable {
    /// The one that a name means, whatever its case, its accents, and the hyphens or spaces in it; people also write
    /// the word of their language.
    #[must_use]
    pub fn find_loosely(name: &str) -> Option<Self> {
        let means =
            |known: &Self| is_one_of(name, [known.code()]) || is_one_of(name, known.words().iter().copied());
        Self::ALL.into_iter().find(means)
    }

    /// What people may call it.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Title => &["nimi", "otsikko"],
            Self::Term => &["kausi", "sopimuskausi"],
            Self::Starts => &["alku", "alkaa"],
            Self::Ends => &["loppu", "päättyy"],
            Self::EntryRule => &["voimaantulo"],
            Self::Continues => &["jatkuminen"],
            Self::Notice => &["irtisanomisaika"],
            Self::NSignatories => &["n_parties", "sopijapuolten määrä", "allekirjoittajien määrä"],
            Self::Parties => &["sopijapuolet", "osapuolet", "allekirjoittajat", "signatories"],
            Self::Supersedes => &["korvaa", "korvattavat"],
            Self::Strategies => &["strategiat"],
            Self::Themes => &["painopisteet", "teemat"],
            Self::Products => &["palvelutuotteet", "tuotteet"],
            Self::Cooperation => &["yhteistyö"],
            Self::Groups => &["ryhmät"],
            Self::NoticeMonths | Self::ReviewMonths => &[],
        }
    }

    /// How it is written in a text.
    #[must_use]
    pub fn in_braces(self) -> String {
        format!("{{{}}}", self.code())
    }

    /// The field of the file from which it follows.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Term => "term",
            Self::Starts => "term.starts",
            Self::Ends => "term.ends",
            Self::EntryRule => "in_force_when",
            Self::Notice => "term.notice",
            Self::NoticeMonths => "term.notice_months",
            Self::Continues => "term.continues",
            Self::ReviewMonths => "term.review_months",
            Self::NSignatories | Self::Parties => "signatories",
            Self::Supersedes => "supersedes",
            Self::Strategies => "strategies",
            Self::Themes => "themes",
            Self::Products => "products",
            Self::Cooperation => "cooperation",
            Self::Groups => "groups",
        }
    }

    /// Whether it stands for several things.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(
            self,
            Self::Parties
                | Self::Supersedes
                | Self::Strategies
                | Self::Themes
                | Self::Products
                | Self::Cooperation
                | Self::Groups
        )
    }

    /// Whether the agreement says what it stands for.
    #[must_use]
    pub const fn has_value(self, agreement: &Agreement) -> bool {
        match self {
            Self::Title | Self::Term | Self::Starts | Self::Ends | Self::EntryRule => true,
            Self::Notice => agreement.term.notice.is_some() || agreement.term.notice_months.is_some(),
            Self::NoticeMonths => agreement.term.notice_months.is_some(),
            Self::Continues => agreement.term.continues.is_some(),
            Self::ReviewMonths => agreement.term.review_months.is_some(),
            Self::NSignatories | Self::Parties => !agreement.signatories.is_empty(),
            Self::Supersedes => !agreement.supersedes.is_empty(),
            Self::Strategies => !agreement.strategies.is_empty(),
            Self::Themes => !agreement.themes.is_empty(),
            Self::Products => !agreement.products.is_empty(),
            Self::Cooperation => !agreement.cooperation.is_empty(),
            Self::Groups => !agreement.groups.is_empty(),
        }
    }
}

/// A piece of a text with variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text as it is shown: `{{` and `}}` are braces.
    Text(&'t str),
    Variable(Variable),
    /// A name in braces that is no variable; it is shown as it is, with its braces.
    Unknown(&'t str),
    /// A brace that neither begins nor ends a name; it is shown as it is.
    Stray(&'t str),
}

/// The pieces of a text, each with its first byte; of plain text there may be several in a row.
pub fn pieces(text: &str) -> impl Iterator<Item = (usize, Piece<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let (length, piece) = next_piece(&text[start..])?;
        at += length;
        Some((start, piece))
    })
}

/// The piece with which a text begins, and the bytes that it takes; `None` of nothing.
fn next_piece(text: &str) -> Option<(usize, Piece<'_>)> {
    let is_brace = |c: char| matches!(c, '{' | '}');
    let length = text.find(is_brace).unwrap_or(text.len());
    if length > 0 {
        return Some((length, Piece::Text(&text[..length])));
    }
    let brace = text.get(..1)?;
    if text[1..].starts_with(brace) {
        return Some((2, Piece::Text(brace)));
    }
    let end = text[1..].find(is_brace).map(|end| end + 1);
    Some(
        match end.filter(|end| brace == "{" && text[*end..].starts_with('}')) {
            Some(end) => {
                let name = &text[1..end];
                let known = Variable::find(name).map(Piece::Variable);
                (end + 1, known.unwrap_or(Piece::Unknown(name)))
            }
            None => (1, Piece::Stray(brace)),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn describe(text: &str) -> String {
        let piece = |(at, piece): (usize, Piece<'_>)| match piece {
            Piece::Text(text) => format!("{at}:{text}"),
            Piece::Variable(variable) => format!("{at}<{}>", variable.code()),
            Piece::Unknown(name) => format!("{at}?{name}?"),
            Piece::Stray(brace) => format!("{at}!{brace}!"),
        };
        pieces(text).map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_in_braces_are_variables() {
        for (text, expected) in [
            ("Kausi {term}.", "0:Kausi  6<term> 12:."),
            ("{n_signatories}{parties}", "0<n_signatories> 15<parties>"),
            ("{{term}} }}", "0:{ 2:term 6:} 8:  9:}"),
            ("{{{term}}}", "0:{ 2<term> 8:}"),
            ("{Term} {} {aika väli}", "0?Term? 6:  7?? 9:  10?aika väli?"),
            ("a { b } c", "0:a  2? b ? 7: c"),
            ("a { b", "0:a  2!{! 3: b"),
            ("{a{term}", "0!{! 1:a 2<term>"),
            ("a } b", "0:a  2!}! 3: b"),
            ("", ""),
        ] {
            assert_eq!(describe(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_slip_of_case_or_accents_is_understood() {
        for (name, expected) in [
            ("Parties", Some(Variable::Parties)),
            (" TERM ", Some(Variable::Term)),
            ("n-signatories", Some(Variable::NSignatories)),
            ("párties", Some(Variable::Parties)),
            ("partys", None),
            ("sopijapuolet", Some(Variable::Parties)),
            ("Sopimuskausi", Some(Variable::Term)),
            ("n_parties", Some(Variable::NSignatories)),
        ] {
            assert_eq!(Variable::find_loosely(name), expected, "{name}");
        }
    }

    proptest! {
        /// No byte is lost: texts whose braces are doubled come back as they were.
        #[test]
        fn doubled_braces_are_braces(text in "[a{} ä\\n]{0,24}") {
            let doubled = text.replace('{', "{{").replace('}', "}}");
            let shown: String = pieces(&doubled).map(|(_, piece)| match piece {
                Piece::Text(text) => text,
                other => panic!("{other:?} in {doubled:?}"),
            }).collect();
            prop_assert_eq!(shown, text);
        }
    }
}
