//! The renewal board: how far the signing of one agreement has come.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Cell, Column, NamedView, RegionsView, Row, Spoken, Tone};
use crate::model::{AgreementStatus, PartialDate, Region, SignatoryState};
use crate::wording::Wording;

/// What still is between an agreement and its entry into force, by its own rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlockingView {
    /// The rule: `start-date`, `all-signed`, `signed-at-least`.
    pub rule: &'static str,
    /// How many must have signed under `signed-at-least`.
    pub signed_at_least: Option<u32>,
    /// How many signatures are missing.
    pub missing: u32,
    /// Whose signatures are missing under `all-signed`; under another rule anyone's will do.
    pub waiting_for: Vec<NamedView>,
}

/// How far the signing has come in one region. A signatory for all regions counts in each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegionProgress {
    pub region: Region,
    /// How many are bound: signed or leaving.
    pub signed: u32,
    /// How many have not signed.
    pub pending: u32,
    /// Both together.
    pub total: u32,
}

/// One signatory on the board.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoardRow {
    /// The organisation's id.
    pub organisation: String,
    /// Its name in the agreement.
    pub name: String,
    /// Names of regions, or `all` alone.
    pub regions: RegionsView,
    /// Its state on the day.
    pub state: SignatoryState,
    /// Whether the organisation has ceased by the day.
    pub ceased: bool,
    /// The date that put it into this state; a pending one waits since signing began or it joined.
    pub since: Option<PartialDate>,
    /// The case number of its decision.
    pub record: Option<String>,
    /// What a coordinator does next about it, in the output language.
    pub next_step: Option<String>,
}

/// The board of one agreement on one day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoardView {
    /// The agreement's id.
    pub agreement: String,
    /// Its title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub title: Spoken,
    /// Its case number.
    pub record: Option<String>,
    /// Its status on the day.
    pub status: AgreementStatus,
    /// The start as given.
    pub starts: PartialDate,
    /// The effective end as given; `None` when open-ended.
    pub ends: Option<PartialDate>,
    /// By when it is decided how the agreement goes on; `None` for a draft and for what is over.
    pub decision_deadline: Option<NaiveDate>,
    /// To what the end moves by itself unless notice is given by the deadline.
    pub continues_to: Option<NaiveDate>,
    /// Days from the day requested to the last day of the term; negative when it is over.
    pub days_left: Option<i64>,
    /// Days to the first day of the term; negative when it is past.
    pub days_to_start: i64,
    /// When signing began.
    pub opened: Option<PartialDate>,
    /// By when those sign who are in it from the beginning.
    pub sign_by: Option<PartialDate>,
    /// Days to the last day to sign; negative when it is past.
    pub days_to_sign_by: Option<i64>,
    /// How many are bound: signed or leaving.
    pub signed: u32,
    /// How many have not signed.
    pub pending: u32,
    /// How many have refused.
    pub declined: u32,
    /// How many have withdrawn.
    pub withdrawn: u32,
    /// Signed and pending together.
    pub total: u32,
    /// What keeps the agreement from entering into force; `None` when nothing does but its start.
    pub blocking: Option<BlockingView>,
    /// All regions, in the network's order.
    pub by_region: Vec<RegionProgress>,
    /// The pending ones first, then by name.
    pub rows: Vec<BoardRow>,
}

impl BoardRow {
    fn state_cell(&self) -> Cell {
        let label = self.state.label();
        let tone = match self.state {
            SignatoryState::Signed if !self.ceased => Tone::Firm,
            SignatoryState::Signed | SignatoryState::Pending | SignatoryState::Leaving => Tone::Open,
            SignatoryState::Withdrawn => Tone::Over,
            SignatoryState::Declined => Tone::Refused,
        };
        if !self.ceased {
            return Cell::State(label, tone);
        }
        let ceased = Wording::fixed("ceased", "lakannut");
        Cell::State(Wording::joined(&[label, ceased], ", "), tone)
    }
}

impl Row for BoardRow {
    const TITLE: Wording = Wording::fixed("Signatories", "Allekirjoittajat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::in_data("organisation", "organisaatio", |row| (&row.organisation).into()),
        Column::<Self>::shown("name", "nimi", |row| (&row.name).into()).prose(24),
        Column::<Self>::shown("regions", "alueet", |row| (&row.regions).into()).drops(1),
        Column::<Self>::shown("state", "tila", Self::state_cell),
        Column::<Self>::shown("since", "alkaen", |row| row.since.into()).drops(2),
        Column::<Self>::in_data("case number", "asianumero", |row| row.record.as_ref().into()),
        Column::<Self>::shown("next step", "seuraava toimi", |row| row.next_step.as_ref().into()).prose(28),
    ];
}
