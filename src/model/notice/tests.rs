//! Notice in days, weeks and months, and the days that follow from it.

use super::*;
use crate::model::PartialDate;
use crate::wording::Lang;

fn day(text: &str) -> NaiveDate {
    PartialDate::parse(text)
        .expect("a test names real dates")
        .first_day()
}

fn notice(text: &str) -> Notice {
    Notice::parse(text).unwrap_or_else(|| panic!("{text} is written as the files write it"))
}

#[test]
fn a_notice_has_one_spelling() {
    for text in [
        "1 day",
        "30 days",
        "6 weeks",
        "1 month",
        "3 months",
        "600 months",
        "3 months to the end of a month",
        "14 days to the end of a month",
    ] {
        assert_eq!(notice(text).to_string(), text);
    }
    for text in [
        "3",
        "months",
        "0 days",
        "601 months",
        "3 months later",
        "1 months",
        "3 Months",
        "",
        "-3 months",
        "3  months",
    ] {
        assert_eq!(Notice::parse(text), None, "{text}");
    }
}

#[test]
fn what_people_write_means_one_notice() {
    for (text, meant) in [
        ("3 kuukautta", "3 months"),
        ("3 kk", "3 months"),
        ("3kk", "3 months"),
        ("1 months", "1 month"),
        ("kolme kuukautta", "3 months"),
        ("Three months", "3 months"),
        ("1 vuosi", "12 months"),
        ("30 päivää", "30 days"),
        ("30 pv", "30 days"),
        ("6 viikkoa", "6 weeks"),
        ("3 kk, kuukauden loppuun", "3 months to the end of a month"),
        ("3 kuukautta kuukauden loppuun", "3 months to the end of a month"),
        (
            "3 kuukautta kuukauden viimeiseen päivään",
            "3 months to the end of a month",
        ),
        (
            "3 months, to the end of the month",
            "3 months to the end of a month",
        ),
    ] {
        let found = Notice::find_loosely(text).map(|notice| notice.to_string());
        assert_eq!(found.as_deref(), Some(meant), "{text}");
    }
    for text in [
        "3",
        "kolme",
        "kk",
        "3 kk ja rapiat",
        "3 kuuta",
        "700 kk",
        "99999999999 kk",
        "51 vuotta",
    ] {
        assert_eq!(Notice::find_loosely(text), None, "{text}");
    }
}

#[test]
fn a_notice_takes_effect_the_day_after_it_has_run() {
    for (text, given, effective) in [
        ("1 day", "2024-02-28", "2024-03-01"),
        ("1 day", "2023-02-28", "2023-03-02"),
        ("30 days", "2024-01-31", "2024-03-02"),
        ("6 weeks", "2025-12-31", "2026-02-12"),
        ("3 months", "2025-06-15", "2025-09-16"),
        ("3 months", "2025-11-30", "2026-03-01"),
        ("1 month", "2024-01-31", "2024-03-01"),
        ("12 months", "2024-02-29", "2025-03-01"),
        ("3 months to the end of a month", "2025-06-15", "2025-10-01"),
        ("3 months to the end of a month", "2025-06-30", "2025-10-01"),
        ("3 months to the end of a month", "2025-11-30", "2026-03-01"),
        ("14 days to the end of a month", "2024-02-15", "2024-03-01"),
        ("14 days to the end of a month", "2024-02-16", "2024-04-01"),
    ] {
        assert_eq!(
            notice(text).effective_on(day(given)),
            Some(day(effective)),
            "{text} from {given}"
        );
    }
}

#[test]
fn the_latest_notice_has_run_by_the_end() {
    for (text, end, latest) in [
        ("3 months", "2025-12-31", "2025-09-30"),
        ("3 months", "2025-05-31", "2025-02-28"),
        ("3 months", "2027-06-30", "2027-03-31"),
        ("3 months", "2027-06-29", "2027-03-29"),
        ("3 months", "2025-02-28", "2024-11-30"),
        ("1 month", "2024-02-29", "2024-01-31"),
        ("12 months", "2025-02-28", "2024-02-29"),
        ("30 days", "2024-03-01", "2024-01-31"),
        ("6 weeks", "2026-02-11", "2025-12-31"),
        ("3 months to the end of a month", "2025-12-31", "2025-09-30"),
        ("3 months to the end of a month", "2025-12-30", "2025-08-31"),
        ("3 months to the end of a month", "2025-02-28", "2024-11-30"),
        ("3 months to the end of a month", "2024-05-31", "2024-02-29"),
        ("14 days to the end of a month", "2024-02-29", "2024-02-15"),
        ("14 days to the end of a month", "2024-02-28", "2024-01-17"),
    ] {
        let notice = notice(text);
        let latest = day(latest);
        assert_eq!(
            notice.latest_before(day(end)),
            Some(latest),
            "{text} before {end}"
        );
        assert!(
            notice.runs_out_on(latest) <= Some(day(end)),
            "{text} before {end}"
        );
    }
}

/// `notice_months` says no more than how many months before the end a decision is due.
#[test]
fn months_before_the_end_keep_the_day_of_its_number() {
    for (n, end, latest) in [
        (3, "2027-06-30", "2027-03-30"),
        (3, "2025-02-28", "2024-11-28"),
        (3, "2025-05-31", "2025-02-28"),
        (3, "2025-12-31", "2025-09-30"),
    ] {
        let before = Notice::months_before_end(n);
        assert_eq!(
            before.latest_before(day(end)),
            Some(day(latest)),
            "{n} before {end}"
        );
    }
}

#[test]
fn before_an_end_all_of_it_is_read() {
    let end = Wording::fixed("the end", "päättymistä");
    for (text, en, fi) in [
        ("30 days", "30 days before the end", "30 päivää ennen päättymistä"),
        (
            "3 months to the end of a month",
            "3 months before the end, counted to the end of a month",
            "3 kuukautta ennen päättymistä, kuukauden loppuun laskettuna",
        ),
    ] {
        let said = notice(text).before(&end);
        assert_eq!((said.get(Lang::En), said.get(Lang::Fi)), (en, fi));
    }
}

#[test]
fn people_read_it_in_their_language() {
    for (text, fi) in [
        ("1 month", "1 kuukausi"),
        ("30 days", "30 päivää"),
        ("3 months to the end of a month", "3 kuukautta kuukauden loppuun"),
    ] {
        assert_eq!(notice(text).label().get(Lang::En), text);
        assert_eq!(notice(text).label().get(Lang::Fi), fi);
    }
}

proptest::proptest! {
    /// Both directions of the reckoning agree: what is given on the latest day has run, and a day later it has not.
    #[test]
    fn the_two_directions_agree(n in 1u32..400, unit in 0usize..3, to in 0usize..2, offset in 0u64..4000) {
        let unit = [TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months][unit];
        let runs_to = [RunsTo::Day, RunsTo::MonthEnd][to];
        let notice = Notice { duration: Duration { n, unit }, runs_to };
        let end = day("2020-01-01") + Days::new(offset);
        let latest = notice.latest_before(end).expect("within the calendar");
        proptest::prop_assert!(notice.runs_out_on(latest) <= Some(end));
        let next = latest.succ_opt().expect("within the calendar");
        proptest::prop_assert!(notice.runs_out_on(next) > Some(end));
    }
}
