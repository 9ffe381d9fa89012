//! Statuses and their days.

use super::*;
use proptest::prelude::*;

fn on(text: &str) -> NaiveDate {
    PartialDate::parse(text)
        .expect("a test names real dates")
        .first_day()
}

const NOTHING: fn() -> Milestones = || Milestones {
    starts_on: on("2014"),
    signing_on: None,
    rule_met_on: None,
    ends_on: None,
    continues: false,
    terminated_on: None,
    superseded_on: None,
};

fn check(milestones: Milestones, expected: &str) {
    let shown: Vec<String> = milestones
        .timeline()
        .iter()
        .map(|period| match period.from_on {
            None => period.value.code().to_owned(),
            Some(from) => format!("{from} {}", period.value.code()),
        })
        .collect();
    assert_eq!(shown.join(", "), expected);
}

#[test]
fn an_agreement_that_nobody_signed_stays_a_draft() {
    check(NOTHING(), "draft");
}

#[test]
fn a_signature_before_the_start_makes_it_upcoming() {
    let signed = Some(on("2013-12-10"));
    check(
        Milestones {
            signing_on: Some(on("2013-12-01")),
            rule_met_on: signed,
            ..NOTHING()
        },
        "draft, 2013-12-01 signing, 2013-12-10 upcoming, 2014-01-01 in-force",
    );
}

#[test]
fn a_rule_met_late_delays_the_entry_into_force() {
    check(
        Milestones {
            signing_on: Some(on("2014-02-01")),
            rule_met_on: Some(on("2014-05-20")),
            ..NOTHING()
        },
        "draft, 2014-02-01 signing, 2014-05-20 in-force",
    );
}

#[test]
fn the_last_day_of_the_term_still_counts() {
    let milestones = Milestones {
        rule_met_on: Some(on("2013")),
        ends_on: Some(on("2016-12-31")),
        ..NOTHING()
    };
    assert_eq!(milestones.status_on(on("2016-12-31")), AgreementStatus::InForce);
    assert_eq!(milestones.status_on(on("2017-01-01")), AgreementStatus::Ended);
}

#[test]
fn what_continues_by_itself_ends_by_termination_alone() {
    let continues = Milestones {
        rule_met_on: Some(on("2013")),
        ends_on: Some(on("2016-12-31")),
        continues: true,
        ..NOTHING()
    };
    check(continues, "draft, 2013-01-01 upcoming, 2014-01-01 in-force");
    check(
        Milestones {
            terminated_on: Some(on("2018")),
            ..continues
        },
        "draft, 2013-01-01 upcoming, 2014-01-01 in-force, 2018-01-01 terminated",
    );
    check(
        Milestones {
            superseded_on: Some(on("2018")),
            ..continues
        },
        "draft, 2013-01-01 upcoming, 2014-01-01 in-force, 2018-01-01 superseded",
    );
    // What was not in force by its end has nothing to continue.
    check(
        Milestones {
            rule_met_on: Some(on("2017")),
            ..continues
        },
        "draft, 2017-01-01 ended",
    );
}

#[test]
fn termination_goes_before_supersession() {
    check(
        Milestones {
            rule_met_on: Some(on("2014")),
            signing_on: Some(on("2014")),
            superseded_on: Some(on("2016")),
            terminated_on: Some(on("2017")),
            ..NOTHING()
        },
        "draft, 2014-01-01 in-force, 2016-01-01 superseded, 2017-01-01 terminated",
    );
}

#[test]
fn a_rule_that_is_met_after_the_end_never_brings_it_into_force() {
    let milestones = Milestones {
        rule_met_on: Some(on("2018")),
        ends_on: Some(on("2016-12-31")),
        ..NOTHING()
    };
    assert_eq!(milestones.entered_on(), None);
    assert_eq!(milestones.status_on(on("2018-06")), AgreementStatus::Ended);
}

#[test]
fn a_notice_runs_until_it_takes_effect() {
    let date = |text| PartialDate::parse(text).ok();
    let facts = SignatoryFacts {
        signed: date("2014"),
        notice: date("2015-06-01"),
        effective: date("2015-09"),
        ..SignatoryFacts::default()
    };
    for (day, state) in [
        ("2013-12-31", SignatoryState::Pending),
        ("2014-01-01", SignatoryState::Signed),
        ("2015-05-31", SignatoryState::Signed),
        ("2015-06-01", SignatoryState::Leaving),
        ("2015-08-31", SignatoryState::Leaving),
        ("2015-09-01", SignatoryState::Withdrawn),
    ] {
        assert_eq!(facts.state_on(on(day)), state, "{day}");
    }
    let turns: Vec<_> = facts.timeline().iter().map(|period| period.from_on).collect();
    assert_eq!(
        turns,
        [
            None,
            Some(on("2014")),
            Some(on("2015-06-01")),
            Some(on("2015-09-01"))
        ]
    );
    assert_eq!(facts.since(SignatoryState::Withdrawn), date("2015-09"));
}

#[test]
fn one_that_joins_later_is_no_signatory_before() {
    let date = |text| PartialDate::parse(text).ok();
    let facts = SignatoryFacts {
        signed: date("2016-01-18"),
        joined: date("2016-02"),
        ..SignatoryFacts::default()
    };
    let timeline = facts.timeline();
    assert_eq!(timeline.len(), 1);
    assert_eq!(timeline[0].value, SignatoryState::Signed);
    assert_eq!(timeline[0].from_on, Some(on("2016-02-01")));
}

prop_compose! {
    fn some_day()(offset in 0i64..1500) -> NaiveDate {
        on("2013") + chrono::Duration::days(offset)
    }
}

prop_compose! {
    fn some_milestones()(
        starts_on in some_day(),
        signing_on in proptest::option::of(some_day()),
        rule_met_on in proptest::option::of(some_day()),
        ends_on in proptest::option::of(some_day()),
        continues in proptest::bool::ANY,
        terminated_on in proptest::option::of(some_day()),
        superseded_on in proptest::option::of(some_day()),
    ) -> Milestones {
        Milestones { starts_on, signing_on, rule_met_on, ends_on, continues, terminated_on, superseded_on }
    }
}

proptest! {
    #[test]
    fn the_timeline_shows_the_status_of_every_day(milestones in some_milestones(), day in some_day()) {
        let timeline = milestones.timeline();
        let covering: Vec<&Period> = timeline
            .iter()
            .filter(|period| period.contains(day))
            .collect();
        prop_assert_eq!(covering.len(), 1);
        prop_assert_eq!(covering[0].value, milestones.status_on(day));
    }

    #[test]
    fn neighbouring_periods_touch_and_differ(milestones in some_milestones()) {
        for pair in milestones.timeline().windows(2) {
            prop_assert_eq!(pair[0].to_on.and_then(|to| to.succ_opt()), pair[1].from_on);
            prop_assert_ne!(pair[0].value, pair[1].value);
        }
    }

    #[test]
    fn nothing_is_in_force_before_its_start_or_after_its_end(milestones in some_milestones(), day in some_day()) {
        if milestones.status_on(day) == AgreementStatus::InForce {
            prop_assert!(milestones.starts_on <= day);
            prop_assert!(milestones.continues || milestones.ends_on.is_none_or(|end| day <= end));
            prop_assert!(milestones.entered_on().is_some_and(|entered| entered <= day));
        }
    }
}
