//! `regions`: the regions of the network.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::network_words::NO_REGIONS;
use super::scope::{self, ScopeArgs};
use crate::index::{Contacts, SignatoryFilter};
use crate::wording::Wording;

/// List the regions with their municipalities, signatories, groups and cooperation
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scope: ScopeArgs,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let scope = args.scope.scope(cx, &fresh.index)?;
    let rows = fresh.index.regions(&cx.asked(), &scope)?;
    if rows.is_empty() {
        return cx.answer(&rows, &NO_REGIONS);
    }
    let nothing = rows
        .iter()
        .all(|row| row.signatories.is_empty() && row.groups.is_empty());
    let none = Wording::fixed(
        "no region has signatories or groups",
        "millään alueella ei ole allekirjoittajia eikä ryhmiä",
    );
    if nothing {
        let index = &fresh.index;
        let everything = SignatoryFilter::default();
        let empty = scope::when_empty(cx, index, &scope, (&[] as &[()], none.clone()), |all| {
            let listed = index.signatories(&cx.asked(), all, &everything, Contacts::LeftOut)?;
            Ok(listed.into_iter().map(|row| row.agreement).collect())
        })?;
        cx.note(&empty);
    }
    cx.answer(&rows, &none)
}
