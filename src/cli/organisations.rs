//! `organisations`: one line for each organisation, over all agreements.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use crate::wording::Wording;

/// List organisations across all agreements, with their names, agreements and successors
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {}

pub(super) fn run(cx: &mut Context<'_>, _args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let rows = fresh.index.organisations(&cx.asked())?;
    let empty = Wording::fixed(
        "the registry has no organisations yet",
        "rekisterissä ei vielä ole organisaatioita",
    );
    cx.answer(&rows, &empty)
}
