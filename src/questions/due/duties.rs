//! The duties of groups that have a time: those to be done once, before and after their day, and the next round
//! of those that recur. No fact in the files says whether a duty was done, but for the meetings of a group.

use chrono::NaiveDate;

use super::Matter;
use crate::model::command;
use crate::model::{AgreementStatus, Duty, DutyOwner, Meetings, PartialDate, Standing, Timing, rounds};
use crate::questions::duty_days::{DutyCalendar, DutyDays};
use crate::view::DueKind;
use crate::wording;
use crate::wording::Wording;

/// Hands over the duties of an agreement that are due on a day or later; `owners` says one after the other whose
/// they are.
pub(super) fn duties(
    standing: &Standing,
    owners: &[DutyOwner],
    today: NaiveDate,
    mut take: impl FnMut(Matter),
) {
    if standing.status != AgreementStatus::InForce {
        return;
    }
    let agreement = standing.agreement;
    let mut owners = owners.iter();
    let calendar = DutyCalendar::of(standing, today);
    for group in &agreement.groups {
        let (id, group_id) = (agreement.id.value.as_str(), group.id.value.as_str());
        let next_command = command(&["duties", "--agreement", id, "--group", group_id]);
        for (duty, owner) in group.duties.iter().zip(owners.by_ref()) {
            let days = calendar
                .days(group, duty)
                .filter(|_| !group.is_dissolved_on(today));
            let Some(days) = days else { continue };
            let Some(deadline) = deadline(days, today) else {
                continue;
            };
            let (what, next_command) = match days.meetings {
                Some(meetings) => (
                    describe_meeting(duty, meetings),
                    command(&["events", "--agreement", id]),
                ),
                None => (describe(duty), next_command.clone()),
            };
            take(Matter {
                kind: DueKind::Duty,
                organisation: owner.only.clone(),
                deadline,
                what,
                next_command,
            });
        }
    }
}

/// A duty that is done once, or by a day, stays until the agreement is over; of one that recurs the next round is shown, if
/// anybody is bound then.
fn deadline(days: DutyDays, today: NaiveDate) -> Option<PartialDate> {
    let Some(months) = days.every_months else {
        return Some(days.date);
    };
    let next = rounds(days.date.first_day(), months).find(|day| *day >= today)?;
    days.binding(next)
}

fn describe_meeting(duty: &Duty, meetings: Meetings) -> Wording {
    let last = wording!(en: "last met {last}", fi: "kokoontui viimeksi {last}", last = meetings.last);
    let planned = meetings
        .planned
        .map(|planned| wording!(en: "next meeting {planned}", fi: "seuraava kokous {planned}", planned));
    let rhythm = match duty.timing {
        Timing::Every(every) => Some(every.label()),
        Timing::Continuous | Timing::Due(_) => None,
    };
    let facts: Vec<Wording> = rhythm.into_iter().chain([last]).chain(planned).collect();
    let (text, facts) = (&duty.text.value, Wording::joined(&facts, "; "));
    wording!(en: "{text} ({facts})", fi: "{text} ({facts})", text, facts)
}

fn describe(duty: &Duty) -> Wording {
    let text = &duty.text.value;
    match duty.timing {
        Timing::Every(every) => wording!(
            en: "{text} ({every}, a new round begins)",
            fi: "{text} ({every}, uusi jakso alkaa)",
            text, every = every.label()
        ),
        _ => wording!(en: "{text}", fi: "{text}", text),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::model::{Edition, rounds};
    use crate::questions::Within;
    use crate::questions::testing::both;
    use crate::source::testing::day;
    use crate::view::{CalendarKind, DueKind};
    use crate::wording::Lang;

    const DUTIES: &str = "
title: Sopimus
signatories: [{ organisation: ely, name: ELY, kind: other, regions: all, signed: 2013-12-01 }]
groups:
  - id: elo
    name: ELO
    regions: all
    duties:
      - Seuraa toimintaa.
      - { text: Kokoaa tiedot., every: half-year, responsible: [ely] }
      - { text: Arvioi., every: month }
      - { text: Järjestää käynnin., due: 2014-10 }
  - { id: vanha, name: Vanha, regions: all, dissolved: 2015-03-02, duties: [{ text: Raportoi., every: quarter }, { text: Oli jo., due: 2014-02 }] }
";

    /// Groups whose duty is to meet: one that goes on, one that is dissolved, and one of which no meeting is recorded.
    const MEETINGS: &str = "
  - { id: ohjaus, name: Ohjaus, regions: all, duties: [{ text: Ohjaus kokoontuu., every: half-year, meeting: true }] }
  - { id: paattynyt, name: Päättynyt, regions: all, dissolved: 2015-06, duties: [{ text: Päättynyt kokoontuu., every: quarter, meeting: true }] }
  - { id: hiljainen, name: Hiljainen, regions: all, duties: [{ text: Hiljainen kokoontuu., every: quarter, meeting: true }] }
events:
  - { id: o1, date: 2014-05-06, title: O, kind: meeting, group: ohjaus }
  - { id: o2, date: 2014-12, title: O, kind: meeting, group: ohjaus, public: true }
  - { id: o3, date: 2015-03-01, title: O, kind: meeting, group: ohjaus, cancelled: true }
  - { id: p1, date: 2014-08-31, title: P, kind: meeting, group: paattynyt }
  - { id: h1, date: 2014-08-31, title: H, kind: training, group: hiljainen }
";

    /// The deadlines of the duties, each with its text and the days that are left.
    fn describe(term: &str, today: &str, within: &str) -> Vec<String> {
        let both = both(&[("a", &format!("{term}{DUTIES}"))], "");
        let within = Within::parse(within).expect("a test names real times");
        let rows = both.due(day(today), within, Lang::Fi).into_iter();
        let duties = rows.filter(|row| row.kind == DueKind::Duty);
        duties
            .map(|row| {
                let owner = row.organisation.unwrap_or_default();
                format!("{} ({}) {} {owner}", row.deadline, row.days_left, row.what)
            })
            .collect()
    }

    const TERM: &str = "term: { starts: 2014-01-15, ends: 2015-12-31 }";

    #[test]
    fn the_next_round_and_what_is_overdue() {
        assert_eq!(
            describe(TERM, "2015-01-15", "2m"),
            [
                "2014-02 (-321) Oli jo. ",
                "2014-10 (-76) Järjestää käynnin. ",
                "2015-01-15 (0) Arvioi. (kuukausittain, uusi jakso alkaa) ",
                "2015-01-15 (0) Raportoi. (neljännesvuosittain, uusi jakso alkaa) ",
                "2015-01-15 (0) Kokoaa tiedot. (puolivuosittain, uusi jakso alkaa) ely",
            ]
        );
        // A round that has begun is none that is to come, and a dissolved group has nothing to do any more.
        assert_eq!(
            describe(TERM, "2015-03-16", "2w"),
            ["2014-10 (-136) Järjestää käynnin. "]
        );
        assert_eq!(
            describe(TERM, "2014-10-31", "2w"),
            ["2014-02 (-245) Oli jo. ", "2014-10 (0) Järjestää käynnin. "]
        );
        let before = describe(TERM, "2014-02-28", "15d");
        assert_eq!(
            before,
            [
                "2014-02 (0) Oli jo. ",
                "2014-03-15 (15) Arvioi. (kuukausittain, uusi jakso alkaa) "
            ]
        );
    }

    #[test]
    fn no_round_begins_after_the_effective_end() {
        let next = |term: &str, today: &str| {
            let shown = describe(term, today, "1y").into_iter();
            shown
                .filter(|row| row.contains("Arvioi"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert!(next(TERM, "2015-12-15").starts_with("2015-12-15 (0)"));
        assert_eq!(next(TERM, "2015-12-16"), "");
        let extended = TERM.replace("12-31 }", "12-31, extended: [{ until: 2016-02-15 }] }");
        assert!(next(&extended, "2016-01-16").starts_with("2016-02-15 (30)"));
        assert_eq!(next(&extended.replace("02-15", "02-14"), "2016-01-16"), "");
        let terminated = format!("{TERM}\nterminated: {{ on: 2015-12-15 }}");
        assert!(next(&terminated, "2015-11-15").starts_with("2015-11-15 (0)"));
        assert_eq!(next(&terminated, "2015-11-16"), "");
        // After the end no one has duties, not even the ones that were never done.
        assert!(describe(TERM, "2016-01-01", "1y").is_empty());
    }

    /// A group that has met is to meet again; one of which nothing is recorded has its rounds alone.
    #[test]
    fn a_group_is_to_meet_again_after_its_last_meeting() {
        let check = |events: &str, today: &str, expected: &[&str]| {
            let text = format!(
                "{TERM}
title: Sopimus
signatories: [{{ organisation: ely, name: ELY, kind: other, regions: all, signed: 2013-12-01 }}]
groups:
  - id: ohjaus
    name: Ohjausryhmä
    regions: all
    dissolved: 2015-09
    chair: ely
    duties: [{{ text: Kokoontuu., every: half-year, meeting: true }}, {{ text: Raportoi., every: half-year }}]
events:
  - {{ id: muu, date: 2014-02-01, title: Muu kokous, kind: meeting }}
{events}"
            );
            let both = both(&[("a", &text)], "");
            let within = Within::parse("1m").expect("a test names real times");
            let rows = both.due(day(today), within, Lang::Fi).into_iter();
            let shown: Vec<String> = rows
                .map(|row| {
                    let owner = row.organisation.unwrap_or_default();
                    format!("{} {} {owner}: {}", row.deadline, row.what, row.next_command)
                })
                .collect();
            assert_eq!(shown, expected, "{events} {today}");
        };
        let round = "2014-07-15 Kokoontuu. (puolivuosittain, uusi jakso alkaa) ely: kumppani duties --agreement a --group ohjaus";
        let report = "2014-07-15 Raportoi. (puolivuosittain, uusi jakso alkaa) ely: kumppani duties --agreement a --group ohjaus";
        check("", "2014-07-01", &[round, report]);
        let held = "  - { id: m1, date: 2014-05-06, title: Kokous, kind: meeting, group: ohjaus }\n";
        check(held, "2014-07-01", &[report]);
        let met = "2014-11-06 Kokoontuu. (puolivuosittain; kokoontui viimeksi 6.5.2014) ely: kumppani events --agreement a";
        check(held, "2014-10-06", &[met]);
        // It stays until the group meets, works no more or the agreement is over.
        check(held, "2014-12-20", &[met, &report.replace("2014-07", "2015-01")]);
        check(held, "2015-09-01", &[]);
        let planned = [
            held,
            "  - { id: m2, date: 2014-12-30, title: Kokous, kind: meeting, group: ohjaus }\n",
        ]
        .concat();
        let next = "2014-11-06 Kokoontuu. (puolivuosittain; kokoontui viimeksi 6.5.2014; seuraava kokous 30.12.2014) ely: kumppani events --agreement a";
        check(&planned, "2014-12-10", &[next]);
        check(&planned, "2014-12-30", &[&report.replace("2014-07", "2015-01")]);
        let cancelled = held.replace("kind: meeting", "cancelled: true, kind: meeting");
        check(&cancelled, "2014-07-01", &[round, report]);
        // Neither do a training, nor a meeting to come, say that the meetings are recorded.
        let training = held.replace("kind: meeting", "kind: training");
        check(&training, "2014-07-01", &[round, report]);
        check(
            &held.replace("2014-05", "2014-07"),
            "2014-07-01",
            &[round, report],
        );
        // The next meeting would be due after the group has been dissolved.
        let late = held.replace("2014-05-06", "2015-04-01");
        check(&late, "2015-08-20", &[]);
    }

    /// The calendar and the list are reckoned alike: on every day of three years, for every kind of end.
    #[test]
    fn the_rounds_are_those_of_the_calendar() {
        let next = "\ntitle: B\nterm: { starts: 2015-04-15, ends: open-ended }\nsupersedes: [a]\nsignatories: [{ organisation: ely, name: ELY, kind: other, regions: all, signed: 2015-04-15 }]";
        let (mut n_compared, mut n_met) = (0, 0);
        for term in [
            TERM.to_owned(),
            TERM.replace("ends: 2015-12-31", "ends: open-ended"),
            TERM.replace("12-31 }", "12-31, extended: [{ until: 2016-02-15 }] }"),
            format!("{TERM}\nterminated: {{ on: 2015-07 }}"),
        ] {
            let own = format!("{term}{DUTIES}{MEETINGS}");
            for files in [vec![("a", own.as_str())], vec![("a", own.as_str()), ("b", next)]] {
                let both = both(&files, "");
                for today in day("2013-12-30")
                    .iter_days()
                    .step_by(3)
                    .take_while(|on| *on < day("2016-12-31"))
                {
                    let within = Within::parse("4m").expect("a time");
                    let last = within.last_day(today);
                    let entries = both.calendar(today, Edition::Internal, Lang::Fi);
                    let duties = entries.iter().filter(|entry| entry.kind == CalendarKind::Duty);
                    let days = duties.filter_map(|entry| {
                        let (first, last) = entry.days();
                        let on = match entry.every_months {
                            None => last,
                            Some(months) => rounds(first, months)
                                .take_while(|on| entry.until.is_none_or(|until| *on <= until))
                                .find(|on| *on >= today)?,
                        };
                        Some((on, entry.title.text.clone()))
                    });
                    let is_dissolved = |text: &str| text == "Oli jo." && today >= day("2015-03-02");
                    let expected: BTreeSet<_> = days
                        .filter(|(on, text)| *on <= last && !is_dissolved(text))
                        .collect();
                    let due = both.due(today, within, Lang::Fi).into_iter();
                    let due = due.filter(|row| row.kind == DueKind::Duty);
                    n_met += due
                        .clone()
                        .filter(|row| row.what.contains("kokoontui viimeksi"))
                        .count();
                    let shown: BTreeSet<_> = due
                        .map(|row| {
                            let text = row.what.split(" (").next().unwrap_or_default().to_owned();
                            (row.deadline.last_day(), text)
                        })
                        .collect();
                    assert_eq!(shown, expected, "{today} {term}");
                    n_compared += shown.len();
                }
            }
        }
        assert!(n_compared > 1_000 && n_met > 500, "{n_compared} {n_met}");
    }
}
