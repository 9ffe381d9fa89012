//! What the answers have to say on a day, by the oracle.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::day::{Day, Place, Put, duties, is_in, or_dash};
use crate::facts::{Agreement, Group, Rule, Signatory};
use crate::matters::{calendar, due};
use crate::oracle::{
    By, counts, days_left, days_to, decision_deadline, end, entered_on, has_signed, is_bound, is_ending_soon,
    is_party, moves_to, state, superseded_by,
};
use crate::owners::{absent, marked, works};
use crate::publication::{findings, letters, sites};
use crate::questions::{AREAS_ASKED, Scope};
use crate::seats::{Kind, Seat, chair, ever_counts, is_held, members, roles, seats};
use crate::told::{Expected, listed};

/// Everything that follows from the facts on a day.
pub(crate) fn expected(day: Day<'_>) -> Expected {
    let mut expected = Expected::new();
    let mut put = |of: &str, what, value: String| {
        expected.insert((of.to_owned(), what), value);
    };
    let ids = day.known.keys().map(|id| (*id).to_owned()).collect();
    put("all", "agreements", listed(ids));
    for agreement in day.known.values() {
        standing(day, agreement, &mut put);
        signatories(day, agreement, &mut put);
        board(day, agreement, &mut put);
        groups(day, agreement, &mut put);
    }
    for scope in Scope::BOTH {
        scoped(day, scope, &mut put);
    }
    organisations(day, &mut put);
    due(day, &mut put);
    calendar(day, &mut put);
    for agreement in day.known.values() {
        letters(day, agreement, &mut put);
        findings(day, agreement, &mut put);
    }
    sites(day, &mut put);
    expected
}

fn standing(day: Day<'_>, agreement: &Agreement, put: &mut Put<'_>) {
    let (known, id, on) = (day.known, agreement.id, day.on);
    let end = end(known, agreement, on);
    put(id, "status", day.status(agreement).to_owned());
    put(
        id,
        "ending_soon",
        is_ending_soon(known, agreement, on).to_string(),
    );
    put(id, "ends", or_dash(end.map(|(end, _)| end)));
    put(id, "open_ended fits", "true".to_owned());
    let by = end.map(|(_, by)| match by {
        By::Term => "term",
        By::Termination => "termination",
        By::Supersession => "supersession",
    });
    put(id, "ended_by", or_dash(by));
    put(id, "days_left", or_dash(days_left(known, agreement, on)));
    let deadline = decision_deadline(known, agreement, on);
    put(id, "decision_deadline", or_dash(deadline));
    let moved = moves_to(known, agreement, on);
    let moved = moved.filter(|_| matches!(day.status(agreement), "in-force" | "upcoming" | "signing"));
    put(id, "continues_to", or_dash(moved));
    let by = superseded_by(known, id, on).into_iter().map(str::to_owned);
    put(id, "superseded by", listed(by.collect()));
    put(id, "entered", or_dash(entered_on(agreement)));
    let starts = agreement.starts.first();
    put(id, "days to start", days_to(starts, on).to_string());
}

fn signatories(day: Day<'_>, agreement: &Agreement, put: &mut Put<'_>) {
    let (id, on) = (agreement.id, day.on);
    let (n_signed, n_signatories) = counts(agreement, on);
    put(id, "n signed", n_signed.to_string());
    put(id, "n signatories", n_signatories.to_string());
    let there = agreement
        .signatories
        .iter()
        .filter(|one| state(one, on).is_some());
    put(id, "signatories", ids_of(there));
    let parties = agreement.signatories.iter().filter(|one| is_party(one, on));
    put(id, "parties", ids_of(parties));
    for one in &agreement.signatories {
        let place = format!("{id}/{}", one.organisation);
        if let Some(state) = state(one, on) {
            put(&place, "state", state.to_owned());
            // A notice is no one else's business before it takes effect.
            let public = if state == "leaving" { "signed" } else { state };
            put(&place, "public state", public.to_owned());
        }
        put(&place, "bound", is_bound(one, on).to_string());
        let absence = absent(agreement, day.ceased, one.organisation, on);
        put(&place, "absent", or_dash(absence));
        put(
            &place,
            "signed on",
            or_dash(one.signed.filter(|_| has_signed(one, on))),
        );
    }
}

fn ids_of<'k>(signatories: impl Iterator<Item = &'k Signatory>) -> String {
    listed(signatories.map(|one| one.organisation.to_owned()).collect())
}

fn board(day: Day<'_>, agreement: &Agreement, put: &mut Put<'_>) {
    let (id, on) = (agreement.id, day.on);
    for (what, wanted) in [
        ("n pending", "pending"),
        ("n declined", "declined"),
        ("n withdrawn", "withdrawn"),
    ] {
        let count = agreement
            .signatories
            .iter()
            .filter(|one| state(one, on) == Some(wanted));
        put(id, what, count.count().to_string());
    }
    let is_waited_for =
        |one: &&Signatory| one.joined.is_none() && !has_signed(one, on) && state(one, on) != Some("declined");
    let waiting: Vec<&Signatory> = agreement.signatories.iter().filter(is_waited_for).collect();
    let (n_signed, _) = counts(agreement, on);
    let wanted = match agreement.rule {
        Rule::StartDate => 1,
        Rule::SignedAtLeast(least) => least.max(1),
        Rule::AllSigned => n_signed + u32::try_from(waiting.len()).expect("the lists are short").max(1),
    };
    let is_blocked = matches!(day.status(agreement), "draft" | "signing");
    let missing = is_blocked.then(|| wanted - n_signed.min(wanted));
    put(id, "missing", or_dash(missing));
    let waiting = waiting
        .into_iter()
        .filter(|_| is_blocked && agreement.rule == Rule::AllSigned);
    put(id, "waiting for", ids_of(waiting));
    for area in ["Länsi", "Itä", "Keski", "Tunturi", "Saamelaisalue"] {
        let here = || {
            agreement
                .signatories
                .iter()
                .filter(|one| is_in(one.regions, area))
        };
        let of = format!("{area} of {id}");
        put(
            &of,
            "n signed",
            here().filter(|one| is_bound(one, on)).count().to_string(),
        );
        put(
            &of,
            "n signatories",
            here().filter(|one| is_party(one, on)).count().to_string(),
        );
    }
}

fn groups(day: Day<'_>, agreement: &Agreement, put: &mut Put<'_>) {
    let id = agreement.id;
    let all = duties(&[agreement]);
    put(id, "duties", listed(all.iter().map(Place::told).collect()));
    for place in &all {
        let owners = day.owners(place).into_iter();
        let owners = owners.map(|who| marked(agreement, who, day.on));
        put(&place.told(), "owners", listed(owners.collect()));
    }
    for group in &agreement.groups {
        let own = all.iter().filter(|place| place.group.id == group.id);
        let place = format!("{id}/{}", group.id);
        put(&place, "duties", listed(own.map(Place::told).collect()));
        composition(group, &place, day.on, put);
    }
    for one in &agreement.signatories {
        let own = all
            .iter()
            .filter(|place| day.owners(place).contains(&one.organisation));
        let of = format!("{} in {id}", one.organisation);
        put(&of, "duties", listed(own.map(Place::told).collect()));
    }
    for area in AREAS_ASKED {
        let here = agreement.groups.iter();
        let here = here.filter(|group| is_in(group.regions, area) && works(group, day.on));
        let here = here.map(|group| group.id.to_owned());
        put(&format!("{area} in {id}"), "groups", listed(here.collect()));
    }
}

/// Who is in a group on the day, and its seats of all days.
fn composition(group: &Group, place: &str, on: NaiveDate, put: &mut Put<'_>) {
    let chair = chair(group, on).map(|seat| seat.who);
    put(place, "chair", or_dash(chair));
    let members = members(group, on).into_iter().map(str::to_owned);
    put(place, "members", listed(members.collect()));
    put(place, "roles", listed(roles(group, on)));
    let line = |(kind, seat): (Kind, &Seat)| {
        let role = match kind {
            Kind::Chair => "chair",
            Kind::Member => "member",
            Kind::Role(role) => role,
        };
        let [from, until] = [seat.from, seat.until].map(or_dash);
        let (who, before) = (seat.who, or_dash(seat.in_place_of));
        let held = is_held(group, (kind, seat), on);
        format!("{role} {who} {from}..{until} in place of {before} held {held}")
    };
    let counting = seats(group).into_iter().filter(|held| ever_counts(group, *held));
    put(place, "seats", listed(counting.map(line).collect()));
}

/// The lists that are requested the agreements in force, and for all.
fn scoped(day: Day<'_>, scope: Scope, put: &mut Put<'_>) {
    let (on, name) = (day.on, scope.name());
    let agreements = day.in_scope(scope);
    let duties = duties(&agreements);
    put(name, "duties", listed(duties.iter().map(Place::told).collect()));
    let mut there = Vec::new();
    let mut groups = Vec::new();
    for agreement in &agreements {
        let id = agreement.id;
        let signatories = agreement
            .signatories
            .iter()
            .filter(|one| state(one, on).is_some());
        there.extend(signatories.map(|one| format!("{id}/{}", one.organisation)));
        groups.extend(agreement.groups.iter().map(|group| format!("{id}/{}", group.id)));
    }
    put(name, "signatories", listed(there));
    put(name, "groups", listed(groups));
    let events = agreements.iter().map(|agreement| agreement.id.to_owned());
    put(name, "events", listed(events.collect()));
    for area in ["Länsi", "Itä", "Keski", "Tunturi", "Saamelaisalue"] {
        let of = format!("{area} in {name}");
        let here = duties
            .iter()
            .filter(|place| is_in(place.group.regions, area) && works(place.group, on));
        put(&of, "duties", listed(here.map(Place::told).collect()));
        let parties = agreements.iter().flat_map(|agreement| &agreement.signatories);
        let parties = parties.filter(|one| is_in(one.regions, area) && is_party(one, on));
        let mut parties: Vec<String> = parties.map(|one| one.organisation.to_owned()).collect();
        parties.sort();
        parties.dedup();
        put(&of, "signatories", listed(parties));
        let groups = agreements.iter().flat_map(|agreement| {
            let here = agreement.groups.iter();
            let here = here.filter(|group| is_in(group.regions, area) && works(group, on));
            here.map(|group| (agreement.id, group.id))
        });
        let groups: Vec<(&str, &str)> = groups.collect();
        // A group that goes on in an agreement further down the line is listed once.
        let goes_on = |(id, group): &&(&str, &str)| {
            let others = groups.iter().filter(|(_, other)| other == group);
            others
                .into_iter()
                .any(|(other, _)| descends(day.known, other, id))
        };
        let n_groups = groups.iter().filter(|one| !goes_on(one)).count();
        put(&of, "n groups", n_groups.to_string());
    }
    for who in crate::generator::ORGANISATIONS {
        let own = duties.iter().filter(|place| day.owners(place).contains(who));
        put(
            &format!("{who} in {name}"),
            "duties",
            listed(own.map(Place::told).collect()),
        );
    }
}

fn organisations(day: Day<'_>, put: &mut Put<'_>) {
    let current: Vec<&Agreement> = day.known.values().filter(|one| day.is_current(one)).collect();
    let duties = duties(&current);
    for who in crate::generator::ORGANISATIONS {
        put(who, "ceased", day.has_ceased(who).to_string());
        let own = duties.iter().filter(|place| day.owners(place).contains(who));
        put(
            &format!("{who} in current"),
            "duties",
            listed(own.map(Place::told).collect()),
        );
        let listing = day.known.values().filter(|agreement| {
            agreement
                .signatory(who)
                .is_some_and(|one| state(one, day.on).is_some())
        });
        let listing = listing.map(|agreement| agreement.id.to_owned());
        put(who, "agreements", listed(listing.collect()));
    }
}

/// Whether an agreement supersedes another one, at once or through others.
fn descends(known: &BTreeMap<&'static str, Agreement>, id: &str, ancestor: &str) -> bool {
    let mut before = known
        .get(id)
        .into_iter()
        .flat_map(|agreement| &agreement.supersedes);
    before.any(|next| *next == ancestor || descends(known, next, ancestor))
}
