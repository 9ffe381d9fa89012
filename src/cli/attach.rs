//! `attach`: a file becomes a document of an agreement.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, Subject, fact_date};
use super::context::{Context, Exit};
use super::resolve;
use super::trouble::Trouble;
use super::values::DocumentKindArg;
use crate::acts::{self, Attached, Attachment, Filed, Writing};
use crate::disk::{self, Links};
use crate::model::{DocumentPath, PartialDate, Visibility, without_invisible};
use crate::wording;

/// Copy a document into the folder documents/ and record it with its digest
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// File to copy; one in documents/ is recorded where it is
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Kind of document
    #[arg(long, value_name = "KIND")]
    kind: DocumentKindArg,
    /// Signatory whose document it is, by id or name [default: common to all]
    #[arg(long, value_name = "ORGANISATION")]
    of: Option<String>,
    /// Title of the document [default: the name of the file]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Date of the document
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    on: Option<PartialDate>,
    /// The document may be published
    #[arg(long)]
    public: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let (fresh, found) = cx.open_to_change()?;
    let subject = Subject::named(cx, &args.agreement, (&fresh, found))?;
    let of = args.of.as_ref();
    let of = of
        .map(|text| resolve::organisation(cx, &fresh.index, text))
        .transpose()?;
    drop(fresh);
    let writing = args.dry_run.writing(cx)?;
    let location = cx.world.folder.join(&args.file);
    let shown = args.file.display().to_string();
    let file = disk::open(&location, Links::Followed).map_err(|error| {
        let message = wording!(en: "{shown} cannot be read", fi: "tiedostoa {shown} ei voi lukea");
        Trouble::caused(message)(error.into())
    })?;
    let name = location.file_name().unwrap_or_default().to_string_lossy();
    let title = args.title.as_deref().map(without_invisible);
    let attachment = Attachment {
        file: &file,
        name: &name,
        present: present(&cx.root()?, &location),
        kind: args.kind.0,
        title: title.map(|title| title.trim().to_owned()),
        on: args.on,
        of,
        visibility: if args.public {
            Visibility::Public
        } else {
            Visibility::Internal
        },
    };
    let attached = acts::attach(&subject.ground(cx, writing), &subject.id, &attachment);
    match attached {
        Ok(attached) => report(cx, &subject, attached, (&shown, writing)),
        Err(failed) => {
            if let Some(left) = failed.left {
                let path = left.from_root();
                cx.warn(&wording!(
                    en: "{path} was copied, but it is not recorded; run the command again",
                    fi: "{path} kopioitiin, mutta sitä ei kirjattu; anna komento uudelleen"
                ));
            }
            act::report(cx, Err(failed.error), (writing, &[]), |_| None)
        }
    }
}

/// The path of a file that lies in the folder of documents under a valid name.
fn present(root: &Path, location: &Path) -> Option<DocumentPath> {
    let folder = root.join(DocumentPath::FOLDER).canonicalize().ok()?;
    let location = location.canonicalize().ok()?;
    let parts: Option<Vec<&str>> = location
        .strip_prefix(folder)
        .ok()?
        .iter()
        .map(|part| part.to_str())
        .collect();
    DocumentPath::parse(&parts?.join("/")).ok()
}

fn report(
    cx: &mut Context<'_>,
    subject: &Subject,
    attached: Attached,
    (shown, writing): (&str, Writing),
) -> Result<Exit> {
    let Attached {
        performed,
        document,
        filed,
    } = attached;
    let (path, file) = (document.from_root(), performed.file.as_str());
    match (filed, writing) {
        (Filed::Copied, Writing::Done) => {
            cx.note(&wording!(en: "copied {shown} to {path}", fi: "{shown} kopioitiin: {path}"));
        }
        (Filed::Copied, Writing::OnlyShown) => {
            cx.note(&wording!(en: "{shown} would be copied to {path}", fi: "{shown} kopioitaisiin: {path}"));
        }
        (Filed::Found, _) => {}
        (Filed::Known, _) => {
            cx.note(&wording!(
                en: "{shown} is already recorded in {file} as {path}; nothing was changed",
                fi: "{shown} on jo kirjattu tiedostoon {file} nimellä {path}; mitään ei muutettu"
            ));
            return Ok(Exit::Done);
        }
        (Filed::Restored, Writing::Done) => {
            cx.note(&wording!(
                en: "copied {shown} to {path}, which was missing; it is already recorded in {file}",
                fi: "{shown} kopioitiin: {path}, joka puuttui; se on jo kirjattu tiedostoon {file}"
            ));
            return Ok(Exit::Done);
        }
        (Filed::Restored, Writing::OnlyShown) => {
            cx.note(&wording!(
                en: "{shown} would be copied to {path}, which is missing; it is already recorded in {file}",
                fi: "{shown} kopioitaisiin: {path}, joka puuttuu; se on jo kirjattu tiedostoon {file}"
            ));
            return Ok(Exit::Done);
        }
    }
    let meaning = subject.meaning(cx, writing, &performed);
    act::report(cx, Ok(performed), (writing, &meaning), |_| None)
}
