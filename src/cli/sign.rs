//! `sign`: records signatures.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, Subject, fact_date};
use super::context::{Context, Exit};
use super::list::{self, ListArgs, Taken};
use super::resolve;
use crate::acts::Act;
use crate::index::{Contacts, Index, Scope, SignatoryFilter};
use crate::model::{AgreementId, PartialDate, Signature};
use crate::registry::Fresh;
use crate::source::intake::{KnownOrganisations, SIGNATURE_HEADINGS, signatures};

/// Record signatures with their date and, if known, position and decision
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Organisations that signed, by id or name
    #[arg(required_unless_present = "from", value_name = "ORGANISATION")]
    organisations: Vec<String>,
    /// Date of signing
    #[arg(long, value_name = "DATE", value_parser = fact_date, required_unless_present = "from")]
    on: Option<PartialDate>,
    /// Position of the person who signed, not the person's name
    #[arg(long, value_name = "POSITION", conflicts_with = "from")]
    by: Option<String>,
    /// The organisation's own decision to sign
    #[arg(long, value_name = "DECISION", conflicts_with = "from")]
    decision: Option<String>,
    /// Case number of the decision
    #[arg(long, value_name = "NUMBER", conflicts_with = "from")]
    record: Option<String>,
    /// Read signatures from a list (csv, xlsx, ods), all or none; --on gives the date of rows without one
    #[arg(long, value_name = "FILE", conflicts_with = "organisations")]
    from: Option<PathBuf>,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    match (&args.from, args.on) {
        (Some(path), _) => run_from(cx, args, path),
        (None, Some(on)) => {
            let act = |cx: &Context<'_>, index: &Index| named(cx, index, args, on);
            act::perform(cx, &args.agreement, act, &args.dry_run)
        }
        (None, None) => unreachable!("the argument parser asks for one of them"),
    }
}

fn named(cx: &Context<'_>, index: &Index, args: &Args, on: PartialDate) -> Result<Act> {
    let signature = |text: &String| {
        Ok(Signature {
            organisation: resolve::organisation(cx, index, text)?,
            on,
            by: args.by.clone(),
            decision: args.decision.clone(),
            record: args.record.clone(),
        })
    };
    let signatures = args.organisations.iter().map(signature).collect::<Result<_>>()?;
    Ok(Act::Sign(signatures))
}

fn run_from(cx: &mut Context<'_>, args: &Args, path: &Path) -> Result<Exit> {
    let (fresh, found) = cx.open_to_change()?;
    let network = found.network.get().clone();
    let subject = Subject::named(cx, &args.agreement, (&fresh, found))?;
    let known = signatories(cx, &fresh, &subject.id)?;
    drop(fresh);
    let rows = list::read(cx, path, SIGNATURE_HEADINGS, &args.list, &network)?;
    let reading = signatures(&rows, &known, &subject.id, args.on);
    let taken = list::report(cx, path, &reading);
    if taken == Taken::Nothing {
        return Ok(Exit::Findings);
    }
    let (rows, signatures): (Vec<u32>, Vec<Signature>) = reading
        .entries
        .into_iter()
        .map(|entry| (entry.row, entry.value))
        .unzip();
    let origin = |entry: usize| rows.get(entry).map(|row| list::place(path, Some(*row), None));
    let act = Act::Sign(signatures);
    if taken == Taken::InPart {
        return Ok(act::refuse_in_part(cx, &subject, &act, origin));
    }
    act::perform_on(cx, &subject, &act, &args.dry_run, origin)
}

/// The signatories of an agreement by all their names.
fn signatories(cx: &Context<'_>, fresh: &Fresh, agreement: &AgreementId) -> Result<KnownOrganisations> {
    let (scope, all) = (Scope::One(agreement.clone()), SignatoryFilter::default());
    let listed = fresh
        .index
        .signatories(&cx.asked(), &scope, &all, Contacts::LeftOut)?;
    let mut known = KnownOrganisations::default();
    for row in &listed {
        known.add(&row.organisation, &row.name);
    }
    let listed: BTreeSet<&str> = listed.iter().map(|row| row.organisation.as_str()).collect();
    for row in fresh.index.organisations(&cx.asked())? {
        if listed.contains(row.organisation.as_str()) {
            for name in std::iter::once(&row.name).chain(&row.former_names) {
                known.add(&row.organisation, name);
            }
        }
    }
    Ok(known)
}
