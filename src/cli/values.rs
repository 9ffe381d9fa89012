//! Values of options that are words of the field: read in the spelling of the files and in looser
//! ones, and proposed by the shell.

use std::str::FromStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use super::global::BadValue;
use super::guess::near_ids;
use crate::model::{
    AgreementStatus, BusinessId, BusinessIdProblem, DocumentKind, EventKind, Recurrence, SignatoryState,
    fold, is_email,
};
use crate::wording::{Lang, Wording};

/// A word of the field that an option can take.
trait Word: Copy + Send + Sync + 'static {
    fn all() -> Vec<Self>;
    fn code(self) -> &'static str;
    /// Another spelling that is understood, too.
    fn other(self) -> String;
    /// What a word certainly means, where the files understand more spellings.
    fn find_loosely(word: &str) -> Option<Self>;
}

macro_rules! words {
    ($($arg:ident, $type:ty, $all:expr, $code:expr, $other:expr, $loosely:expr;)*) => {
        $(
            #[doc = concat!("A `", stringify!($type), "` on the command line.")]
            #[derive(Clone, Copy, Debug)]
            pub(super) struct $arg(pub(super) $type);

            impl Word for $type {
                fn all() -> Vec<Self> {
                    $all.to_vec()
                }
                fn code(self) -> &'static str {
                    $code(self)
                }
                fn other(self) -> String {
                    $other(self)
                }
                fn find_loosely(word: &str) -> Option<Self> {
                    $loosely(word)
                }
            }

            impl clap::builder::ValueParserFactory for $arg {
                type Parser = WordParser<$arg>;
                fn value_parser() -> Self::Parser {
                    WordParser { find: |text| find::<$type>(text).map($arg), known: || known::<$type>() }
                }
            }
        )*
    };
}

words! {
    StatusArg, AgreementStatus, AgreementStatus::ALL, AgreementStatus::code, |word: AgreementStatus| word.label().get(Lang::Fi).to_owned(), |_| None;
    StateArg, SignatoryState, SignatoryState::ALL, SignatoryState::code, |word: SignatoryState| word.label().get(Lang::Fi).to_owned(), |_| None;
    RecurrenceArg, Recurrence, Recurrence::ALL, Recurrence::code, |word: Recurrence| word.label().get(Lang::Fi).to_owned(), Recurrence::find_loosely;
    EventKindArg, EventKind, EventKind::ALL, EventKind::code, |word: EventKind| word.label().get(Lang::Fi).to_owned(), EventKind::find_loosely;
    DocumentKindArg, DocumentKind, DocumentKind::ALL, DocumentKind::code, |word: DocumentKind| word.label().get(Lang::Fi).to_owned(), DocumentKind::find_loosely;
}

/// A business id on the command line.
#[derive(Clone, Debug)]
pub(super) struct BusinessIdArg(pub(super) BusinessId);

impl FromStr for BusinessIdArg {
    type Err = BadValue;

    fn from_str(text: &str) -> Result<Self, BadValue> {
        match BusinessId::parse(text) {
            Ok(id) | Err(BusinessIdProblem::Means(id)) => Ok(Self(id)),
            Err(BusinessIdProblem::CheckDigit) => Err(BadValue(Wording::fixed(
                "its check digit is wrong",
                "tarkistusnumero on väärä",
            ))),
            Err(BusinessIdProblem::Shape) => Err(BadValue(Wording::fixed(
                "it has seven digits, a hyphen and a check digit",
                "siinä on seitsemän numeroa, yhdysviiva ja tarkistusnumero",
            ))),
        }
    }
}

/// An e-mail address on the command line.
#[derive(Clone, Debug)]
pub(super) struct EmailArg(pub(super) String);

impl FromStr for EmailArg {
    type Err = BadValue;

    fn from_str(text: &str) -> Result<Self, BadValue> {
        if is_email(text) {
            return Ok(Self(text.to_owned()));
        }
        Err(BadValue(Wording::fixed(
            "write one address, without a name or brackets: tno@example.fi",
            "kirjoita yksi osoite ilman nimeä ja sulkeita: tno@example.fi",
        )))
    }
}

fn find<W: Word>(text: &str) -> Option<W> {
    let loose = |word: &str| fold(word).replace([' ', '_'], "-");
    let asked = loose(text);
    W::all()
        .into_iter()
        .find(|word| loose(word.code()) == asked || loose(&word.other()) == asked)
        .or_else(|| W::find_loosely(text))
}

fn known<W: Word>() -> Vec<&'static str> {
    W::all().into_iter().map(Word::code).collect()
}

/// Reads one word of a closed set.
#[derive(Clone)]
pub(super) struct WordParser<T> {
    find: fn(&str) -> Option<T>,
    known: fn() -> Vec<&'static str>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for WordParser<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &std::ffi::OsStr) -> Result<T, Error> {
        let text = value.to_string_lossy();
        if let Some(found) = (self.find)(&text) {
            return Ok(found);
        }
        let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
        if let Some(arg) = arg {
            error.insert(ContextKind::InvalidArg, ContextValue::String(arg.to_string()));
        }
        error.insert(
            ContextKind::InvalidValue,
            ContextValue::String(text.clone().into_owned()),
        );
        let known: Vec<String> = (self.known)().into_iter().map(ToOwned::to_owned).collect();
        if let Some(near) = near_ids(&text, &known).first() {
            error.insert(
                ContextKind::SuggestedValue,
                ContextValue::String((*near).to_owned()),
            );
        }
        error.insert(ContextKind::ValidValue, ContextValue::Strings(known));
        Err(error)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.known)().into_iter().map(PossibleValue::new)))
    }
}
