//! Who sits in a group: seats that cannot be so, chairs that are vacant, members that have gone, and names of persons.

use super::standing::{Overview, Standing};
use crate::diagnostic::{At, Code, Diagnostic, Findings, Place, Span};
use crate::model::truth::{SeatProblem, SeatViolation, seat_violations};
use crate::model::{Agreement, Group, Seat, Vacancy, Vacant, vacancies};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_seats(agreement: &Agreement, findings: &mut Findings) {
    for violation in seat_violations(agreement) {
        let code = match violation.problem {
            SeatProblem::Reversed => Code::SeatReversed,
            SeatProblem::TwoChairs => Code::OverlappingChairs,
            SeatProblem::HeldTwice => Code::OverlappingSeats,
            SeatProblem::OutsideTerm | SeatProblem::AfterDissolution => Code::SeatOutsideTerm,
            SeatProblem::InPlaceOfNoOne => Code::UnknownSeatPredecessor,
        };
        findings.push_with(code, &agreement.file, || describe(agreement, code, &violation));
    }
}

fn describe(agreement: &Agreement, code: Code, violation: &SeatViolation<'_>) -> Diagnostic {
    let place = |span| Place::new(&agreement.file, span);
    let finding = Diagnostic::new(code, place(span(violation)), seat_statement(violation));
    let finding = finding.with_help(seat_help(violation.problem));
    match violation.other {
        Some(other) => finding.with_related(
            place(other.organisation.span),
            Wording::fixed("the earlier entry", "aiempi merkintä"),
        ),
        None => finding,
    }
}

fn span(violation: &SeatViolation<'_>) -> Span {
    let seat = violation.seat;
    let (from, until) = (seat.from.as_ref(), seat.until.as_ref());
    let span = match violation.problem {
        SeatProblem::Reversed => until.map(|at| at.span),
        SeatProblem::TwoChairs => from.map(|at| at.span),
        SeatProblem::OutsideTerm | SeatProblem::AfterDissolution => from.or(until).map(|at| at.span),
        SeatProblem::InPlaceOfNoOne => seat.in_place_of.as_ref().map(|at| at.span),
        SeatProblem::HeldTwice => None,
    };
    span.unwrap_or(seat.organisation.span)
}

/// What is wrong with a seat, in one sentence.
#[must_use]
pub fn seat_statement(violation: &SeatViolation<'_>) -> Wording {
    let seat = violation.seat;
    let (group, id) = (&violation.group.id.value, &seat.organisation.value);
    let role = violation.kind.label();
    let other = violation.other.map_or(id, |other| &other.organisation.value);
    let before = seat.in_place_of.as_ref().map_or(id, |before| &before.value);
    match violation.problem {
        SeatProblem::Reversed => wording!(
            en: "the seat of {role} `{id}` in the group `{group}` ends before it begins",
            fi: "{role} `{id}` lähtee ryhmästä `{group}` ennen kuin tulee",
            role
        ),
        SeatProblem::TwoChairs => wording!(
            en: "group `{group}` has two chairs on the same day: `{other}` and `{id}`",
            fi: "ryhmällä `{group}` on samana päivänä kaksi puheenjohtajaa: `{other}` ja `{id}`"
        ),
        SeatProblem::HeldTwice => wording!(
            en: "{role} `{id}` is in the group `{group}` twice on the same day",
            fi: "{role} `{id}` on ryhmässä `{group}` kahdesti samana päivänä",
            role
        ),
        SeatProblem::OutsideTerm => wording!(
            en: "{role} `{id}` is not in the group `{group}` on any day of the term",
            fi: "{role} `{id}` ei ole ryhmässä `{group}` yhtenäkään sopimuskauden päivänä",
            role
        ),
        SeatProblem::AfterDissolution => wording!(
            en: "{role} `{id}` joins the group `{group}` after it is dissolved",
            fi: "{role} `{id}` tulee ryhmään `{group}` vasta, kun ryhmä on lakkautettu",
            role
        ),
        SeatProblem::InPlaceOfNoOne => wording!(
            en: "`{before}` was not in the group `{group}` before `{id}`",
            fi: "`{before}` ei ollut ryhmässä `{group}` ennen organisaatiota `{id}`"
        ),
    }
}

/// The next step.
#[must_use]
pub const fn seat_help(problem: SeatProblem) -> Wording {
    match problem {
        SeatProblem::Reversed => Wording::fixed("correct `from` or `until`", "korjaa `from` tai `until`"),
        SeatProblem::TwoChairs => Wording::fixed(
            "end the earlier one on the day before (`until`), or list one of them under `roles`",
            "päätä aiempi edelliseen päivään (`until`) tai siirrä toinen kenttään `roles`",
        ),
        SeatProblem::HeldTwice => Wording::fixed(
            "keep one entry, or correct the dates; it is counted once",
            "säilytä yksi merkintä tai korjaa päivät; se lasketaan kerran",
        ),
        SeatProblem::OutsideTerm | SeatProblem::AfterDissolution => Wording::fixed(
            "correct the dates, or delete the entry",
            "korjaa päivät tai poista merkintä",
        ),
        SeatProblem::InPlaceOfNoOne => Wording::fixed(
            "list it with the day on which it left (`until`), or delete `in_place_of`",
            "lisää se ryhmään lähtöpäivineen (`until`) tai poista `in_place_of`",
        ),
    }
}

/// The message does not repeat the name: findings are printed where contacts are not.
pub(super) fn check_persons(agreement: &Agreement, findings: &mut Findings) {
    let seats = agreement.groups.iter().flat_map(Group::seats);
    let positions = |seat: &Seat| {
        [
            ("representative", seat.representative.clone()),
            ("substitute", seat.substitute.clone()),
        ]
    };
    for (_, seat) in seats {
        for (field, position) in positions(seat) {
            let Some(position) = position.filter(looks_like_person) else {
                continue;
            };
            let id = &seat.organisation.value;
            let message = wording!(
                en: "`{field}` of `{id}` seems to be the name of a person",
                fi: "organisaation `{id}` kenttä `{field}` näyttää henkilön nimeltä"
            );
            let place = Place::new(&agreement.file, position.span);
            findings.push(
                Diagnostic::new(Code::PersonalRepresentative, place, message).with_help(Wording::fixed(
                    "write the position, for example `opinto-ohjaaja`; names of persons belong in `contact`",
                    "kirjoita tehtävänimike, esimerkiksi `opinto-ohjaaja`; henkilöiden nimet kuuluvat kenttään `contact`",
                )),
            );
        }
    }
}

/// Two to four words of which each is written like a name.
fn looks_like_person(position: &At<String>) -> bool {
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().any(char::is_lowercase)
            && letters.all(|letter| letter.is_alphabetic() || letter == '-')
    };
    let words: Vec<&str> = position.value.split_whitespace().collect();
    (2..=4).contains(&words.len()) && words.into_iter().all(is_name)
}

/// A chair that no one holds any more, and organisations that have gone and are still in a group.
pub(super) fn check_vacancies(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    if !standing.is_current() {
        return;
    }
    let day = overview.today.max(standing.milestones.starts_on);
    let vacant = vacancies(standing.agreement, |id| overview.find_organisation(id), day);
    for vacancy in vacant.iter().filter(|vacancy| vacancy.since <= day) {
        findings.push(vacant_seat(standing, vacancy));
    }
}

fn vacant_seat(standing: &Standing, vacancy: &Vacancy<'_>) -> Diagnostic {
    let agreement = standing.agreement;
    let message = vacancy.describe(agreement);
    let (code, span) = match &vacancy.what {
        Vacant::Chair { last, .. } => (
            Code::VacantChair,
            last.until.as_ref().map_or(last.organisation.span, |at| at.span),
        ),
        Vacant::Holder { seats, .. } => (Code::AbsentMember, seats[0].2.organisation.span),
    };
    let help = match (vacancy.command(agreement), &vacancy.what) {
        (Some(command), Vacant::Chair { .. }) => wording!(
            en: "record who leads it now: `{command}`",
            fi: "kirjaa, kuka sitä nyt johtaa: `{command}`"
        ),
        (Some(command), Vacant::Holder { .. }) => wording!(
            en: "record that it left: `{command}`",
            fi: "kirjaa, että se on lähtenyt: `{command}`"
        ),
        (None, _) => vacancy.correction(agreement),
    };
    Diagnostic::new(code, standing.place(span), message).with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::source::testing::{day, find, registry};
    use crate::validate::{check_agreement, check_registry, keep_what_compares};
    use crate::wording::Lang;

    const SIGNATORIES: &str = "
signatories:
  - { organisation: aa, name: Aa, kind: other, regions: all, signed: 2014-01-01, contact: { email: a@example.fi } }
  - { organisation: bb, name: Bb, kind: other, regions: all, signed: 2014-01-01, contact: { email: b@example.fi } }
  - { organisation: cc, name: Cc, kind: other, regions: all, signed: 2014-01-01, contact: { email: c@example.fi } }
  - { organisation: gone, name: Poissa, kind: other, regions: all, signed: 2014-01-01, withdrawn: { notice: 2015-01-01, effective: 2015-07-01 }, contact: { email: d@example.fi } }
  - { organisation: never, name: Kieltäytyjä, kind: other, regions: all, declined: 2013-12-10, contact: { email: e@example.fi } }
  - { organisation: later, name: Liittyjä, kind: other, regions: all, joined: 2016-01-01, signed: 2016-01-01, contact: { email: f@example.fi } }
";

    /// The findings on a day of an agreement whose one group has these seats.
    fn check(seats: &str, on: &str) -> String {
        check_of_term("ends: 2017-12-31", seats, on)
    }

    fn check_of_term(ends: &str, seats: &str, on: &str) -> String {
        let text = format!(
            "title: Sopimus\nterm: {{ starts: 2014-01-01, {ends} }}\ngroups:\n  - id: elo\n    \
             name: ELO\n    regions: all\n    duties: [Tekee.]\n    {seats}{SIGNATORIES}"
        );
        let registry = registry(
            &[("tno", &text)],
            "organisations: [{ id: cc, name: Cc, ceased: 2016 }]",
        );
        let of_file = check_agreement(find(&registry, "tno"), day(on)).findings;
        let beside_others = check_registry(&registry, day(on)).findings;
        let mut kept = registry.clone();
        keep_what_compares(&mut kept.agreements[0], day(on), |id| id.as_str() == "cc");
        let of_kept = check_registry(&kept, day(on)).findings;
        assert_eq!(of_kept.sorted(), beside_others.clone().sorted());
        let all = of_file.sorted().into_iter().chain(beside_others.sorted());
        let is_of_group = |found: &crate::diagnostic::Diagnostic| {
            // That one joins later is found of itself.
            found.code != Code::FutureDate && !found.code.name().ends_with("-signatory")
        };
        let shown = all.filter(is_of_group).map(|found| {
            let help = found.help.as_ref().map_or("", |help| help.get(Lang::En));
            format!(
                "{}: {}\n    {help}",
                found.code.name(),
                found.message.get(Lang::En)
            )
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn seats_without_dates_or_one_after_the_other_are_sound() {
        for seats in [
            "chair: aa\n    members: [aa, bb]\n",
            "chair: [{ organisation: aa, until: 2014-12-31 }, { organisation: bb, from: 2015-01-01 }]\n    members: [aa]\n",
            "chair: [{ organisation: aa, until: 2015 }, { organisation: bb, from: 2015, in_place_of: aa }]\n    members: [aa]\n",
            "chair: aa\n    members: [aa, { organisation: bb, until: 2014 }, { organisation: bb, from: 2016 }]\n",
            "chair: aa\n    members: [{ organisation: aa, representative: opinto-ohjaaja, substitute: Ryhmän sihteeri }]\n",
        ] {
            assert_eq!(check(seats, "2015-06-30"), "", "{seats}");
        }
    }

    #[test]
    fn seats_that_cannot_be_so_are_found() {
        insta::assert_snapshot!(check(
            "chair: [{ organisation: aa, until: 2015-01-01 }, { organisation: bb, from: 2015-01-01 }]\n    members: [aa]\n",
            "2015-06-30"
        ));
        insta::assert_snapshot!(check(
            "members: [aa, { organisation: bb, from: 2015-03, until: 2015-02 }]\n",
            "2015-06-30"
        ));
        insta::assert_snapshot!(check(
            "members: [aa, { organisation: aa, from: 2015 }]\n",
            "2015-06-30"
        ));
        insta::assert_snapshot!(check(
            "members: [aa, { organisation: bb, from: 2018 }, { organisation: cc, until: 2013 }]\n",
            "2015-06-30"
        ));
        insta::assert_snapshot!(check(
            "members: [{ organisation: aa, from: 2015, in_place_of: bb }]\n",
            "2015-06-30"
        ));
        insta::assert_snapshot!(check(
            "members: [{ organisation: aa, representative: Etunimi Suku-Nimi, substitute: Etunimi Sukunimi }]\n",
            "2015-06-30"
        ));
    }

    #[test]
    fn vacant_seats_are_found_from_their_first_day_on() {
        let led = "chair: [{ organisation: aa, until: 2015-06-29 }]\n    members: [aa]\n";
        assert_eq!(check(led, "2015-06-29"), "");
        insta::assert_snapshot!(check(led, "2015-06-30"));
        let members = "members: [aa, gone, cc]\n    roles: [{ role: sihteeri, organisation: gone, until: 2015-06-30 }]\n";
        assert_eq!(check(members, "2015-06-30"), "");
        insta::assert_snapshot!(check(members, "2015-07-01"));
        insta::assert_snapshot!(check(members, "2017-01-01"));
        let left =
            "members: [aa, { organisation: gone, until: 2015-06-30 }, { organisation: cc, until: 2016 }]\n";
        assert_eq!(check(left, "2017-01-01"), "");
    }

    #[test]
    fn what_continues_has_seats_after_its_written_end() {
        let later = "chair: [{ organisation: aa, until: 2018-04-30 }, { organisation: bb, from: 2018-05-01 }]\n    members: [aa]\n";
        let lapsed = check(later, "2015-06-30");
        assert!(lapsed.contains("seat-outside-term: chair `bb`"), "{lapsed}");
        let continues = "ends: 2017-12-31, continues: { by: 12 months }";
        assert_eq!(check_of_term(continues, later, "2018-06-30"), "");
    }

    #[test]
    fn a_group_that_is_dissolved_takes_no_one_in() {
        let seats =
            |from| format!("members: [aa, {{ organisation: bb, from: {from} }}]\n    dissolved: 2016-05\n");
        assert_eq!(check(&seats("2016-04-30"), "2015-06-30"), "");
        assert_eq!(check(&seats("2016"), "2015-06-30"), "");
        insta::assert_snapshot!(check(&seats("2016-05-01"), "2015-06-30"));
    }

    #[test]
    fn a_seat_that_begins_before_joining_or_after_leaving_is_corrected_by_hand() {
        insta::assert_snapshot!(check(
            "chair: { organisation: never, from: 2015 }\n    members: [aa, { organisation: gone, from: 2015-08 }, { organisation: later, from: 2015-05 }]\n",
            "2015-09-01"
        ));
        insta::assert_snapshot!(check(
            "members: [aa, { organisation: gone, until: 2016 }]\n",
            "2015-09-01"
        ));
        // Who never signed has no seat of the beginning to leave, and who joins later may be named in the text.
        assert_eq!(check("members: [aa, never, later]\n", "2015-09-01"), "");
        let after = "members: [aa, { organisation: later, from: 2015-05 }]\n";
        assert_eq!(check(after, "2016-01-01"), "");
    }
}
