//! Ends of agreements as they are known on a day.

use super::*;

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a test names real dates")
}

fn on(text: &str) -> NaiveDate {
    date(text).first_day()
}

/// A term to the end of 2016 with three decision deadlines.
fn facts() -> EndFacts {
    EndFacts {
        ending: Ending::On(date("2016")),
        extensions: Vec::new(),
        notice: Some(Notice::months_before_end(3)),
        continues: None,
        entered_on: None,
        terminated_on: None,
        successors: Vec::new(),
    }
}

fn extended(until: &str, decided: Option<&str>) -> EndFacts {
    EndFacts {
        extensions: vec![(date(until), decided.map(date))],
        ..facts()
    }
}

fn check(facts: &EndFacts, day: &str, expected: &str) {
    let shown = facts.end_on(on(day)).map_or("open-ended".to_owned(), |end| {
        let deadline = end.decision_deadline_on;
        let deadline = deadline.map_or("decided".to_owned(), |on| format!("decide by {on}"));
        let to = end
            .continues_to
            .map_or(String::new(), |to| format!(" or to {to}"));
        format!("{} {} {deadline}{to}", end.date, end.by.code())
    });
    assert_eq!(shown, expected, "on {day}");
}

#[test]
fn the_term_ends_an_agreement_that_nothing_else_ends() {
    check(&facts(), "2014", "2016 term decide by 2016-09-30");
    check(&facts(), "2020", "2016 term decide by 2016-09-30");
    let open_ended = EndFacts {
        ending: Ending::OpenEnded,
        ..facts()
    };
    check(&open_ended, "2014", "open-ended");
}

#[test]
fn an_extension_counts_from_the_day_of_its_decision() {
    let decided = extended("2018-06", Some("2016-11-02"));
    check(&decided, "2016-11-01", "2016 term decide by 2016-09-30");
    check(&decided, "2016-11-02", "2018-06 term decide by 2018-03-30");
    check(
        &extended("2018-06", None),
        "2014",
        "2018-06 term decide by 2018-03-30",
    );
}

/// Else an agreement in force would have ended before the day requested.
#[test]
fn a_late_decision_counts_where_the_agreement_runs_because_of_it() {
    let late = extended("2018-06", Some("2017-02-01"));
    check(&late, "2016-12-31", "2016 term decide by 2016-09-30");
    check(&late, "2017-01-01", "2018-06 term decide by 2018-03-30");
}

/// The first runs out before the second is decided; the third is decided before it is needed.
#[test]
fn each_of_several_extensions_counts_by_itself() {
    let late = EndFacts {
        extensions: [("2017", "2018-01"), ("2018", "2019-02"), ("2020", "2018-05")]
            .map(|(until, decided)| (date(until), Some(date(decided))))
            .to_vec(),
        ..facts()
    };
    check(&late, "2016-12-31", "2016 term decide by 2016-09-30");
    check(&late, "2017-01-01", "2017 term decide by 2017-09-30");
    check(&late, "2018-01-01", "2018 term decide by 2018-09-30");
    check(&late, "2018-05-01", "2020 term decide by 2020-09-30");
}

#[test]
fn a_termination_is_known_at_once_and_leaves_nothing_to_decide() {
    let terminated = EndFacts {
        terminated_on: Some(on("2016-03")),
        ..facts()
    };
    check(&terminated, "2014", "2016-02-29 termination decided");
    let late = EndFacts {
        terminated_on: Some(on("2018")),
        ..facts()
    };
    check(&late, "2014", "2016 term decided");
}

#[test]
fn a_successor_is_known_once_its_rule_is_met() {
    let entry = |known: &str, entered: &str| Entry {
        known_on: on(known),
        entered_on: on(entered),
    };
    let superseded = EndFacts {
        successors: vec![entry("2016-06-10", "2017"), entry("2015-05-20", "2016-07")],
        ..facts()
    };
    check(&superseded, "2015-05-19", "2016 term decide by 2016-09-30");
    check(&superseded, "2015-05-20", "2016-06-30 supersession decided");
    let after_the_end = EndFacts {
        successors: vec![entry("2016-06-10", "2017")],
        ..facts()
    };
    check(&after_the_end, "2016-06-10", "2016 term decided");
}

#[test]
fn an_agreement_is_ending_soon_six_months_before_the_decision_or_the_early_end() {
    let soon = |facts: &EndFacts| facts.end_on(on("2014")).and_then(|end| end.ending_soon_on);
    assert_eq!(soon(&facts()), Some(on("2016-03-31")));
    let terminated = EndFacts {
        terminated_on: Some(on("2016-09")),
        ..facts()
    };
    assert_eq!(soon(&terminated), Some(on("2016-02-29")));
}

/// A term in force to the end of 2016 that continues by months.
fn continuing(months: u32) -> EndFacts {
    EndFacts {
        continues: Some(Continuation {
            by_months: months,
            unless_notice: None,
        }),
        entered_on: Some(on("2014")),
        ..facts()
    }
}

#[test]
fn a_term_continues_once_the_day_for_notice_has_passed() {
    let facts = continuing(12);
    check(&facts, "2014", "2016 term decide by 2016-09-30 or to 2017-12-31");
    check(
        &facts,
        "2016-09-30",
        "2016 term decide by 2016-09-30 or to 2017-12-31",
    );
    check(
        &facts,
        "2016-10-01",
        "2017-12-31 term decide by 2017-09-30 or to 2018-12-31",
    );
    check(
        &facts,
        "2017-09-30",
        "2017-12-31 term decide by 2017-09-30 or to 2018-12-31",
    );
    check(
        &facts,
        "2017-10-01",
        "2018-12-31 term decide by 2018-09-30 or to 2019-12-31",
    );
    check(
        &facts,
        "2100-01-01",
        "2100-12-31 term decide by 2100-09-30 or to 2101-12-31",
    );
    // No year beyond those of the files is reckoned.
    check(&facts, "2198-10-01", "2199-12-31 term decide by 2199-09-30");
    check(&facts, "2300-01-01", "2199-12-31 term decide by 2199-09-30");
    assert_eq!(
        facts.end_on(on("2016-09-01")).and_then(|end| end.ending_soon_on),
        None
    );
}

#[test]
fn each_period_is_reckoned_from_the_written_end() {
    let check_ends = |ends: &str, months: u32, expected: [&str; 4]| {
        let facts = EndFacts {
            ending: Ending::On(date(ends)),
            notice: None,
            ..continuing(months)
        };
        let mut day = on("2014");
        for end in expected {
            let found = facts.end_on(day).expect("it has an end");
            assert_eq!(found.last_day(), on(end), "{ends} + {months} on {day}");
            day = found.last_day().succ_opt().expect("a day later");
        }
    };
    check_ends(
        "2024-02-29",
        12,
        ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28"],
    );
    check_ends(
        "2027-02-28",
        12,
        ["2027-02-28", "2028-02-29", "2029-02-28", "2030-02-28"],
    );
    check_ends(
        "2023-11-29",
        3,
        ["2023-11-29", "2024-02-29", "2024-05-29", "2024-08-29"],
    );
    check_ends(
        "2023-11-30",
        1,
        ["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29"],
    );
    check_ends(
        "2024-02",
        6,
        ["2024-02-29", "2024-08-31", "2025-02-28", "2025-08-31"],
    );
    check_ends(
        "2016",
        60,
        ["2016-12-31", "2021-12-31", "2026-12-31", "2031-12-31"],
    );
}

#[test]
fn a_termination_or_a_successor_ends_what_continues() {
    let terminated = |on_day: &str| EndFacts {
        terminated_on: Some(on(on_day)),
        ..continuing(12)
    };
    check(&terminated("2018"), "2014", "2017-12-31 termination decided");
    check(&terminated("2016-06"), "2014", "2016-05-31 termination decided");
    let succeeded = EndFacts {
        successors: vec![Entry {
            known_on: on("2018-03-01"),
            entered_on: on("2020"),
        }],
        ..continuing(12)
    };
    check(
        &succeeded,
        "2018-02-28",
        "2018-12-31 term decide by 2018-09-30 or to 2019-12-31",
    );
    check(&succeeded, "2018-03-01", "2019-12-31 supersession decided");
}

#[test]
fn what_never_came_into_force_does_not_continue() {
    let draft = EndFacts {
        entered_on: None,
        ..continuing(12)
    };
    check(
        &draft,
        "2016-09-30",
        "2016 term decide by 2016-09-30 or to 2017-12-31",
    );
    check(&draft, "2016-10-01", "2016 term decide by 2016-09-30");
    check(&draft, "2019", "2016 term decide by 2016-09-30");
}

#[test]
fn an_extension_moves_the_end_from_which_a_term_continues() {
    let extended = EndFacts {
        extensions: vec![(date("2020-06"), Some(date("2018-11-02")))],
        ..continuing(12)
    };
    check(
        &extended,
        "2018-11-01",
        "2019-12-31 term decide by 2019-09-30 or to 2020-12-31",
    );
    check(
        &extended,
        "2018-11-02",
        "2020-06 term decide by 2020-03-30 or to 2021-06-30",
    );
    check(
        &extended,
        "2020-03-31",
        "2021-06-30 term decide by 2021-03-30 or to 2022-06-30",
    );
}

/// On every day the timeline says once what the rule says.
#[track_caller]
fn check_timeline(facts: &EndFacts, [from, to]: [&str; 2]) {
    let timeline = facts.timeline();
    for day in on(from).iter_days().take_while(|day| *day < on(to)) {
        let covering: Vec<_> = timeline.iter().filter(|period| period.contains(day)).collect();
        assert_eq!(covering.len(), 1, "{day}");
        assert_eq!(covering[0].value, facts.end_on(day), "{day}");
    }
}

#[test]
fn the_timeline_of_what_continues_shows_the_end_of_every_day() {
    let facts = EndFacts {
        extensions: vec![(date("2018-06"), Some(date("2017-02-01")))],
        successors: vec![Entry {
            known_on: on("2022-03-01"),
            entered_on: on("2023"),
        }],
        ..continuing(5)
    };
    check_timeline(&facts, ["2016", "2024"]);
    let draft = EndFacts {
        entered_on: None,
        ..facts
    };
    check_timeline(&draft, ["2016", "2024"]);
    // One for each year to the last.
    assert_eq!(continuing(12).timeline().len(), 2199 - 2016 + 1);
    let terminated = EndFacts {
        terminated_on: Some(on("2017")),
        ..continuing(1)
    };
    assert_eq!(terminated.timeline().len(), 1);
}

#[test]
fn the_timeline_shows_the_end_of_every_day() {
    let facts = EndFacts {
        successors: vec![Entry {
            known_on: on("2017-03-01"),
            entered_on: on("2018"),
        }],
        ..extended("2018-06", Some("2017-02-01"))
    };
    check_timeline(&facts, ["2016-12", "2019"]);
    assert_eq!(facts.timeline().len(), 3);
}
