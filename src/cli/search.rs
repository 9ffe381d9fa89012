//! `search`: full text over names, provisions, duties, titles and events.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::global::{Format, count};
use crate::index::SearchExtent;
use crate::view::SearchHits;
use crate::wording;
use crate::wording::Wording;

/// So many hits are read at a glance.
const LIMIT: usize = 50;

/// Search agreements, provisions, organisations, groups, duties and events; the start of a word or any of its Finnish forms is enough
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Words to search for; case and accents are ignored
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// List every hit instead of the best 50; files and formats other than table list every hit without `--limit`
    #[arg(long)]
    all: bool,
    /// Maximum number of hits; 0 shows all
    #[arg(long, value_name = "N", conflicts_with = "all", value_parser = count)]
    limit: Option<usize>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let text = args.text.join(" ");
    let is_table = cx.asked_format()?.is_none_or(|format| format == Format::Table);
    let extent = match args.limit {
        Some(0) => SearchExtent::All,
        Some(limit) => SearchExtent::Best(limit),
        None if args.all || !is_table || cx.global.output.is_some() => SearchExtent::All,
        None => SearchExtent::Best(LIMIT),
    };
    let hits = fresh.index.search(&cx.asked(), &text, extent)?;
    let empty = wording!(
        en: "nothing found for “{text}” in agreements, provisions, organisations, groups, duties and events",
        fi: "haulla ”{text}” ei löytynyt mitään sopimuksista, sopimusehdoista, organisaatioista, ryhmistä, tehtävistä eikä tapahtumista"
    );
    let exit = cx.answer(&hits.rows, &empty)?;
    if let Some(more) = more(&hits) {
        cx.note(&more);
    }
    Ok(exit)
}

/// How much was left out, and how it is listed.
fn more(hits: &SearchHits) -> Option<Wording> {
    let n = hits.n_more;
    (n > 0).then(|| {
        wording!(
            en: "{n} more; `--all` lists every hit",
            fi: "lisäksi {n}; `--all` luettelee kaikki osumat"
        )
    })
}
