//! `event`: the events of an agreement, in words for what is done often. What it changes is what `set` and `add`
//! change.

use anyhow::Result;
use clap::{Args as ClapArgs, Subcommand};

use super::act::fact_date;
use super::context::{Context, Exit};
use super::fields::{Changed, Changing};
use super::values::EventKindArg;
use crate::model::PartialDate;

/// Add, move and cancel events of an agreement
#[derive(ClapArgs, Clone, Debug)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    act: ActArgs,
}

#[derive(Subcommand, Clone, Debug)]
enum ActArgs {
    /// Add an event
    Add {
        /// Agreement, by id, title or file
        #[arg(value_name = "AGREEMENT")]
        agreement: String,
        /// Title of the event
        #[arg(value_name = "TITLE")]
        title: String,
        /// Date, the first one of an event of several days
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        date: PartialDate,
        /// Kind of the event
        #[arg(long, value_name = "KIND")]
        kind: EventKindArg,
        /// Last date of an event of several days
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        ends: Option<PartialDate>,
        /// Time, as 9:00 or 9:00-15:30
        #[arg(long, value_name = "TIME")]
        time: Option<String>,
        /// Where it is
        #[arg(long, value_name = "PLACE")]
        place: Option<String>,
        /// Group that meets
        #[arg(long, value_name = "GROUP")]
        group: Option<String>,
        /// Id of the event
        #[arg(long, value_name = "ID")]
        id: Option<String>,
        /// Keep it out of the public website and calendar
        #[arg(long)]
        internal: bool,
        #[command(flatten)]
        changing: Changing,
    },
    /// Move an event to another date or time
    Move {
        /// Agreement, by id, title or file
        #[arg(value_name = "AGREEMENT")]
        agreement: String,
        /// Event, by id, title, date or number
        #[arg(value_name = "EVENT")]
        event: String,
        /// New date
        #[arg(long, value_name = "DATE", value_parser = fact_date, required_unless_present_any = ["time", "ends"])]
        date: Option<PartialDate>,
        /// New last date
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        ends: Option<PartialDate>,
        /// New time, as 9:00 or 9:00-15:30
        #[arg(long, value_name = "TIME")]
        time: Option<String>,
        #[command(flatten)]
        changing: Changing,
    },
    /// Cancel an event; it stays in the file and in the calendar as cancelled
    Cancel {
        /// Agreement, by id, title or file
        #[arg(value_name = "AGREEMENT")]
        agreement: String,
        /// Event, by id, title, date or number
        #[arg(value_name = "EVENT")]
        event: String,
        #[command(flatten)]
        changing: Changing,
    },
}

impl ActArgs {
    const fn agreement(&self) -> &String {
        match self {
            Self::Add { agreement, .. } | Self::Move { agreement, .. } | Self::Cancel { agreement, .. } => {
                agreement
            }
        }
    }

    const fn changing(&self) -> &Changing {
        match self {
            Self::Add { changing, .. } | Self::Move { changing, .. } | Self::Cancel { changing, .. } => {
                changing
            }
        }
    }

    fn make(&self, cx: &Context<'_>, changed: &mut Changed) -> Result<()> {
        match self {
            Self::Add {
                title,
                date,
                kind,
                ends,
                time,
                place,
                group,
                id,
                internal,
                ..
            } => {
                let fields = [
                    ("id", id.clone()),
                    ("date", Some(date.to_string())),
                    ("ends", ends.map(|ends| ends.to_string())),
                    ("time", time.clone()),
                    ("title", Some(title.clone())),
                    ("place", place.clone()),
                    ("kind", Some(kind.0.code().to_owned())),
                    ("group", group.clone()),
                    ("public", internal.then(|| "false".to_owned())),
                ];
                let typed = fields.into_iter();
                let typed = typed.filter_map(|(name, text)| Some((Some(name.to_owned()), text?)));
                changed.append(cx, &["events"], &typed.collect::<Vec<_>>())
            }
            Self::Move {
                event,
                date,
                ends,
                time,
                ..
            } => {
                let fields = [
                    ("date", date.map(|date| date.to_string())),
                    ("ends", ends.map(|ends| ends.to_string())),
                    ("time", time.clone()),
                ];
                let fields = fields.into_iter();
                let fields = fields.filter_map(|(name, text)| Some((name, text?)));
                // What it is called by may be the date that changes.
                let place = changed.place(&["events", last_name(event)])?;
                let event = place.name().to_owned();
                for (name, text) in fields {
                    changed.set(cx, &["events", &event, name], &text)?;
                }
                Ok(())
            }
            Self::Cancel { event, .. } => changed.set(cx, &["events", last_name(event), "cancelled"], "true"),
        }
    }
}

/// An event may be typed as a refusal names it, `events.8`.
fn last_name(event: &str) -> &str {
    event.strip_prefix("events.").unwrap_or(event)
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut changed = Changed::named(cx, args.act.agreement())?;
    args.act.make(cx, &mut changed)?;
    changed.perform(cx, args.act.changing())
}
