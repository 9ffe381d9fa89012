//! `verify`: whether papers are of the texts of their agreements as they stand.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::resolve;
use super::trouble::{self, Trouble};
use crate::disk::{self, Links};
use crate::model::{AgreementId, Receipt, Registry};
use crate::papers;
use crate::registry::LARGEST_DOCUMENT;
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
    for file in &args.files {
        papers.push((Some(file.display().to_string()), receipts_of(cx, file)?));
    }
    let ids: BTreeSet<&AgreementId> = papers
        .iter()
        .flat_map(|(_, receipts)| receipts)
        .map(|receipt| &receipt.agreement)
        .collect();
    let registry = cx.models_named(&|stem| ids.iter().any(|id| id.as_str() == stem))?;
    for id in &ids {
        if let Err(error) = resolve::agreement(cx, &registry, id.as_str()) {
            cx.report_error(&error);
        }
    }
    let rows = rows_of(&registry, &papers);
    let exit = cx.answer(&rows, &Wording::fixed("no documents", "ei asiakirjoja"))?;
    advise(cx, &rows);
    let are_all_same = rows.iter().all(|row| row.text == PaperText::Same);
    Ok(if are_all_same { exit } else { Exit::Findings })
}

fn rows_of(registry: &Registry, papers: &[(Option<String>, Vec<Receipt>)]) -> Vec<VerifiedRow> {
    let rows = papers
        .iter()
        .flat_map(|(file, receipts)| papers::verified(registry, file.as_deref(), receipts));
    rows.collect()
}

fn typed(text: &str) -> Result<Receipt> {
    let (id, digest) = text.trim().split_once(char::is_whitespace).unwrap_or((text, ""));
    let receipt = AgreementId::parse(id)
        .ok()
        .and_then(|id| Receipt::typed(id, digest));
    receipt.ok_or_else(|| {
        let message = wording!(en: "`{text}` is not a digest of a text", fi: "`{text}` ei ole tekstin tiiviste");
        let help = Wording::fixed(
            "type the whole line of the paper, from the id of the agreement on: `--digest 'sopimus-2026 2-…'`, with all nine groups of eight digits",
            "kirjoita asiakirjan rivi kokonaan sopimuksen tunnuksesta alkaen: `--digest 'sopimus-2026 2-…'`, kaikki yhdeksän kahdeksan merkin ryhmää",
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
            "a document without a digest was changed, scanned or not made by this version of the program; if the digest is printed on it, type it (`kumppani verify --digest …`)",
            "asiakirjaa, jossa ei ole tiivistettä, on muutettu, se on skannattu tai sitä ei ole tehty ohjelman tällä versiolla; jos tiiviste näkyy siinä, kirjoita se itse (`kumppani verify --digest …`)",
        ));
    }
    let differing = rows.iter().filter(|row| row.text == PaperText::Differs);
    let agreements: BTreeSet<&str> = differing.filter_map(|row| row.agreement.as_deref()).collect();
    for agreement in agreements {
        cx.note(&wording!(
            en: "`kumppani document {agreement}` prints the current text of {agreement}",
            fi: "`kumppani document {agreement}` tulostaa sopimuksen {agreement} nykyisen tekstin"
        ));
    }
}
