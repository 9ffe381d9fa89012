//! `document`: an agreement as a document, whole or in part.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::resolve;
use super::values::RegionArg;
use crate::model::{Agreement, Registry};
use crate::papers::{self, DocumentWanted, WantedPart};

/// Print an agreement ready to sign, with its annex of duties and its signature lines, or a part of it
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Limit to the annex: the duties of each group
    #[arg(long, conflicts_with_all = ["organisation", "region"])]
    annex: bool,
    /// Limit to what this organisation has promised, alone or in its groups
    #[arg(long, value_name = "ORGANISATION", conflicts_with = "region")]
    organisation: Option<String>,
    /// Limit to the groups of this region
    #[arg(long, value_name = "REGION")]
    region: Option<RegionArg>,
    /// Mark in words what has changed since this agreement
    #[arg(long, value_name = "AGREEMENT")]
    changed_since: Option<String>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let since = args.changed_since.as_deref();
    let named: Vec<&str> = since.into_iter().chain([args.agreement.as_str()]).collect();
    let registry = cx.models_about(&named)?;
    let agreement = resolve::agreement(cx, &registry, &args.agreement)?;
    let since = since
        .map(|since| resolve::agreement(cx, &registry, since))
        .transpose()?;
    if cx.leaves_the_house() {
        cx.refuse_placeholders(&registry, since.into_iter().chain([agreement]))?;
    }
    let wanted = DocumentWanted {
        today: cx.day(),
        lang: cx.lang,
        texts: cx.asked().texts,
        part: part(args, agreement, &registry)?,
        since,
    };
    let view = papers::document(&registry, agreement, &wanted);
    cx.answer_one(&view)
}

fn part(args: &Args, agreement: &Agreement, registry: &Registry) -> Result<WantedPart> {
    if let Some(text) = &args.organisation {
        return Ok(WantedPart::Organisation(resolve::signatory(
            agreement, registry, text,
        )?));
    }
    Ok(match args.region {
        Some(region) => WantedPart::Region(region.0),
        None if args.annex => WantedPart::Annex,
        None => WantedPart::Whole,
    })
}
