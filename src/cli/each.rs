//! `document --each`: a paper for each group, party or region of an agreement, written into a folder.

use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

use super::as_document::DocumentFormat;
use super::context::{Context, Exit};
use super::network_words::NO_REGIONS;
use super::out_folder::OutFolder;
use super::trouble::Trouble;
use crate::model::{Agreement, Registry};
use crate::papers::{self, DocumentWanted, PlannedPaper, plan_papers};
use crate::render::document::document_of;
use crate::render::phrase::{PAPERS, counted};
use crate::render::render_markdown_page;
use crate::view::{DocumentView, PaperKind, PaperRow, PaperState};
use crate::wording;
use crate::wording::Wording;

/// What has a paper of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Each {
    Group,
    Organisation,
    Region,
}

impl From<Each> for PaperKind {
    fn from(each: Each) -> Self {
        match each {
            Each::Group => Self::Group,
            Each::Organisation => Self::Organisation,
            Each::Region => Self::Region,
        }
    }
}

/// The formats of papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PaperFormat {
    #[default]
    Docx,
    Html,
    Pdf,
    Markdown,
}

impl PaperFormat {
    const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Markdown => "md",
        }
    }
}

/// The papers that are asked for.
pub(super) struct Papers<'a> {
    pub(super) kind: PaperKind,
    pub(super) format: PaperFormat,
    pub(super) folder: &'a Path,
    /// What becomes of a paper that is there and says something else.
    pub(super) existing: Existing,
}

/// What becomes of a file that is there and says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    Kept,
    Rewritten,
}

const NONE: Wording = Wording::fixed(
    "there are no documents to write",
    "kirjoitettavia asiakirjoja ei ole",
);

/// Writes the papers: all are made before the first is written, and each is there whole or not at all.
pub(super) fn write(
    cx: &mut Context<'_>,
    (registry, agreement): (&Registry, &Agreement),
    wanted: &DocumentWanted<'_>,
    papers: &Papers<'_>,
) -> Result<Exit> {
    if papers.kind == PaperKind::Region && !registry.network().has_regions() {
        let help = Wording::fixed(
            "leave the option out, or choose `--each group` or `--each organisation`",
            "jätä valinta pois tai valitse `--each group` tai `--each organisation`",
        );
        return Err(anyhow::Error::new(Trouble::with_help(NO_REGIONS, help)));
    }
    let folder = OutFolder::new(cx, papers.folder);
    let mut made = Vec::new();
    for planned in plan_papers(
        (agreement, registry.network()),
        papers.kind,
        wanted.texts,
        wanted.today,
    ) {
        let wanted = DocumentWanted {
            part: planned.part.clone(),
            ..wanted.clone()
        };
        let view = papers::document(registry, agreement, &wanted);
        let bytes = made_as(cx, &view, papers.format)?;
        let file = format!("{}.{}", planned.stem, papers.format.ending());
        let row = row(&view, &planned, papers.kind, folder.named(&file));
        made.push((file, row, bytes));
    }
    let rows: Vec<PaperRow> = made.iter().map(|(_, row, _)| row.clone()).collect();
    cx.rehearse(&rows)?;
    let mut written = Vec::new();
    if let Err(error) = put_all(&folder, papers.existing, made, &mut written) {
        // What was written before the disk refused is listed: the next run goes on from there.
        if !written.is_empty() {
            cx.answer(&written, &NONE)?;
        }
        return Err(error);
    }
    if !written.is_empty() {
        cx.wrote(cx.world.folder.join(papers.folder));
    }
    let exit = cx.answer(&written, &NONE)?;
    say_what_was_written(cx, papers.folder, &written);
    Ok(exit)
}

fn made_as(cx: &mut Context<'_>, view: &DocumentView, format: PaperFormat) -> Result<Vec<u8>> {
    let format = match format {
        PaperFormat::Docx => DocumentFormat::Docx,
        PaperFormat::Html => DocumentFormat::Html,
        PaperFormat::Pdf => DocumentFormat::Pdf,
        PaperFormat::Markdown => return Ok(render_markdown_page(view, cx.lang).into_bytes()),
    };
    cx.document(&document_of(view, cx.lang), format)
}

fn row(view: &DocumentView, planned: &PlannedPaper, kind: PaperKind, file: String) -> PaperRow {
    let n_duties: usize = view.groups.iter().map(|group| group.duties.len()).sum();
    PaperRow {
        agreement: view.agreement.clone(),
        kind,
        id: planned.id.clone(),
        name: planned.name.clone(),
        duties: u32::try_from(n_duties).unwrap_or(u32::MAX),
        file,
        state: PaperState::Written,
    }
}

fn put_all(
    folder: &OutFolder<'_>,
    existing: Existing,
    made: Vec<(String, PaperRow, Vec<u8>)>,
    written: &mut Vec<PaperRow>,
) -> Result<()> {
    if !made.is_empty() {
        folder.make()?;
    }
    for (file, row, bytes) in made {
        let found = folder.find(&file);
        let state = match &found {
            Some(found) if *found == bytes => PaperState::Unchanged,
            Some(_) if existing == Existing::Kept => PaperState::Kept,
            _ if folder.put(&file, found.as_deref(), &bytes)? => PaperState::Written,
            // Somebody else wrote it in the same moment.
            _ => PaperState::Kept,
        };
        written.push(PaperRow { state, ..row });
    }
    Ok(())
}

fn say_what_was_written(cx: &mut Context<'_>, folder: &Path, rows: &[PaperRow]) {
    let n_of = |state| rows.iter().filter(|row| row.state == state).count();
    let folder = folder.display();
    let n = counted(n_of(PaperState::Written), PAPERS);
    cx.note(&wording!(
        en: "wrote {n} to {folder}",
        fi: "kansioon {folder} kirjoitettiin {n}",
        n
    ));
    let n_kept = n_of(PaperState::Kept);
    if n_kept > 0 {
        cx.note(&wording!(
            en: "already exists with other content, kept: {n}; --again rewrites",
            fi: "jo olemassa ja poikkeaa uudesta, säilytetty: {n}; --again kirjoittaa uudelleen",
            n = counted(n_kept, PAPERS)
        ));
    }
}
