//! Who holds the tasks of an organisation in the end. A successor that has itself ceased leads on to its
//! own successors; this is the only place where that is followed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Agreement, Organisation, OrganisationId, PartialDate, Registry, Succession};

/// One that holds tasks of an organisation today, directly or through others that ceased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor<'a> {
    /// Which.
    pub organisation: &'a OrganisationId,
    /// What passed to it, each part once; nothing where a way to it sets no limit.
    pub scopes: Vec<&'a str>,
    /// Those that held the tasks in between, the earliest first.
    pub through: Vec<&'a Organisation>,
    /// Its last day, where it has ceased as well and no one is recorded after it.
    pub ceased: Option<PartialDate>,
}

impl Successor<'_> {
    /// The parts that passed to it, in one text.
    #[must_use]
    pub fn scope(&self) -> Option<String> {
        (!self.scopes.is_empty()).then(|| self.scopes.join("; "))
    }
}

/// Whether the successions on record lead from one organisation to another, in any number of steps.
#[must_use]
pub fn leads_to<'a>(
    find: impl Fn(&OrganisationId) -> Option<&'a Organisation>,
    from: &OrganisationId,
    to: &OrganisationId,
) -> bool {
    let following = |id: &OrganisationId| find(id).into_iter().flat_map(|record| &record.successors);
    let mut ahead: Vec<&OrganisationId> = following(from).map(|one| &one.organisation.value).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = ahead.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            ahead.extend(following(id).map(|one| &one.organisation.value));
        }
    }
    false
}

/// Whether one that ceased on `successor` cannot have taken over from one that ceased on `predecessor`:
/// it no longer existed on the day after, as far as the dates say for certain.
#[must_use]
pub fn ceased_too_early(successor: PartialDate, predecessor: PartialDate) -> bool {
    successor.last_day() <= predecessor.first_day()
}

/// The day on which it is recorded of one that ceased without having signed that it will not sign: its
/// last day, though not before the opening or the first signature, and not ahead.
#[must_use]
pub fn declined_on(agreement: &Agreement, ceased: PartialDate, today: NaiveDate) -> NaiveDate {
    let opened = agreement
        .opened
        .as_ref()
        .map(|opening| opening.on.value.first_day());
    let signed = agreement.signatories.iter().filter_map(|one| one.signed.as_ref());
    let begun = opened.or(signed.map(|signed| signed.value.first_day()).min());
    begun
        .map_or(ceased.last_day(), |begun| begun.max(ceased.last_day()))
        .min(today)
}

impl Registry {
    /// Who holds the tasks of an organisation on a day.
    #[must_use]
    pub fn successors_on(&self, organisation: &OrganisationId, day: NaiveDate) -> Vec<Successor<'_>> {
        let record = self.find_organisation(organisation);
        record.map_or_else(Vec::new, |record| {
            successors_on(record, |id| self.find_organisation(id), day)
        })
    }
}

/// The same for records that are found in another way.
#[must_use]
pub fn successors_on<'a>(
    organisation: &'a Organisation,
    find: impl Fn(&OrganisationId) -> Option<&'a Organisation>,
    day: NaiveDate,
) -> Vec<Successor<'a>> {
    let ceased = |id: &OrganisationId| find(id).filter(|record| record.has_ceased_on(day));
    let mut successors = follow_successions(organisation, ceased);
    for successor in &mut successors {
        let record = ceased(successor.organisation);
        successor.ceased = record.and_then(|record| Some(record.ceased.as_ref()?.value));
    }
    successors
}

/// The organisations at which the successions of one end. `leads_on` finds the record of a successor that
/// is passed over where it has successors of its own. A circle is left where it closes; one that is reached
/// in several ways comes once.
#[must_use]
pub fn follow_successions<'a>(
    organisation: &'a Organisation,
    leads_on: impl Fn(&OrganisationId) -> Option<&'a Organisation>,
) -> Vec<Successor<'a>> {
    let passed = in_order(organisation, leads_on);
    let numbers: BTreeMap<&OrganisationId, usize> = (0..)
        .zip(&passed)
        .map(|(at, record)| (&record.id.value, at))
        .collect();
    let mut arrivals: BTreeMap<&OrganisationId, Arrival> = BTreeMap::new();
    let mut ends = Vec::new();
    for (at, record) in passed.iter().enumerate() {
        let here = arrivals.remove(&record.id.value).unwrap_or_default();
        for succession in &record.successors {
            let id = &succession.organisation.value;
            let number = numbers.get(id);
            // A way back closes a circle.
            if number.is_some_and(|number| *number <= at) {
                continue;
            }
            let next = here.onwards(succession, (at > 0).then_some(*record));
            match arrivals.get_mut(id) {
                Some(known) => known.unite(next),
                None => {
                    arrivals.insert(id, next);
                    ends.extend(number.is_none().then_some(id));
                }
            }
        }
    }
    let end = |id: &'a OrganisationId| {
        let arrival = arrivals.remove(id).unwrap_or_default();
        Successor {
            organisation: id,
            scopes: arrival.scopes,
            through: arrival.through,
            ceased: None,
        }
    };
    ends.into_iter().map(end).collect()
}

/// An organisation and all those that its successions lead through, each before those that follow it. A
/// walk without recursion, since a chain may be as long as the file.
fn in_order<'a>(
    organisation: &'a Organisation,
    leads_on: impl Fn(&OrganisationId) -> Option<&'a Organisation>,
) -> Vec<&'a Organisation> {
    let mut seen = BTreeSet::from([&organisation.id.value]);
    let mut path = vec![(organisation, organisation.successors.iter().rev())];
    let mut finished = Vec::new();
    while let Some((record, rest)) = path.last_mut() {
        let Some(succession) = rest.next() else {
            finished.push(*record);
            path.pop();
            continue;
        };
        let next = leads_on(&succession.organisation.value);
        if let Some(next) = next.filter(|next| !next.successors.is_empty() && seen.insert(&next.id.value)) {
            path.push((next, next.successors.iter().rev()));
        }
    }
    finished.reverse();
    finished
}

/// How the tasks came to an organisation.
#[derive(Clone, Default)]
struct Arrival<'a> {
    scopes: Vec<&'a str>,
    through: Vec<&'a Organisation>,
}

impl<'a> Arrival<'a> {
    fn onwards(&self, succession: &'a Succession, through: Option<&'a Organisation>) -> Self {
        let mut next = self.clone();
        if let Some(scope) = succession
            .scope
            .as_deref()
            .filter(|scope| !next.scopes.contains(scope))
        {
            next.scopes.push(scope);
        }
        next.through.extend(through);
        next
    }

    /// Adds another way to the same organisation.
    fn unite(&mut self, other: Self) {
        // A way that sets no limit has none beside the other either.
        if self.scopes.is_empty() || other.scopes.is_empty() {
            self.scopes.clear();
            return;
        }
        for scope in other.scopes {
            if !self.scopes.contains(&scope) {
                self.scopes.push(scope);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{At, Span};
    use proptest::prelude::*;

    fn at<T>(value: T) -> At<T> {
        At::new(value, Span::default())
    }

    fn id(text: &str) -> OrganisationId {
        OrganisationId::parse(text).expect("a test names well-formed ids")
    }

    /// `a 2006 b: nuoret, c`: an organisation, the year in which it ceased or `-`, and its successors.
    fn record(line: &str) -> Organisation {
        let (name, rest) = line.split_once(' ').expect("a name and the rest");
        let (year, successors) = rest.split_once(' ').unwrap_or((rest, ""));
        let succession = |text: &str| {
            let (successor, scope) = text.split_once(": ").unwrap_or((text, ""));
            Succession {
                organisation: at(id(successor)),
                scope: (!scope.is_empty()).then(|| scope.to_owned()),
            }
        };
        Organisation {
            id: at(id(name)),
            name: at(name.to_uppercase()),
            former_names: Vec::new(),
            ceased: PartialDate::parse(year).ok().map(at),
            successors: successors
                .split(", ")
                .filter(|text| !text.is_empty())
                .map(succession)
                .collect(),
        }
    }

    fn registry(lines: &[&str]) -> Registry {
        Registry {
            organisations: lines.iter().map(|line| record(line)).collect(),
            ..Registry::default()
        }
    }

    fn check(lines: &[&str], year: &str, expected: &[&str]) {
        let registry = registry(lines);
        let day = PartialDate::parse(year).expect("a real year").first_day();
        let shown: Vec<String> = registry
            .successors_on(&id("a"), day)
            .iter()
            .map(|successor| {
                let scope = successor
                    .scope()
                    .map(|scope| format!(": {scope}"))
                    .unwrap_or_default();
                let through: Vec<&str> = successor
                    .through
                    .iter()
                    .map(|one| one.id.value.as_str())
                    .collect();
                let ceased = successor
                    .ceased
                    .map(|on| format!(" (ceased {on})"))
                    .unwrap_or_default();
                format!(
                    "{}{scope} < {}{ceased}",
                    successor.organisation,
                    through.join(" ")
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_chain_is_followed_as_far_as_it_has_come_by_the_day() {
        let chain = ["a 2006 b", "b 2008 c", "c 2012 d", "d -"];
        check(&chain, "2007", &["b < "]);
        check(&chain, "2010", &["c < b"]);
        check(&chain, "2020", &["d < b c"]);
    }

    #[test]
    fn scopes_are_combined_and_a_diamond_comes_once() {
        check(
            &["a 2006 b: koulutus, c: ohjaus", "b 2008 d", "c 2009 d: aikuiset"],
            "2010",
            &["d: koulutus; ohjaus; aikuiset < b"],
        );
        // One of the ways sets no limit.
        check(
            &["a 2006 b, c: ohjaus", "b 2008 d", "c 2009 d"],
            "2010",
            &["d < b"],
        );
        // What is behind the foot of a diamond knows both ways to it.
        check(
            &["a 2006 b: x, c: y", "b 2007 d", "c 2007 d", "d 2008 e"],
            "2010",
            &["e: x; y < b d"],
        );
    }

    #[test]
    fn an_end_without_a_successor_and_a_circle_are_shown() {
        check(&["a 2006 b", "b 2008"], "2010", &["b <  (ceased 2008)"]);
        check(&["a 2006 b, c", "b 2008 a", "c -"], "2010", &["c < "]);
        check(&["a 2006 a"], "2010", &[]);
        check(&["a 2006 b", "b 2008 c", "c 2009 b, d"], "2010", &["d < b c"]);
        check(&["a -"], "2010", &[]);
    }

    #[test]
    fn many_diamonds_do_not_multiply() {
        let step = |n: u32| {
            [
                format!("l{n} 2000 r{n}: x{n}, s{n}: y{n}"),
                format!("r{n} 2000 l{}", n + 1),
                format!("s{n} 2000 l{}", n + 1),
            ]
        };
        let mut lines: Vec<String> = (0..200).flat_map(step).collect();
        lines.push("a 2000 l0".to_owned());
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let registry = registry(&lines);
        let day = PartialDate::parse("2010").expect("a year").first_day();
        let found = registry.successors_on(&id("a"), day);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].scopes.len(), 400);
    }

    proptest! {
        /// Whoever is named exists still, or has no one after it outside of a circle; no one twice.
        #[test]
        fn what_is_found_is_an_end(edges in prop::collection::vec((0_u32..8, 0_u32..8), 0..20), ceased in 0_u32..256) {
            let lines: Vec<String> = (0..8)
                .map(|n| {
                    let name = |n: u32| if n == 0 { "a".to_owned() } else { format!("o{n}") };
                    let next: Vec<String> = edges.iter().filter(|(from, _)| *from == n).map(|(_, to)| name(*to)).collect();
                    let year = if ceased >> n & 1 == 1 { "2000" } else { "-" };
                    format!("{} {year} {}", name(n), next.join(", "))
                })
                .collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let registry = registry(&lines);
            let day = PartialDate::parse("2010").expect("a year").first_day();
            let found = registry.successors_on(&id("a"), day);
            let mut ids: Vec<&OrganisationId> = found.iter().map(|one| one.organisation).collect();
            for successor in &found {
                let record = registry.find_organisation(successor.organisation).expect("all are recorded");
                prop_assert!(successor.organisation.as_str() != "a");
                prop_assert!(!record.has_ceased_on(day) || record.successors.is_empty());
                prop_assert_eq!(record.has_ceased_on(day), successor.ceased.is_some());
            }
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), found.len());
        }
    }
}
