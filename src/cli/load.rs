//! `load`: brings the index up to date and says what changed.

use std::time::Instant;

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::trouble::Trouble;
use crate::registry::{Fresh, Freshness, Keeping};
use crate::render::phrase;
use crate::view::{LoadCounts, LoadView};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Update the index from the files, and report what was new, changed, removed or refused
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Rebuild the index from scratch
    #[arg(long)]
    rebuild: bool,
    /// Check the whole index and compare it with the files
    #[arg(long, conflicts_with = "rebuild")]
    check: bool,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    if cx.global.no_load {
        return Err(anyhow::Error::new(Trouble::with_help(
            Wording::fixed(
                "`load` reads the files, which --no-load excludes",
                "`load` lukee tiedostot, minkä --no-load estää",
            ),
            Wording::fixed("leave out --no-load", "jätä --no-load pois"),
        )));
    }
    cx.sentences_as()?;
    let begun = Instant::now();
    let freshness = match (args.rebuild, args.check) {
        (true, _) => Freshness::Rebuilt,
        (false, true) => Freshness::Compared,
        (false, false) => Freshness::Thorough,
    };
    let fresh = cx.open_with(freshness)?;
    let view = view(&fresh, begun.elapsed().as_secs_f64())?;
    let shown = sentences(&view, cx.lang);
    cx.answer_sentences(&view, shown)?;
    cx.report_index(&fresh);
    if args.check && fresh.distrusted.is_none() && matches!(fresh.keeping, Keeping::File) {
        cx.note(&Wording::fixed(
            "the index is intact and agrees with the files",
            "hakemisto on ehjä ja vastaa tiedostoja",
        ));
    }
    for file in fresh.refused.iter().take(MOST_REFUSED) {
        let (path, line, code) = (file.path.as_str(), file.refusal.line, &file.refusal.code);
        cx.warn(&wording!(
            en: "{path}:{line}: {message} [{code}]",
            fi: "{path}:{line}: {message} [{code}]",
            message = file.refusal.message
        ));
    }
    let n_more = fresh.refused.len().saturating_sub(MOST_REFUSED);
    if n_more > 0 {
        cx.warn(&wording!(en: "and {n_more} more files", fi: "ja vielä {n_more} tiedostoa"));
    }
    if fresh.refused.is_empty() {
        return Ok(if matches!(fresh.keeping, Keeping::Memory(_)) {
            Exit::Failed
        } else {
            Exit::Done
        });
    }
    cx.note(&Wording::fixed(
        "`kumppani validate` lists all findings with their fixes",
        "`kumppani validate` kertoo kaikki havainnot ja miten ne korjataan",
    ));
    Ok(Exit::Findings)
}

/// So many refused files are named; `validate` names them all.
const MOST_REFUSED: usize = 10;

fn view(fresh: &Fresh, seconds: f64) -> Result<LoadView> {
    Ok(LoadView {
        counts: LoadCounts {
            files: u32::try_from(fresh.n_files).unwrap_or(u32::MAX),
            refused: u32::try_from(fresh.refused.len()).unwrap_or(u32::MAX),
            ..fresh.counts
        },
        rows: fresh.index.count_rows()?,
        seconds: (seconds * 1000.0).round() / 1000.0,
    })
}

fn sentences(LoadView { counts, rows, .. }: &LoadView, lang: Lang) -> String {
    let counted = |n: u32, noun| phrase::counted(n as usize, noun).get(lang).to_owned();
    let LoadCounts {
        new,
        changed,
        unchanged,
        removed,
        refused,
        ..
    } = counts;
    let files = counted(counts.files, phrase::FILES);
    let what = wording!(
        en: "{files}: {new} new, {changed} changed, {unchanged} unchanged, {removed} removed, {refused} refused",
        fi: "{files}: uusia {new}, muuttuneita {changed}, ennallaan {unchanged}, poistettuja {removed}, hylättyjä {refused}"
    );
    let holds = format!(
        "{}, {}, {}",
        counted(rows.agreements, phrase::AGREEMENTS),
        counted(rows.signatories, phrase::SIGNATORIES),
        counted(rows.duties, phrase::DUTIES)
    );
    let index = wording!(en: "in the index: {holds}", fi: "hakemistossa: {holds}");
    format!("{}\n{}\n", what.get(lang), index.get(lang))
}
