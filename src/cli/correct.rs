//! `correct`: recorded facts that are wrong are corrected, and the file keeps what was recorded before and why.

use anyhow::Result;
use clap::{ArgGroup, Args as ClapArgs};

use super::act::{DryRun, fact_date};
use super::context::{Context, Exit};
use super::fields::{Changed, Changing};
use super::global::BadValue;
use super::resolve;
use super::trouble::Trouble;
use crate::model::{PartialDate, is_one_of};
use crate::wording;

/// Correct a recorded fact; the file keeps what was recorded before, and why it was wrong
#[derive(ClapArgs, Clone, Debug)]
#[command(group = ArgGroup::new("fact").multiple(true).required(true))]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Organisation whose fact it is, by id or name; without one it is that of the agreement
    #[arg(value_name = "ORGANISATION")]
    organisation: Option<String>,
    /// Date of signing; `none` takes the signature back with its details
    #[arg(long, value_name = "DATE", value_parser = corrected, group = "fact", requires = "organisation")]
    signed: Option<Corrected>,
    /// Position of the person who signed; `none` takes it back
    #[arg(long, value_name = "POSITION", group = "fact", requires = "organisation")]
    signed_by: Option<String>,
    /// Case number of the organisation's decision; `none` takes it back
    #[arg(long, value_name = "NUMBER", group = "fact", requires = "organisation")]
    record: Option<String>,
    /// Date on which it declined; `none` takes it back
    #[arg(long, value_name = "DATE", value_parser = corrected, group = "fact", requires = "organisation")]
    declined: Option<Corrected>,
    /// Date on which it joined during the term; `none` takes it back
    #[arg(long, value_name = "DATE", value_parser = corrected, group = "fact", requires = "organisation")]
    joined: Option<Corrected>,
    /// Date of its notice of withdrawal; `none` takes the withdrawal back
    #[arg(long, value_name = "DATE", value_parser = corrected, group = "fact", requires = "organisation")]
    notice: Option<Corrected>,
    /// First day on which it is no longer bound
    #[arg(long, value_name = "DATE", value_parser = fact_date, group = "fact", requires = "organisation")]
    effective: Option<PartialDate>,
    /// Date on which it approved the text; `none` takes it back
    #[arg(long, value_name = "DATE", value_parser = corrected, group = "fact", requires = "organisation")]
    approved: Option<Corrected>,
    /// The organisation's decision to sign; without an organisation the decision of the last extension
    #[arg(long, value_name = "DECISION", group = "fact")]
    decision: Option<String>,
    /// First day of signing
    #[arg(long, value_name = "DATE", value_parser = fact_date, group = "fact", conflicts_with = "organisation")]
    opened: Option<PartialDate>,
    /// New end of the last extension; `none` takes the extension back
    #[arg(long, value_name = "DATE", value_parser = corrected, group = "fact", conflicts_with = "organisation")]
    extended: Option<Corrected>,
    /// Date of the decision of the last extension
    #[arg(long, value_name = "DATE", value_parser = fact_date, group = "fact", conflicts_with = "organisation")]
    decided: Option<PartialDate>,
    /// First day on which the terminated agreement is not in force; `none` takes the termination back
    #[arg(long, value_name = "DATE", value_parser = corrected, group = "fact", conflicts_with = "organisation")]
    terminated: Option<Corrected>,
    /// Reason of the termination
    #[arg(long, value_name = "TEXT", group = "fact", conflicts_with = "organisation")]
    reason: Option<String>,
    /// Why what was recorded is wrong
    #[arg(long, value_name = "TEXT")]
    because: String,
    #[command(flatten)]
    dry_run: DryRun,
}

/// What a date is corrected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Corrected {
    To(PartialDate),
    /// There was no such fact.
    Never,
}

/// What is typed where there was no such fact.
const NEVER: [&str; 4] = ["none", "never", "ei", "ei mitään"];

fn corrected(text: &str) -> Result<Corrected, BadValue> {
    if is_one_of(text, NEVER) {
        return Ok(Corrected::Never);
    }
    fact_date(text).map(Corrected::To)
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut changed = Changed::named(cx, &args.agreement)?;
    match &args.organisation {
        Some(organisation) => {
            let organisation = resolve::organisation(cx, changed.index(), organisation)?;
            correct_signatory(cx, &mut changed, organisation.as_str(), args)?;
        }
        None => correct_agreement(cx, &mut changed, args)?,
    }
    let changing = Changing::correction(&args.because, &args.dry_run);
    changed.perform(cx, &changing)
}

fn correct_signatory(cx: &Context<'_>, changed: &mut Changed, organisation: &str, args: &Args) -> Result<()> {
    let entry = ["signatories", organisation];
    let dates = [
        ("signed", args.signed),
        ("declined", args.declined),
        ("joined", args.joined),
    ];
    for (field, date) in dates {
        correct_date(cx, changed, &[&entry[..], &[field]].concat(), date)?;
    }
    if args.signed == Some(Corrected::Never) {
        // The details of a signature that was never given are those of no other one.
        for field in ["signed_by", "decision", "record"] {
            let names = [&entry[..], &[field]].concat();
            if changed.place(&names)?.is_there() {
                changed.unset(&names)?;
            }
        }
    }
    let texts = [
        ("signed_by", &args.signed_by),
        ("decision", &args.decision),
        ("record", &args.record),
    ];
    for (field, text) in texts {
        if let Some(text) = text {
            let names = [&entry[..], &[field]].concat();
            // A detail that is missing is added to the signature that is on record.
            refuse_unrecorded(changed, &[&entry[..], &["signed"]].concat())?;
            if is_one_of(text, NEVER) {
                changed.unset(&names)?;
            } else {
                changed.set(cx, &names, text)?;
            }
        }
    }
    let withdrawn = [&entry[..], &["withdrawn"]].concat();
    match args.notice {
        Some(Corrected::Never) => {
            refuse_unrecorded(changed, &withdrawn)?;
            changed.unset(&withdrawn)?;
        }
        notice => correct_date(cx, changed, &[&withdrawn[..], &["notice"]].concat(), notice)?,
    }
    let effective = args.effective.map(Corrected::To);
    correct_date(cx, changed, &[&withdrawn[..], &["effective"]].concat(), effective)?;
    let Some(approved) = args.approved else {
        return Ok(());
    };
    let number = last_approval(changed, organisation)?.to_string();
    let approval = ["approved", &number];
    match Some(approved) {
        Some(Corrected::Never) => changed.remove(&approval),
        approved => correct_date(cx, changed, &[&approval[..], &["on"]].concat(), approved),
    }
}

fn correct_agreement(cx: &Context<'_>, changed: &mut Changed, args: &Args) -> Result<()> {
    correct_date(cx, changed, &["opened", "on"], args.opened.map(Corrected::To))?;
    match args.terminated {
        Some(Corrected::Never) => {
            refuse_unrecorded(changed, &["terminated"])?;
            changed.unset(&["terminated"])?;
        }
        terminated => correct_date(cx, changed, &["terminated", "on"], terminated)?,
    }
    if let Some(reason) = &args.reason {
        refuse_unrecorded(changed, &["terminated"])?;
        changed.set(cx, &["terminated", "reason"], reason)?;
    }
    if args.extended.is_none() && args.decided.is_none() && args.decision.is_none() {
        return Ok(());
    }
    let n_extensions = changed.n_entries(&["term", "extended"])?;
    let last = n_extensions.to_string();
    let extension = ["term", "extended", &last];
    refuse_unrecorded(changed, &["term", "extended"])?;
    match args.extended {
        Some(Corrected::Never) if n_extensions == 1 => changed.unset(&["term", "extended"])?,
        Some(Corrected::Never) => changed.remove(&extension)?,
        until => correct_date(cx, changed, &[&extension[..], &["until"]].concat(), until)?,
    }
    if let Some(decided) = args.decided {
        changed.set(cx, &[&extension[..], &["decided"]].concat(), &decided.to_string())?;
    }
    if let Some(decision) = &args.decision {
        changed.set(cx, &[&extension[..], &["decision"]].concat(), decision)?;
    }
    Ok(())
}

/// The number of the last approval of an organisation, from 1.
fn last_approval(changed: &Changed, organisation: &str) -> Result<usize> {
    let n_approvals = changed.n_entries(&["approved"])?;
    for number in (1..=n_approvals).rev() {
        let place = changed.place(&["approved", &number.to_string(), "organisation"])?;
        if place.text() == Some(organisation) {
            return Ok(number);
        }
    }
    Err(anyhow::Error::new(Trouble::refused(
        wording!(
            en: "no approval of `{organisation}` is on record, so there is nothing to correct",
            fi: "organisaation `{organisation}` hyväksyntää ei ole kirjattu, joten oikaistavaa ei ole"
        ),
        None,
    )))
}

/// Corrects a date that is on record.
fn correct_date(
    cx: &Context<'_>,
    changed: &mut Changed,
    names: &[&str],
    date: Option<Corrected>,
) -> Result<()> {
    let Some(date) = date else { return Ok(()) };
    refuse_unrecorded(changed, names)?;
    match date {
        Corrected::To(date) => changed.set(cx, names, &date.to_string()),
        Corrected::Never => changed.unset(names),
    }
}

/// What is not on record is recorded by its own command, and has nothing to correct.
fn refuse_unrecorded(changed: &Changed, names: &[&str]) -> Result<()> {
    let place = changed.place(names)?;
    if place.is_there() {
        return Ok(());
    }
    let path = place.path();
    Err(anyhow::Error::new(Trouble::refused(
        wording!(
            en: "`{path}` is not on record, so there is nothing to correct",
            fi: "kohtaa `{path}` ei ole kirjattu, joten oikaistavaa ei ole"
        ),
        None,
    )))
}
