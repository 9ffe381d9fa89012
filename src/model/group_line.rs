//! Which groups of several agreements are one group. An id names a group within its agreement alone, so
//! equal ids prove nothing; a group goes on in the agreement that supersedes the one that had it
//! (`docs/format.md`).
//!
//! The agreements before one that have a group of the same id are found along `supersedes`, through those
//! that lack it. A group is the one before it when nothing else can be meant: it has one before it, and is
//! the only one after that. Where agreements part or come together, each begins a group of its own.

use std::collections::{BTreeMap, BTreeSet};

/// What the rule asks of an agreement; its number is its place among all.
#[derive(Clone, Debug, Default)]
pub struct GroupHolder<'a> {
    /// The ids of its groups.
    pub groups: Vec<&'a str>,
    /// The numbers of the agreements that it supersedes.
    pub predecessors: Vec<usize>,
}

/// Where a group of an agreement comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOrigin {
    /// The number of the agreement in which the group first is. Two groups are one when this and
    /// their ids are equal.
    pub first: usize,
    /// The numbers of the nearest agreements before it that have a group of this id, one with it or not.
    pub before: Vec<usize>,
}

/// The origin of every group, by the number of its agreement and its id.
#[must_use]
pub fn group_origins<'a>(agreements: &[GroupHolder<'a>]) -> BTreeMap<(usize, &'a str), GroupOrigin> {
    let mut holders: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, agreement) in agreements.iter().enumerate() {
        for group in &agreement.groups {
            holders.entry(group).or_default().insert(number);
        }
    }
    let mut origins = BTreeMap::new();
    for (group, holders) in holders {
        let before = holders
            .iter()
            .map(|number| (*number, nearest(*number, &holders, agreements)))
            .collect();
        let first = firsts(&before);
        origins.extend(before.into_iter().map(|(number, before)| {
            let first = first.get(&number).copied().unwrap_or(number);
            ((number, group), GroupOrigin { first, before })
        }));
    }
    origins
}

/// The nearest holders before one. One that lies behind another of them is not near, though an agreement
/// may name all that went before it.
fn nearest(number: usize, holders: &BTreeSet<usize>, agreements: &[GroupHolder<'_>]) -> Vec<usize> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::from([number]);
    let mut open = agreements[number].predecessors.clone();
    while let Some(at) = open.pop() {
        match seen.insert(at) {
            true if holders.contains(&at) => drop(found.insert(at)),
            true => open.extend(&agreements[at].predecessors),
            false => {}
        }
    }
    if found.len() > 1 {
        let behind: BTreeSet<usize> = found.iter().flat_map(|at| all_before(*at, agreements)).collect();
        found.retain(|at| !behind.contains(at));
    }
    found.into_iter().collect()
}

fn all_before(number: usize, agreements: &[GroupHolder<'_>]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut open = agreements[number].predecessors.clone();
    while let Some(at) = open.pop() {
        if seen.insert(at) {
            open.extend(&agreements[at].predecessors);
        }
    }
    seen
}

/// The first agreement of each holder's group. In a circle, which is an error, it is the one of the least
/// number.
fn firsts(before: &BTreeMap<usize, Vec<usize>>) -> BTreeMap<usize, usize> {
    let mut n_after: BTreeMap<usize, usize> = BTreeMap::new();
    for at in before.values().flatten() {
        *n_after.entry(*at).or_default() += 1;
    }
    let previous = |number: usize| match before[&number][..] {
        [only] if n_after[&only] == 1 => Some(only),
        _ => None,
    };
    let next: BTreeMap<usize, usize> = before
        .keys()
        .filter_map(|number| Some((previous(*number)?, *number)))
        .collect();
    let starts = before.keys().filter(|number| previous(**number).is_none());
    let mut firsts = BTreeMap::new();
    for first in starts.chain(before.keys()) {
        let mut at = Some(*first);
        while let Some(number) = at.filter(|number| !firsts.contains_key(number)) {
            firsts.insert(number, *first);
            at = next.get(&number).copied();
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Agreements as `name: supersedes; groups`, and the names in which each group `g` first is.
    fn check(agreements: &[(&str, &[&str], bool)], expected: &[(&str, &str)]) {
        let number = |name: &str| {
            let mut names = agreements.iter();
            names.position(|(other, ..)| *other == name).expect("a name")
        };
        let holders: Vec<GroupHolder<'_>> = agreements
            .iter()
            .map(|(_, supersedes, has_group)| GroupHolder {
                groups: if *has_group {
                    vec!["g", "other"]
                } else {
                    vec!["other"]
                },
                predecessors: supersedes.iter().map(|name| number(name)).collect(),
            })
            .collect();
        let origins = group_origins(&holders);
        let shown: Vec<(&str, &str)> = agreements
            .iter()
            .enumerate()
            .filter_map(|(at, (name, ..))| Some((*name, agreements[origins.get(&(at, "g"))?.first].0)))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_group_goes_on_along_a_chain() {
        check(
            &[("c", &["b"], true), ("a", &[], true), ("b", &["a"], true)],
            &[("c", "a"), ("a", "a"), ("b", "a")],
        );
    }

    #[test]
    fn equal_ids_alone_are_no_chain() {
        check(
            &[("a", &[], true), ("b", &[], true), ("c", &["b"], true)],
            &[("a", "a"), ("b", "b"), ("c", "b")],
        );
    }

    #[test]
    fn an_agreement_that_lacks_the_group_does_not_break_the_chain() {
        check(
            &[("a", &[], true), ("b", &["a"], false), ("c", &["b"], true)],
            &[("a", "a"), ("c", "a")],
        );
    }

    #[test]
    fn where_agreements_part_each_has_a_group_of_its_own() {
        check(
            &[("a", &[], true), ("b", &["a"], true), ("c", &["a"], true)],
            &[("a", "a"), ("b", "b"), ("c", "c")],
        );
        // Only one of them goes on with the group.
        check(
            &[("a", &[], true), ("b", &["a"], true), ("c", &["a"], false)],
            &[("a", "a"), ("b", "a")],
        );
        // They part behind one that lacks it.
        check(
            &[
                ("a", &[], true),
                ("b", &["a"], false),
                ("c", &["b"], true),
                ("d", &["b"], true),
            ],
            &[("a", "a"), ("c", "c"), ("d", "d")],
        );
    }

    #[test]
    fn where_agreements_come_together_a_new_group_begins() {
        check(
            &[
                ("a", &[], true),
                ("b", &[], true),
                ("c", &["a", "b"], true),
                ("d", &["c"], true),
            ],
            &[("a", "a"), ("b", "b"), ("c", "c"), ("d", "c")],
        );
        check(
            &[("a", &[], true), ("b", &[], false), ("c", &["a", "b"], true)],
            &[("a", "a"), ("c", "a")],
        );
    }

    #[test]
    fn one_that_names_all_before_it_follows_the_last_of_them() {
        check(
            &[("a", &[], true), ("b", &["a"], true), ("c", &["a", "b"], true)],
            &[("a", "a"), ("b", "a"), ("c", "a")],
        );
    }

    #[test]
    fn a_circle_ends() {
        check(
            &[("a", &["b"], true), ("b", &["a"], true), ("c", &["c"], true)],
            &[("a", "a"), ("b", "a"), ("c", "c")],
        );
        check(
            &[("a", &["b", "c"], true), ("b", &["c"], true), ("c", &["b"], true)],
            &[("a", "a"), ("b", "b"), ("c", "b")],
        );
    }

    #[test]
    fn what_is_before_is_known_where_the_group_is_another_one() {
        let holder = |predecessors: &[usize]| GroupHolder {
            groups: vec!["g"],
            predecessors: predecessors.to_vec(),
        };
        let origins = group_origins(&[holder(&[]), holder(&[0]), holder(&[0])]);
        let origin = |number| origins[&(number, "g")].clone();
        let before = vec![0];
        assert_eq!(
            (origin(1), origin(2).before),
            (
                GroupOrigin {
                    first: 1,
                    before: before.clone()
                },
                before
            )
        );
    }

    /// The rule word by word: `far[a][b]` is whether a walk along `supersedes` leads from `a` to `b`.
    fn same_by_definition(supersedes: &[Vec<usize>], has: &[bool]) -> Vec<Vec<bool>> {
        let n = has.len();
        let closure = |passes: &dyn Fn(usize) -> bool| {
            let mut far = vec![vec![false; n]; n];
            for (from, to) in supersedes.iter().enumerate() {
                for to in to {
                    far[from][*to] = true;
                }
            }
            for via in (0..n).filter(|via| passes(*via)) {
                for from in 0..n {
                    for to in 0..n {
                        far[from][to] |= far[from][via] && far[via][to];
                    }
                }
            }
            far
        };
        let (far, through_those_without) = (closure(&|_| true), closure(&|via| !has[via]));
        let reached = |a: usize, b: usize| has[a] && has[b] && through_those_without[a][b];
        let near = |a: usize, b: usize| {
            reached(a, b) && !(0..n).any(|other| other != b && reached(a, other) && far[other][b])
        };
        let follows = |a: usize, b: usize| {
            let before = (0..n).filter(|other| near(a, *other)).count();
            let after = (0..n).filter(|other| near(*other, b)).count();
            near(a, b) && before == 1 && after == 1
        };
        let mut same = vec![vec![false; n]; n];
        for (a, row) in same.iter_mut().enumerate() {
            for (b, cell) in row.iter_mut().enumerate() {
                *cell = has[a] && (a == b || follows(a, b) || follows(b, a));
            }
        }
        for via in 0..n {
            for a in 0..n {
                for b in 0..n {
                    same[a][b] |= same[a][via] && same[via][b];
                }
            }
        }
        same
    }

    proptest! {
        #[test]
        fn groups_are_one_as_the_rule_says(
            agreements in proptest::collection::vec(
                (proptest::collection::btree_set(0..8_usize, 0..3), proptest::bool::weighted(0.7)),
                1..8,
            ),
        ) {
            // Only an earlier one is superseded: circles are no part of the rule.
            let supersedes: Vec<Vec<usize>> = agreements
                .iter()
                .enumerate()
                .map(|(number, (named, _))| named.iter().copied().filter(|at| *at < number).collect())
                .collect();
            let has: Vec<bool> = agreements.iter().map(|(_, has)| *has).collect();
            let holders: Vec<GroupHolder<'_>> = supersedes
                .iter()
                .zip(&has)
                .map(|(predecessors, has)| GroupHolder {
                    groups: if *has { vec!["g"] } else { Vec::new() },
                    predecessors: predecessors.clone(),
                })
                .collect();
            let origins = group_origins(&holders);
            let first = |number: usize| origins.get(&(number, "g")).map(|origin| origin.first);
            let expected = same_by_definition(&supersedes, &has);
            for (a, row) in expected.iter().enumerate() {
                for (b, is_same) in row.iter().enumerate() {
                    prop_assert_eq!(has[a] && first(a) == first(b), *is_same, "{} {}", a, b);
                }
            }
        }
    }
}
