//! Acts on the command line of `suppose`: an option for each, followed by the options that belong to it. Their order
//! decides what belongs together, so they are read by their places.

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::cli::act::fact_date;
use crate::cli::supposition::TypedAct;
use crate::cli::trouble;
use crate::model::PartialDate;
use crate::wording;
use crate::wording::Wording;

/// The acts in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Steps(Vec<Step>);

/// An option with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    option: &'static str,
    value: String,
}

/// The options that are acts, and the words of their commands.
const ACTS: [(&str, &[&str]); 6] = [
    ("cease", &["organisation", "cease"]),
    ("sign", &["sign"]),
    ("decline", &["decline"]),
    ("withdraw", &["withdraw"]),
    ("terminate", &["terminate"]),
    ("extend", &["extend"]),
];

/// The options that belong to the act before them.
const DETAILS: [&str; 3] = ["on", "effective", "successor"];

impl Args for Steps {
    fn augment_args(command: Command) -> Command {
        let option = |id: &'static str, value: &'static str, help: &'static str| {
            Arg::new(id)
                .long(id)
                .value_name(value)
                .action(ArgAction::Append)
                .help(help)
        };
        command
            .arg(option(
                "cease",
                "ORGANISATION",
                "Suppose that an organisation ceases, on the date of the --on after it; may be repeated",
            ))
            .arg(option(
                "sign",
                "AGREEMENT:ORGANISATION",
                "Suppose that an organisation signs; may be repeated",
            ))
            .arg(option(
                "decline",
                "AGREEMENT:ORGANISATION",
                "Suppose that an organisation declines to sign; may be repeated",
            ))
            .arg(option(
                "withdraw",
                "AGREEMENT:ORGANISATION",
                "Suppose that an organisation gives notice; may be repeated",
            ))
            .arg(option(
                "terminate",
                "AGREEMENT",
                "Suppose that an agreement is terminated; may be repeated",
            ))
            .arg(option(
                "extend",
                "AGREEMENT:DATE",
                "Suppose that an agreement is extended until a date; may be repeated",
            ))
            .arg(
                option(
                    "on",
                    "DATE",
                    "Date of the act before it [default: the date of the answer]",
                )
                .value_parser(fact_date),
            )
            .arg(
                option(
                    "effective",
                    "DATE",
                    "First day on which the organisation of the --withdraw before it is no longer bound",
                )
                .value_parser(fact_date),
            )
            .arg(option(
                "successor",
                "ORGANISATION[:SCOPE]",
                "Successor of the --cease before it, and after a colon what passes to it; may be repeated",
            ))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Steps {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut placed: Vec<(usize, Step)> = Vec::new();
        for option in ACTS.iter().map(|(option, _)| *option).chain(DETAILS) {
            let indices = matches.indices_of(option).into_iter().flatten();
            let values: Vec<String> = if option == "on" || option == "effective" {
                let dates = matches.get_many::<PartialDate>(option);
                dates.into_iter().flatten().map(ToString::to_string).collect()
            } else {
                matches
                    .get_many::<String>(option)
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect()
            };
            placed.extend(
                indices
                    .zip(values)
                    .map(|(place, value)| (place, Step { option, value })),
            );
        }
        placed.sort_by_key(|(place, _)| *place);
        Ok(Self(placed.into_iter().map(|(_, step)| step).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// An act with the options that belong to it.
struct Whole<'s> {
    step: &'s Step,
    words: &'static [&'static str],
    on: Option<&'s str>,
    effective: Option<&'s str>,
    successors: Vec<&'s str>,
}

impl Steps {
    /// The acts as commands; `today` is the date of those that have none of their own.
    pub(super) fn acts(&self, today: NaiveDate) -> anyhow::Result<Vec<TypedAct>> {
        let mut acts: Vec<Whole<'_>> = Vec::new();
        for step in &self.0 {
            if let Some((_, words)) = ACTS.iter().find(|(option, _)| *option == step.option) {
                acts.push(Whole {
                    step,
                    words,
                    on: None,
                    effective: None,
                    successors: Vec::new(),
                });
                continue;
            }
            let act = acts.last_mut().ok_or_else(|| belongs_to_none(step))?;
            match step.option {
                "on" if act.on.is_none() => act.on = Some(&step.value),
                "effective" if act.step.option == "withdraw" && act.effective.is_none() => {
                    act.effective = Some(&step.value);
                }
                "successor" if act.step.option == "cease" => act.successors.push(&step.value),
                "on" => return Err(second_date(act.step, step)),
                _ => return Err(belongs_to_none(step)),
            }
        }
        acts.iter().map(|act| act.typed(today)).collect()
    }
}

impl Whole<'_> {
    fn typed(&self, today: NaiveDate) -> anyhow::Result<TypedAct> {
        let today = today.to_string();
        let value = self.step.value.as_str();
        let on = self.on.unwrap_or(&today);
        let mut words: Vec<&str> = self.words.to_vec();
        match self.step.option {
            "cease" => {
                let on = self.on.ok_or_else(|| no_date(self.step))?;
                words.extend([value, "--on", on]);
                words.extend(
                    self.successors
                        .iter()
                        .flat_map(|successor| ["--successor", successor]),
                );
            }
            "terminate" => {
                words.push(value);
                words.extend(self.on.into_iter().flat_map(|on| ["--on", on]));
            }
            "extend" => {
                let (agreement, until) = self.parts(value)?;
                words.extend([agreement, "--until", until, "--decided", on]);
            }
            "withdraw" => {
                let (agreement, organisation) = self.parts(value)?;
                words.extend([agreement, organisation, "--notice", on]);
                words.extend(self.effective.into_iter().flat_map(|on| ["--effective", on]));
            }
            _ => {
                let (agreement, organisation) = self.parts(value)?;
                words.extend([agreement, organisation, "--on", on]);
            }
        }
        Ok(TypedAct {
            place: Some(format!("--{} {value}", self.step.option)),
            words: words.into_iter().map(str::to_owned).collect(),
        })
    }

    /// What is before the last colon and behind it.
    fn parts<'v>(&self, value: &'v str) -> anyhow::Result<(&'v str, &'v str)> {
        let parts = value
            .rsplit_once(':')
            .map(|(first, second)| (first.trim(), second.trim()));
        parts
            .filter(|(first, second)| !first.is_empty() && !second.is_empty())
            .ok_or_else(|| {
                let option = self.step.option;
                let help = if option == "extend" {
                    Wording::fixed("write AGREEMENT:DATE", "kirjoita SOPIMUS:PÄIVÄ")
                } else {
                    Wording::fixed("write AGREEMENT:ORGANISATION", "kirjoita SOPIMUS:ORGANISAATIO")
                };
                trouble::refusal(
                    wording!(
                        en: "invalid value `{value}` of `--{option}`: one of two parts is missing",
                        fi: "valinnan `--{option}` arvosta `{value}` puuttuu toinen osa"
                    ),
                    help,
                )
            })
    }
}

const ORDER: Wording = Wording::fixed(
    "--on and --successor belong to the act before them: --cease ORGANISATION --on DATE --successor ORGANISATION",
    "--on ja --successor kuuluvat niitä edeltävään kirjaukseen: --cease ORGANISAATIO --on PÄIVÄ --successor ORGANISAATIO",
);

fn belongs_to_none(step: &Step) -> anyhow::Error {
    let Step { option, value } = step;
    trouble::refusal(
        wording!(
            en: "`--{option} {value}` does not follow an act that it can belong to",
            fi: "valinnan `--{option} {value}` edellä ei ole kirjausta, johon se voi kuulua"
        ),
        ORDER,
    )
}

fn second_date(act: &Step, step: &Step) -> anyhow::Error {
    let (option, value, date) = (act.option, &act.value, &step.value);
    trouble::refusal(
        wording!(
            en: "`--{option} {value}` has a second date, {date}",
            fi: "kirjauksella `--{option} {value}` on toinenkin päivä, {date}",
            date
        ),
        ORDER,
    )
}

fn no_date(act: &Step) -> anyhow::Error {
    let Step { option, value } = act;
    trouble::refusal(
        wording!(
            en: "`--{option} {value}` has no date",
            fi: "kirjaukselta `--{option} {value}` puuttuu päivä"
        ),
        ORDER,
    )
}
