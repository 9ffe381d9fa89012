//! `calendar`: the calendar for calendar programs, for the network or for everybody.

use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::global::{Format, day, refuse_reversed};
use super::models::CLOSE_THE_GAPS;
use super::resolve;
use super::trouble::{self, Trouble};
use crate::disk::{self, Links};
use crate::index::{Index, TimedScope};
use crate::model::{AgreementId, Edition};
use crate::questions::Calendar;
use crate::render::ics::{EarlierCalendar, render_ics};
use crate::render::{Beside, phrase};
use crate::wording;
use crate::wording::Wording;

/// Export a calendar (iCalendar): events, ends of terms, decision deadlines, reviews and scheduled duties
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Limit to public entries; decision deadlines and reviews that are due are left out
    #[arg(long)]
    public: bool,
    /// Limit to entries of this agreement
    #[arg(long, value_name = "AGREEMENT")]
    agreement: Option<String>,
    /// Limit to entries on or after this date; a series is included in full if it recurs then
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<NaiveDate>,
    /// Limit to entries on or before this date
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<NaiveDate>,
    /// Previously published calendar file, whose change numbers (SEQUENCE) are continued [default: the file of --output]
    #[arg(long, value_name = "FILE")]
    earlier: Option<PathBuf>,
}

const NOT_MADE: Wording = Wording::fixed(
    "no calendar file is written while a file has errors",
    "kalenteritiedostoa ei tehdä, kun jossakin tiedostossa on virheitä",
);

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    refuse_reversed(args.from, args.to)?;
    let edition = if args.public {
        Edition::Public
    } else {
        Edition::Internal
    };
    // A calendar file is the usual one.
    let known = [&[Format::Ics], &Format::OF_ROWS[..]].concat();
    let format = cx.format(Format::Ics, &known)?;
    let index = opened(cx, format)?;
    let asked = match &args.agreement {
        Some(text) => Some(asked(cx, &index, text, edition)?),
        None => None,
    };
    if cx.leaves_the_house() {
        let lines = match edition {
            Edition::Public => Some(index.published(cx.day())?),
            Edition::Internal => None,
        };
        let is_shown = |stem: &str| {
            asked.as_ref().is_none_or(|id| id.as_str() == stem)
                && lines.as_ref().is_none_or(|ids| ids.contains(stem))
        };
        cx.refuse_examples_in(&index, &is_shown)?;
    }
    let url = index.setting("url")?;
    let mut calendar = Calendar::new(url.as_deref(), cx.day(), edition, cx.lang);
    let scope = asked.as_ref().map_or(TimedScope::All, TimedScope::One);
    index.each_timed(cx.day(), scope, |standing, owners| calendar.add(standing, owners))?;
    let mut entries = calendar.into_entries();
    let n_all = entries.len();
    entries.retain(|entry| entry.falls_between(args.from, args.to));
    let empty = when_empty(args.agreement.as_deref(), n_all);
    if format != Format::Ics {
        refuse_earlier(args, format)?;
        return cx.answer(&entries, &empty);
    }
    let earlier = earlier(cx, args)?;
    let name = name(index.setting("name")?);
    let (name, asked) = (name.get(cx.lang), (cx.day(), cx.lang));
    let counted = (entries.len(), phrase::ENTRIES);
    cx.deliver_written(Format::Ics, counted, &empty, |out| {
        render_ics(&entries, name, asked, &earlier, out).map(|()| Beside::default())
    })
}

/// The index. A calendar that is subscribed to represents days, as a site does, and its ids are made of what
/// registry.yaml says: without that file every entry would come to its subscribers a second time.
fn opened(cx: &mut Context<'_>, format: Format) -> Result<Index> {
    if format != Format::Ics {
        return cx.open_to_look_ahead();
    }
    let fresh = cx.open_with(cx.freshness())?;
    cx.report_index(&fresh);
    cx.refuse_gaps(fresh.refused, NOT_MADE, CLOSE_THE_GAPS)?;
    Ok(fresh.index)
}

/// The agreement that a word names. What an edition leaves out is known to no one who asks for it: not even a
/// mistyped id finds it.
fn asked(cx: &Context<'_>, index: &Index, text: &str, edition: Edition) -> Result<AgreementId> {
    if edition == Edition::Internal {
        return resolve::agreement_id(cx, index, text);
    }
    let published = index.published(cx.day())?;
    match resolve::agreement_id(cx, index, text) {
        Ok(id) if !published.contains(id.as_str()) => Err(not_public(id.as_str())),
        Ok(id) => Ok(id),
        Err(_) => resolve::agreement_among(cx, index, text, &published),
    }
}

/// The sentence for a calendar without entries, of which `n_all` are on other days.
fn when_empty(agreement: Option<&str>, n_all: usize) -> Wording {
    let none = match agreement {
        Some(id) => wording!(
            en: "no calendar entries match in `{id}`",
            fi: "ehtoihin sopivia kalenterimerkintöjä ei ole sopimuksessa `{id}`"
        ),
        None => Wording::fixed(
            "no calendar entries match in any agreement",
            "ehtoihin sopivia kalenterimerkintöjä ei ole missään sopimuksessa",
        ),
    };
    if n_all == 0 {
        return none;
    }
    let other_days = wording!(en: "{n_all} on other days", fi: "{n_all} muina päivinä");
    Wording::joined(&[none, other_days], "; ")
}

/// The largest calendar that is read, in bytes: 64 MiB.
const LARGEST_CALENDAR: u64 = 64 * 1024 * 1024;

/// The earlier calendar that was named, else the one that the answer replaces.
fn earlier(cx: &Context<'_>, args: &Args) -> Result<EarlierCalendar> {
    let in_folder = |path: &PathBuf| cx.world.folder.join(path);
    let Some(named) = &args.earlier else {
        let replaced = cx.global.output.as_ref().map(in_folder);
        return Ok(replaced.map(|path| earlier_calendar(&path)).unwrap_or_default());
    };
    let shown = named.display();
    let bytes = disk::read(&in_folder(named), Links::Followed, LARGEST_CALENDAR);
    let bytes = bytes.map_err(trouble::not_read(&shown.to_string()))?;
    Ok(EarlierCalendar::read(&bytes))
}

/// Nothing but a calendar file has the numbers of changes that an earlier one is read for.
fn refuse_earlier(args: &Args, format: Format) -> Result<()> {
    if args.earlier.is_none() {
        return Ok(());
    }
    let name = format.name();
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(en: "--earlier does nothing in the format `{name}`", fi: "--earlier ei vaikuta muotoon `{name}`"),
        Wording::fixed(
            "leave it out, or choose `--format ics`",
            "jätä se pois tai valitse `--format ics`",
        ),
    )))
}

/// The calendar in a file that is about to be replaced, which may be no calendar, or not there. A pipe or a
/// device is not read.
pub(super) fn earlier_calendar(path: &Path) -> EarlierCalendar {
    disk::read(path, Links::Followed, LARGEST_CALENDAR)
        .map(|bytes| EarlierCalendar::read(&bytes))
        .unwrap_or_default()
}

/// Whoever names an agreement rightly learns why it has no calendar for everybody.
fn not_public(id: &str) -> anyhow::Error {
    anyhow::Error::new(Trouble::with_help(
        wording!(en: "the agreement `{id}` is not public", fi: "sopimus `{id}` ei ole julkinen"),
        Wording::fixed(
            "it becomes public when it enters into force; without --public the calendar is for the network",
            "se on julkinen voimaantulosta alkaen; ilman valintaa --public kalenteri on verkoston käyttöön",
        ),
    ))
}

/// What the calendar is called in a calendar program: as the network.
fn name(of_network: Option<String>) -> Wording {
    match of_network {
        Some(name) => Wording::composed(name.clone(), name),
        None => Wording::fixed("Partnership agreements", "Kumppanuussopimukset"),
    }
}
