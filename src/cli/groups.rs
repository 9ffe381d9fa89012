//! `groups`: the groups of the network.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::network_words;
use super::scope::{self, ScopeArgs};
use crate::index::GroupFilter;
use crate::wording::Wording;

/// List groups with their regions, chairs, members and number of duties
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Limit to groups that work in this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let scope = args.scope.scope(cx, &fresh.index)?;
    let filter = GroupFilter {
        region: network_words::of_option(&fresh.index, args.region.as_deref())?,
    };
    let rows = fresh.index.groups(&cx.asked(), &scope, &filter)?;
    let none = Wording::fixed("no groups match", "ehtoihin sopivia ryhmiä ei ole");
    let empty = scope::when_empty(cx, &fresh.index, &scope, (&rows, none), |all| {
        fresh
            .index
            .groups(&cx.asked(), all, &filter)
            .map(|rows| rows.into_iter().map(|row| row.agreement).collect())
    })?;
    cx.answer(&rows, &empty)
}
