//! What the commands that record a fact have in common: the act is performed or shown, and shown.

use anyhow::Result;
use clap::Args;

use super::confirm::{Answer, Confirmation};
use super::context::{Context, Exit};
use super::global::{BadValue, YEARS};
use super::output;
use super::resolve;
use super::trouble::{self, Trouble};
use crate::acts::{self, Act, ActError, ActRefusal, Ground, Performed, Writer, Writing};
use crate::index::Index;
use crate::model::{AgreementId, DateProblem, PartialDate};
use crate::registry::Fresh;
use crate::source::Found;
use crate::wording;
use crate::wording::Wording;

#[derive(Args, Clone, Debug)]
pub(super) struct DryRun {
    /// Show the change without writing it
    #[arg(long)]
    dry_run: bool,
}

impl DryRun {
    /// Whether the act is written. One that is has no answer, and one that is only shown is a change of a
    /// text, which has one format.
    pub(super) fn writing(&self, cx: &Context<'_>) -> Result<Writing> {
        if self.dry_run || cx.is_supposing() {
            only_shown(cx)
        } else {
            cx.refuse_answer()?;
            Ok(Writing::Done)
        }
    }
}

/// A change of texts that is only shown has one format.
pub(super) fn only_shown(cx: &Context<'_>) -> Result<Writing> {
    cx.refuse_columns()?;
    match cx.global.format {
        None => Ok(Writing::OnlyShown),
        Some(format) => Err(output::no_format(format, &[])),
    }
}

/// Performs an act on the agreement called `agreement`, and says what was recorded.
pub(super) fn perform(
    cx: &mut Context<'_>,
    agreement: &str,
    act: impl FnOnce(&Context<'_>, &Index) -> Result<Act>,
    dry_run: &DryRun,
) -> Result<Exit> {
    let (fresh, found) = cx.open_to_change()?;
    let subject = Subject::named(cx, agreement, (&fresh, found))?;
    let act = act(cx, &fresh.index)?;
    drop(fresh);
    perform_on(cx, &subject, &act, dry_run, |_| None)
}

/// Performs an act with wide effect on the agreement called `agreement`: what will follow is shown, and confirmed.
pub(super) fn perform_confirmed(
    cx: &mut Context<'_>,
    agreement: &str,
    act: &Act,
    confirmation: &Confirmation,
    dry_run: &DryRun,
) -> Result<Exit> {
    let (fresh, found) = cx.open_to_change()?;
    let subject = Subject::named(cx, agreement, (&fresh, found))?;
    drop(fresh);
    if dry_run.writing(cx)? == Writing::Done && !confirmation.is_given() {
        let (planned, meaning) = subject.perform(cx, act, Writing::OnlyShown);
        if planned.is_ok_and(|planned| planned.before != planned.after) {
            cx.notes(&meaning);
            if confirmation.ask(cx, &RECORD)? == Answer::No {
                cx.note(&NOTHING_RECORDED);
                return Ok(Exit::Findings);
            }
        }
    }
    perform_on(cx, &subject, act, dry_run, |_| None)
}

/// Asked before an act with wide effect.
pub(super) const RECORD: Wording = Wording::fixed("record this?", "kirjataanko tämä?");

/// The agreement that an act is about.
pub(super) struct Subject {
    pub(super) id: AgreementId,
    writer: Writer,
    found: Found,
    /// The agreements whose entry into force ends this one, or is ended by it: what an act means depends on them.
    relatives: Vec<AgreementId>,
}

impl Subject {
    /// The agreement of an id, a path or a title.
    pub(super) fn named(cx: &Context<'_>, text: &str, (fresh, found): (&Fresh, Found)) -> Result<Self> {
        let id = resolve::agreement_to_change(cx, &fresh.index, text)?;
        Ok(Self {
            relatives: fresh.index.relatives(&id)?,
            writer: cx.writer()?,
            found,
            id,
        })
    }

    /// The files of its registry.
    pub(super) const fn found(&self) -> &Found {
        &self.found
    }

    /// Where an act on it is performed.
    pub(super) fn ground<'g>(&'g self, cx: &'g Context<'_>, writing: Writing) -> Ground<'g> {
        Ground {
            writer: &self.writer,
            found: &self.found,
            today: cx.day(),
            writing,
        }
    }

    /// Performs an act on it, or only plans it; and what that means.
    pub(super) fn perform(
        &self,
        cx: &Context<'_>,
        act: &Act,
        writing: Writing,
    ) -> (Result<Performed, ActError>, Vec<Wording>) {
        let ground = self.ground(cx, writing);
        let performed = acts::perform(&ground, &self.id, act);
        let meaning = match &performed {
            Ok(performed) if !cx.is_supposing() => self.meaning(cx, writing, performed),
            _ => Vec::new(),
        };
        (performed, meaning)
    }

    /// What an act on it means.
    pub(super) fn meaning(&self, cx: &Context<'_>, writing: Writing, performed: &Performed) -> Vec<Wording> {
        acts::outcome(&self.ground(cx, writing), &self.id, &self.relatives, performed)
    }
}

/// Performs an act on an agreement. `origin` says where a part of the act comes from, for what is
/// refused.
pub(super) fn perform_on(
    cx: &mut Context<'_>,
    subject: &Subject,
    act: &Act,
    dry_run: &DryRun,
    origin: impl Fn(usize) -> Option<Wording>,
) -> Result<Exit> {
    let writing = dry_run.writing(cx)?;
    let (performed, meaning) = subject.perform(cx, act, writing);
    report(cx, performed, (writing, &meaning), origin)
}

/// Says what became of an act; `meaning` says what it recorded and what follows from it.
pub(super) fn report(
    cx: &mut Context<'_>,
    performed: Result<Performed, ActError>,
    (writing, meaning): (Writing, &[Wording]),
    origin: impl Fn(usize) -> Option<Wording>,
) -> Result<Exit> {
    let performed = match performed {
        Ok(performed) => performed,
        Err(ActError::Refused(refused)) => return Ok(report_refused(cx, refused, origin)),
        Err(error) => return Err(trouble::of_act(error)),
    };
    let file = performed.file.as_str();
    if cx.is_supposing() {
        if performed.before != performed.after {
            cx.suppose_file(&performed.file, &performed.after)?;
        }
        return Ok(Exit::Done);
    }
    if performed.before == performed.after {
        cx.note(&wording!(en: "already recorded in {file}; nothing was changed", fi: "kirjattu jo aiemmin tiedostoon {file}; mitään ei muutettu"));
        return Ok(Exit::Done);
    }
    if writing == Writing::OnlyShown {
        let diff = crate::source::unified_diff(&performed.file, &performed.before, &performed.after);
        let exit = cx.deliver(diff.as_bytes())?;
        cx.notes(meaning);
        return Ok(exit);
    }
    cx.notes(meaning);
    cx.note(&wording!(en: "recorded in {file}", fi: "kirjattu tiedostoon {file}"));
    Ok(Exit::Done)
}

/// Shows what is refused of the parts of an act that could be read, when others could not.
pub(super) fn refuse_in_part(
    cx: &mut Context<'_>,
    subject: &Subject,
    act: &Act,
    origin: impl Fn(usize) -> Option<Wording>,
) -> Exit {
    let (planned, _) = subject.perform(cx, act, Writing::OnlyShown);
    if let Err(ActError::Refused(refused)) = planned {
        report_each(cx, refused, origin);
    }
    cx.note(&NOTHING_RECORDED);
    Exit::Findings
}

/// Shows every part that was refused.
pub(super) fn report_refused(
    cx: &mut Context<'_>,
    refused: Vec<ActRefusal>,
    origin: impl Fn(usize) -> Option<Wording>,
) -> Exit {
    let n_refused = refused.len();
    report_each(cx, refused, origin);
    if n_refused > 1 {
        cx.note(&NOTHING_RECORDED);
    }
    Exit::Findings
}

pub(super) fn report_each(
    cx: &mut Context<'_>,
    refused: Vec<ActRefusal>,
    origin: impl Fn(usize) -> Option<Wording>,
) {
    for refusal in refused {
        let message = match refusal.entry.and_then(&origin) {
            Some(origin) => Wording::joined(&[origin, refusal.message], ": "),
            None => refusal.message,
        };
        cx.report_error(&anyhow::Error::new(Trouble::refused(message, refusal.help)));
    }
}

/// Said where several parts of an act were refused.
pub(super) const NOTHING_RECORDED: Wording = Wording::fixed("nothing was recorded", "mitään ei kirjattu");

/// A date of a fact, in either way of writing; a year or a month where no more is known.
pub(super) fn fact_date(text: &str) -> Result<PartialDate, BadValue> {
    let date = PartialDate::parse_either(text);
    if date.is_ok_and(|date| !date.is_plausible()) {
        return Err(BadValue(YEARS));
    }
    date.map_err(|problem| {
        BadValue(match problem {
            DateProblem::NoSuchDay => {
                Wording::fixed("there is no such day", "kalenterissa ei ole sellaista päivää")
            }
            DateProblem::Shape | DateProblem::Means(_) => Wording::fixed(
                "write 2015-05-01 or 1.5.2015; 2015-05 or 2015 if no more is known",
                "kirjoita 2015-05-01 tai 1.5.2015; 2015-05 tai 2015, jos enempää ei tiedetä",
            ),
        })
    })
}
