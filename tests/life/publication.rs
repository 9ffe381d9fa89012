//! What the pages of the website, letters and findings have to say on a day, by the oracle.

use crate::day::{Day, Place, Put, duties, is_in};
use crate::facts::{Agreement, Group};
use crate::generator::ORGANISATIONS;
use crate::oracle::{is_bound, rule_met_on, state};
use crate::owners::{Ceased, absent, is_there, works};
use crate::questions::{AREAS_ASKED, Scope};
use crate::seats::in_group;
use crate::told::listed;

/// Who has no address.
const WITHOUT_ADDRESS: &str = "jokela";

pub(crate) fn letters(day: Day<'_>, agreement: &Agreement, put: &mut Put<'_>) {
    let id = agreement.id;
    let status = day.status(agreement);
    let entry = match status {
        "in-force" => "in-force",
        "upcoming" => "coming",
        _ => "waiting",
    };
    put(id, "entry", entry.to_owned());
    for one in &agreement.signatories {
        let who = one.organisation;
        let own = duties(&[agreement]).into_iter();
        let n = own.filter(|place| day.owners(place).contains(&who)).count();
        put(&format!("{who} in {id}"), "n duties", n.to_string());
    }
    if !matches!(status, "signing" | "upcoming" | "in-force") {
        return put(id, "letters", "refused".to_owned());
    }
    let asked = agreement
        .signatories
        .iter()
        .filter(|one| state(one, day.on) == Some("pending") && !day.has_ceased(one.organisation));
    let (unreached, reached): (Vec<_>, Vec<_>) = asked
        .map(|one| one.organisation.to_owned())
        .partition(|who| who == WITHOUT_ADDRESS);
    put(id, "letters", listed(reached));
    put(id, "without address", listed(unreached));
}

pub(crate) fn findings(day: Day<'_>, agreement: &Agreement, put: &mut Put<'_>) {
    let id = agreement.id;
    let is_asked = |who: &str| agreement.signatory(who).and_then(|one| state(one, day.on)) == Some("pending");
    let unsigned = agreement.signatories.iter().map(|one| one.organisation);
    let is_unsigned = unsigned
        .into_iter()
        .any(|who| is_asked(who) && !day.has_ceased(who));
    let is_unsigned = is_unsigned && day.status(agreement) == "in-force";
    put(id, "unsigned in force", is_unsigned.to_string());
    let groups = agreement.groups.iter().filter(|_| day.is_current(agreement));
    let lost = groups.flat_map(|group| lost(day, agreement, group));
    put(id, "without owner", listed(lost.collect()));
}

/// The duties that have lost those who are responsible: one by one those that name them, and the group for
/// those that are the whole group's, or when it has been dissolved.
fn lost(day: Day<'_>, agreement: &Agreement, group: &Group) -> Vec<String> {
    let is_gone = |who: &'static str| has_gone(agreement, day.ceased, who, day);
    let are_gone = |all: &[&'static str]| !all.is_empty() && all.iter().all(|who| is_gone(who));
    let mut lost = Vec::new();
    if !works(group, day.on) {
        lost.extend((!group.duties.is_empty()).then(|| group.id.to_owned()));
        return lost;
    }
    let is_shared = group.duties.iter().any(|duty| duty.responsible.is_empty());
    lost.extend((is_shared && are_gone(&in_group(group, day.on))).then(|| group.id.to_owned()));
    for (at, duty) in group.duties.iter().enumerate() {
        lost.extend(are_gone(&duty.responsible).then(|| format!("{}/{}", group.id, at + 1)));
    }
    lost
}

/// Whether an organisation has withdrawn, declined or ceased; one that joins later has not.
fn has_gone(agreement: &Agreement, ceased: &Ceased, who: &str, day: Day<'_>) -> bool {
    let is_there = is_there(agreement, ceased, who, day.on);
    !is_there && absent(agreement, ceased, who, day.on) != Some("joins-later")
}

pub(crate) fn sites(day: Day<'_>, put: &mut Put<'_>) {
    let on = day.on;
    let in_force = day.in_scope(Scope::InForce);
    for (name, is_public) in [("the site", false), ("the public site", true)] {
        let is_published = |one: &&&Agreement| !is_public || rule_met_on(one).is_some_and(|met| met <= on);
        let all: Vec<&Agreement> = day.known.values().collect();
        let listing = |statuses: &[&str]| {
            let published = all.iter().filter(is_published);
            let listed_ones = published.filter(|one| statuses.contains(&day.status(one)));
            listed(listed_ones.map(|one| one.id.to_owned()).collect())
        };
        put(
            &format!("in force on {name}"),
            "agreements",
            listing(&["in-force"]),
        );
        let coming = listing(&["draft", "signing", "upcoming"]);
        put(&format!("coming on {name}"), "agreements", coming);
        let earlier = listing(&["ended", "superseded", "terminated"]);
        put(&format!("earlier on {name}"), "agreements", earlier);
        for who in ORGANISATIONS {
            let roles = all.iter().filter(is_published).filter(|agreement| {
                let state = agreement.signatory(who).and_then(|one| state(one, on));
                state.is_some_and(|state| !is_public || !matches!(state, "pending" | "declined"))
            });
            let roles = roles.map(|agreement| agreement.id.to_owned());
            put(&format!("{who} on {name}"), "agreements", listed(roles.collect()));
        }
    }
    for who in ORGANISATIONS {
        let binding = in_force.iter().copied();
        let binding =
            binding.filter(|agreement| agreement.signatory(who).is_some_and(|one| is_bound(one, on)));
        let own = duties(&binding.collect::<Vec<_>>()).into_iter();
        let own = own.filter(|place| day.owners(place).contains(who));
        let own = own.map(|Place { group, number, .. }| format!("{}/{number}", group.id));
        put(&format!("{who} on a site"), "duties", listed(own.collect()));
    }
    for area in AREAS_ASKED {
        let of = format!("{area} on a site");
        let here = in_force.iter().flat_map(|agreement| &agreement.signatories);
        let here = here.filter(|one| is_in(one.regions, area) && is_bound(one, on));
        put(
            &of,
            "organisations",
            sorted_once(here.map(|one| one.organisation.to_owned()).collect()),
        );
        let groups = in_force.iter().flat_map(|agreement| &agreement.groups);
        let groups = groups.filter(|group| is_in(group.regions, area) && works(group, on));
        put(
            &of,
            "groups",
            sorted_once(groups.map(|group| format!("Ryhmä {}", group.id)).collect()),
        );
    }
}

/// Each once.
fn sorted_once(mut all: Vec<String>) -> String {
    all.sort();
    all.dedup();
    listed(all)
}
