//! Who joined, left, goes on, was renamed, and who took whose place.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Agreement, Network, OrganisationId, Registry, Signatory, Successor, follow_successions};
use crate::view::{NamedView, RegionsChanged, RegionsView, Renamed, SignatoryChanges, Succeeded};

/// Compares the signatories of two agreements. Of the older one all count that did not decline, of
/// the newer one those that neither declined nor withdrew.
pub(super) fn compare(registry: &Registry, old: &Agreement, new: &Agreement) -> SignatoryChanges {
    let before = parties(old, |signatory| signatory.declined.is_none());
    let now = parties(new, |signatory| {
        signatory.declined.is_none() && signatory.withdrawn.is_none()
    });
    // One that has left both agreements is no difference between them.
    let left_both = |signatory: &Signatory| {
        let later = new.find_signatory(&signatory.organisation.value);
        signatory.withdrawn.is_some() && later.is_some_and(|later| later.withdrawn.is_some())
    };
    let gone = || {
        before
            .values()
            .filter(|signatory| !now.contains_key(&signatory.organisation.value) && !left_both(signatory))
    };
    let succeeded: Vec<Succeeded> = gone()
        .flat_map(|signatory| successions(registry, signatory, &now))
        .collect();
    let ids = |which: fn(&Succeeded) -> &NamedView| -> BTreeSet<&str> {
        succeeded.iter().map(|pair| which(pair).id.as_str()).collect()
    };
    let (replaced, replacing) = (ids(|pair| &pair.predecessor), ids(|pair| &pair.successor));
    let is_new = |signatory: &&&Signatory| !before.contains_key(&signatory.organisation.value);
    let joined = in_order(new, &now)
        .filter(|signatory| is_new(&signatory) && !replacing.contains(signatory.organisation.value.as_str()));
    let left = in_order(old, &before).filter(|signatory| {
        !now.contains_key(&signatory.organisation.value)
            && !left_both(signatory)
            && !replaced.contains(signatory.organisation.value.as_str())
    });
    let continuing: Vec<(&Signatory, &Signatory)> = in_order(new, &now)
        .filter_map(|signatory| Some((*before.get(&signatory.organisation.value)?, signatory)))
        .collect();
    SignatoryChanges {
        joined: joined.map(named).collect(),
        left: left.map(named).collect(),
        continuing: continuing.iter().map(|(_, now)| named(now)).collect(),
        renamed: continuing
            .iter()
            .filter_map(|(before, now)| renamed(before, now))
            .collect(),
        regions_changed: continuing
            .iter()
            .filter_map(|(before, now)| regions_changed(before, now, registry.network()))
            .collect(),
        succeeded,
    }
}

type Parties<'a> = BTreeMap<&'a OrganisationId, &'a Signatory>;

fn parties(agreement: &Agreement, is_party: fn(&Signatory) -> bool) -> Parties<'_> {
    let parties = agreement
        .signatories
        .iter()
        .filter(|signatory| is_party(signatory));
    parties
        .map(|signatory| (&signatory.organisation.value, signatory))
        .collect()
}

fn in_order<'a>(agreement: &'a Agreement, parties: &Parties<'a>) -> impl Iterator<Item = &'a Signatory> {
    agreement.signatories.iter().filter(|signatory| {
        parties
            .get(&signatory.organisation.value)
            .is_some_and(|party| std::ptr::eq(*party, *signatory))
    })
}

fn named(signatory: &Signatory) -> NamedView {
    NamedView {
        id: signatory.organisation.value.to_string(),
        name: signatory.name.value.clone(),
    }
}

fn renamed(before: &Signatory, now: &Signatory) -> Option<Renamed> {
    (before.name.value != now.name.value).then(|| Renamed {
        id: now.organisation.value.to_string(),
        old_id: None,
        from: before.name.value.clone(),
        to: now.name.value.clone(),
    })
}

fn regions_changed(before: &Signatory, now: &Signatory, network: &Network) -> Option<RegionsChanged> {
    (before.regions != now.regions).then(|| RegionsChanged {
        id: now.organisation.value.to_string(),
        name: now.name.value.clone(),
        from: RegionsView::of(&before.regions, network),
        to: RegionsView::of(&now.regions, network),
    })
}

/// The parties of the newer agreement that took the place of a signatory. A successor that is no
/// party and has itself been succeeded is followed on.
fn successions(registry: &Registry, signatory: &Signatory, now: &Parties) -> Vec<Succeeded> {
    let Some(record) = registry.find_organisation(&signatory.organisation.value) else {
        return Vec::new();
    };
    let is_none = |id: &OrganisationId| !now.contains_key(id);
    let followed = follow_successions(record, |id| {
        registry.find_organisation(id).filter(|_| is_none(id))
    });
    let succeeded = |successor: &Successor| {
        Some(Succeeded {
            predecessor: named(signatory),
            successor: named(now.get(successor.organisation)?),
            scope: successor.scope(),
            ceased: record.ceased.as_ref().map(|at| at.value),
        })
    };
    followed.iter().filter_map(succeeded).collect()
}
