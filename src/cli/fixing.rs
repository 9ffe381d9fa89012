//! `validate --fix`: applies the certain corrections, file by file. A corrected file is read and
//! checked again before it replaces the old one, and must have no error that it did not have.

use std::collections::BTreeSet;

use anyhow::Result;

use super::changes;
use super::context::Context;
use super::trouble;
use crate::acts::{self, ChangedFile, Transaction, Writing};
use crate::diagnostic::{Code, FilePath};
use crate::registry::{self, Checked};
use crate::render::phrase;
use crate::source::FoundFile;
use crate::wording;
use crate::wording::Wording;

/// A file with its corrections.
struct Mended {
    file: ChangedFile,
    n_findings: usize,
}

/// Mends the files of `wanted` (all when `None`); gives the differences as a unified diff.
pub(super) fn fix(
    cx: &mut Context<'_>,
    checked: &Checked,
    wanted: Option<&BTreeSet<String>>,
    dry_run: bool,
) -> Result<String> {
    let is_wanted = |path: &str| wanted.is_none_or(|wanted| wanted.contains(path));
    let fixable = checked.diagnostics.iter().filter(|found| found.is_fixable());
    // What is only counted may be fixable, too.
    let counted = checked.more.iter().map(|more| &more.file);
    let files: BTreeSet<&FilePath> = fixable
        .map(|found| &found.place.file)
        .chain(counted)
        .filter(|file| is_wanted(file.as_str()))
        .collect();
    let has_stale = has_stale_schema(checked);
    let writing = if dry_run || (files.is_empty() && !has_stale) {
        Writing::OnlyShown
    } else {
        Writing::Done
    };
    let change = cx.begin(writing)?;
    let mut diff = String::new();
    let (mut n_mended, mut n_files) = (0, 0);
    let mut troubles = Vec::new();
    for file in checked.files.iter().filter(|file| files.contains(&file.path)) {
        let outcome = mend(cx, file).and_then(|mended| {
            let Some(mended) = mended else { return Ok(0) };
            let mended_file = [mended.file];
            change.replace(&mended_file).map_err(trouble::of_act)?;
            if dry_run {
                diff += &changes::diff(&mended_file);
            }
            Ok(mended.n_findings)
        });
        match outcome {
            Ok(0) => {}
            Ok(n_findings) => {
                n_mended += n_findings;
                n_files += 1;
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    if !files.is_empty() || has_stale {
        match mend_schemas(cx, is_wanted, &change) {
            Ok(schemas) => {
                diff += &changes::diff(&schemas);
                n_mended += schemas.len();
                n_files += schemas.len();
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    report(cx, n_mended, n_files, dry_run);
    // The other files are done and counted above; what failed is named, the last one as the reason.
    let last = troubles.pop();
    for trouble in &troubles {
        cx.report_error(trouble);
    }
    last.map_or(Ok(diff), Err)
}

fn has_stale_schema(checked: &Checked) -> bool {
    checked
        .diagnostics
        .iter()
        .any(|found| found.code == Code::StaleSchema)
}

/// Writes the stale schemas anew: those of the network that `registry.yaml` defines after its corrections.
fn mend_schemas(
    cx: &Context<'_>,
    is_wanted: impl Fn(&str) -> bool,
    change: &Transaction,
) -> Result<Vec<ChangedFile>> {
    let network = cx.network();
    if !network.is_known() {
        return Ok(Vec::new());
    }
    let mut stale = acts::plan_stale_schemas(&cx.root()?, &network, cx.lang);
    stale.retain(|file| is_wanted(file.file.as_str()));
    change.replace(&stale).map_err(changes::failed)?;
    Ok(stale)
}

/// The corrected bytes of a file; `None` when nothing can be corrected without a new error.
fn mend(cx: &Context<'_>, file: &FoundFile) -> Result<Option<Mended>> {
    let shown = file.path.as_str();
    let old = file.read().map_err(trouble::not_read(shown))?;
    let fixed = registry::fixed(file, &old, cx.day());
    Ok(fixed.map(|fixed| Mended {
        file: ChangedFile {
            file: file.path.clone(),
            location: file.location.clone(),
            before: Some(old),
            after: fixed.bytes,
        },
        n_findings: fixed.n_mended,
    }))
}

fn report(cx: &mut Context<'_>, n_mended: usize, n_files: usize, dry_run: bool) {
    let (findings, files) = (
        phrase::counted(n_mended, phrase::FINDINGS),
        phrase::counted(n_files, phrase::FILES),
    );
    let message = match (n_mended, dry_run) {
        (0, _) => Wording::fixed(
            "nothing can be fixed with certainty",
            "mitään ei voi korjata varmasti",
        ),
        (_, true) => wording!(
            en: "would fix {findings} in {files}; nothing was written",
            fi: "korjattavissa: {findings}, {files}; mitään ei kirjoitettu",
            files, findings
        ),
        (_, false) => {
            wording!(en: "fixed {findings} in {files}", fi: "korjattu: {findings}, {files}", files, findings)
        }
    };
    cx.note(&message);
}
