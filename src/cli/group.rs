//! `group`: the groups of an agreement: one is added, led, joined, left and dissolved.

use anyhow::Result;
use clap::{Args as ClapArgs, Subcommand};

use super::act::fact_date;
use super::context::{Context, Exit};
use super::fields::{Changed, Changing};
use super::seats::{self, SeatArgs};
use crate::model::PartialDate;

/// Add and dissolve groups, record who chairs a group, who joins it and who leaves it
#[derive(ClapArgs, Clone, Debug)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    act: ActArgs,
}

#[derive(Subcommand, Clone, Debug)]
enum ActArgs {
    /// Add a group to an agreement that has not been opened for signing
    Add {
        /// Agreement, by id, title or file
        #[arg(value_name = "AGREEMENT")]
        agreement: String,
        /// Id of the new group
        #[arg(value_name = "ID")]
        id: String,
        /// Its name
        #[arg(value_name = "NAME")]
        name: String,
        /// Regions in which it works, with commas
        #[arg(long, value_name = "REGIONS")]
        regions: Option<String>,
        /// Organisation that chairs it, by id or name
        #[arg(long, value_name = "ORGANISATION")]
        chair: Option<String>,
        /// Member, by id or name; given once for each
        #[arg(long, value_name = "ORGANISATION")]
        member: Vec<String>,
        #[command(flatten)]
        changing: Changing,
    },
    #[command(flatten)]
    Seats(SeatArgs),
    /// Record that a group is dissolved; its duties end with it
    Dissolve {
        /// Group, as AGREEMENT/GROUP
        #[arg(value_name = "AGREEMENT/GROUP")]
        group: String,
        /// Last day of the group
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        on: PartialDate,
        #[command(flatten)]
        changing: Changing,
    },
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    match &args.act {
        ActArgs::Seats(act) => seats::run(cx, act),
        ActArgs::Add {
            agreement,
            id,
            name,
            regions,
            chair,
            member,
            changing,
        } => {
            let mut changed = Changed::named(cx, agreement)?;
            let members = (!member.is_empty()).then(|| member.join(","));
            let fields = [
                ("id", Some(id.clone())),
                ("name", Some(name.clone())),
                ("regions", regions.clone()),
                ("chair", chair.clone()),
                ("members", members),
            ];
            let typed = fields.into_iter();
            let typed = typed.filter_map(|(name, text)| Some((Some(name.to_owned()), text?)));
            changed.append(cx, &["groups"], &typed.collect::<Vec<_>>())?;
            changed.perform(cx, changing)
        }
        ActArgs::Dissolve { group, on, changing } => {
            let (mut changed, group) = Changed::of_group(cx, group)?;
            changed.set(cx, &["groups", &group, "dissolved"], &on.to_string())?;
            changed.perform(cx, changing)
        }
    }
}
