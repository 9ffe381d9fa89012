//! Lists that are sets: each member counts once, however often it is written. A repetition is reported
//! where it is and goes no further, so that no answer repeats it.

use super::Decoder;
use super::entries::Entries;
use crate::diagnostic::{Code, FilePath, Findings, Span};
use crate::model::{Agreement, DigestForm, Network, RecordedDigest};
use crate::source::tree::{Kind, NodeId, Style, Tree};
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    /// The members of a list field; those of which `key` is equal are one.
    pub(in crate::source) fn set<T, K: Ord>(
        &mut self,
        entries: &Entries,
        name: &str,
        mut read: impl FnMut(&mut Self, NodeId) -> Option<T>,
        key: impl Fn(&T) -> K,
    ) -> Vec<T> {
        let Some(node) = entries.value(name) else {
            return Vec::new();
        };
        let items = self.items_of(node);
        let read = |decoder: &mut Self, item| decoder.part(item, |decoder, item| read(decoder, item));
        self.members(&items, read, key)
    }

    /// The members among the items of a list.
    pub(in crate::source) fn members<T, K: Ord>(
        &mut self,
        items: &[NodeId],
        mut read: impl FnMut(&mut Self, NodeId) -> Option<T>,
        key: impl Fn(&T) -> K,
    ) -> Vec<T> {
        let mut firsts = std::collections::BTreeMap::new();
        let mut members = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let Some(member) = read(self, *item) else { continue };
            if self.reading == Reading::AsMeant {
                if let Some(first) = firsts.get(&key(&member)) {
                    self.repeated(items, at, *first);
                    continue;
                }
                firsts.insert(key(&member), *item);
            }
            if !self.gaps.hide_all() {
                members.push(member);
            }
        }
        members
    }

    /// A set of mappings with the shape of a field of `entries`.
    pub(in crate::source) fn mapping_set<T, K: Ord>(
        &mut self,
        entries: &Entries,
        name: &str,
        mut read: impl FnMut(&mut Self, &Entries) -> Option<T>,
        key: impl Fn(&T) -> K,
    ) -> Vec<T> {
        let fields = crate::source::shape::below(entries.fields, name);
        self.set(
            entries,
            name,
            |decoder, item| {
                let inner = decoder.entries(item, fields)?;
                read(decoder, &inner)
            },
            key,
        )
    }

    /// Reads a part of the text that `open` freezes: once it is frozen, what it is read without stays in the file.
    pub(in crate::source) fn frozen<T>(&mut self, entries: &Entries, read: impl FnOnce(&mut Self) -> T) -> T {
        self.frozen = entries.value("opened").map(|opened| self.digest_form(opened));
        let value = read(self);
        self.frozen = None;
        value
    }

    /// The form of the digest of an opening; the one that covers the most where there is none that can be read.
    fn digest_form(&self, opened: NodeId) -> DigestForm {
        let mut fields = self.tree.pairs(opened);
        let digest = fields.find_map(|(key, value)| {
            let (name, _) = self.tree.scalar(key)?;
            let (text, _) = self.tree.scalar(value).filter(|_| name == "text")?;
            RecordedDigest::parse(text.trim())
        });
        digest.map_or(DigestForm::First, RecordedDigest::form)
    }

    /// Reads who sits in a group: part of the frozen text only where the digest covers it.
    pub(in crate::source) fn composition<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let frozen = self.frozen;
        self.frozen = frozen.filter(|form| form.covers_composition());
        let value = read(self);
        self.frozen = frozen;
        value
    }

    /// Whether something was read otherwise than it is written: a member of a set that was listed again, a name with
    /// characters that no one sees.
    pub(in crate::source) fn reads_otherwise(&self) -> bool {
        let mut codes = self.findings.codes().map(|(_, code)| code);
        codes.any(|code| matches!(code, Code::RepeatedEntry | Code::InvisibleCharacter))
    }

    fn repeated(&mut self, items: &[NodeId], at: usize, first: NodeId) {
        // A mapping is known by its first value.
        let (tree, is_frozen) = (self.tree, self.frozen.is_some());
        let shown = match tree.kind(items[at]) {
            Kind::Mapping => tree.pairs(items[at]).next().map_or(items[at], |(_, value)| value),
            _ => items[at],
        };
        let message = || match tree.scalar(shown) {
            Some((text, _)) => {
                wording!(en: "`{text}` is listed twice", fi: "`{text}` on luettelossa kahdesti")
            }
            None => Wording::fixed("the entry is listed twice", "merkintä on luettelossa kahdesti"),
        };
        self.report_as(Code::RepeatedEntry, tree.span(items[at]), message, |found| {
            let label = Wording::fixed("first listed here", "ensimmäisen kerran tässä");
            let found = found.with_related_here(tree.span(first), label);
            if is_frozen {
                return found.with_help(FROZEN_HELP);
            }
            let found = found.with_help(Wording::fixed(
                "delete the repetition; it is counted once",
                "poista toisto; se lasketaan kerran",
            ));
            match removed_by(tree, items, at) {
                Some(gone) => {
                    found.with_fix(Wording::fixed("delete the repetition", "poista toisto"), gone, "")
                }
                None => found,
            }
        });
    }
}

const FROZEN_HELP: Wording = Wording::fixed(
    "the text has been opened for signing and stays as it is; the repetition is counted and printed nowhere, so \
     waive the warning (`waivers`)",
    "teksti on avattu allekirjoitettavaksi eikä muutu; toistoa ei lasketa eikä tulosteta missään, joten kuittaa \
     varoitus (`waivers`)",
);

/// The bytes of a single value with what parts it from the item before it; `None` beside a comment,
/// which may speak of it.
fn removed_by(tree: &Tree<'_>, items: &[NodeId], at: usize) -> Option<Span> {
    let (before, this) = (*items.get(at.checked_sub(1)?)?, items[at]);
    let is_single = |node: NodeId| tree.scalar(node).is_some_and(|(_, style)| style != Style::Block);
    if !is_single(before) || !is_single(this) {
        return None;
    }
    let (from, to) = (tree.span(before).range().end, tree.span(this).range().end);
    let text = tree.text();
    let rest_of_line = text[to..].lines().next().unwrap_or_default();
    let is_commented = text[from..to].contains('#') || rest_of_line.contains('#');
    (!is_commented).then(|| Span::new(from, to))
}

/// What becomes of a member that is listed again, and of the characters of a name that no one sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Reading {
    /// They are reported and left out.
    AsMeant,
    /// They are kept.
    AsWritten,
}

/// The digest of a text that was opened with repetitions or invisible characters in it becomes that of the same text
/// without them, as far as nothing else has changed since.
pub(in crate::source) fn restate_opening(
    file: &FilePath,
    tree: &Tree<'_>,
    network: &Network,
    agreement: &mut Agreement,
) {
    if agreement.opened.is_none() {
        return;
    }
    let written = agreement_as(Reading::AsWritten, file, tree, network);
    let restated = written.and_then(|written| {
        let recorded = RecordedDigest::parse(&agreement.opened.as_ref()?.text.value)?;
        Some(recorded.restated(&written, agreement))
    });
    if let (Some(restated), Some(opened)) = (restated, &mut agreement.opened) {
        opened.text.value = restated;
    }
}

/// The agreement of a file, with the digest that is written in it.
pub(in crate::source) fn agreement_as(
    reading: Reading,
    file: &FilePath,
    tree: &Tree<'_>,
    network: &Network,
) -> Option<Agreement> {
    let mut unheard = Findings::default();
    let mut decoder = Decoder::new(file, tree, network, &mut unheard);
    decoder.reading = reading;
    decoder.agreement()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostic;
    use crate::model::{Agreement, DigestForm, FrozenText, RecordedDigest};
    use crate::source::fixed_bytes;
    use crate::source::testing::read;
    use crate::wording::Lang;

    fn describe(findings: &[Diagnostic]) -> String {
        let show = |finding: &Diagnostic| {
            let fix = if finding.fix.is_some() { "" } else { " (no fix)" };
            format!("{}: {}{fix}", finding.code.name(), finding.message.get(Lang::En))
        };
        findings.iter().map(show).collect::<Vec<_>>().join("\n")
    }

    fn fixed(text: &str, findings: &[Diagnostic]) -> String {
        let findings: Vec<&Diagnostic> = findings.iter().collect();
        let fixed = fixed_bytes(text.as_bytes(), &findings).expect("something is to be corrected");
        String::from_utf8(fixed.bytes).expect("a corrected file is text")
    }

    const TWICE: &str = "\
id: tno
title: Sopimus
supersedes: [vanha, toinen, vanha, vanha]
term: { starts: 2020, ends: 2023 }
strategies: [{ name: S, ends: 2022 }, { name: S, ends: 2022 }, { name: S }]
cooperation: [[Keski, Tunturi, Keski], [Tunturi, Keski]]
groups:
  - id: r
    name: Ryhmä
    regions: [Itä, Keski, Itä]
    members:
      - aa
      - bb
      - aa
      - \"bb\" # sama
    duties: [{ text: Tekee., responsible: [bb, aa, bb] }]
signatories:
  - { organisation: aa, name: Aa, kind: other, regions: [Itä, Itä], covers: [Yks, yks, Yks] }
  - { organisation: bb, name: Bb, kind: other, regions: all }
waivers: [{ code: x, reason: a }, { code: x, reason: b }]
";

    #[test]
    fn each_member_of_a_set_is_read_once() {
        let (agreement, findings) = read(TWICE);
        insta::assert_snapshot!(describe(&findings), @"
        repeated-entry: `vanha` is listed twice
        repeated-entry: `vanha` is listed twice
        repeated-entry: `S` is listed twice (no fix)
        repeated-entry: `Keski` is listed twice
        repeated-entry: the entry is listed twice (no fix)
        repeated-entry: `Itä` is listed twice
        repeated-entry: `aa` is listed twice
        repeated-entry: `bb` is listed twice (no fix)
        repeated-entry: `bb` is listed twice
        repeated-entry: `Itä` is listed twice
        repeated-entry: `Yks` is listed twice
        repeated-entry: `x` is listed twice (no fix)
        ");
        let group = &agreement.groups[0];
        let counts = [
            agreement.supersedes.len(),
            agreement.strategies.len(),
            agreement.cooperation.len(),
            agreement.cooperation[0].value.len(),
            group.members.len(),
            group.duties[0].responsible.len(),
            agreement.signatories[0].covers.len(),
            agreement.waivers.len(),
        ];
        assert_eq!(counts, [2, 2, 1, 2, 2, 2, 2, 1]);
    }

    #[test]
    fn a_correction_leaves_the_rest_as_it_was() {
        let once = fixed(TWICE, &read(TWICE).1);
        let (agreement, findings) = read(&once);
        insta::assert_snapshot!(describe(&findings), @"
        repeated-entry: `S` is listed twice (no fix)
        repeated-entry: the entry is listed twice (no fix)
        repeated-entry: `bb` is listed twice (no fix)
        repeated-entry: `x` is listed twice (no fix)
        ");
        assert_eq!(FrozenText::of(&agreement), FrozenText::of(&read(TWICE).0));
        assert!(once.contains("supersedes: [vanha, toinen]\n"), "{once}");
        assert!(
            once.contains("      - aa\n      - bb\n      - \"bb\" # sama\n    duties"),
            "{once}"
        );
    }

    /// An earlier version froze the text with its repetitions: that is still the text.
    #[test]
    fn a_text_that_was_opened_with_repetitions_has_not_changed() {
        let frozen = |members: &str, digest: &str| {
            format!(
                "id: tno\ntitle: Sopimus\nterm: {{ starts: 2020, ends: 2023 }}\nopened: {{ on: 2020, text: {digest} }}\n\
                 groups: [{{ id: r, name: Ryhmä, regions: all, members: [{members}] }}]\n\
                 signatories: [{{ organisation: aa, name: Aa, kind: other, regions: all }}]\n"
            )
        };
        let changed = |agreement: &Agreement| {
            let recorded = agreement
                .opened
                .as_ref()
                .map_or("", |opened| opened.text.value.as_str());
            RecordedDigest::parse(recorded).map(|recorded| recorded.changed_in(agreement).len())
        };
        // The digest of this text by an earlier version, in either form.
        let mut raw = read(&frozen("aa", "0")).0;
        let again = raw.groups[0].members[0].clone();
        raw.groups[0].members.push(again);
        let first = FrozenText::in_form(&raw, DigestForm::First).digest();
        let (agreement, findings) = read(&frozen("aa, aa", &first));
        insta::assert_snapshot!(describe(&findings), @"repeated-entry: `aa` is listed twice (no fix)");
        assert_eq!(changed(&agreement), Some(0));
        // A change is one, with or without the repetition.
        for members in ["aa, aa, bb", "aa"] {
            assert_eq!(changed(&read(&frozen(members, &first)).0), Some(1));
        }
        // The members are not part of the text in the second form: the repetition may go.
        let second = FrozenText::in_form(&raw, DigestForm::Second).digest();
        let (agreement, findings) = read(&frozen("aa, aa, bb", &second));
        insta::assert_snapshot!(describe(&findings), @"repeated-entry: `aa` is listed twice");
        assert_eq!(changed(&agreement), Some(0));
    }
}
