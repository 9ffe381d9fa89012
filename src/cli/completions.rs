//! `completions`: the shell's completion script.

use anyhow::Result;
use clap::Args as ClapArgs;
use clap_complete::Shell;

use super::context::{Context, Exit};
use super::help::Finnish;

/// The completion script of a shell
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(super) const FINNISH: Finnish = Finnish {
    about: "Komentotulkin täydennysten komentosarja",
    args: &[("shell", "Komentotulkki")],
};

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(cx.lang), "kumppani", &mut bytes);
    cx.deliver(&bytes)
}
