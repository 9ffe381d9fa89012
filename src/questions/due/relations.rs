//! What becomes of an agreement by what it has to do with others: its main agreement ends, or its parties
//! leave it.

use super::{Matter, Outlook};
use crate::model::command;
use crate::model::{Standing, can_be_renewed, few_parties, outlived_on};
use crate::view::DueKind;
use crate::wording;
use crate::wording::Wording;

/// A sub-agreement that goes on after the last day of its main agreement.
pub(super) fn main_agreement(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    let agreement = standing.agreement;
    let is_this = |other: &Standing| std::ptr::eq(other.agreement, agreement);
    let number = outlook.standings.iter().position(is_this);
    let main = number.and_then(|number| outlook.parts.main_of(number));
    let main = main.map(|main| &outlook.standings[main]);
    let Some((main, last)) = main.and_then(|main| Some((main, outlived_on(standing, main)?))) else {
        return Vec::new();
    };
    let next = main.successors.iter().map(|next| &outlook.standings[*next]);
    let next = next
        .filter(|next| next.is_current())
        .map(|next| &next.agreement.id.value);
    let next: Vec<String> = next.map(ToString::to_string).collect();
    let id = &main.agreement.id.value;
    let ends = if last < outlook.today {
        Wording::fixed("ended", "päättyi")
    } else {
        Wording::fixed("ends", "päättyy")
    };
    let followed = if next.is_empty() {
        wording!(en: "the main agreement {id} {ends} {last}", fi: "pääsopimus {id} {ends} {last}", ends, last)
    } else {
        let next = next.join(", ");
        wording!(
            en: "the main agreement {id} {ends} {last} and is followed by {next}",
            fi: "pääsopimus {id} {ends} {last}, ja sitä seuraa {next}",
            ends, last
        )
    };
    let question = Wording::fixed(
        "renew this sub-agreement, move it or end it",
        "uudistetaanko tämä alasopimus, siirretäänkö vai päätetäänkö?",
    );
    let verb = if can_be_renewed(standing) { "renew" } else { "show" };
    vec![Matter {
        kind: DueKind::SubAgreement,
        organisation: None,
        deadline: last.into(),
        what: Wording::joined(&[followed, question], ": "),
        next_command: command(&[verb, agreement.id.value.as_str()]),
    }]
}

/// An agreement in force that binds no one, or one party alone, today or from a day on.
pub(super) fn parties(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    let find = |id: &_| outlook.registry.find_organisation(id);
    let Some(few) = few_parties(standing, find, outlook.today) else {
        return Vec::new();
    };
    let is_so = few.since <= outlook.today;
    let what = match few.left.first().map(|only| &only.name.value) {
        None if is_so => Wording::fixed(
            "the agreement no longer binds anyone: end it, or register the parties that continue",
            "sopimus ei enää sido ketään: päätetäänkö se, vai kuka jatkaa?",
        ),
        None => Wording::fixed(
            "the agreement binds no one from this day: end it, or register the parties that continue",
            "sopimus ei tästä päivästä alkaen sido ketään: päätetäänkö se, vai kuka jatkaa?",
        ),
        Some(name) if is_so => wording!(
            en: "the agreement binds only {name}: end it, or register the parties that continue",
            fi: "sopimus sitoo enää yhtä ({name}): päätetäänkö se, vai kuka jatkaa?"
        ),
        Some(name) => wording!(
            en: "the agreement binds only {name} from this day: end it, or register the parties that continue",
            fi: "sopimus sitoo tästä päivästä alkaen vain yhtä ({name}): päätetäänkö se, vai kuka jatkaa?"
        ),
    };
    vec![Matter {
        kind: DueKind::Parties,
        organisation: None,
        deadline: few.since.into(),
        what,
        next_command: command(&["board", standing.agreement.id.value.as_str()]),
    }]
}

#[cfg(test)]
mod tests {
    use crate::questions::Within;
    use crate::questions::testing::both;
    use crate::source::testing::day;
    use crate::wording::Lang;

    fn check(agreements: &[(&str, &str)], organisations: &str, today: &str, lang: Lang) -> String {
        let both = both(agreements, organisations);
        let within = Within::parse("12m").expect("a stretch of time");
        let shown: Vec<String> = both
            .due(day(today), within, lang)
            .into_iter()
            .map(|row| {
                let kind = row.kind.label().get(Lang::En).to_owned();
                format!(
                    "{} {kind} {}: {}\n    {}",
                    row.deadline, row.agreement, row.what, row.next_command
                )
            })
            .collect();
        shown.join("\n")
    }

    const PARTIES: &str = "
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, signed: 2020-01-01 }
  - { organisation: bb, name: Bb, kind: education, regions: all, signed: 2020-01-01 }
";

    fn main() -> String {
        format!("title: Pääsopimus\nterm: {{ starts: 2020, ends: 2023-12-31 }}{PARTIES}")
    }

    fn part(ends: &str) -> String {
        format!("title: Ala\npart_of: paa\nterm: {{ starts: 2021, ends: {ends} }}{PARTIES}")
    }

    #[test]
    fn a_part_that_outlives_its_main_agreement_is_a_matter() {
        let (main, long) = (main(), part("2025-12-31"));
        let next = main.replace("2023-12-31", "2027").replace("2020,", "2024,") + "supersedes: [paa]\n";
        insta::assert_snapshot!(check(&[("ala", &long), ("paa", &main)], "", "2023-11-01", Lang::En), @"
        2023-12-31 sub-agreement ala: the main agreement paa ends 2023-12-31: renew this sub-agreement, move it or end it
            kumppani renew ala
        2023-12-31 decision paa: the agreement ends 2023-12-31: renew it, extend it or let it end
            kumppani renew paa
        ");
        let renewed = [("ala", long.as_str()), ("paa", &main), ("paa-2024", &next)];
        insta::assert_snapshot!(check(&renewed, "", "2024-06-01", Lang::Fi), @"
        2023-12-31 sub-agreement ala: pääsopimus paa päättyi 31.12.2023, ja sitä seuraa paa-2024: uudistetaanko tämä alasopimus, siirretäänkö vai päätetäänkö?
            kumppani renew ala
        ");
        // One that ends with it needs its own decision alone.
        insta::assert_snapshot!(check(&[("ala", &part("2023-12-31")), ("paa", &main)], "", "2023-11-01", Lang::En), @"
        2023-12-31 decision ala: the agreement ends 2023-12-31: renew it, extend it or let it end
            kumppani renew ala
        2023-12-31 decision paa: the agreement ends 2023-12-31: renew it, extend it or let it end
            kumppani renew paa
        ");
    }

    #[test]
    fn an_agreement_without_parties_is_a_matter_from_the_notice_on() {
        let left = main()
            .replace("aa, name: Aa, kind: education, regions: all,", "aa, name: Aa, kind: education, regions: all, withdrawn: { notice: 2022-05-01, effective: 2022-08-01 },")
            .replace("2023-12-31", "open-ended");
        let agreements = [("paa", left.as_str())];
        insta::assert_snapshot!(check(&agreements, "", "2022-06-01", Lang::En), @"
        2022-08-01 parties paa: the agreement binds only Bb from this day: end it, or register the parties that continue
            kumppani board paa
        ");
        insta::assert_snapshot!(check(&agreements, "", "2022-09-01", Lang::Fi), @"
        2022-08-01 parties paa: sopimus sitoo enää yhtä (Bb): päätetäänkö se, vai kuka jatkaa?
            kumppani board paa
        ");
        let ceased = "organisations: [{ id: bb, name: Bb, ceased: 2021-12-31 }]";
        insta::assert_snapshot!(check(&agreements, ceased, "2022-09-01", Lang::En), @"
        2021-12-31 succession paa: Bb has ceased (2021-12-31); no successor is recorded
            kumppani show bb
        2022-08-01 parties paa: the agreement no longer binds anyone: end it, or register the parties that continue
            kumppani board paa
        ");
    }
}
