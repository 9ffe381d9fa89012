//! What an answer supposes: acts that are planned and proved as they would be, one after the other, and whose files
//! every later step reads in place of those on the disk. Nothing is written, neither a file of the registry nor its
//! index.

use std::mem;

use anyhow::Result;
use chrono::NaiveDate;
use clap::parser::ValueSource;
use clap::{ArgMatches, FromArgMatches as _};

use super::context::{Context, Exit};
use super::global::Global;
use super::supposition::{Acting, SupposedAct, Supposition, TypedAct};
use super::trouble::{self, Trouble};
use super::{Cli, Role, typed, usage};
use crate::diagnostic::FilePath;
use crate::model::PartialDate;
use crate::wording;
use crate::wording::{Lang, Wording};

/// The days of facts that are recorded once they have happened, by command and option. Such a fact of a later day is
/// supposed to be recorded on that day.
const DEEDS: [(&str, &str); 6] = [
    ("sign", "on"),
    ("decline", "on"),
    ("approve", "on"),
    ("withdraw", "notice"),
    ("extend", "decided"),
    ("register", "joined"),
];

/// Options by which a command shows something in place of recording it.
const SHOWING: [&str; 3] = ["dry_run", "preview", "template"];

impl Context<'_> {
    /// Begins to suppose: from here on nothing is written, and every question is asked about `found`.
    pub(super) fn begin_to_suppose(&mut self) -> Result<()> {
        self.supposition = Some(Supposition {
            found: self.walk()?,
            index: None,
            last_day: None,
            acting: None,
        });
        Ok(())
    }

    /// Whether the answer is one to a supposition.
    pub(super) const fn has_supposition(&self) -> bool {
        self.supposition.is_some()
    }

    /// Whether an act is being performed that is only supposed.
    pub(super) fn is_supposing(&self) -> bool {
        self.acting().is_some()
    }

    fn acting(&self) -> Option<&Acting> {
        self.supposition.as_ref()?.acting.as_ref()
    }

    /// Where the supposed act is written that is being performed.
    pub(super) fn place_of_act(&self) -> Option<&str> {
        self.acting()?.place.as_deref()
    }

    /// Supposes that a file holds what an act makes of it.
    pub(super) fn suppose_file(&mut self, file: &FilePath, bytes: &[u8]) -> Result<()> {
        let root = self.root()?;
        let Some(supposition) = &mut self.supposition else {
            return Ok(());
        };
        let Some(acting) = &mut supposition.acting else {
            return Ok(());
        };
        supposition.found.suppose(&root, file, bytes.to_vec(), acting.day);
        acting.changed.push(file.clone());
        Ok(())
    }

    /// Performs the acts one after the other.
    ///
    /// # Errors
    /// How the command ends when one of them is refused, which has been said then.
    pub(super) fn suppose(&mut self, acts: &[TypedAct]) -> Result<Vec<SupposedAct>, Exit> {
        let mut supposed = Vec::new();
        for act in acts {
            let performed = self.suppose_one(act).map_err(|error| {
                self.report_error_at(act.place.as_deref(), &error);
                trouble::exit(&error)
            })?;
            let (exit, changed) = performed;
            if exit != Exit::Done {
                return Err(exit);
            }
            supposed.push(SupposedAct {
                typed: act.clone(),
                changed,
            });
        }
        Ok(supposed)
    }

    /// Performs one act; how it ended, and the files that it changes.
    fn suppose_one(&mut self, act: &TypedAct) -> Result<(Exit, Vec<FilePath>)> {
        let (cli, day) = self.parse_act(act)?;
        let global = Global {
            as_of: Some(day),
            format: None,
            output: None,
            columns: None,
            ..self.global.clone()
        };
        let asked = mem::replace(&mut self.global, global);
        self.set_acting(Some(Acting {
            place: act.place.clone(),
            day,
            changed: Vec::new(),
        }));
        let exit = cli.command.run(self);
        self.global = asked;
        let acting = self.set_acting(None);
        if let Some(supposition) = &mut self.supposition {
            supposition.last_day = Some(day);
        }
        let changed = acting.map(|acting| acting.changed).unwrap_or_default();
        Ok((exit?, changed))
    }

    fn set_acting(&mut self, acting: Option<Acting>) -> Option<Acting> {
        mem::replace(&mut self.supposition.as_mut()?.acting, acting)
    }

    /// The act that the words are, and the day on which it is supposed to be recorded.
    fn parse_act(&self, act: &TypedAct) -> Result<(Cli, NaiveDate)> {
        let words = std::iter::once("kumppani").chain(act.words.iter().map(String::as_str));
        let words: Vec<_> = words.map(std::ffi::OsString::from).collect();
        let cannot_be = |error: clap::Error| not_understood(error, self.lang);
        let matches = super::command(self.lang)
            .try_get_matches_from(&words)
            .map_err(cannot_be)?;
        if let Some(error) = typed::given_twice(&words, || super::command(self.lang)) {
            return Err(cannot_be(error));
        }
        let cli = Cli::from_arg_matches(&matches).map_err(cannot_be)?;
        let (name, last) = last_command(&matches);
        if cli.command.role() != Role::Act {
            return Err(no_act(name));
        }
        let is_given = |id: &&str| is_given(last, id);
        if let Some(option) = SHOWING.iter().find(|id| is_given(id)) {
            return Err(no_option_of_acts(option));
        }
        let options = typed::global_options(&words).into_iter();
        if let Some(option) = options.map(|id| id.replace('-', "_")).find(|id| id != "as_of") {
            return Err(no_option_of_acts(&option));
        }
        let before = self.supposition.as_ref();
        let earlier = before.and_then(|supposition| supposition.last_day);
        let in_order = earlier.map_or(self.day(), |earlier| earlier.max(self.day()));
        let day = cli.global.as_of.unwrap_or(in_order);
        Ok((cli, day_of_deed(name, last).map_or(day, |deed| deed.max(day))))
    }
}

fn is_given(matches: &ArgMatches, id: &str) -> bool {
    let is_known = matches.try_contains_id(id).unwrap_or(false);
    is_known && matches.value_source(id) == Some(ValueSource::CommandLine)
}

/// The innermost command with its arguments.
fn last_command(matches: &ArgMatches) -> (&str, &ArgMatches) {
    let mut last = ("", matches);
    while let Some((name, inner)) = last.1.subcommand() {
        last = (name, inner);
    }
    last
}

fn day_of_deed(command: &str, matches: &ArgMatches) -> Option<NaiveDate> {
    let of_command = DEEDS.iter().filter(|(name, _)| *name == command);
    let dates = of_command.filter_map(|(_, id)| matches.try_get_one::<PartialDate>(id).ok().flatten());
    dates.map(|date| date.first_day()).max()
}

/// The words of the argument parser, as a reason.
fn not_understood(error: clap::Error, lang: Lang) -> anyhow::Error {
    let message = usage::message(error, lang);
    let mut lines = message.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let first = first.split_once(": ").map_or(first, |(_, reason)| reason);
    // The names of what is missing are below an English sentence that ends in a colon.
    let names: Vec<&str> = lines.take_while(|line| !line.contains(": ")).collect();
    let reason = [&[first], &names[..]].concat().join(" ");
    anyhow::Error::new(Trouble::refused(Wording::same(reason), None))
}

fn no_act(name: &str) -> anyhow::Error {
    anyhow::Error::new(Trouble::refused(
        wording!(en: "`{name}` cannot be supposed", fi: "komentoa `{name}` ei voi käyttää oletuksessa"),
        Some(Wording::fixed(
            "a supposition consists of commands that record a fact, such as sign, withdraw or organisation cease",
            "oletus koostuu komennoista, jotka kirjaavat tosiasian, kuten sign, withdraw tai organisation cease",
        )),
    ))
}

fn no_option_of_acts(id: &str) -> anyhow::Error {
    let option = format!("--{}", id.replace('_', "-"));
    anyhow::Error::new(Trouble::refused(
        wording!(
            en: "`{option}` has no meaning in a supposition, which writes nothing",
            fi: "valintaa `{option}` ei voi käyttää oletuksessa, joka ei kirjoita mitään"
        ),
        Some(Wording::fixed(
            "leave it out; options of the answer belong to the question",
            "jätä se pois; vastauksen valinnat kuuluvat kysymykseen",
        )),
    ))
}

/// Why an act that is under a supposition is not recorded.
pub(super) fn not_under_a_supposition(role: Role) -> anyhow::Error {
    let (message, help) = match role {
        Role::Act => (
            Wording::fixed(
                "nothing is recorded under a supposition",
                "valinnalla --suppose ei kirjata mitään",
            ),
            Wording::fixed(
                "write the act into the file of the supposition, or leave out --suppose to record it",
                "lisää kirjaus oletuksen tiedostoon, tai tee se ilman valintaa --suppose",
            ),
        ),
        Role::Question | Role::Other => (
            Wording::fixed(
                "this command cannot be used under a supposition",
                "tätä komentoa ei voi käyttää valinnan --suppose kanssa",
            ),
            Wording::fixed(
                "questions can: agreements, due, show, board, duties, validate, document and others",
                "kysymyksiä voi: agreements, due, show, board, duties, validate, document ja muut",
            ),
        ),
    };
    trouble::refusal(message, help)
}
