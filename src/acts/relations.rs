//! What is refused of a registration because of what organisations have to do with each other: a name that
//! has ended, one organisation under a second id.

use std::collections::{BTreeMap, BTreeSet};

use super::truth::Known;
use super::{Act, ActRefusal};
use crate::model::{
    Identities, Identity, Organisation, OrganisationId, PartialDate, Registration, are_in_succession,
};
use crate::wording;

/// The refusals of the parts of an act.
pub(super) fn refused(known: &Known<'_>, act: &Act) -> Vec<ActRefusal> {
    let Act::Register {
        entries,
        on,
        identities,
    } = act
    else {
        return Vec::new();
    };
    let alike = Alike::of(identities, entries);
    let refuse = |(at, new): (usize, &Registration)| {
        let day = new.joined.unwrap_or(PartialDate::Day(*on));
        let refused = refuse_former_name(known, new, day).and_then(|()| refuse_second_id(known, &alike, at));
        refused.err().map(|refusal| refusal.of_entry(at))
    };
    entries.iter().enumerate().filter_map(refuse).collect()
}

fn record<'a>(known: &Known<'a>, id: &OrganisationId) -> Option<&'a Organisation> {
    known.organisations.iter().find(|record| record.id.value == *id)
}

/// No one signs under a name that has ended.
fn refuse_former_name(known: &Known<'_>, new: &Registration, day: PartialDate) -> Result<(), ActRefusal> {
    let record = record(known, &new.organisation);
    let ended = record.and_then(|record| Some((record, record.name_ended(&new.name, day.first_day())?)));
    let Some((record, until)) = ended else {
        return Ok(());
    };
    let (id, name, present) = (&new.organisation, &new.name, &record.name.value);
    Err(ActRefusal::with_help(
        wording!(
            en: "`{id}` was called “{name}” until {until}",
            fi: "organisaation `{id}` nimi oli ”{name}” {until} saakka",
            until
        ),
        wording!(en: "its name is now “{present}”", fi: "sen nimi on nyt ”{present}”"),
    ))
}

/// Who could be an entry by another id: the organisations that the registry knows and the other entries, by the
/// keys of what they are called, so that a long list is not compared pair by pair.
struct Alike<'a> {
    identities: &'a Identities,
    entries: Vec<(&'a Registration, Identity)>,
    known: BTreeMap<String, Vec<&'a OrganisationId>>,
    listed: BTreeMap<String, Vec<usize>>,
}

impl<'a> Alike<'a> {
    fn of(identities: &'a Identities, entries: &'a [Registration]) -> Self {
        let mut known: BTreeMap<String, Vec<&OrganisationId>> = BTreeMap::new();
        for (id, identity) in identities {
            for key in identity.keys() {
                known.entry(key).or_default().push(id);
            }
        }
        let with_identity = |new| (new, Identity::of_registration(new));
        let entries: Vec<_> = entries.iter().map(with_identity).collect();
        let mut listed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, identity)) in entries.iter().enumerate() {
            for key in identity.keys() {
                listed.entry(key).or_default().push(at);
            }
        }
        Self {
            identities,
            entries,
            known,
            listed,
        }
    }
}

/// An organisation that the registry knows is registered under the id that it has.
fn refuse_second_id(known: &Known<'_>, alike: &Alike<'_>, at: usize) -> Result<(), ActRefusal> {
    let (new, identity) = &alike.entries[at];
    let id = &new.organisation;
    let is_same = |other: &OrganisationId, of_other: &Identity| {
        other != id && identity.is_same_as(of_other) && !are_in_succession(|id| record(known, id), id, other)
    };
    let keys: Vec<String> = identity.keys().collect();
    let name = &new.name;
    let earlier = keys.iter().filter_map(|key| alike.listed.get(key)).flatten();
    let earlier: BTreeSet<usize> = earlier.copied().filter(|other| *other < at).collect();
    let listed = earlier
        .into_iter()
        .map(|other| &alike.entries[other])
        .find(|(other, of_other)| is_same(&other.organisation, of_other));
    if let Some(other) = listed.map(|(other, _)| &other.organisation) {
        return Err(ActRefusal::with_help(
            wording!(
                en: "“{name}” is listed under two ids: `{other}` and `{id}`",
                fi: "”{name}” on luettelossa kahdella tunnuksella: `{other}` ja `{id}`"
            ),
            wording!(en: "delete one of the rows", fi: "säilytä riveistä toinen"),
        ));
    }
    let candidates: BTreeSet<&OrganisationId> = keys
        .iter()
        .filter_map(|key| alike.known.get(key))
        .flatten()
        .copied()
        .collect();
    let mut same = candidates
        .into_iter()
        .filter(|other| is_same(other, &alike.identities[*other]));
    let is_new = !alike.identities.contains_key(id);
    let is_party = |other: &OrganisationId| known.agreement.find_signatory(other).is_some();
    // An id that the registry has already is only kept from standing beside the other.
    let Some(other) = same.find(|other| is_new || is_party(other)) else {
        return Ok(());
    };
    let help = if is_party(other) {
        let agreement = &known.agreement.id.value;
        wording!(
            en: "`{other}` is among the signatories of `{agreement}` already; if they are two organisations, write \
                 the entry into the file by hand",
            fi: "`{other}` on jo sopimuksen `{agreement}` allekirjoittajien joukossa; jos organisaatioita on kaksi, \
                 kirjoita merkintä tiedostoon käsin"
        )
    } else {
        wording!(
            en: "register it under that id (`--organisation {other}`); if they are two organisations, write the \
                 entry into the file by hand",
            fi: "lisää se sillä tunnuksella (`--organisation {other}`); jos organisaatioita on kaksi, kirjoita \
                 merkintä tiedostoon käsin"
        )
    };
    Err(ActRefusal::with_help(
        wording!(
            en: "“{name}” has the id `{other}` in the registry, not `{id}`",
            fi: "”{name}” on rekisterissä tunnuksella `{other}`, ei `{id}`"
        ),
        help,
    ))
}
