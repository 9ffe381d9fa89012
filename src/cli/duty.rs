//! `duty`: the duties of a group, in words for what is done often. What it changes is what `set`, `add` and `remove`
//! change.

use anyhow::Result;
use clap::{Args as ClapArgs, Subcommand};

use super::act::fact_date;
use super::context::{Context, Exit};
use super::fields::{Changed, Changing, trouble_of};
use super::global::BadValue;
use super::values::RecurrenceArg;
use crate::model::{PartialDate, TextLang};
use crate::wording::Wording;

/// Add, reword, move, remove and assign duties of a group
#[derive(ClapArgs, Clone, Debug)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    act: ActArgs,
}

#[derive(Subcommand, Clone, Debug)]
enum ActArgs {
    /// Add a duty to a group
    Add {
        /// Group, as AGREEMENT/GROUP
        #[arg(value_name = "AGREEMENT/GROUP")]
        of_group: String,
        /// What the group has to do
        #[arg(value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        facts: DutyFacts,
        #[command(flatten)]
        changing: Changing,
    },
    /// Give a duty another wording
    Reword {
        /// Group, as AGREEMENT/GROUP
        #[arg(value_name = "AGREEMENT/GROUP")]
        of_group: String,
        /// Duty, by id, text or number
        #[arg(value_name = "DUTY")]
        duty: String,
        /// New wording
        #[arg(value_name = "TEXT")]
        text: String,
        /// Language of the wording; needed where the duty has several
        #[arg(long, value_name = "LANG")]
        text_lang: Option<TextLang>,
        #[command(flatten)]
        changing: Changing,
    },
    /// Move a duty to another place in its group, or to another group
    Move {
        /// Group, as AGREEMENT/GROUP
        #[arg(value_name = "AGREEMENT/GROUP")]
        of_group: String,
        /// Duty, by id, text or number
        #[arg(value_name = "DUTY")]
        duty: String,
        /// New place in the group, from 1
        #[arg(long, value_name = "NUMBER", value_parser = number, required_unless_present = "to")]
        place: Option<usize>,
        /// Another group of the agreement; the duty becomes its last one
        #[arg(long, value_name = "GROUP", conflicts_with = "place")]
        to: Option<String>,
        #[command(flatten)]
        changing: Changing,
    },
    /// Take a duty out of a group
    Remove {
        /// Group, as AGREEMENT/GROUP
        #[arg(value_name = "AGREEMENT/GROUP")]
        of_group: String,
        /// Duty, by id, text or number
        #[arg(value_name = "DUTY")]
        duty: String,
        #[command(flatten)]
        changing: Changing,
    },
    /// Say which organisations are responsible for a duty; without any, the whole group
    Assign {
        /// Group, as AGREEMENT/GROUP
        #[arg(value_name = "AGREEMENT/GROUP")]
        of_group: String,
        /// Duty, by id, text or number
        #[arg(value_name = "DUTY")]
        duty: String,
        /// Organisations, by id or name
        #[arg(value_name = "ORGANISATION")]
        organisations: Vec<String>,
        #[command(flatten)]
        changing: Changing,
    },
}

#[derive(ClapArgs, Clone, Debug)]
struct DutyFacts {
    /// Id of the duty
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Organisations responsible for it, by id or name
    #[arg(long, value_name = "ORGANISATION")]
    responsible: Vec<String>,
    /// How often it is done
    #[arg(long, value_name = "INTERVAL")]
    every: Option<RecurrenceArg>,
    /// Date by which it is done once
    #[arg(long, value_name = "DATE", value_parser = fact_date, conflicts_with = "every")]
    due: Option<PartialDate>,
    /// Id of the theme that it belongs to
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// Id of the service product that it belongs to
    #[arg(long, value_name = "PRODUCT")]
    product: Option<String>,
}

/// A place in a list, from 1.
fn number(text: &str) -> Result<usize, BadValue> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or(BadValue(Wording::fixed(
        "write a whole number from 1",
        "kirjoita kokonaisluku, vähintään 1",
    )))
}

impl DutyFacts {
    fn typed(&self) -> impl Iterator<Item = (Option<String>, String)> + '_ {
        let responsible = (!self.responsible.is_empty()).then(|| self.responsible.join(","));
        [
            ("id", self.id.clone()),
            ("responsible", responsible),
            ("theme", self.theme.clone()),
            ("product", self.product.clone()),
            ("every", self.every.map(|every| every.0.code().to_owned())),
            ("due", self.due.map(|due| due.to_string())),
        ]
        .into_iter()
        .filter_map(|(name, text)| Some((Some(name.to_owned()), text?)))
    }
}

impl ActArgs {
    const fn of_group(&self) -> &String {
        match self {
            Self::Add { of_group, .. }
            | Self::Reword { of_group, .. }
            | Self::Move { of_group, .. }
            | Self::Remove { of_group, .. }
            | Self::Assign { of_group, .. } => of_group,
        }
    }

    const fn changing(&self) -> &Changing {
        match self {
            Self::Add { changing, .. }
            | Self::Reword { changing, .. }
            | Self::Move { changing, .. }
            | Self::Remove { changing, .. }
            | Self::Assign { changing, .. } => changing,
        }
    }

    /// Makes the edits in a group.
    fn make(&self, cx: &Context<'_>, changed: &mut Changed, group: &str) -> Result<()> {
        let duties = ["groups", group, "duties"];
        match self {
            Self::Add { text, facts, .. } => {
                let text = (Some("text".to_owned()), text.clone());
                let typed: Vec<_> = facts.typed().chain([text]).collect();
                changed.append(cx, &duties, &typed)
            }
            Self::Reword {
                duty,
                text,
                text_lang,
                ..
            } => {
                let lang = text_lang.map(TextLang::code);
                let names = [&duties[..], &[duty, "text"], lang.as_slice()].concat();
                changed.set(cx, &names, text)
            }
            Self::Move { duty, place, to, .. } => {
                let from = changed.place(&[&duties[..], &[duty]].concat())?;
                let edits = match (place, to) {
                    (_, Some(to)) => from.bring_to(&changed.place(&["groups", to, "duties"])?),
                    (place, None) => from.move_to(place.unwrap_or_default()).map(|edit| vec![edit]),
                };
                let edits = edits.map_err(trouble_of)?;
                edits.into_iter().try_for_each(|edit| changed.make(edit))
            }
            Self::Remove { duty, .. } => changed.remove(&[&duties[..], &[duty]].concat()),
            Self::Assign {
                duty, organisations, ..
            } => {
                let names = [&duties[..], &[duty, "responsible"]].concat();
                if organisations.is_empty() {
                    changed.unset(&names)
                } else {
                    changed.set(cx, &names, &organisations.join(","))
                }
            }
        }
    }
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let (mut changed, group) = Changed::of_group(cx, args.act.of_group())?;
    args.act.make(cx, &mut changed, &group)?;
    changed.perform(cx, args.act.changing())
}
