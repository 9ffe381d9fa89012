//! `suppose`: what would be otherwise if some acts were recorded.

mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::due;
use super::supposition::SupposedAct;
use crate::index::{Asked, Contacts, DutyFilter, GroupFilter, Index, Scope, SignatoryFilter};
use crate::model::{AgreementId, OrganisationId, command};
use crate::questions::{Compared, Situation, Within, differences, new_matters};
use crate::source::Role;
use crate::view::{DueRow, SupposedActView, SuppositionView};
use steps::Steps;

/// Show what would change if something were recorded, without writing anything: statuses, ends, signatories, groups, duties, decisions
#[derive(ClapArgs, Clone, Debug)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    /// File of acts: a command that records something on each line; supposed before the options
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    steps: Steps,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let file = args.file.as_ref();
    let mut acts = file
        .map(|path| cx.read_acts(path))
        .transpose()?
        .unwrap_or_default();
    acts.extend(args.steps.acts(cx.day())?);
    cx.begin_to_suppose()?;
    let before = cx.open()?.index;
    if let Some(supposition) = &mut cx.supposition {
        supposition.index = Some(before.temporary_copy()?);
    }
    let supposed = match cx.suppose(&acts) {
        Ok(supposed) => supposed,
        Err(exit) => return Ok(exit),
    };
    let after = cx.open_first()?.index;
    let view = view(cx, &supposed, (&before, &after))?;
    cx.answer_one(&view)
}

fn view(cx: &Context<'_>, supposed: &[SupposedAct], sides: (&Index, &Index)) -> Result<SuppositionView> {
    let (before, after) = sides;
    let (as_of, lang) = (cx.day(), cx.lang);
    let agreements = touched(supposed, sides)?;
    let days = days(&agreements, as_of, sides)?;
    let due_by = |index: &Index| -> Result<Vec<DueRow>> {
        let mut rows = due::matters(index, as_of, Within::default(), lang)?.into_rows();
        if let Some(last) = days.last().filter(|last| **last > as_of) {
            rows.extend(due::matters(index, *last, Within::default(), lang)?.into_rows());
        }
        Ok(rows)
    };
    let (due_before, due_after) = (due_by(before)?, due_by(after)?);
    let compared = |day: &NaiveDate| -> Result<Compared> {
        let asked = Asked {
            day: *day,
            ..cx.asked()
        };
        Ok(Compared {
            day: *day,
            before: situation(before, &asked, &agreements)?,
            after: situation(after, &asked, &agreements)?,
        })
    };
    let compared: Vec<Compared> = days.iter().map(compared).collect::<Result<_>>()?;
    let found = differences(&compared, after.network()?.regions(), &due_after, lang);
    Ok(SuppositionView {
        as_of,
        acts: supposed.iter().map(act_view).collect(),
        agreements: found.agreements,
        signatories: found.signatories,
        groups: found.groups,
        duties: found.duties,
        regions: found.regions,
        due: new_matters(&due_before, &due_after, (as_of, lang)),
        settled: new_matters(&due_after, &due_before, (as_of, lang)),
    })
}

fn act_view(act: &SupposedAct) -> SupposedActView {
    let words: Vec<&str> = act.typed.words.iter().map(String::as_str).collect();
    SupposedActView {
        place: act.typed.place.clone(),
        command: command(&words),
        files: act.changed.iter().map(ToString::to_string).collect(),
    }
}

/// The agreements that may be otherwise: those whose files are, those that they supersede or that supersede them, and
/// those that list an organisation whose record is another.
fn touched(supposed: &[SupposedAct], (before, after): (&Index, &Index)) -> Result<Vec<AgreementId>> {
    let changed = supposed.iter().flat_map(|act| &act.changed);
    let agreements = changed.filter(|file| Role::of(file) == Role::Agreement);
    let own: BTreeSet<AgreementId> = agreements
        .filter_map(|file| AgreementId::parse(file.stem()).ok())
        .collect();
    let mut touched = own.clone();
    for id in &own {
        touched.extend(before.relatives(id)?);
        touched.extend(after.relatives(id)?);
    }
    for organisation in before.recorded_differently(after)? {
        touched.extend(before.listing(&organisation)?);
        touched.extend(after.listing(&organisation)?);
    }
    Ok(touched.into_iter().collect())
}

/// The day of the answer, and the later days from which on something of these agreements is otherwise.
fn days(
    agreements: &[AgreementId],
    as_of: NaiveDate,
    (before, after): (&Index, &Index),
) -> Result<Vec<NaiveDate>> {
    let mut days = BTreeSet::from([as_of]);
    for id in agreements {
        let (was, is) = (before.turns(id)?, after.turns(id)?);
        days.extend(
            was.symmetric_difference(&is)
                .map(|turn| turn.on)
                .filter(|on| *on > as_of),
        );
    }
    Ok(days.into_iter().collect())
}

fn situation(index: &Index, asked: &Asked, agreements: &[AgreementId]) -> Result<Situation> {
    let mut situation = Situation::default();
    for id in agreements {
        let Some(row) = index.agreement(asked, id)? else {
            continue;
        };
        let is_over = row.status.is_over();
        situation.agreements.push(row);
        if is_over {
            continue;
        }
        let scope = Scope::One(id.clone());
        let signatories = index.signatories(asked, &scope, &SignatoryFilter::default(), Contacts::LeftOut)?;
        situation.signatories.extend(signatories);
        situation
            .groups
            .extend(index.groups(asked, &scope, &GroupFilter::default())?);
        situation
            .duties
            .extend(index.duties(asked, &scope, &DutyFilter::default())?);
    }
    situation.successors = successors(index, asked, &situation)?;
    Ok(situation)
}

/// The names of those who took over from the signatories that have ceased.
fn successors(index: &Index, asked: &Asked, situation: &Situation) -> Result<BTreeMap<String, Vec<String>>> {
    let ceased = situation.signatories.iter().filter(|row| row.ceased);
    let ids: BTreeSet<&String> = ceased.map(|row| &row.organisation).collect();
    let mut successors = BTreeMap::new();
    for id in ids {
        let parsed = OrganisationId::parse(id).ok();
        let shown = parsed
            .map(|parsed| index.show_organisation(asked, &parsed))
            .transpose()?
            .flatten();
        let names = shown
            .into_iter()
            .flat_map(|shown| shown.successors)
            .map(|one| one.name);
        successors.insert(id.clone(), names.collect());
    }
    Ok(successors)
}
