//! Why an edit was not made. Nothing is guessed: what is missing, ambiguous or not provable is
//! shown with its place, and the file stays as it is.

use crate::diagnostic::{FilePath, Findings, Place, Span};
use crate::wording;
use crate::wording::Wording;

/// Why an edit was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditProblem {
    /// What is in the way, in lower case and without a full stop.
    pub message: Wording,
    /// Where, if it is at one place.
    pub place: Option<Place>,
    /// The next step.
    pub help: Option<Wording>,
}

impl EditProblem {
    pub(super) fn new(message: Wording) -> Self {
        Self {
            message,
            place: None,
            help: None,
        }
    }

    pub(super) fn at(file: &FilePath, span: Span, message: Wording) -> Self {
        Self {
            message,
            place: Some(Place::new(file, span)),
            help: None,
        }
    }
}

pub(super) fn not_utf8(file: &FilePath) -> EditProblem {
    EditProblem::new(wording!(
        en: "{file} is not UTF-8 and cannot be changed",
        fi: "tiedosto {file} ei ole UTF-8-muotoinen, joten sitä ei voi muuttaa"
    ))
}

/// The text is no YAML; the first finding says where.
pub(super) fn no_yaml(file: &FilePath, findings: &Findings) -> EditProblem {
    match findings.as_slice().iter().find(|found| found.is_error()) {
        Some(found) => {
            let message = wording!(
                en: "{file} cannot be changed before it can be read: {message}",
                fi: "tiedostoa {file} ei voi muuttaa ennen kuin sen voi lukea: {message}",
                message = found.message
            );
            EditProblem {
                message,
                place: Some(found.place.clone()),
                help: None,
            }
        }
        None => EditProblem::new(wording!(
            en: "{file} is empty, so there is nothing to change",
            fi: "tiedosto {file} on tyhjä, joten siinä ei ole muutettavaa"
        )),
    }
}

pub(super) fn no_field(name: &str) -> Wording {
    wording!(en: "unknown field `{name}` here", fi: "tässä ei voi olla kenttää `{name}`")
}

pub(super) fn field_twice(name: &str) -> Wording {
    wording!(
        en: "the field `{name}` occurs twice, so it is not clear which one to change",
        fi: "kenttä `{name}` on tässä kahdesti, eikä ole selvää, kumpaa tarkoitetaan"
    )
}

pub(super) fn no_entry(what: &str) -> Wording {
    wording!(en: "the list has no entry `{what}`", fi: "luettelossa ei ole kohtaa `{what}`")
}

pub(super) fn entry_twice(what: &str) -> Wording {
    wording!(
        en: "the list has several entries `{what}`, so it is not clear which one to change",
        fi: "luettelossa on useita kohtia `{what}`, eikä ole selvää, mitä niistä tarkoitetaan"
    )
}

pub(super) fn no_list() -> Wording {
    Wording::fixed(
        "this is not a list, so nothing can be added to it",
        "tässä ei ole luetteloa, joten siihen ei voi lisätä kohtaa",
    )
}

pub(super) fn no_fields() -> Wording {
    Wording::fixed("this has no fields", "tässä ei ole kenttiä")
}

pub(super) fn no_step() -> Wording {
    Wording::fixed(
        "the place of the change is the whole file",
        "muutoksen kohteena on koko tiedosto",
    )
}

pub(super) fn last_field() -> Wording {
    Wording::fixed(
        "this is the only field here; its parent would be left empty",
        "kohdassa on vain tämä kenttä, joten kohta jäisi tyhjäksi",
    )
}

pub(super) fn by_hand() -> Wording {
    Wording::fixed(
        "this place is written in a way that only a person can change safely",
        "kohta on kirjoitettu tavalla, jonka vain ihminen voi muuttaa varmasti oikein",
    )
}

pub(super) fn new_error(message: &Wording) -> Wording {
    wording!(en: "the change would introduce a new error: {message}", fi: "muutos aiheuttaisi uuden virheen: {message}", message)
}

pub(super) fn more_errors() -> Wording {
    Wording::fixed(
        "the file already has very many errors, and the change would add to them",
        "tiedostossa on jo hyvin paljon virheitä, ja muutos lisäisi niitä",
    )
}

pub(super) fn other_change() -> Wording {
    Wording::fixed(
        "the change was not made, because it would touch something else",
        "muutosta ei voitu tehdä koskematta muuhun, joten sitä ei tehty",
    )
}

pub(super) fn lost_comment(comment: &str) -> Wording {
    wording!(
        en: "the comment `{comment}` would be lost",
        fi: "muutoksessa katoaisi kommentti `{comment}`"
    )
}
