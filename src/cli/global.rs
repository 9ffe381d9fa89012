//! The options that every command has.

use std::fmt;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::trouble::Trouble;
use crate::model::{DateProblem, PartialDate, TextLang};
use crate::wording;
use crate::wording::{Lang, Wording};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Markdown,
    Html,
    Xlsx,
    Docx,
    // Shown of in every build: whoever asks for it where it is not built learns how to come by it.
    Pdf,
    Ics,
    Human,
    Short,
    Sarif,
    Github,
}

impl Format {
    /// The formats of every list of rows.
    pub(super) const OF_ROWS: [Self; 9] = [
        Self::Table,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Markdown,
        Self::Html,
        Self::Xlsx,
        Self::Docx,
        Self::Pdf,
    ];

    /// Whether other programs read it: what a text in it may hold is the business of its writer.
    pub(super) const fn is_data(self) -> bool {
        !matches!(
            self,
            Self::Table | Self::Markdown | Self::Human | Self::Short | Self::Github
        )
    }

    /// The name on the command line.
    pub(super) fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl ValueEnum for TextLang {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Fi, Self::En, Self::Sv, Self::Se, Self::Smn, Self::Sms]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.code()))
    }
}

/// The program speaks Finnish beside texts in Swedish and in the languages of the Sámi.
pub(super) fn spoken(texts: TextLang) -> Lang {
    match texts {
        TextLang::En => Lang::En,
        _ => Lang::Fi,
    }
}

#[derive(Args, Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line of its own"
)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Registry folder [default: the nearest parent folder that contains `agreements`]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
    /// Index file [default: `registry.db` in the registry folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// Show the situation on this date (2015-05-01 or 1.5.2015) [default: today]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,
    /// Language of messages and texts; sv, se, smn and sms apply to the texts of the files [default: locale]
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<TextLang>,
    /// Output format [default: by the extension of --output, otherwise table]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// Write the output to a file
    #[arg(long, short, global = true, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Open what was written: the file of --output, the website, a folder of documents or letters
    #[arg(long, global = true)]
    pub(super) open: bool,
    /// Show all columns of tables, whatever the width of the terminal
    #[arg(long, global = true)]
    pub(super) wide: bool,
    /// Show only these columns, in this order, for example name,state
    #[arg(long, global = true, value_name = "NAMES")]
    pub(super) columns: Option<String>,
    /// Do not use a pager (`PAGER` or `less`) for answers longer than the screen
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Print only the output and errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Answer as if the acts in this file were recorded: a command that records something on each line; nothing is written
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) suppose: Option<PathBuf>,
    /// Query the index as it is, without checking the files
    #[arg(long, global = true)]
    pub(super) no_load: bool,
}

/// Why a text is no value of an option.
#[derive(Debug)]
pub(super) struct BadValue(pub(super) Wording);

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get(Lang::En))
    }
}

impl std::error::Error for BadValue {}

/// A whole day, in either way of writing.
pub(super) fn day(text: &str) -> Result<NaiveDate, BadValue> {
    match PartialDate::parse_either(text) {
        Ok(date) if !date.is_plausible() => Err(BadValue(YEARS)),
        Ok(PartialDate::Day(day)) => Ok(day),
        Err(DateProblem::NoSuchDay) => Err(BadValue(Wording::fixed(
            "there is no such day",
            "kalenterissa ei ole sellaista päivää",
        ))),
        Ok(_) | Err(_) => Err(BadValue(Wording::fixed(
            "write a full date: 2015-05-01 or 1.5.2015",
            "kirjoita koko päivä: 2015-05-01 tai 1.5.2015",
        ))),
    }
}

/// What years a date may have.
pub(super) const YEARS: Wording =
    Wording::fixed("years are between 1900 and 2199", "vuosi on väliltä 1900–2199");

/// A count of things, or 0.
pub(super) fn count(text: &str) -> Result<usize, BadValue> {
    text.parse().map_err(|_| {
        BadValue(Wording::fixed(
            "write a whole number: 20",
            "kirjoita kokonaisluku: 20",
        ))
    })
}

/// Two days between which something is listed; the first is not after the last.
pub(super) fn refuse_reversed(from: Option<NaiveDate>, to: Option<NaiveDate>) -> anyhow::Result<()> {
    let Some((from, to)) = from.zip(to).filter(|(from, to)| from > to) else {
        return Ok(());
    };
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(en: "--from {from} is after --to {to}", fi: "--from {from} on myöhemmin kuin --to {to}"),
        wording!(en: "swap them: --from {to} --to {from}", fi: "vaihda päivät: --from {to} --to {from}"),
    )))
}
