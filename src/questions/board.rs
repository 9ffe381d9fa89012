//! The renewal board: who has signed an agreement, who is pending and since when, what to do next,
//! and what the agreement's own rule still waits for.

mod steps;

use std::cmp::Reverse;

use chrono::NaiveDate;

use self::steps::next_step;
use crate::model::time::{Milestones, SignatoryFacts};
use crate::model::{
    Agreement, AgreementStatus, EntryRule, NameOrder, PartialDate, Region, Registry, Signatory,
    SignatoryState, TextLang, standing_of,
};
use crate::view::{BlockingView, BoardRow, BoardView, NamedView, RegionProgress, RegionsView, Spoken};
use crate::wording::Lang;

/// What every row of a board depends on.
struct Day<'a> {
    registry: &'a Registry,
    agreement: &'a Agreement,
    status: AgreementStatus,
    milestones: Milestones,
    today: NaiveDate,
    lang: Lang,
}

#[must_use]
pub fn board(registry: &Registry, agreement: &Agreement, today: NaiveDate, lang: Lang) -> BoardView {
    let standing = standing_of(registry, agreement, today);
    let (status, milestones) = (standing.status, standing.milestones);
    let day = Day {
        registry,
        agreement,
        status,
        milestones,
        today,
        lang,
    };
    let rows = rows(&day);
    let n = |state| count(rows.iter().filter(|row| row.state == state));
    let (signed, pending) = (
        n(SignatoryState::Signed) + n(SignatoryState::Leaving),
        n(SignatoryState::Pending),
    );
    let sign_by = agreement.sign_by.as_ref().map(|at| at.value);
    BoardView {
        agreement: agreement.id.value.to_string(),
        title: Spoken::of(&agreement.title.value, TextLang::of(lang)),
        record: agreement.record.clone(),
        status,
        starts: agreement.term.starts.value,
        ends: standing.end.map(|end| end.date),
        decision_deadline: standing.decision_deadline_on(),
        continues_to: standing.continues_to(),
        days_left: standing.days_left(today),
        days_to_start: (milestones.starts_on - today).num_days(),
        opened: agreement.opened.as_ref().map(|opening| opening.on.value),
        sign_by,
        days_to_sign_by: sign_by.map(|by| (by.last_day() - today).num_days()),
        signed,
        pending,
        declined: n(SignatoryState::Declined),
        withdrawn: n(SignatoryState::Withdrawn),
        total: signed + pending,
        blocking: blocking(&day),
        by_region: registry
            .network()
            .regions()
            .iter()
            .map(|region| progress(&day, region))
            .collect(),
        rows,
    }
}

fn count<T>(things: impl Iterator<Item = T>) -> u32 {
    u32::try_from(things.count()).unwrap_or(u32::MAX)
}

/// The signatories of the day: one that joins later is none before.
fn signatories<'d>(day: &Day<'d>) -> impl Iterator<Item = &'d Signatory> + use<'d> {
    let today = day.today;
    let signatories = day.agreement.signatories.iter();
    signatories.filter(move |signatory| signatory.has_joined_on(today))
}

fn state_of(signatory: &Signatory, day: &Day<'_>) -> SignatoryState {
    SignatoryFacts::of(signatory).state_on(day.today)
}

fn progress(day: &Day<'_>, region: &Region) -> RegionProgress {
    let here = || {
        signatories(day)
            .filter(move |signatory| signatory.regions.contains(region))
            .map(|signatory| state_of(signatory, day))
    };
    let signed = count(here().filter(|state| state.is_bound()));
    let pending = count(here().filter(|state| *state == SignatoryState::Pending));
    RegionProgress {
        region: region.clone(),
        signed,
        pending,
        total: signed + pending,
    }
}

/// Why the rule is not met on the day, by the same reading of the facts as [`Milestones`] has: those
/// who joined later are not waited for, nor those who declined; those who left are not counted.
fn blocking(day: &Day<'_>) -> Option<BlockingView> {
    if !matches!(day.status, AgreementStatus::Draft | AgreementStatus::Signing) {
        return None;
    }
    let n_signed = count(signatories(day).filter(|signatory| state_of(signatory, day).is_bound()));
    let rule = day.agreement.entry_rule;
    let waiting_for = match rule {
        EntryRule::AllSigned => waited_for(day),
        EntryRule::StartDate | EntryRule::SignedAtLeast(_) => Vec::new(),
    };
    let missing = match rule {
        EntryRule::StartDate => 1u32.saturating_sub(n_signed),
        EntryRule::SignedAtLeast(n) => n.max(1).saturating_sub(n_signed),
        EntryRule::AllSigned => count(waiting_for.iter()).max(1u32.saturating_sub(n_signed)),
    };
    Some(BlockingView {
        rule: rule.code(),
        signed_at_least: rule.least(),
        missing,
        waiting_for,
    })
}

fn waited_for(day: &Day<'_>) -> Vec<NamedView> {
    let has_come = |date: Option<PartialDate>| date.is_some_and(|date| date.first_day() <= day.today);
    let is_waited_for = |signatory: &&Signatory| {
        let facts = SignatoryFacts::of(signatory);
        signatory.joined.is_none() && !has_come(facts.declined) && !has_come(facts.signed)
    };
    let waited_for = day.agreement.signatories.iter().filter(is_waited_for);
    waited_for
        .map(|signatory| NamedView {
            id: signatory.organisation.value.to_string(),
            name: signatory.name.value.clone(),
        })
        .collect()
}

fn rows(day: &Day<'_>) -> Vec<BoardRow> {
    let order = NameOrder::finnish();
    let mut rows: Vec<BoardRow> = signatories(day).map(|signatory| row(signatory, day)).collect();
    rows.sort_by(|a, b| {
        let is_pending = |row: &BoardRow| Reverse(row.state == SignatoryState::Pending);
        is_pending(a)
            .cmp(&is_pending(b))
            .then_with(|| order.compare(&a.name, &b.name))
            .then_with(|| a.organisation.cmp(&b.organisation))
    });
    rows
}

fn row(signatory: &Signatory, day: &Day<'_>) -> BoardRow {
    let state = state_of(signatory, day);
    let record = day.registry.find_organisation(&signatory.organisation.value);
    let ceased = record.is_some_and(|record| record.has_ceased_on(day.today));
    BoardRow {
        organisation: signatory.organisation.value.to_string(),
        name: signatory.name.value.clone(),
        regions: RegionsView::of(&signatory.regions, day.registry.network()),
        state,
        ceased,
        since: SignatoryFacts::of(signatory)
            .since(state)
            .or_else(|| pending_since(signatory, day)),
        record: signatory.record.clone(),
        next_step: next_step(signatory, state, ceased, day).map(|step| step.get(day.lang).to_owned()),
    }
}

/// The day from which a signature is waited for: the accession, else the opening, else the first
/// signature of another; as it is given, and only once it has come.
fn pending_since(signatory: &Signatory, day: &Day<'_>) -> Option<PartialDate> {
    let joined = signatory.joined.as_ref().map(|at| at.value);
    let opened = day.agreement.opened.as_ref().map(|opening| opening.on.value);
    let first_signature = || {
        let signed = day
            .agreement
            .signatories
            .iter()
            .filter_map(|other| Some(other.signed.as_ref()?.value));
        signed.min_by_key(|date| date.first_day())
    };
    joined
        .or(opened)
        .or_else(first_signature)
        .filter(|since| since.first_day() <= day.today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::{day, find, registry};

    const ORGANISATIONS: &str = "
organisations:
  - { id: ammattiopisto, name: Ammattiopisto, ceased: 2014-12-31, successors: [{ organisation: kuntayhtyma }] }
";

    fn agreement(rule: &str, more: &str) -> String {
        format!(
            "
title: Sopimus
term: {{ starts: 2015-03-01, ends: 2016 }}
in_force_when: {rule}
signatories:
  - {{ organisation: ely, name: ELY, kind: education, regions: all, signed: 2015-02-01 }}
  - {{ organisation: lappia, name: Lappia, kind: education, regions: [Länsi, Tunturi], contact: {{ email: a@example.fi }} }}
  - {{ organisation: ammattiopisto, name: Ammattiopisto, kind: education, regions: [Itä] }}
  - {{ organisation: kemi, name: Kemi, kind: education, regions: [Länsi], declined: 2015-02-03 }}
  - {{ organisation: salla, name: Salla, kind: education, regions: [Itä], signed: 2015-02-04, withdrawn: {{ notice: 2015-04, effective: 2015-06 }} }}
  - {{ organisation: inari, name: Inari, kind: education, regions: [Saamelaisalue], joined: 2015-05-01 }}
{more}"
        )
    }

    fn check(rule: &str, more: &str, today: &str) -> BoardView {
        let registry = registry(&[("tno-2015", &agreement(rule, more))], ORGANISATIONS);
        board(&registry, find(&registry, "tno-2015"), day(today), Lang::En)
    }

    fn describe(view: &BoardView) -> Vec<String> {
        let show = |row: &BoardRow| {
            let since = row.since.map_or("-".to_owned(), |since| since.to_string());
            let step = row.next_step.as_deref().unwrap_or("-");
            format!("{} {} {since} {step}", row.organisation, row.state.code())
        };
        view.rows.iter().map(show).collect()
    }

    #[test]
    fn every_signatory_has_its_state_and_next_step() {
        let view = check(
            "start-date",
            "opened: { on: 2015-01-15, text: abc }",
            "2015-05-02",
        );
        insta::assert_snapshot!(describe(&view).join("\n"), @"
        ammattiopisto pending 2015-01-15 register its successor: kuntayhtyma
        inari pending 2015-05-01 add a contact
        lappia pending 2015-01-15 send a reminder
        ely signed 2015-02-01 -
        kemi declined 2015-02-03 -
        salla leaving 2015-04 reassign its duties by 2015-05-31
        ");
        assert_eq!(
            (
                view.signed,
                view.pending,
                view.declined,
                view.withdrawn,
                view.total
            ),
            (2, 3, 1, 0, 5)
        );
        assert_eq!(view.status, AgreementStatus::InForce);
    }

    #[test]
    fn a_signatory_of_the_whole_province_counts_once_in_each_area() {
        let view = check("start-date", "", "2015-05-02");
        let shown: Vec<String> = view
            .by_region
            .iter()
            .map(|row| format!("{} {}/{}", row.region.id(), row.signed, row.total))
            .collect();
        assert_eq!(
            shown,
            [
                "Länsi 1/2",
                "Itä 2/3",
                "Keski 1/1",
                "Tunturi 1/2",
                "Saamelaisalue 1/2"
            ]
        );
    }

    #[test]
    fn the_rule_says_what_is_missing() {
        let missing = |rule: &str| {
            let blocking = check(rule, "", "2015-02-20").blocking;
            blocking.map(|view| {
                let waiting: Vec<String> = view.waiting_for.into_iter().map(|who| who.id).collect();
                format!("{} {}: {}", view.rule, view.missing, waiting.join(", "))
            })
        };
        assert_eq!(missing("start-date"), None);
        assert_eq!(
            missing("all-signed").as_deref(),
            Some("all-signed 2: lappia, ammattiopisto")
        );
        assert_eq!(
            missing("{ signed_at_least: 4 }").as_deref(),
            Some("signed-at-least 2: ")
        );
    }

    #[test]
    fn a_signature_does_not_count_before_the_accession() {
        let text = "
title: Sopimus
term: { starts: 2015-03-01, ends: 2016 }
in_force_when: { signed_at_least: 2 }
signatories:
  - { organisation: ely, name: ELY, kind: education, regions: all, signed: 2015-02-01 }
  - { organisation: inari, name: Inari, kind: education, regions: all, signed: 2015-02-10, joined: 2015-05-01 }
";
        let registry = registry(&[("tno-2015", text)], "");
        let on = |today| {
            let view = board(&registry, find(&registry, "tno-2015"), day(today), Lang::En);
            (view.status, view.blocking.map(|blocking| blocking.missing))
        };
        assert_eq!(on("2015-04-30"), (AgreementStatus::Signing, Some(1)));
        assert_eq!(on("2015-05-01"), (AgreementStatus::InForce, None));
    }

    #[test]
    fn before_the_opening_nobody_is_late() {
        let draft = "
title: Luonnos
term: { starts: 2018, ends: open-ended }
signatories:
  - { organisation: lappia, name: Lappia, kind: education, regions: all }
";
        let registry = registry(&[("tno-2018", draft)], "");
        let view = board(
            &registry,
            find(&registry, "tno-2018"),
            day("2017-06-01"),
            Lang::Fi,
        );
        assert_eq!(
            describe(&view),
            ["lappia pending - avaa ensin allekirjoittaminen"]
        );
        assert_eq!(view.blocking.map(|blocking| blocking.missing), Some(1));
        assert_eq!((view.days_left, view.days_to_start), (None, 214));
    }

    #[test]
    fn an_agreement_that_is_over_asks_for_nothing() {
        let view = check("start-date", "", "2017-05-02");
        assert!(view.rows.iter().all(|row| row.next_step.is_none()));
        assert_eq!(view.blocking, None);
    }
}
