//! `events`: the network's calendar.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::global::{day, refuse_reversed};
use super::scope::{self, ScopeArgs};
use crate::index::EventFilter;
use crate::wording::Wording;

/// List the events of the network
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Limit to events on or after this date
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<NaiveDate>,
    /// Limit to events on or before this date
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<NaiveDate>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    refuse_reversed(args.from, args.to)?;
    let fresh = cx.open()?;
    let scope = args.scope.scope(cx, &fresh.index)?;
    let filter = EventFilter {
        from: args.from,
        to: args.to,
    };
    let rows = fresh.index.events(&cx.asked(), &scope, &filter)?;
    let none = Wording::fixed("no events match", "ehtoihin sopivia tapahtumia ei ole");
    let empty = scope::when_empty(cx, &fresh.index, &scope, (&rows, none), |all| {
        fresh
            .index
            .events(&cx.asked(), all, &filter)
            .map(|rows| rows.into_iter().map(|row| row.agreement).collect())
    })?;
    cx.answer(&rows, &empty)
}
