//! `man`: manual pages, one for each command.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::trouble::Trouble;
use crate::disk;
use crate::wording;

/// Write the manual pages to a folder
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder of the pages; created if missing
    #[arg(value_name = "FOLDER")]
    dir: PathBuf,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.refuse_answer()?;
    cx.refuse_own_place(&args.dir)?;
    let (disk, dir) = (&cx.world.disk, cx.world.folder.join(&args.dir));
    let shown = args.dir.display();
    let failed = || {
        Trouble::caused(
            wording!(en: "{shown} could not be written", fi: "kansioon {shown} ei voitu kirjoittaa"),
        )
    };
    disk.make_folders(&dir).map_err(failed())?;
    let root = super::command(cx.lang);
    let mut n_pages = 0;
    for (name, command) in pages(&root, "kumppani") {
        let mut page = Vec::new();
        clap_mangen::Man::new(command.name(leak(&name))).render(&mut page)?;
        disk::write_whole(disk, &dir.join(format!("{name}.1")), &page).map_err(failed())?;
        n_pages += 1;
    }
    cx.note(&wording!(en: "wrote {n_pages} pages to {shown}", fi: "kirjoitettiin {n_pages} sivua kansioon {shown}"));
    Ok(Exit::Done)
}

/// A command and all below it, each with the name of its page.
fn pages(command: &clap::Command, name: &str) -> Vec<(String, clap::Command)> {
    let below = command
        .get_subcommands()
        .flat_map(|sub| pages(sub, &format!("{name}-{}", sub.get_name())));
    std::iter::once((name.to_owned(), command.clone()))
        .chain(below)
        .collect()
}

/// The argument parser keeps names for the life of the program; there are a score of them.
fn leak(name: &str) -> &'static str {
    Box::leak(name.to_owned().into_boxed_str())
}
