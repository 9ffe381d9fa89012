//! `signatories`: who has signed, who is pending, who has left.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::network_words;
use super::resolve;
use super::scope::{self, ScopeArgs};
use super::trouble::Trouble;
use super::values::StateArg;
use crate::index::{Contacts, IdKind, SignatoryFilter};
use crate::model::GroupId;
use crate::view::SignatoryRow;
use crate::wording::Wording;

/// List signatories with their regions and states
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Limit to signatories that sign for this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Limit to the chair and members of this group
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// Limit to organisations of this kind; `unknown`: no kind is recorded
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Limit to signatories in this state
    #[arg(long, value_name = "STATE")]
    state: Option<StateArg>,
    /// Add contacts to JSON and CSV; contacts are internal
    #[arg(long)]
    contacts: bool,
}

/// Without `--contacts` their columns would be empty, as if no contact were recorded.
fn refuse_contact_columns(cx: &Context<'_>) -> Result<()> {
    let columns = cx.columns::<SignatoryRow>(cx.rows_as()?)?;
    let chosen = columns.chosen().unwrap_or_default();
    if !chosen.iter().any(|column| SignatoryRow::is_of_contacts(column)) {
        return Ok(());
    }
    Err(anyhow::Error::new(Trouble::with_help(
        Wording::fixed(
            "the columns of contacts are only there with --contacts",
            "yhteystahojen sarakkeet ovat mukana vain valinnalla --contacts",
        ),
        Wording::fixed(
            "add --contacts; contacts are for the network only",
            "lisää --contacts; yhteystahot ovat vain verkostolle",
        ),
    )))
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let scope = args.scope.scope(cx, &fresh.index)?;
    let known = |group: &String| resolve::known(cx, &fresh.index, IdKind::Group, group, GroupId::parse);
    let group = args.group.as_ref().map(known).transpose()?;
    let filter = SignatoryFilter {
        region: network_words::of_option(&fresh.index, args.region.as_deref())?,
        group,
        kind: network_words::wanted_kind(&fresh.index, args.kind.as_deref())?,
        state: args.state.as_ref().map(|arg| arg.0),
        organisation: None,
    };
    let contacts = if args.contacts {
        Contacts::Included
    } else {
        refuse_contact_columns(cx)?;
        Contacts::LeftOut
    };
    let rows = fresh.index.signatories(&cx.asked(), &scope, &filter, contacts)?;
    let none = Wording::fixed("no signatories match", "ehtoihin sopivia allekirjoittajia ei ole");
    let empty = scope::when_empty(cx, &fresh.index, &scope, (&rows, none), |all| {
        fresh
            .index
            .signatories(&cx.asked(), all, &filter, contacts)
            .map(|rows| rows.into_iter().map(|row| row.agreement).collect())
    })?;
    cx.answer(&rows, &empty)
}
