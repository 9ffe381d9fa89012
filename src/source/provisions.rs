//! The provisions of an agreement, and the variables in their texts.

use super::decode::{Decoder, Entries};
use super::tree::{Kind, NodeId};
use crate::diagnostic::{At, Code, Span};
use crate::model::{LocalText, Piece, Provision, Variable, did_you_mean, nearest, pieces};
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    pub(super) fn provisions(&mut self, entries: &Entries) -> Vec<Provision> {
        let mut provisions = self.mappings(entries, "provisions", Self::provision);
        for (number, provision) in (1..).zip(&mut provisions) {
            provision.number = number;
        }
        provisions
    }

    /// A provision, which gets its number in its agreement.
    fn provision(&mut self, entry: &Entries) -> Option<Provision> {
        let id = self.field(entry, "id", Self::id);
        let heading = self.field(entry, "heading", Self::local_name);
        let text = self.field(entry, "text", Self::text_with_variables);
        Some(Provision {
            number: 1,
            id,
            heading: heading?,
            text: text?,
        })
    }

    fn text_with_variables(&mut self, node: NodeId) -> Option<At<LocalText>> {
        if self.is_lone_variable(node) {
            self.lone_variable(node);
            return None;
        }
        self.in_languages(node, |decoder, node| {
            let text = decoder.prose(node)?;
            decoder.check_variables(node, &text.value);
            Some(text)
        })
    }

    /// Whether a text is a variable alone, in which YAML saw a field without a value: `text: {parties}`.
    fn is_lone_variable(&self, node: NodeId) -> bool {
        let mut pairs = self.tree.pairs(node);
        let (Some((key, value)), None) = (pairs.next(), pairs.next()) else {
            return false;
        };
        let name = self.tree.scalar(key).map_or("", |(name, _)| name);
        self.tree.kind(value) == Kind::Absent && Variable::find(name).is_some()
    }

    fn lone_variable(&mut self, node: NodeId) {
        let (span, raw) = (self.tree.span(node), self.tree.raw(node));
        let message = || {
            Wording::fixed(
                "a text that begins with a brace must be in quotation marks",
                "teksti, jonka alussa on aaltosulje, kirjoitetaan lainausmerkkeihin",
            )
        };
        self.report_as(Code::WrongType, span, message, |found| {
            let title = Wording::fixed("put it in quotation marks", "kirjoita se lainausmerkkeihin");
            found.with_fix(title, span, format!("\"{raw}\""))
        });
    }

    /// Reports what is between braces and is no variable, where it is in the file.
    fn check_variables(&mut self, node: NodeId, text: &str) {
        let has_brace = |c: char| matches!(c, '{' | '}');
        if !text.contains(has_brace) {
            return;
        }
        let places = BracePlaces::of(text, self.tree.raw(node));
        for (at, piece) in pieces(text) {
            match piece {
                Piece::Text(_) | Piece::Variable(_) => {}
                Piece::Unknown(name) => self.unknown_variable(node, &places, at, name),
                Piece::Stray(brace) => self.stray_brace(node, &places, at, brace),
            }
        }
    }

    fn unknown_variable(&mut self, node: NodeId, places: &BracePlaces<'_>, at: usize, name: &str) {
        let whole = self.tree.span(node);
        let place = places.of_name(at, name, whole);
        let message =
            || wording!(en: "unknown variable `{{{name}}}`", fi: "tuntematon muuttuva tieto `{{{name}}}`");
        self.report_as(Code::UnknownVariable, place.unwrap_or(whole), message, |found| {
            let Some(meant) = Variable::find_loosely(name).map(Variable::in_braces) else {
                let known = Variable::ALL.map(Variable::code);
                let list = known.join(", ");
                let near = nearest(name, known);
                return found.with_help(did_you_mean(near.as_slice()).unwrap_or_else(|| {
                    wording!(
                        en: "the variables are {list}; for a brace in the text, double it: `{{{{` and `}}}}`",
                        fi: "muuttuvat tiedot ovat {list}; tekstiin tuleva aaltosulje kirjoitetaan kahteen kertaan: `{{{{` ja `}}}}`"
                    )
                }));
            };
            let title = wording!(en: "write `{meant}`", fi: "kirjoita `{meant}`");
            let found = found.with_help(title.clone());
            match place {
                Some(place) => found.with_fix(title, place, meant),
                None => found,
            }
        });
    }

    fn stray_brace(&mut self, node: NodeId, places: &BracePlaces<'_>, at: usize, brace: &str) {
        let whole = self.tree.span(node);
        let place = places.of_brace(at, whole);
        let message =
            || wording!(en: "a single `{brace}` in the text", fi: "tekstissä on yksittäinen `{brace}`");
        self.report_as(Code::UnknownVariable, place.unwrap_or(whole), message, |found| {
            let double = brace.repeat(2);
            let title = wording!(
                en: "write `{double}` for a brace in the text",
                fi: "kirjoita tekstiin tuleva aaltosulje kahteen kertaan: `{double}`"
            );
            let found = found.with_help(title.clone());
            match place {
                Some(place) => found.with_fix(title, place, double),
                None => found,
            }
        });
    }
}

/// Where the braces of a text are in the bytes of its scalar.
struct BracePlaces<'t> {
    raw: &'t str,
    /// In the text.
    said: Vec<usize>,
    /// In the bytes; empty where an escape or a comment hides which is which.
    written: Vec<usize>,
}

impl<'t> BracePlaces<'t> {
    fn of(text: &str, raw: &'t str) -> Self {
        let braces =
            |text: &str| -> Vec<usize> { text.match_indices(['{', '}']).map(|(at, _)| at).collect() };
        let (said, written) = (braces(text), braces(raw));
        let same = |(said, written): (&usize, &usize)| text.as_bytes()[*said] == raw.as_bytes()[*written];
        let is_same = said.len() == written.len() && said.iter().zip(&written).all(same);
        Self {
            raw,
            said,
            written: if is_same { written } else { Vec::new() },
        }
    }

    /// The place of a brace, by its byte in the text.
    fn of_brace(&self, at: usize, whole: Span) -> Option<Span> {
        let start = whole.range().start + self.written_at(at)?;
        Some(Span::new(start, start + 1))
    }

    /// The place of a name with its braces.
    fn of_name(&self, at: usize, name: &str, whole: Span) -> Option<Span> {
        let (start, end) = (self.written_at(at)?, self.written_at(at + name.len() + 1)?);
        let is_as_written = self.raw[start + 1..end] == *name;
        let from = whole.range().start;
        is_as_written.then(|| Span::new(from + start, from + end + 1))
    }

    fn written_at(&self, at: usize) -> Option<usize> {
        let number = self.said.binary_search(&at).ok()?;
        self.written.get(number).copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::TextLang;
    use crate::source::fixed_bytes;
    use crate::source::testing::read;
    use crate::wording::Lang;

    const HEAD: &str = "id: tno\ntitle: Sopimus\nterm: { starts: 2020, ends: 2023 }\n";

    #[test]
    fn provisions_are_numbered_in_their_order() {
        let text = format!(
            "{HEAD}provisions:\n  - heading: Tarkoitus\n    text: |-\n      Eka.\n\n      Toka.\n  - id: kesto\n    \
             heading: {{ fi: Kesto, sv: Giltighet }}\n    text: {{ fi: Vuosi., sv: Ett år. }}\n"
        );
        let (agreement, findings) = read(&text);
        assert!(findings.is_empty(), "{findings:#?}");
        let [first, second] = agreement.provisions.as_slice() else {
            panic!("{:#?}", agreement.provisions)
        };
        assert_eq!((first.number, first.text.value.fi()), (1, "Eka.\n\nToka."));
        assert_eq!((second.number, second.heading.value.fi()), (2, "Kesto"));
        assert_eq!(second.text.value.get(TextLang::Sv), "Ett år.");
        assert_eq!(second.id.as_ref().map(|id| id.value.as_str()), Some("kesto"));
    }

    #[test]
    fn a_provision_has_a_heading_and_a_text() {
        let (agreement, findings) = read(&format!(
            "{HEAD}provisions: [{{ heading: A }}, {{ text: b }}, {{ heading: C, text: d }}]\n"
        ));
        let found: Vec<&str> = findings.iter().map(|found| found.message.get(Lang::En)).collect();
        assert_eq!(
            found,
            ["the field `text` is missing", "the field `heading` is missing"]
        );
        assert_eq!(agreement.provisions.len(), 1);
    }

    /// The findings of a text as a file has it, and the text after the corrections.
    fn checked(text: &str) -> (String, String) {
        let file = format!("{HEAD}provisions:\n  - heading: A\n    text: {text}\n");
        let (_, findings) = read(&file);
        let show = |finding: &crate::diagnostic::Diagnostic| {
            let help = finding.help.as_ref().map_or("", |help| help.get(Lang::En));
            let place = &file[finding.place.span.range()];
            format!("{} @ {place} = {help}", finding.message.get(Lang::En))
        };
        let shown: Vec<String> = findings.iter().map(show).collect();
        let findings: Vec<_> = findings.iter().collect();
        let fixed = fixed_bytes(file.as_bytes(), &findings).map(|fixed| fixed.bytes);
        let fixed = fixed.map_or(file.clone(), |bytes| {
            String::from_utf8(bytes).expect("a file is text")
        });
        let (_, fixed) = fixed.split_once("text: ").expect("the field is there");
        (shown.join("\n"), fixed.trim_end().to_owned())
    }

    #[test]
    fn unknown_variables_are_found_and_slips_corrected() {
        for known in [
            "Kausi {term}.",
            "'{parties}'",
            "a {{b}} {{{term}}}",
            "{ fi: \"{title}\" }",
        ] {
            assert_eq!(checked(known), (String::new(), known.to_owned()));
        }
        let (shown, fixed) =
            checked("|-\n      Kausi {Term}, {trem},\n      {päivä} { ja }\n      # {{Term}} {Term}");
        insta::assert_snapshot!(shown, @"
        unknown variable `{Term}` @ {Term} = write `{term}`
        unknown variable `{trem}` @ {trem} = did you mean `term`?
        unknown variable `{päivä}` @ {päivä} = the variables are title, term, starts, ends, entry_rule, notice, notice_months, continues, review_months, n_signatories, parties, supersedes, strategies, themes, products, cooperation, groups; for a brace in the text, double it: `{{` and `}}`
        unknown variable `{ ja }` @ { ja } = the variables are title, term, starts, ends, entry_rule, notice, notice_months, continues, review_months, n_signatories, parties, supersedes, strategies, themes, products, cooperation, groups; for a brace in the text, double it: `{{` and `}}`
        unknown variable `{Term}` @ {Term} = write `{term}`
        ");
        insta::assert_snapshot!(fixed, @"
        |-
              Kausi {term}, {trem},
              {päivä} { ja }
              # {{Term}} {term}
        ");
    }

    #[test]
    fn a_variable_is_found_where_it_is_written() {
        for (text, expected) in [
            ("'a ''{Term}'", "'a ''{term}'"),
            ("\"a \\\" {Term}\"", "\"a \\\" {term}\""),
            ("\"\\x7bTerm} {Term}\"", "\"\\x7bTerm} {Term}\""),
            (
                ">-\n      a {n\n      signatories} {Ends}",
                ">-\n      a {n\n      signatories} {ends}",
            ),
            ("{parties}", "\"{parties}\""),
            ("a { b", "a {{ b"),
        ] {
            let (shown, fixed) = checked(text);
            assert!(!shown.is_empty());
            assert_eq!(fixed, expected, "{shown}");
        }
    }
}
