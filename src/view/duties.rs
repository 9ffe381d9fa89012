//! Duties, one a row: the listing that the annex of an agreement prints.

use serde::{Deserialize, Serialize};

use super::{Cell, Column, Row, Spoken, Tone};
use crate::model::{Absence, AgreementStatus, PartialDate, Recurrence};
use crate::wording;
use crate::wording::Wording;

/// What became of a duty since another agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DutyChange {
    /// It is new.
    Added,
    /// Its text is another.
    Reworded,
    /// It passed to another group.
    Moved,
    /// Its text is the same, but its owner, theme, product or time is another.
    Changed,
    /// It is as it was.
    Kept,
    /// It is no longer there.
    Dropped,
}

impl DutyChange {
    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Added => Wording::fixed("added", "lisätty"),
            Self::Reworded => Wording::fixed("reworded", "muutettu"),
            Self::Moved => Wording::fixed("moved", "siirretty"),
            Self::Changed => Wording::fixed("details changed", "tiedot muuttuneet"),
            Self::Kept => Wording::fixed("kept", "ennallaan"),
            Self::Dropped => Wording::fixed("dropped", "poistettu"),
        }
    }
}

/// An organisation that is responsible for a duty on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerView {
    /// Its id.
    pub organisation: String,
    /// Its name as signed; its present name where it is no signatory.
    pub name: String,
    /// Whether its signature binds it; else it will when it signs.
    pub bound: bool,
}

/// One duty of one group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DutyRow {
    /// The agreement's id.
    pub agreement: String,
    /// The agreement's title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub agreement_title: Spoken,
    /// The agreement's status on the day.
    pub agreement_status: AgreementStatus,
    /// The group's id.
    pub group: String,
    /// The group's name in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub group_name: Spoken,
    /// The place in the group's list, from 1.
    pub position: u32,
    /// The duty's id.
    pub duty: Option<String>,
    /// What is promised, in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub text: Spoken,
    /// What is promised, in Finnish: by this the duties of two agreements are compared, so that a
    /// translation alone is no change.
    #[serde(skip)]
    pub finnish: String,
    /// Whom the agreement names as responsible; empty means the whole group.
    pub responsible: Vec<String>,
    /// Their names in the same order, as signed.
    pub responsible_names: Vec<String>,
    /// Those of them who are not responsible on the day.
    #[serde(skip)]
    pub absent: Vec<(String, Absence)>,
    /// Who is responsible on the day, of those named or of the whole group.
    pub owners: Vec<OwnerView>,
    /// Whether the organisation that was requested is bound by its signature; only when one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<bool>,
    /// The theme's id.
    pub theme: Option<String>,
    /// The theme's name in the language of the texts.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub theme_name: Option<Spoken>,
    /// The product's id.
    pub product: Option<String>,
    /// The product's name in the language of the texts.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub product_name: Option<Spoken>,
    /// How often it comes round.
    pub every: Option<Recurrence>,
    /// When it is due.
    pub due: Option<PartialDate>,
    /// What became of it; only when requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<DutyChange>,
    /// Whether it is to hold a meeting of the group.
    pub meeting: bool,
}

impl DutyRow {
    fn change_cell(&self) -> Cell {
        let Some(change) = self.change else {
            return Cell::Empty;
        };
        match change {
            DutyChange::Added => Cell::State(change.label(), Tone::Firm),
            DutyChange::Reworded | DutyChange::Moved | DutyChange::Changed => {
                Cell::State(change.label(), Tone::Open)
            }
            DutyChange::Kept => Cell::Word(change.label()),
            DutyChange::Dropped => Cell::State(change.label(), Tone::Refused),
        }
    }

    /// An agreement in force needs no word.
    fn agreement_status_cell(&self) -> Cell {
        match self.agreement_status {
            AgreementStatus::InForce => Cell::Empty,
            other => other.label().into(),
        }
    }

    /// Those whom the agreement names, and why one of them is not responsible on the day.
    fn responsible_cell(&self) -> Cell {
        if self.absent.is_empty() {
            return (&self.responsible_names).into();
        }
        self.named_responsible().into()
    }

    /// The names in one line, each with the reason where it is not responsible on the day.
    pub(crate) fn named_responsible(&self) -> Wording {
        let absence = |id: &String| self.absent.iter().find(|(absent, _)| absent == id);
        let named = self.responsible.iter().zip(&self.responsible_names);
        let lines = named.map(|(id, name)| match absence(id) {
            Some((_, absence)) => wording!(en: "{name} ({why})", fi: "{name} ({why})", why = absence.label()),
            None => Wording::same(name),
        });
        Wording::joined(&lines.collect::<Vec<_>>(), ", ")
    }

    /// That the organisation that was requested has not signed.
    fn bound_cell(&self) -> Cell {
        match self.bound {
            Some(false) => Cell::State(Wording::fixed("when it signs", "kun allekirjoittaa"), Tone::Open),
            _ => Cell::Empty,
        }
    }

    /// How often it comes round.
    pub(crate) fn rhythm(&self) -> Option<Wording> {
        let every = self.every?.label();
        Some(if self.meeting {
            wording!(en: "{every} (meeting)", fi: "{every} (kokous)", every)
        } else {
            every
        })
    }

    fn when_cell(&self) -> Cell {
        match self.rhythm() {
            Some(rhythm) => rhythm.into(),
            None => self.due.into(),
        }
    }
}

impl Row for DutyRow {
    const TITLE: Wording = Wording::fixed("Duties", "Tehtävät");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::where_rows_differ("agreement", "sopimus", |row| (&row.agreement).into()).drops(7),
        Column::<Self>::in_data("agreement title", "sopimuksen nimi", |row| {
            (&row.agreement_title).into()
        }),
        Column::<Self>::shown(
            "status of the agreement",
            "sopimuksen tila",
            Self::agreement_status_cell,
        )
        .drops(2),
        Column::<Self>::in_data("group id", "ryhmän tunnus", |row| (&row.group).into()),
        Column::<Self>::shown("group", "ryhmä", |row| (&row.group_name).into()).prose(18),
        Column::<Self>::shown("no", "nro", |row| row.position.into()),
        Column::<Self>::in_data("duty id", "tehtävän tunnus", |row| row.duty.as_ref().into()),
        Column::<Self>::shown("duty", "tehtävä", |row| (&row.text).into()).prose(34),
        Column::<Self>::shown("responsible", "vastuutaho", Self::responsible_cell)
            .drops(5)
            .prose(18),
        Column::<Self>::in_data("ids of the responsible", "vastuutahojen tunnukset", |row| {
            (&row.responsible).into()
        }),
        Column::<Self>::shown("binding", "sitoo", Self::bound_cell).drops(1),
        Column::<Self>::in_data("theme id", "painopisteen tunnus", |row| row.theme.as_ref().into()),
        Column::<Self>::in_data("theme", "painopiste", |row| row.theme_name.as_ref().into()),
        Column::<Self>::in_data("product id", "palvelutuotteen tunnus", |row| {
            row.product.as_ref().into()
        }),
        Column::<Self>::in_data("product", "palvelutuote", |row| row.product_name.as_ref().into()),
        Column::<Self>::shown("when", "milloin", Self::when_cell).drops(3),
        Column::<Self>::shown("change", "muutos", Self::change_cell),
    ];
}

/// A duty beside the others of its group, whose name is above them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct DutyInGroup(pub DutyRow);

impl Row for DutyInGroup {
    const TITLE: Wording = Wording::fixed("Duties", "Tehtävät");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("no", "nro", |row| row.0.position.into()),
        Column::<Self>::shown("duty", "tehtävä", |row| (&row.0.text).into()).prose(34),
        Column::<Self>::shown("responsible", "vastuutaho", |row| row.0.responsible_cell())
            .drops(5)
            .prose(18),
        Column::<Self>::shown("binding", "sitoo", |row| row.0.bound_cell()).drops(1),
        Column::<Self>::shown("when", "milloin", |row| row.0.when_cell()).drops(3),
        Column::<Self>::shown("change", "muutos", |row| row.0.change_cell()),
    ];
}
