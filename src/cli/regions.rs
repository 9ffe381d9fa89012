//! `regions`: the five areas.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::help::Finnish;
use super::scope::{self, ScopeArgs};
use crate::wording::Wording;

/// The five areas with their municipalities, signatories, groups and cooperation
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scope: ScopeArgs,
}

pub(super) const FINNISH: Finnish = Finnish {
    about: "Viisi aluetta: kunnat, allekirjoittajat, ryhmät ja yhteistyö",
    args: &[scope::AGREEMENT_FI, scope::ALL_FI],
};

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let scope = args.scope.scope(&fresh.index)?;
    let rows = fresh.index.regions(&cx.asked(), &scope)?;
    let nothing = rows
        .iter()
        .all(|row| row.signatories.is_empty() && row.groups.is_empty());
    let none = Wording::fixed("there are no areas", "alueita ei ole");
    let empty = scope::when_empty(cx, &fresh.index, &scope, none)?;
    if nothing && !rows.is_empty() {
        cx.note(&empty);
    }
    cx.answer(&rows, &empty)
}
