//! Invitations and reminders: what a letter to a signatory says, and what became of each letter.

use serde::Serialize;

use super::{Cell, Column, Row, Tone};
use crate::wording::Wording;

/// Which letter asks a signatory to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKind {
    /// The first one, once the agreement has been opened.
    Invitation,
    /// One that comes after it.
    Reminder,
}

/// What a letter to one signatory can say: the names that a template of letters knows. All texts
/// and dates are in the language of the letter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LetterView {
    /// The agreement's id.
    pub agreement: String,
    pub title: String,
    /// The network's name in `registry.yaml`.
    pub network: Option<String>,
    /// The organisation's id.
    pub organisation: String,
    /// Its name in the agreement.
    pub name: String,
    /// The position on file as its contact.
    pub role: Option<String>,
    /// The day for which the letter is written.
    pub today: String,
    /// When the agreement was opened for signing, as given; `None` where that is not on record.
    pub opened: Option<String>,
    /// The start of the term as given.
    pub starts: String,
    /// Whether the term has begun.
    pub has_begun: bool,
    /// The effective end as given; `None` when open-ended.
    pub ends: Option<String>,
    /// To when it continues by itself unless it is terminated.
    pub continues_to: Option<String>,
    /// From when the agreement is in force.
    pub entry: EntryView,
    /// Until when a signature is requested; `None` where no date decides.
    pub sign_by: Option<SignByView>,
    /// How many are bound.
    pub signed: u32,
    /// How many are bound or pending.
    pub total: u32,
    /// The groups in which the organisation has duties or a place.
    pub groups: Vec<LetterGroup>,
    /// The organisation's duties in all its groups.
    pub n_duties: u32,
    /// Who writes.
    pub sender: SenderView,
    /// The name of the attached file.
    pub attachment: String,
}

/// How an agreement is to its entry into force.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryView {
    /// `in-force`, `coming` (its rule is met, its start ahead) or `waiting` (for signatures).
    pub state: &'static str,
    /// Since when it is in force; `None` before.
    pub since: Option<String>,
    /// The rule: `start-date`, `all-signed`, `signed-at-least`.
    pub rule: &'static str,
    /// How many must have signed under `signed-at-least`.
    pub signed_at_least: Option<u32>,
}

/// Until when a signature is requested.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignByView {
    /// `agreed`: the day that the agreement says; `passed`: the same, once it is past;
    /// `start`: before the term begins; `decision`: on the day by which it is decided how the agreement
    /// goes on.
    pub kind: &'static str,
    pub date: String,
}

/// A group as it concerns one organisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LetterGroup {
    pub name: String,
    /// Whether the organisation leads it.
    pub is_chair: bool,
    /// Whether the organisation leads it or belongs to it.
    pub is_member: bool,
    /// The organisation's duties in it, in the order of the annex.
    pub duties: Vec<LetterDuty>,
}

/// A duty of an organisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LetterDuty {
    /// What is promised.
    pub text: String,
    /// How often, or by when; `None` for what goes on all the time.
    pub when: Option<String>,
    /// Whether no one is named for it, so that the whole group answers.
    pub is_shared: bool,
}

/// The sender of letters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SenderView {
    pub name: Option<String>,
    /// A position.
    pub role: Option<String>,
    /// The address to answer to.
    pub email: String,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReminderState {
    /// It was written.
    Written,
    /// It would be written: nothing was, because only a look was requested.
    ToWrite,
    /// Its file is there already and was left as it is.
    ThereAlready,
    /// Its file is there, says what is no longer so, and was left as it is.
    Outdated,
    /// Its file is there, and nothing is to be signed any more; it was left as it is.
    NoLongerNeeded,
    /// Its file was removed, for nothing is to be signed any more.
    Removed,
    /// The same, but somebody had changed the file: it has another name now.
    SetAside,
    /// The signatory has no e-mail address.
    NoAddress,
}

impl ReminderState {
    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Written => Wording::fixed("written", "kirjoitettu"),
            Self::ToWrite => Wording::fixed("would be written", "kirjoitettaisiin"),
            Self::ThereAlready => Wording::fixed("already exists", "on jo"),
            Self::Outdated => Wording::fixed("outdated", "vanhentunut"),
            Self::NoLongerNeeded => Wording::fixed("no longer needed", "tarpeeton"),
            Self::Removed => Wording::fixed("removed", "poistettu"),
            Self::SetAside => Wording::fixed("set aside", "siirretty sivuun"),
            Self::NoAddress => Wording::fixed("no address", "ei osoitetta"),
        }
    }
}

/// One pending signatory and its letter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReminderRow {
    /// The agreement's id.
    pub agreement: String,
    /// The organisation's id.
    pub organisation: String,
    /// Its name in the agreement.
    pub name: String,
    /// The address on file.
    pub address: Option<String>,
    /// The letter's file; `None` without an address.
    pub file: Option<String>,
    /// What became of the letter.
    pub state: ReminderState,
    pub kind: LetterKind,
    /// Why, where the state alone does not say it; in the output language.
    pub why: Option<String>,
}

impl ReminderRow {
    fn state_cell(&self) -> Cell {
        let tone = match self.state {
            ReminderState::Written => Tone::Firm,
            ReminderState::ToWrite | ReminderState::NoAddress => Tone::Open,
            ReminderState::Outdated | ReminderState::NoLongerNeeded => Tone::Refused,
            ReminderState::ThereAlready | ReminderState::Removed | ReminderState::SetAside => Tone::Over,
        };
        Cell::State(self.state.label(), tone)
    }
}

impl Row for ReminderRow {
    const TITLE: Wording = Wording::fixed("Reminders", "Muistutukset");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::in_data("agreement", "sopimus", |row| (&row.agreement).into()),
        Column::<Self>::in_data("organisation", "organisaatio", |row| (&row.organisation).into()),
        Column::<Self>::shown("name", "nimi", |row| (&row.name).into()),
        Column::<Self>::shown("address", "osoite", |row| row.address.as_ref().into()).drops(1),
        Column::<Self>::shown("file", "tiedosto", |row| row.file.as_ref().into()).drops(2),
        Column::<Self>::shown("letter", "kirje", Self::state_cell),
        Column::<Self>::shown("why", "syy", |row| row.why.as_ref().into()).prose(32),
    ];
}
