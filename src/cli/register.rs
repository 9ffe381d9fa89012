//! `register`: a new entry of the list of signatories.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun};
use super::context::{Context, Exit};
use super::help::Finnish;
use super::values::{KindArg, RegionArg};
use crate::model::Regions;
use crate::registry::{Act, Registration};

/// Adds an organisation to the signatories; once the term has begun, as one that joins
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The agreement
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// The organisation's id, the same in every agreement
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Its name as it signs
    #[arg(long, value_name = "NAME")]
    name: String,
    /// An area that it signs for; may be repeated, and the whole province when left out
    #[arg(long, value_name = "REGION")]
    region: Vec<RegionArg>,
    /// What the organisation is
    #[arg(long, value_name = "KIND", default_value = "other")]
    kind: KindArg,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) const FINNISH: Finnish = Finnish {
    about: "Lisää organisaation allekirjoittajiin; kesken sopimuskauden liittyjäksi",
    args: &[
        ("agreement", "Sopimus"),
        ("organisation", "Organisaation tunnus, sama kaikissa sopimuksissa"),
        ("name", "Nimi sellaisena kuin se allekirjoitetaan"),
        (
            "region",
            "Alue, jota allekirjoitus koskee; voi toistaa, ja ilman valintaa koko maakunta",
        ),
        ("kind", "Minkä lajinen organisaatio on"),
        act::DRY_RUN_FI,
    ],
};

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = |cx: &mut Context<'_>| {
        let regions = match args.region.as_slice() {
            [] => Regions::All,
            listed => Regions::listed(listed.iter().map(|region| region.0).collect()),
        };
        Ok(Act::Register(Registration {
            organisation: act::organisation(&args.organisation)?,
            name: args.name.clone(),
            kind: args.kind.0,
            regions,
            on: cx.day(),
        }))
    };
    act::perform(cx, &args.agreement, act, &args.dry_run)
}
