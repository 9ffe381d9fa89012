//! Who holds a seat on a day, by the rule for a day and by the periods for all days.

use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::*;
use crate::diagnostic::Span;
use crate::source::testing::{day, find, registry};

fn at<T>(value: T) -> At<T> {
    At::new(value, Span::default())
}

const AGREEMENT: &str = "
title: Sopimus
term: { starts: 2014-01-01, ends: 2020-12-31 }
groups:
  - id: yksin
    name: Yksin
    regions: all
    chair: aa
    members: [aa, bb]
  - id: jaksot
    name: Jaksot
    regions: all
    chair: [{ organisation: aa, until: 2015-12-31 }, { organisation: bb, from: 2016-02, until: 2017 }, { organisation: cc, from: 2017 }]
    members: [aa, { organisation: bb, from: 2016 }, { organisation: cc, until: 2016, in_place_of: bb }, { organisation: cc, from: 2018 }]
    roles: [{ role: sihteeri, organisation: dd, from: 2014-03-01, until: 2014-03 }]
  - { id: alkaen, name: Alkaen, regions: all, chair: { organisation: bb, from: 2015 } }
signatories:
  - { organisation: aa, name: Aa, kind: other, regions: all, signed: 2014-01-01 }
  - { organisation: bb, name: Bb, kind: other, regions: all, signed: 2014-01-01 }
  - { organisation: cc, name: Cc, kind: other, regions: all, signed: 2014-01-01 }
  - { organisation: dd, name: Dd, kind: other, regions: all, signed: 2014-01-01 }
";

/// `chair | members | roles` of a group on a day, by the rule for a day and by the periods for all days.
fn check(group: &str, on: &str, expected: &str) {
    let registry = registry(&[("d1", AGREEMENT)], "");
    let agreement = find(&registry, "d1");
    let mut groups = agreement.groups.iter();
    let group = groups
        .find(|one| one.id.value.as_str() == group)
        .expect("the group is there");
    let day = day(on);
    let ids = |seats: Vec<&Seat>| {
        let ids: Vec<&str> = seats
            .iter()
            .map(|seat| seat.organisation.value.as_str())
            .collect();
        ids.join(" ")
    };
    let chair = group.chair_on(day).into_iter().collect();
    let roles = group.roles_on(day).map(|role| &role.seat).collect();
    let shown = [chair, group.members_on(day).collect(), roles].map(ids).join("|");
    assert_eq!(shown, expected, "on {on}");
    let held = group.held_seats();
    let of = |wanted: fn(&SeatKind<'_>) -> bool| {
        let held = held
            .iter()
            .filter(|one| wanted(&one.kind) && one.days.contains(day));
        ids(held.map(|one| one.seat).collect())
    };
    let by_periods = [
        of(|kind| *kind == SeatKind::Chair),
        of(|kind| *kind == SeatKind::Member),
        of(|kind| matches!(kind, SeatKind::Role(_))),
    ];
    assert_eq!(by_periods.join("|"), expected, "by periods, on {on}");
}

#[test]
fn a_plain_entry_is_of_all_days() {
    for on in ["1999-01-01", "2014-01-01", "2050-12-31"] {
        check("yksin", on, "aa|aa bb|");
    }
}

#[test]
fn a_date_counts_from_its_first_day_or_to_its_last() {
    check("jaksot", "2014-02-28", "aa|aa cc|");
    check("jaksot", "2014-03-01", "aa|aa cc|dd");
    check("jaksot", "2014-03-31", "aa|aa cc|dd");
    check("jaksot", "2014-04-01", "aa|aa cc|");
    check("jaksot", "2015-12-31", "aa|aa cc|");
    check("jaksot", "2016-01-01", "|aa bb cc|");
    check("jaksot", "2016-01-31", "|aa bb cc|");
    check("jaksot", "2016-02-01", "bb|aa bb cc|");
    check("jaksot", "2016-12-31", "bb|aa bb cc|");
    check("jaksot", "2018-01-01", "cc|aa bb cc|");
    check("alkaen", "2014-12-31", "||");
    check("alkaen", "2015-01-01", "bb||");
}

#[test]
fn who_took_the_chair_last_has_it_where_the_dates_do_not_say() {
    check("jaksot", "2017-01-01", "cc|aa bb|");
    check("jaksot", "2017-12-31", "cc|aa bb|");
}

/// Whether two seats are held on one day for certain.
fn check_overlap(a: (&str, &str), b: (&str, &str), expected: bool) {
    let seat = |(from, until): (&str, &str)| {
        let date = |text| PartialDate::parse(text).ok().map(at);
        let id = OrganisationId::parse("aa").expect("a well-formed id");
        Seat {
            from: date(from),
            until: date(until),
            ..Seat::always(at(id))
        }
    };
    let (a, b) = (seat(a), seat(b));
    assert_eq!(
        (a.overlaps(&b), b.overlaps(&a)),
        (expected, expected),
        "{a:?} {b:?}"
    );
}

#[test]
fn seats_overlap_when_they_do_on_any_reading_of_their_dates() {
    check_overlap(("", ""), ("", ""), true);
    check_overlap(("", "2015-12-31"), ("2016-01-01", ""), false);
    check_overlap(("", "2016-01-01"), ("2016-01-01", ""), true);
    check_overlap(("", "2016"), ("2016", ""), false);
    check_overlap(("", "2016-06"), ("2016", ""), false);
    check_overlap(("", "2017"), ("2016", ""), true);
    check_overlap(("2015", "2016"), ("2014", ""), true);
}

/// Chairs with any dates: `from` and `until` as days, months or years, one after the other or over one another.
fn some_chairs() -> impl Strategy<Value = Vec<Seat>> {
    let date = || {
        prop_oneof![
            (2014..2018).prop_map(|year| format!("{year}")),
            (2014..2018, 1..13).prop_map(|(year, month)| format!("{year}-{month:02}")),
            (2014..2018, 1..13, 1..29).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        ]
    };
    let parse = |text: Option<String>| text.map(|text| at(PartialDate::parse(&text).expect("a date")));
    let dates = (proptest::option::of(date()), proptest::option::of(date()));
    let seat = (prop_oneof!["aa", "bb", "cc"], dates).prop_map(move |(id, (from, until))| Seat {
        from: parse(from),
        until: parse(until),
        ..Seat::always(at(OrganisationId::parse(&id).expect("a well-formed id")))
    });
    proptest::collection::vec(seat, 0..6)
}

proptest! {
    #[test]
    fn the_chair_of_a_day_is_the_one_of_the_periods(chairs in some_chairs()) {
        let registry = registry(&[("d1", AGREEMENT)], "");
        let mut group = find(&registry, "d1").groups[0].clone();
        group.chairs = chairs;
        let held = group.held_chairs();
        for day in day("2013-12-30").iter_days().take_while(|day| *day < self::day("2019-01-03")) {
            let mut of_day = held.iter().filter(|chair| chair.days.contains(day));
            let by_periods = of_day.next().map(|chair| std::ptr::from_ref(chair.seat));
            prop_assert!(of_day.next().is_none(), "two chairs on {day}");
            prop_assert_eq!(group.chair_on(day).map(std::ptr::from_ref), by_periods, "on {}", day);
        }
    }
}
