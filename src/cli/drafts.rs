//! What `renew` and `new` have in common: the id of a new agreement, its file, and what is said of a draft.

use anyhow::Result;

use super::context::Context;
use super::trouble::{self, Trouble};
use crate::acts::{ActError, ChangedFile, Transaction};
use crate::diagnostic::FilePath;
use crate::model::{AgreementId, is_device};
use crate::renewal::LeftOut;
use crate::wording;
use crate::wording::Wording;

/// The id of a new agreement, which its file will be called by.
pub(super) fn new_id(text: &str) -> Result<AgreementId> {
    if is_device(text) {
        return Err(anyhow::Error::new(Trouble::with_help(
            wording!(
                en: "`{text}` cannot be an agreement's id: Windows reserves the name for a device",
                fi: "`{text}` ei käy sopimuksen tunnukseksi: Windows varaa nimen laitteelle"
            ),
            wording!(en: "choose another id, for example `{text}-1`", fi: "valitse toinen tunnus, esimerkiksi `{text}-1`"),
        )));
    }
    AgreementId::parse(text).map_err(|_| {
        let near = AgreementId::from_name(text)
            .map(|id| wording!(en: "for example `{id}`", fi: "esimerkiksi `{id}`"));
        let help = near.unwrap_or(Wording::fixed(
            "ids consist of the letters a–z, digits and single hyphens",
            "tunnuksessa on kirjaimia a–z, numeroita ja yksittäisiä yhdysviivoja",
        ));
        let message = wording!(en: "invalid id `{text}`", fi: "`{text}` ei kelpaa tunnukseksi");
        anyhow::Error::new(Trouble::with_help(message, help))
    })
}

/// A draft that would not be read as the agreement that it is; `other` is how to give it another id.
pub(super) fn not_read(file: &FilePath, id: &AgreementId, other: Wording) -> anyhow::Error {
    let nothing = Wording::fixed("nothing was written", "mitään ei kirjoitettu");
    anyhow::Error::new(Trouble::refused(
        wording!(en: "{file} would not be read as the agreement `{id}`", fi: "tiedostoa {file} ei luettaisi sopimuksena `{id}`"),
        Some(Wording::joined(&[nothing, other], "; ")),
    ))
}

/// Writes the file of a draft, never over another.
pub(super) fn write(cx: &Context<'_>, change: &Transaction, (file, text): (&FilePath, &str)) -> Result<()> {
    let draft = ChangedFile {
        file: file.clone(),
        location: cx.root()?.join(file.as_str()),
        before: None,
        after: text.as_bytes().to_vec(),
    };
    change.replace(&[draft]).map_err(|error| match error {
        ActError::Refused(_) => anyhow::Error::new(Trouble::refused(
            wording!(en: "{file} already exists and was kept", fi: "tiedosto {file} on jo olemassa, ja se säilytettiin"),
            None,
        )),
        error => trouble::of_act(error),
    })
}

/// Says what was left out of a draft, and what only a person can decide.
pub(super) fn report_notes(cx: &mut Context<'_>, left_out: &[LeftOut], questions: &[Wording]) {
    for left_out in left_out {
        cx.note(
            &wording!(en: "  left out: {reason}", fi: "  jätetty pois: {reason}", reason = left_out.reason),
        );
    }
    for question in questions {
        cx.note(&wording!(en: "  to decide: {question}", fi: "  päätettävä: {question}", question));
    }
}
