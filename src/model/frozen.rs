//! The text that `open` freezes, and its digest (`docs/format.md`: title, purpose, the term's start and
//! end, the rule of entry, strategies, themes, products, cooperation, groups with their duties).
//!
//! The digest has one part for each section, so that a later change is named, not only noticed.
//! It says an unnoticed slip, not a forgery: whoever can change the file can change the digest.

use std::fmt::{self, Write as _};

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::closed_set::closed_set;
use super::{
    Agreement, Duty, Ending, EntryRule, Group, LocalText, Network, Region, RegionSet, Regions, Timing,
};

closed_set! {
    /// A part of the frozen text with a digest of its own.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Section {
        Title = "title" ("title", "nimi"),
        Purpose = "purpose" ("purpose", "tarkoitus"),
        /// Start, end and the rule of entry.
        Term = "term" ("term", "sopimuskausi"),
        Strategies = "strategies" ("strategies", "strategiat"),
        Themes = "themes" ("themes", "painopisteet"),
        Products = "products" ("products", "palvelutuotteet"),
        /// The regions that work jointly.
        Cooperation = "cooperation" ("cooperation", "alueiden yhteistyö"),
        /// The groups and their duties.
        Groups = "groups" ("groups", "ryhmät ja tehtävät"),
    }
}

/// The characters of a section's digest: the first 32 bits of SHA-256, in hexadecimal.
const DIGITS: usize = 8;

/// The frozen text of an agreement, by section, in a form of its own: NFC, one fact a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenText([String; 8]);

impl FrozenText {
    /// The text of an agreement as it is.
    #[must_use]
    pub fn of(agreement: &Agreement) -> Self {
        Self(Section::ALL.map(|section| {
            let mut lines = Lines::default();
            section_lines(agreement, section, &mut lines);
            lines.0
        }))
    }

    /// The digest: eight hexadecimal digits for each of the eight sections.
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.iter().map(|text| section_digest(text)).collect()
    }

    /// The sections that differ from a recorded digest; all of them when the record has not the
    /// length of a digest.
    #[must_use]
    pub fn changed_since(&self, recorded: &str) -> Vec<Section> {
        Section::ALL
            .into_iter()
            .zip(&self.0)
            .enumerate()
            .filter(|(i, (_, text))| {
                recorded.get(i * DIGITS..(i + 1) * DIGITS) != Some(&section_digest(text))
            })
            .map(|(_, (section, _))| section)
            .collect()
    }

    /// A recorded digest in which the sections that are those of `written` are those of this text: the
    /// same text, said in another way. What has changed since is left as it was recorded.
    #[must_use]
    pub fn restated(&self, written: &Self, recorded: &str) -> String {
        let changed = written.changed_since(recorded);
        let sections = Section::ALL.into_iter().zip(&self.0).enumerate();
        let part = |(i, (section, text)): (usize, (Section, &String))| {
            let part = recorded
                .get(i * DIGITS..(i + 1) * DIGITS)
                .filter(|_| changed.contains(&section));
            part.map_or_else(|| section_digest(text), str::to_owned)
        };
        if changed.len() == Section::ALL.len() {
            return recorded.to_owned();
        }
        sections.map(part).collect()
    }
}

fn section_digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .take(DIGITS / 2)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Lines `key value`; line breaks in a value are escaped, so that no value can look like a line.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, key: &str, value: &str) {
        let value: String = value.nfc().collect();
        let value = value.replace('\\', "\\\\").replace('\n', "\\n");
        let _ = writeln!(self.0, "{key} {value}");
    }

    fn text(&mut self, key: &str, text: &LocalText) {
        for (lang, value) in text.iter() {
            self.add(&format!("{key}.{}", lang.code()), value);
        }
    }

    fn all<T: fmt::Display>(&mut self, key: &str, values: impl IntoIterator<Item = T>) {
        for value in values {
            self.add(key, &value.to_string());
        }
    }
}

fn section_lines(agreement: &Agreement, section: Section, lines: &mut Lines) {
    match section {
        Section::Title => lines.text("title", &agreement.title.value),
        Section::Purpose => lines_of_purpose(agreement, lines),
        Section::Term => term_lines(agreement, lines),
        Section::Strategies => {
            for strategy in &agreement.strategies {
                lines.text("strategy", &strategy.name.value);
                lines.all("ends", strategy.ends.as_ref().map(|ends| ends.value));
            }
        }
        Section::Themes => {
            for theme in &agreement.themes {
                lines.all("theme", [&theme.id.value]);
                lines.text("name", &theme.name);
            }
        }
        Section::Products => {
            for product in &agreement.products {
                lines.all("product", [&product.id.value]);
                lines.text("name", &product.name);
            }
        }
        Section::Cooperation => {
            for regions in &agreement.cooperation {
                let names: Vec<&str> = regions.value.iter().map(Region::id).collect();
                lines.add("together", &names.join(" "));
            }
        }
        Section::Groups => agreement
            .groups
            .iter()
            .for_each(|group| group_lines(group, lines)),
    }
}

fn lines_of_purpose(agreement: &Agreement, lines: &mut Lines) {
    if let Some(purpose) = &agreement.purpose {
        lines.text("purpose", purpose);
    }
}

fn term_lines(agreement: &Agreement, lines: &mut Lines) {
    lines.all("starts", [agreement.term.starts.value]);
    match agreement.term.ending.value {
        Ending::OpenEnded => lines.add("ends", "open-ended"),
        Ending::On(date) => lines.all("ends", [date]),
    }
    match agreement.entry_rule {
        EntryRule::StartDate => lines.add("in_force_when", "start-date"),
        EntryRule::AllSigned => lines.add("in_force_when", "all-signed"),
        EntryRule::SignedAtLeast(n) => lines.all("signed_at_least", [n]),
    }
}

/// The regions in an order that does not change with the order in `registry.yaml`: those of the default in its
/// own, as in digests of texts that were opened before a registry could define regions, then the others by id.
fn in_lasting_order(regions: &RegionSet) -> impl Iterator<Item = &Region> {
    let default = Network::lapland();
    let place = |region: &Region| {
        default
            .find_region(region.id())
            .map_or(usize::MAX, Region::position)
    };
    let mut regions: Vec<&Region> = regions.iter().collect();
    regions.sort_by_key(|region| (place(region), region.id()));
    regions.into_iter()
}

fn group_lines(group: &Group, lines: &mut Lines) {
    lines.all("group", [&group.id.value]);
    lines.text("name", &group.name.value);
    match &group.regions {
        Regions::All => lines.add("regions", "all"),
        Regions::Listed(regions) => lines.all("region", in_lasting_order(regions).map(Region::id)),
    }
    lines.all("chair", group.chair.as_ref().map(|chair| &chair.value));
    lines.all("member", group.members.iter().map(|member| &member.value));
    group.duties.iter().for_each(|duty| duty_lines(duty, lines));
}

fn duty_lines(duty: &Duty, lines: &mut Lines) {
    lines.text("duty", &duty.text.value);
    lines.all("id", duty.id.as_ref().map(|id| &id.value));
    lines.all("responsible", duty.responsible.iter().map(|id| &id.value));
    lines.all("theme", duty.theme.as_ref().map(|id| &id.value));
    lines.all("product", duty.product.as_ref().map(|id| &id.value));
    match duty.timing {
        Timing::Continuous => {}
        Timing::Every(every) => lines.add("every", every.code()),
        Timing::Due(date) => lines.all("due", [date]),
    }
}
