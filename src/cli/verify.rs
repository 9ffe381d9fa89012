//! `verify`: whether papers are of the texts of their agreements as they stand.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::resolve;
use super::trouble::{self, Trouble};
use crate::disk::{self, Links};
use crate::model::{AgreementId, DigestForm, Receipt, TypedProblem};
use crate::papers;
use crate::registry::{self, LARGEST_DOCUMENT};
use crate::source::intake::text_of_paper;
use crate::view::{PaperText, VerifiedRow};
use crate::wording;
use crate::wording::Wording;

/// Check whether documents carry the digest of the current text of their agreement
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Documents made by this program, as DOCX, PDF, HTML or text
    #[arg(value_name = "FILE", required_unless_present = "digest")]
    files: Vec<PathBuf>,
    /// Digest as printed on the paper, with the agreement before it
    #[arg(long, value_name = "TEXT")]
    digest: Option<String>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut papers: Vec<(Option<String>, Vec<Receipt>)> = Vec::new();
    if let Some(text) = &args.digest {
        papers.push((None, vec![typed(text)?]));
    }
    let mut unread = 0;
    for file in &args.files {
        match receipts_of(cx, file) {
            Ok(receipts) => papers.push((Some(file.display().to_string()), receipts)),
            Err(error) => {
                unread += 1;
                cx.report_error(&error);
            }
        }
    }
    if papers.is_empty() {
        return Ok(Exit::Failed);
    }
    let rows = rows_of(cx, &papers)?;
    let exit = cx.answer(&rows, &Wording::fixed("no documents", "ei asiakirjoja"))?;
    advise(cx, &rows);
    let are_all_same = rows.iter().all(|row| row.text == PaperText::Same);
    Ok(match (unread, are_all_same) {
        (0, true) => exit,
        (0, false) => Exit::Findings,
        _ => Exit::Failed,
    })
}

/// The rows of papers. A text that was changed after it was opened for signing is an error of its file, which does not
/// keep it from being compared.
fn rows_of(cx: &mut Context<'_>, papers: &[(Option<String>, Vec<Receipt>)]) -> Result<Vec<VerifiedRow>> {
    let receipts = papers.iter().flat_map(|(_, receipts)| receipts);
    let ids: BTreeSet<&AgreementId> = receipts.map(|receipt| &receipt.agreement).collect();
    let is_wanted = |stem: &str| ids.iter().any(|id| id.as_str() == stem);
    let read = registry::agreements_as_read(&cx.walk()?, &is_wanted);
    let is_read = |id: &AgreementId| read.iter().any(|agreement| agreement.id.value == *id);
    let missing: Vec<&AgreementId> = ids.into_iter().filter(|id| !is_read(id)).collect();
    if !missing.is_empty() {
        let registry = cx.models_named(&|stem| missing.iter().any(|id| id.as_str() == stem))?;
        for id in missing {
            if let Err(error) = resolve::agreement(cx, &registry, id.as_str()) {
                cx.report_error(&error);
            }
        }
    }
    let rows = papers
        .iter()
        .flat_map(|(file, receipts)| papers::verified(&read, file.as_deref(), receipts));
    Ok(rows.collect())
}

fn typed(text: &str) -> Result<Receipt> {
    Receipt::typed(text).map_err(|problem| {
        let message = match problem {
            TypedProblem::NoDigest => wording!(
                en: "no digest in `{text}`",
                fi: "tekstissä `{text}` ei ole tiivistettä"
            ),
            TypedProblem::NoAgreement => Wording::fixed(
                "the id of the agreement is missing before the digest",
                "tiivisteen edestä puuttuu sopimuksen tunnus",
            ),
            TypedProblem::NoDigits(group) => wording!(
                en: "`{group}` has other characters than 0–9 and a–f",
                fi: "ryhmässä `{group}` on muita merkkejä kuin 0–9 ja a–f"
            ),
            TypedProblem::Count(count) => {
                let n_digits = DigestForm::CURRENT.n_digits();
                if count == n_digits {
                    Wording::fixed(
                        "the digest is of a form that this version does not know",
                        "tiiviste on muotoa, jota tämä versio ei tunne",
                    )
                } else {
                    wording!(
                        en: "the digest has {count} digits, and should have {n_digits}",
                        fi: "tiivisteessä on {count} merkkiä, ja niitä pitäisi olla {n_digits}"
                    )
                }
            }
        };
        let help = Wording::fixed(
            "type the line as it is printed, from the id of the agreement on: `sopimus-2026 2-…`, nine groups of eight digits",
            "kirjoita rivi sellaisena kuin se on painettu, sopimuksen tunnuksesta alkaen: `sopimus-2026 2-…`, yhdeksän kahdeksan merkin ryhmää",
        );
        anyhow::Error::new(Trouble::with_help(message, help))
    })
}

fn receipts_of(cx: &Context<'_>, file: &Path) -> Result<Vec<Receipt>> {
    let location = cx.world.folder.join(file);
    let bytes = disk::read(&location, Links::Followed, LARGEST_DOCUMENT)
        .map_err(trouble::not_read(&file.display().to_string()))?;
    Ok(Receipt::all_in(&text_of_paper(&bytes)))
}

/// The next step for papers that are not of the text as it stands.
fn advise(cx: &mut Context<'_>, rows: &[VerifiedRow]) {
    if rows.iter().any(|row| row.text == PaperText::NoDigest) {
        cx.note(&Wording::fixed(
            "a document has no digest if it shows changes, was made under a supposition, was scanned or edited, or was not made by this version of the program; if the digest is printed on it, type it (`kumppani verify --digest …`)",
            "asiakirjassa ei ole tiivistettä, jos siinä näkyvät muutokset, se perustuu oletukseen, se on skannattu, sitä on muokattu tai sitä ei ole tehty ohjelman tällä versiolla; jos tiiviste näkyy siinä, kirjoita se itse (`kumppani verify --digest …`)",
        ));
    }
    let opened = rows
        .iter()
        .filter(|row| row.opened_text == Some(true) && row.text == PaperText::Differs);
    for row in opened {
        let (Some(file), Some(id)) = (row.file.as_deref().or(row.receipt.as_deref()), &row.agreement) else {
            continue;
        };
        cx.note(&wording!(
            en: "{file} is of the text that was opened for signing, which has changed since (`kumppani validate agreements/{id}.yaml`)",
            fi: "{file} on allekirjoitettavaksi avattua tekstiä, joka on sen jälkeen muuttunut (`kumppani validate agreements/{id}.yaml`)"
        ));
    }
    let differing = rows.iter();
    let differing = differing.filter(|row| row.text == PaperText::Differs && row.opened_text != Some(true));
    let agreements: BTreeSet<&str> = differing.filter_map(|row| row.agreement.as_deref()).collect();
    for agreement in agreements {
        cx.note(&wording!(
            en: "`kumppani document {agreement}` prints the current text of {agreement}",
            fi: "`kumppani document {agreement}` tulostaa sopimuksen {agreement} nykyisen tekstin"
        ));
    }
}
