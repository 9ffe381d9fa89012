//! Values of options that are words of the field: read in the spelling of the files and in looser
//! ones, and proposed by the shell.

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use crate::model::{AgreementStatus, OrganisationKind, Region, SignatoryState, fold};
use crate::wording::Lang;

/// A word of the field that an option can take.
trait Word: Copy + Send + Sync + 'static {
    fn all() -> Vec<Self>;
    fn code(self) -> &'static str;
    /// Another spelling that is understood, too.
    fn other(self) -> String;
}

macro_rules! words {
    ($($arg:ident, $type:ty, $all:expr, $code:expr, $other:expr;)*) => {
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
    StatusArg, AgreementStatus, AgreementStatus::ALL, AgreementStatus::code, |word: AgreementStatus| word.label().get(Lang::Fi).to_owned();
    StateArg, SignatoryState, SignatoryState::ALL, SignatoryState::code, |word: SignatoryState| word.label().get(Lang::Fi).to_owned();
    KindArg, OrganisationKind, OrganisationKind::ALL, OrganisationKind::code, |word: OrganisationKind| word.label().get(Lang::Fi).to_owned();
    RegionArg, Region, Region::ALL, Region::name, |word: Region| format!("{}-Lappi", word.name());
}

fn find<W: Word>(text: &str) -> Option<W> {
    let loose = |word: &str| fold(word).replace([' ', '_'], "-");
    let asked = loose(text);
    W::all()
        .into_iter()
        .find(|word| loose(word.code()) == asked || loose(&word.other()) == asked)
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
        error.insert(ContextKind::InvalidValue, ContextValue::String(text.into_owned()));
        let known = (self.known)().into_iter().map(ToOwned::to_owned).collect();
        error.insert(ContextKind::ValidValue, ContextValue::Strings(known));
        Err(error)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.known)().into_iter().map(PossibleValue::new)))
    }
}
