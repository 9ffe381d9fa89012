//! Drafts as the text of their files: a renewal, which carries on what its predecessors agreed, unsigned, and
//! another agreement, which may have one as its template. They propose and ask; what only a person can decide is
//! never decided here.

mod begin;
mod carry;
mod entries;
mod groups;
mod naming;
mod provisions;
mod questions;
mod refusal;
mod signatories;
mod term;
mod text;
mod yaml;

use chrono::{Datelike, NaiveDate};

pub use begin::{NewPlan, NewWanted, plan_new};
pub use refusal::RenewalRefusal;

use crate::diagnostic::{At, FilePath, Span};
use crate::model::{Agreement, AgreementId, LocalText, PartialDate, Registry};
use crate::wording;
use crate::wording::{Lang, Wording};
use naming::Years;
use text::Frame;

/// The end that a new term is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WantedEnding {
    /// On the last day of this date.
    On(PartialDate),
    /// So many years after the start.
    Years(u32),
    /// None: in force until further notice.
    OpenEnded,
}

/// What is wanted of a renewal; what is `None` follows from the predecessors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenewalWanted {
    /// The start; else the day after the latest end of a predecessor, and for an open-ended one the
    /// first day of next year.
    pub starts: Option<PartialDate>,
    /// The end; else a term of the same length, or open-ended as before.
    pub ending: Option<WantedEnding>,
    /// The id; else the first predecessor's with the new year.
    pub id: Option<AgreementId>,
    /// The language of the comments in the file.
    pub lang: Lang,
}

/// Something of a predecessor that the draft does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The predecessor.
    pub agreement: AgreementId,
    /// The id of the signatory or the group.
    pub id: String,
    /// Its name, and why it is left out.
    pub reason: Wording,
}

/// A file to be written, and what its writer should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalPlan {
    /// The id of the new agreement.
    pub id: AgreementId,
    pub supersedes: Vec<AgreementId>,
    /// The path of its file, beside that of the first predecessor.
    pub file: FilePath,
    /// The whole file.
    pub text: String,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
    /// What only a person can decide.
    pub questions: Vec<Wording>,
}

/// What is noticed while a draft is made.
#[derive(Default)]
struct Notes {
    left_out: Vec<LeftOut>,
    questions: Vec<Wording>,
}

impl Notes {
    fn ask(&mut self, question: Wording) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// Asks which of two names is right, where they differ.
    fn ask_about_names(&mut self, id: &str, kept: &LocalText, other: &LocalText) {
        if kept == other {
            return;
        }
        let (kept, other) = (kept.fi(), other.fi());
        self.ask(wording!(
            en: "`{id}` has two names: “{kept}” (here) and “{other}”",
            fi: "tunnuksella `{id}` on kaksi nimeä: ”{kept}” (tässä) ja ”{other}”"
        ));
    }
}

/// A value that is in no file yet.
fn unplaced<T>(value: T) -> At<T> {
    At::new(value, Span::default())
}

/// Plans the agreement that supersedes `predecessors`, one or several. The same registry, wishes and
/// day give the same plan; once its file is in the registry, the answer is [`RenewalRefusal::Renewed`].
pub fn plan_renewal(
    registry: &Registry,
    predecessors: &[AgreementId],
    wanted: &RenewalWanted,
    today: NaiveDate,
) -> Result<RenewalPlan, RenewalRefusal> {
    let predecessors = term::find_predecessors(registry, predecessors, today)?;
    let term = term::new_term(&predecessors, wanted, today)?;
    let first = predecessors[0];
    let year = naming::year_of(&first.id.value, first.term.starts.value.first_day().year());
    let years = Years {
        starts: term.starts.first_day().year(),
        ends: term.last_day().map(|day| day.year()),
    };
    let id = match &wanted.id {
        Some(id) => id.clone(),
        None => naming::renewed_id(&first.id.value, year, years).ok_or(RenewalRefusal::NoId)?,
    };
    if registry.find_agreement(&id).is_some() || registry.unreadable.contains(&id) {
        return Err(RenewalRefusal::IdTaken(id));
    }
    let mut notes = Notes::default();
    let starts = term.starts.first_day();
    let last_before = starts.pred_opt().unwrap_or(starts);
    let mut draft = carry::carry(registry, &predecessors, (&term, last_before), &mut notes);
    if draft.signatories.is_empty() {
        return Err(RenewalRefusal::NoSignatory);
    }
    draft.file = beside(first, &id);
    draft.id.value = id.clone();
    draft.title.value = naming::renewed_title(&first.title.value, year, years);
    questions::ask(registry, &draft, &term, today, &mut notes);
    let from: Vec<&str> = predecessors
        .iter()
        .map(|agreement| agreement.id.value.as_str())
        .collect();
    let from = from.join(", ");
    let frame = Frame {
        made: wording!(
            en: "Draft based on {from} (`kumppani renew`). No one has signed it.",
            fi: "Luonnos perustuu sopimukseen {from} (`kumppani renew`). Kukaan ei ole allekirjoittanut sitä."
        ),
        offered: None,
        lang: wanted.lang,
    };
    Ok(RenewalPlan {
        text: text::write(registry, &draft, &notes, &frame, today),
        id,
        supersedes: predecessors
            .iter()
            .map(|agreement| agreement.id.value.clone())
            .collect(),
        file: draft.file,
        left_out: notes.left_out,
        questions: notes.questions,
    })
}

/// The file of a new agreement in the folder of another.
fn beside(agreement: &Agreement, id: &AgreementId) -> FilePath {
    let path = agreement.file.as_str();
    let folder = path.rsplit_once('/').map_or("agreements", |(folder, _)| folder);
    FilePath::new(&format!("{folder}/{id}.yaml"))
}

#[cfg(test)]
mod tests;
