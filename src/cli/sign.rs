//! `sign`: records signatures.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::context::{Context, Exit};
use super::help::Finnish;
use crate::model::PartialDate;
use crate::registry::Act;

/// Records the signatures of organisations, with the day and perhaps the position and the decision
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The agreement
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// The organisations that signed
    #[arg(required = true, value_name = "ORGANISATION")]
    organisations: Vec<String>,
    /// When they signed
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    on: PartialDate,
    /// The signer's position, not a person's name
    #[arg(long, value_name = "POSITION")]
    by: Option<String>,
    /// The organisation's own decision
    #[arg(long, value_name = "DECISION")]
    decision: Option<String>,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) const FINNISH: Finnish = Finnish {
    about: "Kirjaa organisaatioiden allekirjoitukset päivineen sekä mahdollisen aseman ja päätöksen",
    args: &[
        ("agreement", "Sopimus"),
        ("organisations", "Allekirjoittaneet organisaatiot"),
        ("on", "Milloin allekirjoitettu"),
        ("by", "Allekirjoittajan asema, ei henkilön nimi"),
        ("decision", "Organisaation oma päätös"),
        act::DRY_RUN_FI,
    ],
};

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = |_cx: &mut Context<'_>| {
        let organisations = args
            .organisations
            .iter()
            .map(|id| act::organisation(id))
            .collect::<Result<_>>()?;
        Ok(Act::Sign {
            organisations,
            on: args.on,
            by: args.by.clone(),
            decision: args.decision.clone(),
        })
    };
    act::perform(cx, &args.agreement, act, &args.dry_run)
}
