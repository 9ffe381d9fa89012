//! Characters that nobody sees. A name is read without those that it can do without, so that two names that look the
//! same are the same everywhere; and a comment with which a reader could be misled is named.

use super::decode::Decoder;
use super::scalar::is_forbidden;
use super::sets::Reading;
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
        // Of a name that nobody sees at all nothing would be left.
        Some(if name.is_empty() {
            text
        } else {
            At::new(name, text.span)
        })
    }

    fn invisible_character(&mut self, node: NodeId, invisible: char, is_fixable: bool) {
        let (span, raw, is_frozen) = (self.tree.span(node), self.tree.raw(node), self.is_frozen);
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
            // An escape such as `\u200B` stands in the file as letters: it is for a person to remove.
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
        end_of_line = text[*at..].find('\n').map_or(text.len(), |length| at + length);
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
                "delete the character: with it, editors show the line in another order than it is read",
                "poista merkki: sen vuoksi rivi voi näyttää muokkausohjelmassa toiselta kuin se luetaan",
            )),
        );
    }
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
