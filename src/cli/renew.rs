//! `renew`: the renewal run, one draft successor for each agreement, or one for several.

use std::collections::BTreeSet;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use super::act::fact_date;
use super::context::{Context, Exit};
use super::due::within;
use super::global::BadValue;
use super::trouble::{self, Trouble};
use super::{drafts, resolve};
use crate::acts::{Transaction, Writing};
use crate::model::{AgreementId, AgreementStatus, PartialDate, Registry, standings};
use crate::questions::Within;
use crate::registry;
use crate::renewal::{RenewalPlan, RenewalRefusal, RenewalWanted, WantedEnding, plan_renewal};
use crate::wording;
use crate::wording::Wording;

/// Renew agreements: write a draft successor for each, with no signatures
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreements to renew, by id, title or file
    #[arg(value_name = "AGREEMENT", required_unless_present = "due_within")]
    agreements: Vec<String>,
    /// Renew every agreement whose decision is due within this time (12m, 90d, 1y)
    #[arg(long, value_name = "TIME", value_parser = within, conflicts_with = "agreements")]
    due_within: Option<Within>,
    /// First day of the new term
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    starts: Option<PartialDate>,
    /// Last day of the new term
    #[arg(long, value_name = "DATE", value_parser = fact_date, conflicts_with_all = ["years", "open_ended"])]
    ends: Option<PartialDate>,
    /// Length of the new term in years
    #[arg(long, value_name = "N", value_parser = years, conflicts_with = "open_ended")]
    years: Option<u32>,
    /// Make the new term open-ended
    #[arg(long)]
    open_ended: bool,
    /// Id of the new agreement [default: the predecessor's id with the new year]
    #[arg(long, value_name = "ID", conflicts_with = "due_within")]
    id: Option<String>,
    /// Merge the agreements into this one, which supersedes them all
    #[arg(long, value_name = "ID", conflicts_with_all = ["id", "due_within"])]
    into: Option<String>,
    /// Show the new files without writing them
    #[arg(long)]
    dry_run: bool,
}

const NOT_TOLD: Wording = Wording::fixed(
    "the agreements due for renewal are not known while a file has errors",
    "uudistettavia sopimuksia ei voi päätellä, kun jossakin tiedostossa on virheitä",
);

const OTHER_ID: Wording = Wording::fixed(
    "give it another id with --id",
    "anna sille toinen tunnus valinnalla --id",
);

const CLOSE_OR_NAME: Wording = Wording::fixed(
    "correct the files listed above, or name the agreements to renew",
    "korjaa edellä mainitut tai nimeä uudistettavat sopimukset",
);

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.refuse_columns()?;
    // Held from before the reading, so that no draft is made from what another run is changing.
    let change = cx.begin(if args.dry_run {
        Writing::OnlyShown
    } else {
        Writing::Done
    })?;
    // Which agreements are due depends on all of them: one that cannot be read may supersede another.
    let registry = match args.due_within {
        Some(_) => cx.whole_models(NOT_TOLD, CLOSE_OR_NAME)?,
        None => cx.models()?,
    };
    let wanted = RenewalWanted {
        starts: args.starts,
        ending: ending(args),
        id: args
            .id
            .as_deref()
            .or(args.into.as_deref())
            .map(drafts::new_id)
            .transpose()?,
        lang: cx.lang,
    };
    let runs = runs(cx, args, &registry)?;
    if runs.is_empty() {
        cx.note(&Wording::fixed(
            "no decisions are due in that time",
            "tällä aikavälillä ei ole päätettävää",
        ));
        return Ok(Exit::Done);
    }
    if wanted.id.is_some() && runs.len() > 1 {
        return Err(anyhow::Error::new(Trouble::with_help(
            Wording::fixed(
                "one id cannot be used for several agreements",
                "samaa tunnusta ei voi antaa usealle sopimukselle",
            ),
            Wording::fixed(
                "--into ID merges them into one agreement",
                "--into TUNNUS tekee niistä yhden sopimuksen",
            ),
        )));
    }
    let mut run = Run {
        registry: &registry,
        wanted: &wanted,
        change: &change,
        is_shown_only: args.dry_run,
        taken: BTreeSet::new(),
        shown: String::new(),
    };
    let mut exit = Exit::Done;
    for predecessors in runs {
        exit = worse(exit, run.renew(cx, &predecessors));
    }
    // Where every renewal was refused there is no draft to show, and no file of it.
    if !run.shown.is_empty() {
        cx.deliver(run.shown.as_bytes())?;
    }
    Ok(exit)
}

/// The worse of two outcomes.
fn worse(a: Exit, b: Exit) -> Exit {
    if (b as u8) > (a as u8) { b } else { a }
}

/// A renewal run under way. One agreement that cannot be renewed does not keep the others from it.
struct Run<'r> {
    registry: &'r Registry,
    wanted: &'r RenewalWanted,
    change: &'r Transaction,
    is_shown_only: bool,
    /// The registry was read before this run: what the run itself makes is remembered here.
    taken: BTreeSet<AgreementId>,
    /// The drafts that are only shown.
    shown: String,
}

impl Run<'_> {
    fn renew(&mut self, cx: &mut Context<'_>, predecessors: &[AgreementId]) -> Exit {
        let planned = plan_renewal(self.registry, predecessors, self.wanted, cx.day()).and_then(|plan| {
            if self.taken.insert(plan.id.clone()) {
                Ok(plan)
            } else {
                Err(RenewalRefusal::IdTaken(plan.id))
            }
        });
        match planned {
            Ok(plan) if !registry::is_read_as(&plan.file, self.registry.network(), &plan.text, &plan.id) => {
                cx.report_error(&drafts::not_read(&plan.file, &plan.id, OTHER_ID));
                Exit::Findings
            }
            Ok(plan) if self.is_shown_only => {
                self.shown += &plan.text;
                report(cx, &plan);
                Exit::Done
            }
            Ok(plan) => match drafts::write(cx, self.change, (&plan.file, &plan.text)) {
                Ok(()) => {
                    report(cx, &plan);
                    Exit::Done
                }
                Err(error) => {
                    cx.report_error(&error);
                    trouble::exit(&error)
                }
            },
            // A second run has nothing to do, and says so.
            Err(RenewalRefusal::Renewed { id, by, status }) if self.supersedes_all(&by, predecessors) => {
                cx.note(&RenewalRefusal::Renewed { id, by, status }.message());
                Exit::Done
            }
            Err(refusal) => {
                cx.report_error(&anyhow::Error::new(Trouble::refused(
                    refusal.message(),
                    Some(refusal.help()),
                )));
                Exit::Findings
            }
        }
    }

    /// Whether an agreement is what this run would have made: the successor of all its predecessors.
    fn supersedes_all(&self, successor: &AgreementId, predecessors: &[AgreementId]) -> bool {
        let successor = self.registry.find_agreement(successor);
        successor.is_some_and(|successor| {
            let is_superseded = |id: &AgreementId| successor.supersedes.iter().any(|at| at.value == *id);
            predecessors.iter().all(is_superseded)
        })
    }
}

/// The length of a term.
fn years(text: &str) -> Result<u32, BadValue> {
    text.parse()
        .ok()
        .filter(|years| (1..=50).contains(years))
        .ok_or_else(|| {
            BadValue(Wording::fixed(
                "write a whole number of years, from 1 to 50",
                "kirjoita vuosien määrä kokonaislukuna väliltä 1–50",
            ))
        })
}

fn ending(args: &Args) -> Option<WantedEnding> {
    let on = args.ends.map(WantedEnding::On);
    let years = args.years.map(WantedEnding::Years);
    on.or(years)
        .or(args.open_ended.then_some(WantedEnding::OpenEnded))
}

/// The agreements of each new one: one by one, all into one, or those whose decision is due.
fn runs(cx: &Context<'_>, args: &Args, registry: &Registry) -> Result<Vec<Vec<AgreementId>>> {
    if let Some(within) = args.due_within {
        return Ok(due(registry, cx.day(), within)
            .into_iter()
            .map(|id| vec![id])
            .collect());
    }
    let ids: Vec<AgreementId> = args
        .agreements
        .iter()
        .map(|text| resolve::agreement(cx, registry, text).map(|agreement| agreement.id.value.clone()))
        .collect::<Result<_>>()?;
    // Named twice is meant once.
    let mut seen = BTreeSet::new();
    let ids: Vec<AgreementId> = ids.into_iter().filter(|id| seen.insert(id.clone())).collect();
    Ok(match args.into {
        Some(_) => vec![ids],
        None => ids.into_iter().map(|id| vec![id]).collect(),
    })
}

/// The agreements in force whose decision is due by then, or overdue.
fn due(registry: &Registry, today: NaiveDate, within: Within) -> Vec<AgreementId> {
    let last = within.last_day(today);
    standings(registry, today)
        .into_iter()
        .filter(|standing| standing.status == AgreementStatus::InForce)
        // What continues by itself is renewed only when somebody names it.
        .filter(|standing| standing.continues_to().is_none())
        .filter(|standing| {
            standing
                .decision_deadline_on()
                .is_some_and(|deadline| deadline <= last)
        })
        .map(|standing| standing.agreement.id.value.clone())
        .collect()
}

/// Says what the draft is, what was left out, and what only a person can decide.
fn report(cx: &mut Context<'_>, plan: &RenewalPlan) {
    let (file, id) = (plan.file.as_str(), &plan.id);
    let old: Vec<String> = plan.supersedes.iter().map(ToString::to_string).collect();
    let several = old.len() > 1;
    let old = old.join(", ");
    let agreement = if several { "sopimukset" } else { "sopimuksen" };
    cx.note(&wording!(en: "{file}: the draft {id}, which supersedes {old}", fi: "{file}: luonnos {id}, joka korvaa {agreement} {old}"));
    drafts::report_notes(cx, &plan.left_out, &plan.questions);
}
