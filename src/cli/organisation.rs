//! `organisation`: what happens to organisations between agreements, written into
//! `organisations.yaml`.

use anyhow::Result;
use clap::{Args as ClapArgs, Subcommand};

use super::act::{self, DryRun, fact_date};
use super::confirm::{Answer, Confirmation};
use super::context::{Context, Exit};
use super::guess::near_ids;
use super::resolve;
use crate::acts::{self, Ground, NewSuccessor, OrganisationAct, Writing};
use crate::index::{IdKind, Index};
use crate::model::did_you_mean;
use crate::model::{OrganisationId, PartialDate};
use crate::wording;
use crate::wording::Wording;

/// Record a new name of an organisation, or that it has ceased
#[derive(ClapArgs, Clone, Debug)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    act: ActArgs,
}

#[derive(Subcommand, Clone, Debug)]
enum ActArgs {
    /// Record a new name; the old name is kept among the former names
    Rename {
        /// Organisation, by id or name
        #[arg(value_name = "ORGANISATION")]
        organisation: String,
        /// New name
        #[arg(long, value_name = "NAME")]
        name: String,
        /// Last day of the old name, if known
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        until: Option<PartialDate>,
        #[command(flatten)]
        dry_run: DryRun,
    },
    /// Record that an organisation has ceased, and which organisations took over its tasks
    Cease {
        /// Organisation, by id or name
        #[arg(value_name = "ORGANISATION")]
        organisation: String,
        /// Last day on which it existed
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        on: PartialDate,
        /// Successor, and after a colon what passed to it; may be repeated
        #[arg(long, value_name = "ORGANISATION[:SCOPE]")]
        successor: Vec<String>,
        #[command(flatten)]
        confirmation: Confirmation,
        #[command(flatten)]
        dry_run: DryRun,
    },
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    match &args.act {
        ActArgs::Rename {
            organisation,
            name,
            until,
            dry_run,
        } => {
            let act = |_: &Context<'_>, _: &Index| {
                Ok(OrganisationAct::Rename {
                    name: name.clone(),
                    until: *until,
                })
            };
            perform(cx, organisation, act, None, dry_run)
        }
        ActArgs::Cease {
            organisation,
            on,
            successor,
            confirmation,
            dry_run,
        } => {
            let act = |cx: &Context<'_>, index: &Index| {
                let successors = successor.iter().map(|text| new_successor(cx, index, text));
                let successors = successors.collect::<Result<_>>()?;
                Ok(OrganisationAct::Cease { on: *on, successors })
            };
            perform(cx, organisation, act, Some(confirmation), dry_run)
        }
    }
}

fn perform(
    cx: &mut Context<'_>,
    organisation: &str,
    act: impl FnOnce(&Context<'_>, &Index) -> Result<OrganisationAct>,
    confirmation: Option<&Confirmation>,
    dry_run: &DryRun,
) -> Result<Exit> {
    let (fresh, found) = cx.open_to_change()?;
    let kind = IdKind::Organisation;
    let id = resolve::known(cx, &fresh.index, kind, organisation, OrganisationId::parse)?;
    let act = act(cx, &fresh.index)?;
    let signed_as = signed_as(cx, &fresh.index, &id)?;
    let strangers = strangers(&fresh.index, &act)?;
    let shown = fresh.index.show_organisation(&cx.asked(), &id)?;
    drop(fresh);
    let writing = dry_run.writing(cx)?;
    let writer = cx.writer()?;
    let perform = |cx: &Context<'_>, writing| {
        let ground = Ground {
            writer: &writer,
            found: &found,
            today: cx.day(),
            writing,
        };
        let performed = acts::perform_on_organisation(&ground, &id, &signed_as, &act);
        let meaning = match (&performed, &shown) {
            (Ok(performed), Some(shown)) => acts::organisation_outcome(&id, shown, performed, writing),
            _ => Vec::new(),
        };
        (performed, meaning)
    };
    let to_confirm = confirmation.filter(|given| writing == Writing::Done && !given.is_given());
    if let Some(confirmation) = to_confirm
        && let (Ok(planned), meaning) = perform(cx, Writing::OnlyShown)
        && planned.before != planned.after
    {
        cx.notes(&meaning);
        if confirmation.ask(cx, &act::RECORD)? == Answer::No {
            cx.note(&act::NOTHING_RECORDED);
            return Ok(Exit::Findings);
        }
    }
    let (performed, meaning) = perform(cx, writing);
    let exit = act::report(cx, performed, (writing, &meaning), |_| None)?;
    if exit == Exit::Done {
        for stranger in &strangers {
            cx.note(stranger);
        }
    }
    Ok(exit)
}

/// The organisation's name in the latest agreement.
fn signed_as(cx: &Context<'_>, index: &Index, id: &OrganisationId) -> Result<String> {
    let rows = index.organisations(&cx.asked())?;
    let row = rows.into_iter().find(|row| row.organisation == id.as_str());
    Ok(row.map(|row| row.latest_signed_name).unwrap_or_default())
}

/// What is said of successors that the registry does not know yet: a slip of the pen, or a new
/// organisation.
fn strangers(index: &Index, act: &OrganisationAct) -> Result<Vec<Wording>> {
    let OrganisationAct::Cease { successors, .. } = act else {
        return Ok(Vec::new());
    };
    let known = index.ids(IdKind::Organisation)?;
    let ids = successors.iter().map(|successor| successor.organisation.as_str());
    let lines = ids.filter(|id| !known.iter().any(|known| known == id)).map(|id| {
        let unknown = wording!(
            en: "`{id}` is not in any agreement yet; `kumppani register` adds it to one",
            fi: "`{id}` ei ole vielä missään sopimuksessa; `kumppani register` lisää sen"
        );
        match did_you_mean(&near_ids(id, &known)) {
            Some(guess) => Wording::joined(&[unknown, guess], "; "),
            None => unknown,
        }
    });
    Ok(lines.collect())
}

/// `lapin-amk` or `lapin-amk: koko toiminta`.
fn new_successor(cx: &Context<'_>, index: &Index, text: &str) -> Result<NewSuccessor> {
    let (id, scope) = match text.split_once(':') {
        Some((id, scope)) => (
            id,
            Some(scope.trim().to_owned()).filter(|scope| !scope.is_empty()),
        ),
        None => (text, None),
    };
    Ok(NewSuccessor {
        organisation: resolve::new_organisation(cx, index, id.trim())?,
        scope,
    })
}
