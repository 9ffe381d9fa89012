//! `sql`: read-only SQL over the index.

use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use crate::index::SqlBounds;
use crate::wording::Wording;

/// A query may take so long.
const LONGEST: Duration = Duration::from_secs(2);

/// Run a read-only SQL query on the index; the views (`agreement_overview`, `duty_listing`, …) are easiest to read
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// One SELECT statement
    #[arg(value_name = "QUERY")]
    query: String,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut fresh = cx.open()?;
    let begun = Instant::now();
    let bounds = SqlBounds {
        rows: None,
        is_over: Box::new(move || begun.elapsed() >= LONGEST),
    };
    let sheet = fresh.index.sql(&cx.asked(), &args.query, bounds)?;
    let empty = Wording::fixed("the query found no rows", "kysely ei löytänyt rivejä");
    cx.answer_sheet(&sheet, &empty)
}
