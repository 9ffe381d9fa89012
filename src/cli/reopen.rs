//! `reopen`: the opening of an agreement is taken back while it has no signatures.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::DryRun;
use super::context::{Context, Exit};
use super::fields::{Changed, Changing};
use super::trouble::Trouble;
use crate::wording;

/// Take back the opening of an agreement that no one has signed; its text can be changed again
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Why the opening is taken back
    #[arg(long, value_name = "TEXT")]
    because: String,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut changed = Changed::named(cx, &args.agreement)?;
    if !changed.place(&["opened"])?.is_there() {
        let id = changed.id();
        return Err(anyhow::Error::new(Trouble::refused(
            wording!(
                en: "`{id}` has not been opened for signing",
                fi: "sopimusta `{id}` ei ole avattu allekirjoitettavaksi"
            ),
            None,
        )));
    }
    changed.unset(&["opened"])?;
    let changing = Changing::correction(&args.because, &args.dry_run);
    changed.perform(cx, &changing)
}
