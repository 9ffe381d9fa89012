//! Characters that no one sees. A name is read without those that it can do without, so that two names that look the
//! same are the same everywhere; and a comment with which a reader could be misled is named.

use super::decode::{Decoder, Reading, is_forbidden, may_hold_forbidden};
use super::tree::{NodeId, Tree};
use crate::diagnostic::{At, Code, Diagnostic, FilePath, Findings, Place, Span};
use crate::model::{find_invisible, without_invisible};
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    /// A name in NFC, without invisible characters; they are reported.
    pub(super) fn name(&mut self, node: NodeId) -> Option<At<String>> {
        let text = self.text(node)?;
        if self.reading == Reading::AsWritten {
            return Some(text);
        }
        let Some((_, invisible)) = find_invisible(&text.value).next() else {
            return Some(text);
        };
        let name = without_invisible(&text.value).trim().to_owned();
        self.invisible_character(node, invisible, !name.is_empty());
        // Of a name that no one sees at all nothing would be left.
        Some(if name.is_empty() {
            text
        } else {
            At::new(name, text.span)
        })
    }

    fn invisible_character(&mut self, node: NodeId, invisible: char, is_fixable: bool) {
        let (span, raw, is_frozen) = (self.tree.span(node), self.tree.raw(node), self.frozen.is_some());
        let message = || {
            let code_point = code_point(invisible);
            wording!(
                en: "the name contains the invisible character {code_point}",
                fi: "nimessä on näkymätön merkki {code_point}"
            )
        };
        self.report_as(Code::InvisibleCharacter, span, message, |found| {
            if is_frozen {
                return found.with_help(FROZEN_HELP);
            }
            // An escape such as `\u200B` is in the file as letters: it is for a person to remove.
            let written = without_invisible(raw);
            if !is_fixable || written == raw {
                return found.with_help(Wording::fixed("type the name again", "kirjoita nimi uudelleen"));
            }
            let title = Wording::fixed("remove the invisible characters", "poista näkymättömät merkit");
            found
                .with_help(Wording::fixed(
                    "type the name again, or let `kumppani validate --fix` remove the character",
                    "kirjoita nimi uudelleen tai poista merkki komennolla `kumppani validate --fix`",
                ))
                .with_fix(title, span, written)
        });
    }
}

const FROZEN_HELP: Wording = Wording::fixed(
    "the text has been opened for signing and stays as it is; the name is read without the character, so waive the \
     warning (`waivers`)",
    "teksti on avattu allekirjoitettavaksi eikä muutu; nimi luetaan ilman merkkiä, joten kuittaa varoitus \
     (`waivers`)",
);

/// So many lines of comments of one file are reported.
const MOST_IN_COMMENTS: usize = 5;

/// Looks for characters in comments that turn the direction of writing or control a terminal: an editor or a diff then
/// shows other lines than the program reads (Trojan Source, CVE-2021-42574).
pub(super) fn check_comments(file: &FilePath, text: &str, tree: Option<&Tree<'_>>, findings: &mut Findings) {
    if !may_hold_forbidden(text) {
        return;
    }
    let mut found = text
        .char_indices()
        .filter(|(_, c)| !c.is_ascii() && is_forbidden(*c))
        .peekable();
    if found.peek().is_none() {
        return;
    }
    let scalars: Vec<Span> = tree.map_or_else(Vec::new, |tree| {
        let scalars = tree.all().filter(|node| tree.scalar(*node).is_some());
        scalars.map(|node| tree.span(node)).collect()
    });
    let is_in_text = |at: usize| {
        let after = scalars.partition_point(|span| span.range().start <= at);
        after > 0 && scalars[after - 1].range().contains(&at)
    };
    let mut end_of_line = 0;
    let first_of_line = |(at, _): &(usize, char)| {
        let is_new = *at >= end_of_line;
        if is_new {
            end_of_line = text[*at..].find('\n').map_or(text.len(), |length| at + length);
        }
        is_new
    };
    let in_comments = found.filter(|(at, _)| !is_in_text(*at)).filter(first_of_line);
    for (at, c) in in_comments.take(MOST_IN_COMMENTS) {
        let code_point = code_point(c);
        let message = wording!(
            en: "a comment contains the invisible character {code_point}",
            fi: "kommentissa on näkymätön merkki {code_point}"
        );
        let place = Place::new(file, Span::new(at, at + c.len_utf8()));
        findings.push(
            Diagnostic::new(Code::InvisibleCharacter, place, message).with_help(Wording::fixed(
                "delete the character: it makes editors show the line in a different order than it is read",
                "poista merkki: sen vuoksi rivi voi näyttää muokkausohjelmassa toiselta kuin se luetaan",
            )),
        );
    }
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostic;
    use crate::model::{FrozenText, RecordedDigest};
    use crate::source::fixed_bytes;
    use crate::source::testing::read;
    use crate::wording::Lang;

    fn describe(findings: &[Diagnostic]) -> String {
        let show = |found: &Diagnostic| {
            let fix = if found.fix.is_some() { "" } else { " (no fix)" };
            format!(
                "{}: {}: {}{fix}",
                found.place.span.start,
                found.code.name(),
                found.message.get(Lang::En)
            )
        };
        findings.iter().map(show).collect::<Vec<_>>().join("\n")
    }

    const PLAIN: &str = "\
id: tno
title: Sopimus
term: { starts: 2020, ends: 2023 }
strategies: [{ name: Strategia }]
themes: [{ id: t, name: { fi: Teema, en: Theme } }]
products: [{ id: p, name: Tuote }]
groups: [{ id: r, name: 'Ryhmä', regions: all, duties: [Seuraa] }]
signatories: [{ organisation: aa, name: \"Lappia\", kind: other, regions: all, covers: [Kemi] }]
events: [{ id: e, date: 2020-02-02, title: Tapaaminen, kind: review }]
";

    /// Each name, in every way to write a text.
    const NAMES: [&str; 9] = [
        "Sopimus",
        "Strategia",
        "Teema",
        "Theme",
        "Tuote",
        "Ryhmä",
        "Lappia",
        "Kemi",
        "Tapaaminen",
    ];

    #[test]
    fn every_name_is_read_without_them_and_corrected() {
        let plain = read(PLAIN);
        for name in NAMES {
            let (at, _) = name.char_indices().nth(2).expect("a name has letters");
            let spoilt = format!("{}\u{200b}{}\u{ad}", &name[..at], &name[at..]);
            let text = PLAIN.replace(name, &spoilt);
            let (agreement, findings) = read(&text);
            assert!(
                describe(&findings)
                    .ends_with("invisible-character: the name contains the invisible character U+200B"),
                "{name}: {}",
                describe(&findings)
            );
            assert_eq!(findings.len(), plain.1.len() + 1, "{name}");
            assert_eq!(FrozenText::of(&agreement), FrozenText::of(&plain.0), "{name}");
            let fixed = fixed_bytes(text.as_bytes(), &findings.iter().collect::<Vec<_>>());
            assert_eq!(
                fixed.map(|fixed| fixed.bytes).as_deref(),
                Some(PLAIN.as_bytes()),
                "{name}"
            );
        }
    }

    #[test]
    fn texts_that_are_no_names_and_what_names_need_are_left() {
        for text in [
            PLAIN.replace("Seuraa", "Seu\u{ad}raa \u{200b}toimintaa"),
            PLAIN.replace("Lappia", "Lappia 👩\u{200d}🚀 ❤\u{fe0f}"),
            PLAIN.replace("Lappia", "می\u{200c}خواهم"),
            PLAIN.replace(
                "term:",
                "# Persiaksi می\u{200c}خواهم, tavutettuna so\u{ad}pimus\nterm:",
            ),
        ] {
            assert_eq!(describe(&read(&text).1), describe(&read(PLAIN).1), "{text}");
        }
    }

    #[test]
    fn an_escape_and_a_name_of_nothing_else_are_for_a_person() {
        let (agreement, findings) = read(&PLAIN.replace("Lappia", "Lap\\u200bpia"));
        assert_eq!(agreement.signatories[0].name.value, "Lappia");
        assert!(
            describe(&findings).ends_with("U+200B (no fix)"),
            "{}",
            describe(&findings)
        );
        let (agreement, findings) = read(&PLAIN.replace("Lappia", "\u{3164}"));
        assert_eq!(agreement.signatories[0].name.value, "\u{3164}");
        assert!(
            describe(&findings).ends_with("U+3164 (no fix)"),
            "{}",
            describe(&findings)
        );
    }

    /// An earlier version froze the names as they are written: that is still the text.
    #[test]
    fn a_text_that_was_opened_with_them_has_not_changed() {
        let opened = |text: &str, digest: &str| {
            text.replace(
                "groups:",
                &format!("opened: {{ on: 2020, text: {digest} }}\ngroups:"),
            )
        };
        let spoilt = PLAIN.replace("Ryhmä", "Ryh\u{200b}mä");
        let mut raw = read(PLAIN).0;
        raw.groups[0].name.value = crate::model::LocalText::plain("Ryh\u{200b}mä");
        let earlier = FrozenText::of(&raw).digest();
        let now = FrozenText::of(&read(PLAIN).0).digest();
        for (text, digest, n_changed) in [
            (&spoilt, &earlier, 0),
            (&spoilt, &now, 0),
            (&PLAIN.to_owned(), &now, 0),
            (&PLAIN.to_owned(), &earlier, 1),
            (&spoilt.replace("Ryh", "Toinen ryh"), &earlier, 1),
        ] {
            let (agreement, findings) = read(&opened(text, digest));
            let recorded = agreement
                .opened
                .as_ref()
                .and_then(|opened| RecordedDigest::parse(&opened.text.value));
            let changed = recorded.map(|recorded| recorded.changed_in(&agreement).len());
            assert_eq!(changed, Some(n_changed), "{text}");
            // What is frozen is not corrected.
            assert!(
                findings.iter().all(|found| found.fix.is_none()),
                "{}",
                describe(&findings)
            );
        }
    }

    #[test]
    fn only_in_comments_is_it_a_warning() {
        let text = PLAIN.replace("term:", "# a\u{202e}b\u{2066}c # \u{200f}\nterm:") + "# loppu \u{200e}\n";
        insta::assert_snapshot!(describe(&read(&text).1), @"
        26: invisible-character: a comment contains the invisible character U+202E (no fix)
        439: invisible-character: a comment contains the invisible character U+200E (no fix)
        ");
        let text = PLAIN.replace("[Seuraa]", "['Seuraa # \u{202e}']");
        let codes: Vec<&str> = read(&text).1.iter().map(|found| found.code.name()).collect();
        assert!(
            codes.contains(&"invalid-text") && !codes.contains(&"invisible-character"),
            "{codes:?}"
        );
        let many = format!("{PLAIN}{}", "# \u{202e}\n".repeat(20));
        assert_eq!(read(&many).1.len(), read(PLAIN).1.len() + super::MOST_IN_COMMENTS);
    }
}
