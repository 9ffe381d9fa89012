//! `group chair`, `join` and `leave`: who leads a group, who joins it and who leaves it.

use anyhow::Result;
use clap::Subcommand;

use super::act::{self, DryRun, Subject, fact_date};
use super::context::{Context, Exit};
use super::trouble::Trouble;
use super::{group_name, resolve, unknown};
use crate::acts::{Act, Joining, SeatAct, SeatChange};
use crate::index::{Asked, Contacts, IdKind, Index, Scope, SignatoryFilter};
use crate::model::{AgreementId, GroupId, PartialDate, command, option};
use crate::wording;

#[derive(Subcommand, Clone, Debug)]
pub(super) enum SeatArgs {
    /// Record who chairs a group; the term of the previous chair ends the day before
    Chair {
        /// Group, as AGREEMENT/GROUP
        #[arg(value_name = "AGREEMENT/GROUP")]
        group: String,
        /// Organisation, by id or name
        #[arg(value_name = "ORGANISATION")]
        organisation: Option<String>,
        /// First day as chair [default: today; before the term, its start]
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        from: Option<PartialDate>,
        #[command(flatten)]
        dry_run: DryRun,
    },
    /// Record that an organisation joins a group, as a member or in another role
    Join {
        /// Group, as AGREEMENT/GROUP
        #[arg(value_name = "AGREEMENT/GROUP")]
        group: String,
        /// Organisation, by id or name
        #[arg(value_name = "ORGANISATION")]
        organisation: String,
        /// First day in the group [default: today; before the term, its start]
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        from: Option<PartialDate>,
        /// Member that leaves its place to it on the day before
        #[arg(long, value_name = "ORGANISATION")]
        in_place_of: Option<String>,
        /// Another role than that of a member, for example sihteeri
        #[arg(long, value_name = "ROLE")]
        role: Option<String>,
        /// Position that represents it in the group, not a person's name
        #[arg(long, value_name = "POSITION")]
        representative: Option<String>,
        /// Position that acts for the representative when needed
        #[arg(long, value_name = "POSITION")]
        substitute: Option<String>,
        #[command(flatten)]
        dry_run: DryRun,
    },
    /// Record that an organisation leaves a group, with all its seats there
    Leave {
        /// Group, as AGREEMENT/GROUP; an agreement alone: all its groups
        #[arg(value_name = "AGREEMENT/GROUP")]
        group: String,
        /// Organisation, by id or name
        #[arg(value_name = "ORGANISATION")]
        organisation: String,
        /// Last day in the group [default: today]
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        until: Option<PartialDate>,
        #[command(flatten)]
        dry_run: DryRun,
    },
}

impl SeatArgs {
    const fn group(&self) -> &String {
        match self {
            Self::Chair { group, .. } | Self::Join { group, .. } | Self::Leave { group, .. } => group,
        }
    }

    const fn organisation(&self) -> Option<&String> {
        match self {
            Self::Chair { organisation, .. } => organisation.as_ref(),
            Self::Join { organisation, .. } | Self::Leave { organisation, .. } => Some(organisation),
        }
    }

    const fn dry_run(&self) -> &DryRun {
        match self {
            Self::Chair { dry_run, .. } | Self::Join { dry_run, .. } | Self::Leave { dry_run, .. } => dry_run,
        }
    }

    /// The command as it was typed, with another name of the group.
    fn typed(&self, group: &str) -> String {
        let date = |name: &'static str, date: &Option<PartialDate>| date.map(|date| (name, date.to_string()));
        let text = |name: &'static str, text: &Option<String>| text.clone().map(|text| (name, text));
        let (act, options) = match self {
            Self::Chair { from, .. } => ("chair", vec![date("--from", from)]),
            Self::Leave { until, .. } => ("leave", vec![date("--until", until)]),
            Self::Join {
                from,
                in_place_of,
                role,
                representative,
                substitute,
                ..
            } => {
                let texts = [
                    text("--in-place-of", in_place_of),
                    text("--role", role),
                    text("--representative", representative),
                    text("--substitute", substitute),
                ];
                ("join", [date("--from", from)].into_iter().chain(texts).collect())
            }
        };
        let mut words = vec!["group", act, group];
        words.extend(self.organisation().map(String::as_str));
        let options = options.into_iter().flatten();
        let options = options.map(|(name, value)| option(name, &value));
        std::iter::once(command(&words))
            .chain(options)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn change(&self, cx: &Context<'_>, index: &Index, group: Option<String>) -> Result<SeatChange> {
        let named = || group.clone().unwrap_or_default();
        Ok(match self {
            Self::Chair { from, .. } => SeatChange::Chair {
                group: named(),
                from: *from,
            },
            Self::Leave { until, .. } => SeatChange::Leave { group, until: *until },
            Self::Join {
                from,
                in_place_of,
                role,
                representative,
                substitute,
                ..
            } => {
                let before = in_place_of.as_ref();
                let before = before.map(|before| resolve::organisation(cx, index, before));
                let joining = Joining {
                    from: *from,
                    role: role.clone(),
                    in_place_of: before.transpose()?,
                    representative: representative.clone(),
                    substitute: substitute.clone(),
                };
                SeatChange::Join {
                    group: named(),
                    joining,
                }
            }
        })
    }
}

pub(super) fn run(cx: &mut Context<'_>, args: &SeatArgs) -> Result<Exit> {
    let (fresh, found) = cx.open_to_change()?;
    let (agreement, group) = named(cx, &fresh.index, args)?;
    let subject = Subject::named(cx, &agreement, (&fresh, found))?;
    let Some(organisation) = args.organisation() else {
        let group = group.unwrap_or_default();
        return Err(who_chairs(cx, &fresh.index, (&subject.id, &group), args)?);
    };
    let act = Act::Seats(SeatAct {
        organisation: resolve::organisation(cx, &fresh.index, organisation)?,
        what: args.change(cx, &fresh.index, group)?,
        today: cx.day(),
    });
    drop(fresh);
    act::perform_on(cx, &subject, &act, args.dry_run(), |_| None)
}

/// The agreement and the group that a text names; a group alone is that of the agreement in force, as in `show`. Who
/// leaves an agreement's groups may name the agreement alone.
fn named(cx: &Context<'_>, index: &Index, act: &SeatArgs) -> Result<(String, Option<String>)> {
    let text = act.group().as_str();
    let may_be_all = matches!(act, SeatArgs::Leave { .. }) && !index.is_known(IdKind::Group, text)?;
    if may_be_all && resolve::agreement_to_change(cx, index, text).is_ok() {
        return Ok((text.to_owned(), None));
    }
    if let Some((agreement, group)) = text.rsplit_once('/') {
        return Ok((agreement.to_owned(), Some(group.to_owned())));
    }
    let id = resolve::known(cx, index, IdKind::Group, text, GroupId::parse)?;
    let found = group_name::find(index, &cx.asked(), id.as_str(), |place| act.typed(place))?;
    let (agreement, group) = found.ok_or_else(|| unknown::unknown(cx, IdKind::Group, text, &[]))?;
    Ok((agreement.to_string(), Some(group.to_string())))
}

/// Who chairs a group is for a person to say: a command for each of its members.
fn who_chairs(
    cx: &Context<'_>,
    index: &Index,
    (agreement, group): (&AgreementId, &str),
    act: &SeatArgs,
) -> Result<anyhow::Error> {
    let name = format!("{agreement}/{group}");
    let shown = GroupId::parse(group).ok();
    let first = match act {
        SeatArgs::Chair { from, .. } => *from,
        _ => None,
    };
    let asked = Asked {
        day: first.map_or(cx.day(), PartialDate::first_day),
        ..cx.asked()
    };
    let scope = Scope::One(agreement.clone());
    let listed = index.signatories(&asked, &scope, &SignatoryFilter::default(), Contacts::LeftOut)?;
    let parties = listed.iter().filter(|row| row.state.is_party());
    let parties: Vec<&String> = parties.map(|row| &row.organisation).collect();
    let shown = shown.map(|group| index.show_group(&asked, agreement, &group));
    let shown = shown.transpose()?.flatten();
    let in_agreement = shown.into_iter().flat_map(|shown| shown.agreements);
    let members = in_agreement.filter(|one| one.agreement == agreement.as_str());
    let members = members.flat_map(|one| one.members);
    let members = members.filter(|member| parties.contains(&&member.organisation));
    let from = first.map_or_else(String::new, |from| {
        format!(" {}", option("--from", &from.to_string()))
    });
    let proposed = members.map(|member| {
        let proposed = command(&["group", "chair", &name, &member.organisation]);
        format!("`{proposed}{from}`")
    });
    let proposed: Vec<String> = proposed.collect();
    let proposed = proposed.join(", ");
    let message = wording!(en: "who chairs {name}?", fi: "kuka on ryhmän {name} puheenjohtaja?");
    let help = if proposed.is_empty() {
        wording!(
            en: "add the organisation: `kumppani group chair {name} …`",
            fi: "lisää organisaatio: `kumppani group chair {name} …`"
        )
    } else {
        wording!(en: "name one of its members: {proposed}", fi: "nimeä joku jäsenistä: {proposed}")
    };
    Ok(anyhow::Error::new(Trouble::with_help(message, help)))
}
