//! The text that `open` freezes, and its digest (`docs/format.md`, "How a status follows").
//!
//! The digest has one part for each section, so that a later change is named, not only noticed. It has a form:
//! what it covers is decided when it is recorded, and a later version of the program goes on reading it so.
//! It shows an unnoticed slip, not a forgery: whoever can change the file can change the digest.

mod fields;

use std::fmt::{self, Write as _};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::closed_set::closed_set;
use super::{
    Agreement, Duty, Ending, EntryRule, Group, LocalText, Network, OrganisationId, Region, RegionSet,
    Regions, Seat, SeatKind, Timing, Variable,
};

closed_set! {
    /// A part of the frozen text with a digest of its own. A new one comes last: digests keep the order.
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
        Provisions = "provisions" ("provisions", "sopimusehdot"),
    }
}

/// The characters of a section's digest: the first 32 bits of SHA-256, in hexadecimal.
const DIGITS: usize = 8;

/// What a digest covers, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DigestForm {
    /// Sixty-four digits: no provisions, and the groups with their chairs and members.
    First,
    /// `2-` and seventy-two digits: the provisions too, and of a group what is signed: its name, regions and duties,
    /// not who sits in it.
    Second,
}

impl DigestForm {
    /// The form in which `open` records a digest.
    pub const CURRENT: Self = Self::Second;

    const ALL: [Self; 2] = [Self::First, Self::Second];

    /// What a digest of this form begins with.
    const fn prefix(self) -> &'static str {
        match self {
            Self::First => "",
            Self::Second => "2-",
        }
    }

    /// What it covers, in the order of its parts.
    const fn sections(self) -> &'static [Section] {
        match self {
            Self::First => Section::ALL.split_at(8).0,
            Self::Second => &Section::ALL,
        }
    }

    /// How many digits follow the prefix.
    #[must_use]
    pub const fn n_digits(self) -> usize {
        self.sections().len() * DIGITS
    }

    /// Whether the chair and the members of a group are part of the text.
    #[must_use]
    pub const fn covers_composition(self) -> bool {
        matches!(self, Self::First)
    }
}

/// A digest that `open` recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedDigest<'r> {
    form: DigestForm,
    digits: &'r str,
}

impl<'r> RecordedDigest<'r> {
    /// `None` for a text that is not a digest of any form.
    #[must_use]
    pub fn parse(recorded: &'r str) -> Option<Self> {
        let is_digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let mut read = DigestForm::ALL.into_iter().filter_map(|form| {
            let digits = recorded.strip_prefix(form.prefix())?;
            (digits.len() == form.n_digits()).then_some(Self { form, digits })
        });
        read.find(|read| read.digits.bytes().all(is_digit))
    }

    #[must_use]
    pub const fn form(self) -> DigestForm {
        self.form
    }

    /// Whether it is one of the text of a section.
    #[must_use]
    pub fn covers(self, section: Section) -> bool {
        self.form.sections().contains(&section)
    }

    /// The sections that differ from the text of an agreement as it is.
    #[must_use]
    pub fn changed_in(self, agreement: &Agreement) -> Vec<Section> {
        self.changed(&FrozenText::in_form(agreement, self.form))
    }

    /// The sections in which two digests of one form differ.
    #[must_use]
    pub fn differs_from(self, other: RecordedDigest<'_>) -> Vec<Section> {
        let parts = self.parts().zip(other.parts());
        let sections = self.form.sections().iter().zip(parts);
        let differing = sections.filter(|(_, (part, other))| part != other);
        differing.map(|(section, _)| *section).collect()
    }

    fn changed(self, text: &FrozenText) -> Vec<Section> {
        let parts = text.sections.iter().zip(self.parts());
        let changed = parts.filter(|((_, text), part)| section_digest(text) != *part);
        changed.map(|((section, _), _)| *section).collect()
    }

    /// Whether the agreement has provisions that the digest does not cover.
    #[must_use]
    pub fn leaves_out_provisions(self, agreement: &Agreement) -> bool {
        !self.covers(Section::Provisions) && !agreement.provisions.is_empty()
    }

    /// The digest in which the sections that are those of `written` are those of `read`: the same text, read in
    /// another way. What has changed since is left as it was recorded.
    #[must_use]
    pub fn restated(self, written: &Agreement, read: &Agreement) -> String {
        let changed = self.changed(&FrozenText::in_form(written, self.form));
        let text = FrozenText::in_form(read, self.form);
        let parts = text.sections.iter().zip(self.parts());
        let parts = parts.map(|((section, text), part)| {
            if changed.contains(section) {
                part.to_owned()
            } else {
                section_digest(text)
            }
        });
        self.form.prefix().to_owned() + &parts.collect::<String>()
    }

    /// The parts, in the order of the sections.
    fn parts(self) -> impl Iterator<Item = &'r str> {
        let n_parts = self.digits.len() / DIGITS;
        (0..n_parts).map(move |at| &self.digits[at * DIGITS..(at + 1) * DIGITS])
    }
}

/// The frozen text of an agreement by section: NFC, one fact a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenText {
    form: DigestForm,
    sections: Vec<(Section, String)>,
}

impl FrozenText {
    /// The text of an agreement as it is, in the current form.
    #[must_use]
    pub fn of(agreement: &Agreement) -> Self {
        Self::in_form(agreement, DigestForm::CURRENT)
    }

    /// The text of an agreement as it is.
    #[must_use]
    pub fn in_form(agreement: &Agreement, form: DigestForm) -> Self {
        let text = |section: &Section| {
            let mut lines = Lines::default();
            section_lines(agreement, *section, form, &mut lines);
            (*section, lines.0)
        };
        Self {
            form,
            sections: form.sections().iter().map(text).collect(),
        }
    }

    /// The digest: eight hexadecimal digits for each section.
    #[must_use]
    pub fn digest(&self) -> String {
        let parts = self.sections.iter().map(|(_, text)| section_digest(text));
        self.form.prefix().to_owned() + &parts.collect::<String>()
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

fn section_lines(agreement: &Agreement, section: Section, form: DigestForm, lines: &mut Lines) {
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
            .for_each(|group| group_lines(group, (form, opened_on(agreement)), lines)),
        Section::Provisions => provision_lines(agreement, lines),
    }
}

/// The texts as they are written, and the terms that they state by variables and no other section has. Who the
/// parties are and what the agreement supersedes are later facts.
fn provision_lines(agreement: &Agreement, lines: &mut Lines) {
    let term = &agreement.term;
    for provision in &agreement.provisions {
        lines.all("provision", [provision.number]);
        lines.all("id", provision.id.as_ref().map(|id| &id.value));
        lines.text("heading", &provision.heading.value);
        lines.text("text", &provision.text.value);
        for variable in provision.variables() {
            match variable {
                Variable::Notice | Variable::NoticeMonths => {
                    lines.all("term.notice_months", term.notice_months);
                }
                Variable::ReviewMonths => {
                    lines.all(variable.field(), term.review_months.as_ref().map(|at| at.value));
                }
                _ => {}
            }
        }
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
    lines.all("notice", agreement.term.notice.as_ref().map(|at| at.value));
    if let Some(continues) = agreement.term.continues.as_ref().map(|at| at.value) {
        lines.all("continues", [continues.by()]);
        lines.all("unless_notice", continues.unless_notice);
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

fn opened_on(agreement: &Agreement) -> Option<NaiveDate> {
    agreement
        .opened
        .as_ref()
        .map(|opened| opened.on.value.first_day())
}

/// Who was in a group when its text was opened: what is recorded of later days does not change that text.
fn signed_seats<'g>(
    group: &'g Group,
    opened_on: Option<NaiveDate>,
    kind: SeatKind<'g>,
) -> impl Iterator<Item = &'g OrganisationId> {
    let was_seated = move |seat: &Seat| match opened_on {
        Some(day) => seat.is_held_on(day),
        None => seat.from.is_none(),
    };
    let seats = group.seats();
    let seats = seats.filter(move |(of, seat)| *of == kind && was_seated(seat));
    seats.map(|(_, seat)| &seat.organisation.value)
}

fn group_lines(group: &Group, (form, opened_on): (DigestForm, Option<NaiveDate>), lines: &mut Lines) {
    lines.all("group", [&group.id.value]);
    lines.text("name", &group.name.value);
    match &group.regions {
        Regions::All => lines.add("regions", "all"),
        Regions::Listed(regions) => lines.all("region", in_lasting_order(regions).map(Region::id)),
    }
    if form.covers_composition() {
        lines.all("chair", signed_seats(group, opened_on, SeatKind::Chair));
        lines.all("member", signed_seats(group, opened_on, SeatKind::Member));
    }
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
