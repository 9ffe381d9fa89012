//! One organisation under two ids: a guess by name and business id, for a person to judge.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::names::{look, seen_organisations};
use super::standing::Overview;
use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Identities, Identity, OrganisationId, are_in_succession};
use crate::wording;
use crate::wording::Wording;

/// With so many of the same name each is compared, not with all others, so that any list ends in time.
const MOST_COMPARED: usize = 16;

/// So many steps from an organisation to its successors are looked at in all.
const MOST_STEPS: usize = 1_000_000;

/// An id, and where it is first.
type Named<'a> = (&'a OrganisationId, Place);

/// One finding for each id that is most likely another, at its first place.
pub(super) fn check_identities(overview: &Overview, findings: &mut Findings) {
    if overview.registry.hidden.organisations.count() > 0 {
        return;
    }
    let identities = Identity::all_of(overview.registry);
    let n_steps = Cell::new(0);
    // Chains of successions are followed in bounded time; with what is left no more is guessed.
    let find = |id: &OrganisationId| {
        n_steps.set(n_steps.get() + 1);
        overview
            .find_organisation(id)
            .filter(|_| n_steps.get() < MOST_STEPS)
    };
    let named = named(overview);
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, (id, _)) in named.iter().enumerate() {
        let identity = &identities[*id];
        let is_same = |other: &usize| {
            let other = named[*other].0;
            // Ids that look alike are reported as such.
            look(other) != look(id)
                && identity.is_same_as(&identities[other])
                && !are_in_succession(find, id, other)
                && n_steps.get() < MOST_STEPS
        };
        let alike = identity.keys().filter_map(|key| by_key.get(&key));
        if let Some(first) = alike
            .filter_map(|alike| alike.iter().copied().find(is_same))
            .min()
        {
            findings.push_with(Code::DuplicateOrganisation, &named[number].1.file, || {
                same_organisation(&named[number], &named[first], &identities)
            });
        }
        for key in identity.keys() {
            let alike = by_key.entry(key).or_default();
            if alike.len() < MOST_COMPARED {
                alike.push(number);
            }
        }
    }
}

/// All organisations: those that are only recorded, then those of the agreements.
fn named<'a>(overview: &Overview<'a>) -> Vec<Named<'a>> {
    let seen = seen_organisations(overview);
    let in_agreements: BTreeSet<&OrganisationId> = seen.iter().map(|one| one.id).collect();
    let recorded = overview.registry.organisations.iter().filter_map(|record| {
        let place = overview.organisations_place(record.id.span)?;
        let is_only_here = !in_agreements.contains(&record.id.value);
        (is_only_here && overview.doubts.knows_organisation(&record.id.value))
            .then_some((&record.id.value, place))
    });
    recorded
        .chain(seen.into_iter().map(|one| (one.id, one.place)))
        .collect()
}

fn same_organisation(
    (id, place): &Named<'_>,
    (first, first_place): &Named<'_>,
    all: &Identities,
) -> Diagnostic {
    let names = |id: &OrganisationId| {
        let names: Vec<&str> = all[id].names.iter().map(String::as_str).collect();
        names.join(" / ")
    };
    let (name, first_name) = (names(id), names(first));
    let message = wording!(
        en: "organisation `{id}` (“{name}”) is most likely `{first}` (“{first_name}”)",
        fi: "organisaatio `{id}` (”{name}”) on todennäköisesti sama kuin `{first}` (”{first_name}”)"
    );
    let help = wording!(
        en: "write `{first}` in place of `{id}` if they are one organisation; if one succeeded the other, record \
             that (`kumppani organisation cease`), else waive the warning (`waivers`)",
        fi: "jos kyse on samasta organisaatiosta, vaihda tunnuksen `{id}` tilalle `{first}`; jos toinen on toisen \
             seuraaja, kirjaa se (`kumppani organisation cease`), muuten kuittaa varoitus (`waivers`)"
    );
    Diagnostic::new(Code::DuplicateOrganisation, place.clone(), message)
        .with_related(
            first_place.clone(),
            Wording::fixed("the other id", "toinen tunnus"),
        )
        .with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::model::{Agreement, BusinessId, Registry, Signatory, Succession};
    use crate::validate::fixture::{agreement, at, check_all, date, org, organisation, registry, signatory};

    fn with_id(organisation: &str, name: &str) -> Signatory {
        Signatory {
            business_id: BusinessId::parse("2528792-5").ok().map(at),
            ..signatory(organisation, name)
        }
    }

    /// One agreement with both, or an old one with the first and a new one with the second.
    fn both_ways(first: &Signatory, second: &Signatory) -> [Registry; 2] {
        let with = |name: &str, start: &str, more: &[&Signatory]| -> Agreement {
            let mut made = agreement(name);
            made.term.starts = date(start);
            made.supersedes = Vec::new();
            made.signatories.extend(more.iter().map(|one| (*one).clone()));
            made
        };
        let mut late = with("tno-2018", "2018", &[second]);
        late.term.ending = crate::validate::fixture::ends("2020");
        [
            registry(vec![with("tno-2018", "2014", &[first, second])]),
            registry(vec![with("tno-2014", "2014", &[first]), late]),
        ]
    }

    const FOUND: &str = "tno-2018: duplicate-organisation: organisation `lapin-ammattikorkeakoulu` (“Lapin \
                         ammattikorkeakoulu”) is most likely `lapin-amk` (“Lapin AMK”)";

    #[test]
    fn one_organisation_has_one_id() {
        let first = with_id("lapin-amk", "Lapin AMK");
        for registry in both_ways(
            &first,
            &with_id("lapin-ammattikorkeakoulu", "Lapin ammattikorkeakoulu"),
        ) {
            check_all(&registry, "2014-06-01", &[FOUND]);
        }
        // A unit shares the business id of the whole.
        for registry in both_ways(&first, &with_id("lapin-amk-tornio", "Lapin AMK, Tornio")) {
            check_all(&registry, "2014-06-01", &[]);
        }
    }

    #[test]
    fn a_successor_with_the_same_name_is_another_organisation() {
        let (first, second) = (with_id("lapin-amk", "Lapin AMK"), with_id("lamk", "Lapin amk"));
        for mut registry in both_ways(&first, &second) {
            let mut old = organisation("lapin-amk", "Lapin AMK");
            registry.organisations.push(old.clone());
            let found = "tno-2018: duplicate-organisation: organisation `lamk` (“Lapin amk”) is most likely \
                         `lapin-amk` (“Lapin AMK”)";
            check_all(&registry, "2014-06-01", &[found]);
            old.successors = vec![Succession {
                organisation: org("lamk"),
                scope: None,
            }];
            registry.organisations = vec![old];
            check_all(&registry, "2014-06-01", &[]);
        }
    }

    #[test]
    fn an_id_that_is_only_recorded_counts_as_well() {
        let mut registry = registry(vec![agreement("tno")]);
        registry.organisations = vec![organisation("lapin-ely", "Lapin ELY-keskus")];
        let found = "tno: duplicate-organisation: organisation `ely` (“Lapin ELY-keskus”) is most likely \
                     `lapin-ely` (“Lapin ELY-keskus”)";
        check_all(&registry, "2014-06-01", &[found]);
        registry.organisations[0].name = at("Lapin elinvoimakeskus".to_owned());
        check_all(&registry, "2014-06-01", &[]);
    }
}
