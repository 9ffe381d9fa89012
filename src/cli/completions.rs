//! `completions`: the shell's completion script, which calls the program for every completion.

use anyhow::Result;
use clap::Args as ClapArgs;
use clap_complete::Shell;
use clap_complete::env::Shells;

use super::context::{Context, Exit};
use super::output;
use super::world;

/// Print the completion script for a shell: commands, options and ids of the registry
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Shell to complete in
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    if let Some(format) = cx.global.format {
        return Err(output::no_format(format, &[]));
    }
    cx.refuse_columns()?;
    let shells = Shells::builtins();
    let name = args.shell.to_string();
    let shell = shells
        .completer(&name)
        .expect("both lists of the library have the same shells");
    let mut script = Vec::new();
    shell.write_registration(world::COMPLETE, "kumppani", "kumppani", "kumppani", &mut script)?;
    cx.deliver(&script)
}
