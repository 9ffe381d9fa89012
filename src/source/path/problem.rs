//! Why a path leads nowhere, and what to type instead.

use crate::diagnostic::FilePath;
use crate::model::{did_you_mean, nearest};
use crate::source::shape::{Field, Need};
use crate::wording;
use crate::wording::Wording;

/// Why a path leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathProblem {
    /// The reason, in lower case and without a full stop.
    pub message: Wording,
    /// The next step.
    pub help: Option<Wording>,
}

impl PathProblem {
    pub(super) const fn plain(message: Wording) -> Self {
        Self { message, help: None }
    }

    pub(super) const fn new(message: Wording, help: Wording) -> Self {
        Self {
            message,
            help: Some(help),
        }
    }
}

pub(super) fn unreadable(file: &FilePath) -> PathProblem {
    PathProblem::new(
        wording!(en: "{file} cannot be read", fi: "tiedostoa {file} ei voi lukea"),
        wording!(
            en: "`kumppani validate {file}` shows the findings",
            fi: "`kumppani validate {file}` näyttää havainnot"
        ),
    )
}

/// A name that is none of those that can be here.
pub(super) fn unknown(name: &str, path: &str, known: &[String]) -> PathProblem {
    let is_number = name.parse::<usize>().is_ok();
    let near = nearest(name, known.iter().map(String::as_str)).filter(|_| !is_number);
    let help = did_you_mean(near.as_slice()).unwrap_or_else(|| listed(known));
    let message = if path.is_empty() {
        wording!(en: "unknown field `{name}`", fi: "kenttää `{name}` ei ole")
    } else {
        wording!(en: "`{path}` has no `{name}`", fi: "kohdassa `{path}` ei ole kohtaa `{name}`")
    };
    PathProblem::new(message, help)
}

/// The most names that a sentence lists.
const MOST_LISTED: usize = 30;

fn listed(known: &[String]) -> Wording {
    if known.is_empty() {
        return Wording::fixed("the list is empty", "luettelo on tyhjä");
    }
    let shown: Vec<&str> = known.iter().take(MOST_LISTED).map(String::as_str).collect();
    let more = if known.len() > MOST_LISTED { ", …" } else { "" };
    let names = shown.join(", ");
    wording!(en: "it has {names}{more}", fi: "siinä on {names}{more}")
}

pub(super) fn several(name: &str, path: &str, numbers: &[usize]) -> PathProblem {
    let ways: Vec<String> = numbers
        .iter()
        .map(|number| format!("`{path}.{}`", number + 1))
        .collect();
    let ways = ways.join(", ");
    PathProblem::new(
        wording!(
            en: "`{path}` has several entries `{name}`",
            fi: "kohdassa `{path}` on useita kohtia `{name}`"
        ),
        wording!(en: "name one by its number: {ways}", fi: "nimeä yksi numerolla: {ways}"),
    )
}

pub(super) fn has_no_parts(path: &str) -> PathProblem {
    PathProblem::plain(wording!(en: "`{path}` is one value", fi: "`{path}` on yksi arvo"))
}

pub(super) fn has_parts(path: &str, names: &[&str]) -> PathProblem {
    let ways: Vec<String> = names.iter().map(|name| format!("`{path}.{name}`")).collect();
    let ways = ways.join(", ");
    let message = wording!(en: "`{path}` has fields of its own", fi: "kohdalla `{path}` on omia kenttiä");
    if names.is_empty() {
        return PathProblem::plain(message);
    }
    PathProblem::new(
        message,
        wording!(en: "name one of them: {ways}", fi: "nimeä niistä yksi: {ways}"),
    )
}

pub(super) fn of_other_kind(path: &str) -> PathProblem {
    PathProblem::new(
        wording!(
            en: "`{path}` is written in another way than it should be",
            fi: "`{path}` on kirjoitettu toisin kuin sen pitäisi"
        ),
        Wording::fixed(
            "`kumppani validate` shows the finding",
            "`kumppani validate` näyttää havainnon",
        ),
    )
}

pub(super) fn is_entry(stem: &str, path: &str) -> PathProblem {
    PathProblem::new(
        wording!(en: "`{path}` is an entry of a list", fi: "`{path}` on luettelon kohta"),
        wording!(
            en: "`kumppani remove {stem} {path}` takes it out",
            fi: "`kumppani remove {stem} {path}` poistaa sen"
        ),
    )
}

pub(super) fn is_field(stem: &str, path: &str, need: Need) -> PathProblem {
    let help = match need {
        Need::Required => wording!(
            en: "it is required; `kumppani set {stem} {path} VALUE` changes it",
            fi: "se on pakollinen; `kumppani set {stem} {path} ARVO` muuttaa sitä"
        ),
        Need::Optional => wording!(
            en: "`kumppani unset {stem} {path}` takes a field away",
            fi: "`kumppani unset {stem} {path}` poistaa kentän"
        ),
    };
    PathProblem::new(
        wording!(en: "`{path}` is a field, not an entry of a list", fi: "`{path}` on kenttä, ei luettelon kohta"),
        help,
    )
}

pub(super) fn is_there_already(list: &str) -> PathProblem {
    PathProblem::plain(wording!(en: "it is in `{list}` already", fi: "se on jo kohdassa `{list}`"))
}

/// What a comment says may be about the place that it would be taken from.
pub(super) fn has_comment(stem: &str, path: &str) -> PathProblem {
    PathProblem::new(
        wording!(
            en: "`{path}` has a comment in its lines, which would be lost",
            fi: "kohdan `{path}` riveillä on kommentti, joka katoaisi"
        ),
        wording!(
            en: "move the lines in your editor: `kumppani edit {stem}.{path}`",
            fi: "siirrä rivit muokkausohjelmassa: `kumppani edit {stem}.{path}`"
        ),
    )
}

pub(super) fn not_there(path: &str) -> PathProblem {
    PathProblem::plain(wording!(en: "`{path}` is not in the file", fi: "tiedostossa ei ole kohtaa `{path}`"))
}

pub(super) fn is_required(stem: &str, path: &str, fields: &[Field]) -> PathProblem {
    let message = wording!(en: "`{path}` is required", fi: "`{path}` on pakollinen");
    if !fields.is_empty() {
        let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        return PathProblem {
            message,
            ..has_parts(path, &names)
        };
    }
    PathProblem::new(
        message,
        wording!(
            en: "give it another value: `kumppani set {stem} {path} VALUE`",
            fi: "anna sille toinen arvo: `kumppani set {stem} {path} ARVO`"
        ),
    )
}

pub(super) fn is_list(stem: &str, path: &str) -> PathProblem {
    PathProblem::new(
        wording!(en: "`{path}` is a list", fi: "`{path}` on luettelo"),
        wording!(
            en: "name an entry of it (`{path}.1`), or add one: `kumppani add {stem} {path} FIELD=VALUE`",
            fi: "nimeä sen kohta (`{path}.1`) tai lisää kohta: `kumppani add {stem} {path} KENTTÄ=ARVO`"
        ),
    )
}

pub(super) fn no_list(stem: &str, path: &str) -> PathProblem {
    PathProblem::new(
        wording!(en: "`{path}` is not a list", fi: "`{path}` ei ole luettelo"),
        wording!(
            en: "`kumppani set {stem} {path} VALUE` changes it",
            fi: "`kumppani set {stem} {path} ARVO` muuttaa sitä"
        ),
    )
}
