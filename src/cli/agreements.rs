//! `agreements`: every agreement with its status on the day.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::network_words;
use super::values::StatusArg;
use crate::index::AgreementFilter;
use crate::model::PartialDate;
use crate::wording;
use crate::wording::Wording;

/// List agreements with their status, term, days left and signatures
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Limit to agreements with this status
    #[arg(long, value_name = "STATUS")]
    status: Option<StatusArg>,
    /// Limit to agreements with a signatory in this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let filter = AgreementFilter {
        status: args.status.as_ref().map(|arg| arg.0),
        region: network_words::of_option(&fresh.index, args.region.as_deref())?,
    };
    let rows = fresh.index.agreements(&cx.asked(), &filter)?;
    let all = AgreementFilter::default();
    let n_all = fresh.index.agreements(&cx.asked(), &all)?.len();
    let is_bare = n_all == 0;
    let empty = if is_bare && !fresh.refused.is_empty() {
        Wording::fixed(
            "no agreement is free of errors; `kumppani validate` lists them",
            "yksikään sopimus ei ole virheetön; `kumppani validate` luettelee virheet",
        )
    } else if is_bare {
        Wording::fixed(
            "the registry has no agreements yet; `kumppani init` here creates the first",
            "rekisterissä ei vielä ole sopimuksia; `kumppani init` tässä kansiossa kirjoittaa ensimmäisen",
        )
    } else {
        let day = PartialDate::Day(cx.day());
        wording!(
            en: "no agreements match on {day} (the registry has {n_all})",
            fi: "ehtoihin sopivia sopimuksia ei ole {day} (rekisterissä on {n_all})",
            day
        )
    };
    cx.answer(&rows, &empty)
}
