//! `validate`: every finding of every file, and `--fix`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::global::{Format, count};
use super::resolve;
use super::supposing::not_under_a_supposition;
use super::trouble::Trouble;
use super::{Role, fixing, progress};
use crate::diagnostic::{FilePath, Severity};
use crate::registry::{self, Checked};
use crate::render::diagnostics::{self, HumanLook, Report, Tool, Waived};
use crate::validate;
use crate::wording;
use crate::wording::Wording;

/// Check the files and report every finding with its place, reason and next step
#[derive(ClapArgs, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Args {
    /// Limit to the findings of these files
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Fix what can be fixed with certainty
    #[arg(long)]
    fix: bool,
    /// With --fix: show the changes without writing them
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Include waived warnings
    #[arg(long)]
    waived: bool,
    /// Maximum number of findings to show in format human; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = count)]
    limit: usize,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.refuse_columns()?;
    let root = cx.root()?;
    let wanted = wanted_files(cx, &root, &args.files)?;
    if args.fix && cx.supposition.is_some() {
        return Err(not_under_a_supposition(Role::Other));
    }
    if args.fix && !args.dry_run {
        // What could not be shown in the end is not corrected.
        format(cx)?;
    }
    let mut checked = check(cx, &root, wanted.as_ref())?;
    if args.fix {
        let diff = fixing::fix(cx, &checked, wanted.as_ref(), args.dry_run)?;
        if args.dry_run {
            return cx.deliver(diff.as_bytes());
        }
        checked = check(cx, &root, wanted.as_ref())?;
    }
    if let Some(wanted) = &wanted {
        checked
            .diagnostics
            .retain(|found| wanted.contains(found.place.file.as_str()));
        checked.more.retain(|more| wanted.contains(more.file.as_str()));
    }
    show(cx, args, &checked)?;
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    let fails = errors > 0 || (args.strict && warnings > 0);
    Ok(if fails { Exit::Findings } else { Exit::Done })
}

fn check(cx: &Context<'_>, root: &Path, wanted: Option<&BTreeSet<String>>) -> Result<Checked> {
    let is_wanted = |file: &FilePath| wanted.is_none_or(|wanted| wanted.contains(file.as_str()));
    let progress = progress::Progress::new(cx.world, cx.global.quiet, cx.lang);
    let found = cx.walk()?;
    let observe = |n_done| progress.reached(n_done);
    let checked = registry::check_of(root, found, cx.day(), &is_wanted, &observe);
    progress.finish();
    Ok(checked)
}

/// The paths of the named files from the root; a file outside the registry is an error.
fn wanted_files(cx: &mut Context<'_>, root: &Path, files: &[PathBuf]) -> Result<Option<BTreeSet<String>>> {
    if files.is_empty() {
        return Ok(None);
    }
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut wanted = BTreeSet::new();
    for file in files {
        let location = cx.world.folder.join(file);
        let shown = file.display();
        let full = match location.canonicalize() {
            Ok(full) => full,
            Err(error) => match resolve::file(cx, &file.to_string_lossy())? {
                Some(path) => root.join(path.as_str()),
                None => {
                    let message =
                        wording!(en: "{shown} cannot be read", fi: "tiedostoa {shown} ei voi lukea");
                    return Err(Trouble::caused(message)(error));
                }
            },
        };
        let relative = full.strip_prefix(&root).map_err(|_| {
            anyhow::Error::new(Trouble::with_help(
                wording!(en: "{shown} is not in the registry", fi: "{shown} ei ole rekisterissä"),
                Wording::fixed(
                    "give the registry's folder with --dir",
                    "anna rekisterin kansio valinnalla --dir",
                ),
            ))
        })?;
        let parts: Vec<String> = relative
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        wanted.insert(parts.join("/"));
    }
    Ok(Some(wanted))
}

fn format(cx: &Context<'_>) -> Result<Format> {
    let known = [
        Format::Human,
        Format::Short,
        Format::Json,
        Format::Sarif,
        Format::Github,
    ];
    cx.format(Format::Human, &known)
}

fn show(cx: &mut Context<'_>, args: &Args, checked: &Checked) -> Result<Exit> {
    let format = format(cx)?;
    let report = Report {
        diagnostics: &checked.diagnostics,
        more: &checked.more,
        sources: &checked.sources,
        lang: cx.lang,
        n_waiting: checked.n_waiting,
    };
    let look = HumanLook {
        width: cx.look().text_width,
        colour: cx.colour(),
        limit: (args.limit > 0).then_some(args.limit),
        waived: if args.waived {
            Waived::Shown
        } else {
            Waived::Counted
        },
    };
    let tool = Tool {
        version: env!("CARGO_PKG_VERSION"),
        explanation: &|code| validate::explanation(code).title,
    };
    let mut bytes = Vec::new();
    match format {
        Format::Short => diagnostics::render_short(&report, &mut bytes)?,
        Format::Json => diagnostics::render_json(&report, &mut bytes)?,
        Format::Sarif => diagnostics::render_sarif(&report, &tool, &mut bytes)?,
        Format::Github => diagnostics::render_github(&report, &mut bytes)?,
        _ => diagnostics::render_human(&report, &look, &mut bytes)?,
    }
    cx.deliver(&bytes)
}
