//! `document`: an agreement as a document, whole or in part.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::each::{self, Each, Existing, PaperFormat, Papers};
use super::network_words;
use super::resolve;
use crate::model::{Agreement, Registry};
use crate::papers::{self, DocumentWanted, WantedPart};

/// Print an agreement ready to sign, with the annex of duties and signature lines, or a part of it
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Limit to the annex: the duties of each group
    #[arg(long, conflicts_with_all = ["organisation", "region"])]
    annex: bool,
    /// Limit to the duties of this group
    #[arg(long, value_name = "GROUP", conflicts_with_all = ["organisation", "region"])]
    group: Option<String>,
    /// Limit to what this organisation has promised, by itself or in a group
    #[arg(long, value_name = "ORGANISATION", conflicts_with = "region")]
    organisation: Option<String>,
    /// Limit to the groups of this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Mark in words what has changed since this agreement
    #[arg(long, value_name = "AGREEMENT")]
    changed_since: Option<String>,
    /// Write one document for each group, organisation or region to the folder --to, and list them
    #[arg(long, value_name = "KIND", requires = "to", conflicts_with_all = ["group", "organisation", "region"])]
    each: Option<Each>,
    /// Folder for the documents of --each; created if missing
    #[arg(long, value_name = "FOLDER", requires = "each")]
    to: Option<PathBuf>,
    /// Format of the documents of --each [default: docx]
    #[arg(long, value_name = "FORMAT", requires = "each")]
    paper_format: Option<PaperFormat>,
    /// Rewrite documents that exist and differ
    #[arg(long, requires = "each")]
    again: bool,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let papers = papers_of(args);
    if let Some(papers) = &papers {
        cx.refuse_own_place(papers.folder)?;
        cx.rows_as()?;
    }
    let since = args.changed_since.as_deref();
    let named: Vec<&str> = since.into_iter().chain([args.agreement.as_str()]).collect();
    let registry = cx.models_about(&named)?;
    let agreement = resolve::agreement(cx, &registry, &args.agreement)?;
    let since = since
        .map(|since| resolve::agreement(cx, &registry, since))
        .transpose()?;
    if papers.is_some() || cx.leaves_the_house() {
        cx.refuse_placeholders(&registry, since.into_iter().chain([agreement]))?;
    }
    let wanted = DocumentWanted {
        today: cx.day(),
        lang: cx.lang,
        texts: cx.asked().texts,
        part: part(args, agreement, &registry)?,
        since,
        is_supposed: cx.has_supposition(),
    };
    match papers {
        Some(papers) => each::write(cx, (&registry, agreement), &wanted, &papers),
        None => cx.answer_one(&papers::document(&registry, agreement, &wanted)),
    }
}

/// The papers that are asked for with `--each`.
fn papers_of(args: &Args) -> Option<Papers<'_>> {
    Some(Papers {
        kind: args.each?.into(),
        format: args.paper_format.unwrap_or_default(),
        folder: args.to.as_deref()?,
        existing: if args.again {
            Existing::Rewritten
        } else {
            Existing::Kept
        },
    })
}

/// The duties of a group of an agreement as a paper.
pub(super) fn of_group(
    cx: &mut Context<'_>,
    [agreement, group]: [&str; 2],
    since: Option<&str>,
) -> Result<Exit> {
    let args = Args {
        agreement: agreement.to_owned(),
        annex: true,
        group: Some(group.to_owned()),
        organisation: None,
        region: None,
        changed_since: since.map(str::to_owned),
        each: None,
        to: None,
        paper_format: None,
        again: false,
    };
    run(cx, &args)
}

fn part(args: &Args, agreement: &Agreement, registry: &Registry) -> Result<WantedPart> {
    if let Some(text) = &args.organisation {
        return Ok(WantedPart::Organisation(resolve::signatory(
            agreement, registry, text,
        )?));
    }
    if let Some(text) = &args.group {
        let group = resolve::group(agreement, text)?;
        return Ok(WantedPart::Group(group.id.value.clone()));
    }
    Ok(match &args.region {
        Some(region) => WantedPart::Region(network_words::region(registry.network(), region)?),
        None if args.annex => WantedPart::Annex,
        None => WantedPart::Whole,
    })
}
