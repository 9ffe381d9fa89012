//! What is said of a word that names nothing.

use super::context::Context;
use super::guess::near_ids;
use super::trouble::Trouble;
use crate::index::{IdKind, Named};
use crate::model::{OrganisationId, closest, did_you_mean, fold, operand, option};
use crate::wording;
use crate::wording::Wording;

/// What a word most likely means, by ids and by names.
pub(super) fn guess(text: &str, named: &[Named]) -> Option<Wording> {
    let mut ids: Vec<String> = named.iter().map(|named| named.id.clone()).collect();
    ids.dedup();
    let stem = text
        .strip_suffix(".yaml")
        .and_then(|path| path.rsplit(['/', '\\']).next());
    let text = stem.unwrap_or(text);
    let slug = OrganisationId::from_name(text).map(|id| id.to_string());
    // A name is longer than an id, and much of it is alike in many.
    let allowed = (fold(text).chars().count() / 5).clamp(1, 4);
    let pairs = named.iter().map(|named| (named.name.as_str(), named.id.as_str()));
    let mut near = closest(text, pairs, allowed);
    if near.is_empty() {
        near = near_ids(slug.as_deref().unwrap_or(text), &ids);
    }
    near.dedup();
    near.truncate(3);
    did_you_mean(&near)
}

/// That there is nothing of this name, with the nearest guess, else where to look.
pub(super) fn unknown(cx: &Context<'_>, kind: IdKind, text: &str, named: &[Named]) -> anyhow::Error {
    let message = match kind {
        IdKind::Agreement => wording!(en: "unknown agreement `{text}`", fi: "tuntematon sopimus `{text}`"),
        IdKind::Organisation => {
            wording!(en: "unknown organisation `{text}`", fi: "tuntematon organisaatio `{text}`")
        }
        IdKind::Group | IdKind::GroupReference => {
            wording!(en: "unknown group `{text}`", fi: "tuntematon ryhmä `{text}`")
        }
        IdKind::Theme => wording!(en: "unknown theme `{text}`", fi: "tuntematon painopiste `{text}`"),
        IdKind::Product => {
            wording!(en: "unknown product `{text}`", fi: "tuntematon palvelutuote `{text}`")
        }
    };
    let help = match (guess(text, named), id_for(kind, text)) {
        (Some(guess), Some(id)) => {
            let otherwise = wording!(en: "Otherwise: {id}", fi: "Muuten: {id}", id);
            Some(Wording::joined(&[guess, otherwise], " "))
        }
        (guess, id) => guess.or(id),
    };
    let help = help.or_else(|| hidden(cx, kind)).unwrap_or_else(|| list_of(kind));
    anyhow::Error::new(Trouble::with_help(message, help))
}

/// The id that a new organisation would have by its name.
fn id_for(kind: IdKind, text: &str) -> Option<Wording> {
    let is_name = kind == IdKind::Organisation && OrganisationId::parse(text).is_err();
    let id = OrganisationId::from_name(text).filter(|_| is_name)?;
    let name = option("--name", text);
    Some(wording!(
        en: "to add it, register it: `kumppani register AGREEMENT --organisation {id} {name}`",
        fi: "lisää se: `kumppani register SOPIMUS --organisation {id} {name}`"
    ))
}

/// Where files are left out, what is requested may be in one of them.
fn hidden(cx: &Context<'_>, kind: IdKind) -> Option<Wording> {
    let file = cx.refused.first().filter(|_| kind != IdKind::Agreement)?;
    let (path, operand) = (&file.path, operand(file.path.as_str()));
    Some(wording!(
        en: "it may be in {path}, which has errors: `kumppani validate {operand}` shows them",
        fi: "tiedostossa {path} on virheitä, ja se voi olla siellä: `kumppani validate {operand}` näyttää ne"
    ))
}

/// The command that lists what there is.
fn list_of(kind: IdKind) -> Wording {
    match kind {
        IdKind::Agreement => Wording::fixed(
            "`kumppani agreements` lists them",
            "`kumppani agreements` luettelee sopimukset",
        ),
        IdKind::Organisation => Wording::fixed(
            "`kumppani organisations` lists them",
            "`kumppani organisations` luettelee organisaatiot",
        ),
        IdKind::Group | IdKind::GroupReference => Wording::fixed(
            "`kumppani groups --all` lists them",
            "`kumppani groups --all` luettelee ryhmät",
        ),
        IdKind::Theme | IdKind::Product => Wording::fixed(
            "`kumppani show AGREEMENT` lists them",
            "`kumppani show SOPIMUS` luettelee ne",
        ),
    }
}
