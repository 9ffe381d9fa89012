//! `search`: full text over names, duties, titles and events.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use crate::wording;

/// Finds agreements, organisations, groups, duties and events by the beginnings of words
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The words; case and accents do not matter
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let text = args.text.join(" ");
    let rows = fresh.index.search(&cx.asked(), &text)?;
    let empty = wording!(
        en: "nothing was found for “{text}” in agreements, organisations, groups, duties and events",
        fi: "haulla ”{text}” ei löytynyt mitään sopimuksista, organisaatioista, ryhmistä, tehtävistä eikä tapahtumista"
    );
    cx.answer(&rows, &empty)
}
