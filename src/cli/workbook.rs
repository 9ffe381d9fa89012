//! `workbook`: an agreement as a workbook to be changed and given back to `apply`.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::Subject;
use super::context::{Context, Exit};
use super::global::Format;
use super::output;
use super::trouble::{self, Trouble};
use crate::acts::{self, PresentFile, Protected, Writing};
use crate::model::operand;
use crate::registry::Fresh;
use crate::render::workbook::render_workbook;
use crate::source::workbook::{KnownOrganisation, WorkbookWanted, workbook};
use crate::wording;

/// Write an agreement as an Excel workbook, to be changed and given back to `apply`
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.refuse_columns()?;
    cx.format(Format::Xlsx, &[Format::Xlsx])?;
    // The bytes go to another program as they are.
    cx.global.format = Some(Format::Xlsx);
    let (fresh, found) = cx.open_to_change()?;
    let network = found.network.get().clone();
    let organisations = organisations(cx, &fresh)?;
    let subject = Subject::named(cx, &args.agreement, (&fresh, found))?;
    drop(fresh);
    let present = present_file(cx, &subject)?;
    let protected = Protected::of(&present.agreement);
    let wanted = WorkbookWanted {
        agreement: subject.id.as_str(),
        lang: cx.lang,
        network: &network,
        organisations: &organisations,
        is_protected: &|way| protected.covers(way),
    };
    let book = workbook(&present.file, &present.bytes, &wanted)
        .map_err(|reason| anyhow::Error::new(Trouble::refused(reason, None)))?;
    let bytes = render_workbook(&book, cx.lang)?;
    write(cx, &bytes)
}

/// The file of an agreement, without errors.
pub(super) fn present_file(cx: &Context<'_>, subject: &Subject) -> Result<PresentFile> {
    let ground = subject.ground(cx, Writing::OnlyShown);
    acts::present_file(&ground, &subject.id).map_err(trouble::of_act)
}

/// The organisations of the registry, by their ids and names.
pub(super) fn organisations(cx: &Context<'_>, fresh: &Fresh) -> Result<Vec<KnownOrganisation>> {
    let rows = fresh.index.organisations(&cx.asked())?;
    Ok(rows.into_iter().map(|row| (row.organisation, row.name)).collect())
}

fn write(cx: &mut Context<'_>, bytes: &[u8]) -> Result<Exit> {
    let Some(path) = cx.global.output.clone() else {
        return cx.deliver(bytes);
    };
    let shown = path.display();
    output::write_new(&cx.world.disk, &cx.world.folder, &path, bytes)?;
    cx.wrote(cx.world.folder.join(&path));
    let operand = operand(&shown.to_string());
    cx.note(&wording!(
        en: "wrote {shown}; change it, then `kumppani apply {operand}`",
        fi: "kirjoitettiin {shown}; muuta sitä ja anna sitten `kumppani apply {operand}`"
    ));
    Ok(Exit::Done)
}
