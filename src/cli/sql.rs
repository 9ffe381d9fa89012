//! `sql`: read-only SQL over the index.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::help::Finnish;
use crate::wording::Wording;

/// Read-only SQL over the index; the views (`agreement_overview`, `duty_listing`, …) read best
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// One SELECT
    #[arg(value_name = "QUERY")]
    query: String,
}

pub(super) const FINNISH: Finnish = Finnish {
    about: "Vain lukeva SQL-kysely hakemistoon; näkymiä (agreement_overview, duty_listing, …) on helpointa lukea",
    args: &[("query", "Yksi SELECT-lause")],
};

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut fresh = cx.open()?;
    let sheet = fresh.index.sql(&cx.asked(), &args.query, None)?;
    let empty = Wording::fixed("the query found no rows", "kysely ei löytänyt rivejä");
    cx.answer_sheet(&sheet, &empty)
}
