//! What two duties that are the same have beside their texts. Ids decide whether it is another; names
//! say it, as each agreement has them.

use super::Placed;
use crate::model::{LocalText, OrganisationId, Timing};
use crate::view::{DutyDetail, DutyField, FieldChange};

pub(super) fn compare(before: &Placed<'_>, now: &Placed<'_>) -> Vec<FieldChange> {
    let change = |field, from: Option<DutyDetail>, to| FieldChange { field, from, to };
    let mut changes = Vec::new();
    for (field, of) in [
        (DutyField::Responsible, responsible as fn(&Placed<'_>) -> Named),
        (DutyField::Theme, theme),
        (DutyField::Product, product),
    ] {
        let (from, to) = (of(before), of(now));
        if ids(&from) != ids(&to) {
            changes.push(change(field, names(from), names(to)));
        }
    }
    if before.duty.timing != now.duty.timing {
        changes.push(change(DutyField::When, when(before), when(now)));
    }
    changes
}

/// Ids with their names, in the order of the ids: another order of the same is no change.
type Named = Vec<(String, String)>;

fn ids(named: &Named) -> Vec<&str> {
    named.iter().map(|(id, _)| id.as_str()).collect()
}

fn names(named: Named) -> Option<DutyDetail> {
    let list: Vec<String> = named.into_iter().map(|(_, name)| name).collect();
    (!list.is_empty()).then_some(DutyDetail::Names(list))
}

fn responsible(duty: &Placed<'_>) -> Named {
    let name = |id: &OrganisationId| {
        let signatory = duty.agreement.find_signatory(id);
        signatory.map_or_else(|| id.to_string(), |signatory| signatory.name.value.clone())
    };
    let owners = duty.duty.responsible.iter().map(|at| &at.value);
    let mut named: Named = owners.map(|id| (id.to_string(), name(id))).collect();
    named.sort();
    named
}

fn theme(duty: &Placed<'_>) -> Named {
    let themes = duty.agreement.themes.iter();
    let names = themes.map(|theme| (theme.id.value.as_str(), &theme.name));
    named(duty, duty.duty.theme.as_ref().map(|at| at.value.as_str()), names)
}

fn product(duty: &Placed<'_>) -> Named {
    let products = duty.agreement.products.iter();
    let names = products.map(|product| (product.id.value.as_str(), &product.name));
    named(
        duty,
        duty.duty.product.as_ref().map(|at| at.value.as_str()),
        names,
    )
}

fn named<'a>(
    duty: &Placed<'_>,
    id: Option<&str>,
    mut names: impl Iterator<Item = (&'a str, &'a LocalText)>,
) -> Named {
    let Some(id) = id else {
        return Vec::new();
    };
    let name = names.find(|(own, _)| *own == id);
    let name = name.map_or(id, |(_, name)| name.get(duty.texts));
    vec![(id.to_owned(), name.to_owned())]
}

fn when(duty: &Placed<'_>) -> Option<DutyDetail> {
    match duty.duty.timing {
        Timing::Continuous => None,
        Timing::Every(every) => Some(DutyDetail::Every(every)),
        Timing::Due(due) => Some(DutyDetail::Due(due)),
    }
}
