//! Every rule of who is reminded and of what, each with a near miss.

use super::*;
use crate::model::Sender;
use crate::source::testing::{day, find, registry};

const ORGANISATIONS: &str = "
organisations:
  - { id: ammattiopisto, name: Ammattiopisto, ceased: 2014-12-31, successors: [{ organisation: kuntayhtyma }] }
  - { id: kemi, name: Kemi, ceased: 2015-12-31, successors: [{ organisation: kuntayhtyma }] }
";

const SIGNATORIES: &str = "
signatories:
  - { organisation: ely, name: ELY, kind: education, regions: all, signed: 2015-02-01, contact: { email: ely@example.fi } }
  - { organisation: lappia, name: Lappia, kind: education, regions: all, contact: { role: Toimisto, email: lappia@example.fi, name: Nimi } }
  - { organisation: aapa, name: Aapa, kind: education, regions: all, contact: { phone: '040' } }
  - { organisation: ammattiopisto, name: Ammattiopisto, kind: education, regions: all, contact: { email: ammatti@example.fi } }
  - { organisation: kemi, name: Kemi, kind: education, regions: all, contact: { email: kemi@example.fi } }
  - { organisation: pello, name: Pello, kind: education, regions: all, declined: 2015-02-03, contact: { email: pello@example.fi } }
  - { organisation: salla, name: Salla, kind: education, regions: all, signed: 2015-02-04, withdrawn: { notice: 2015-04, effective: 2015-06 } }
  - { organisation: inari, name: Inari, kind: education, regions: all, joined: 2015-05-01, contact: { email: inari@example.fi } }
";

const GROUPS: &str = "
groups:
  - id: g
    name: { fi: Ryhmä, en: Group }
    regions: all
    chair: lappia
    members: [ely]
    duties: [Kokoaa tietoa., { text: Seuraa., responsible: [ely], every: year }, { text: Vastaa., responsible: [lappia], due: 2015-10-06 }]
  - { id: h, name: Muu, regions: all, members: [ely], duties: [Ei kuulu., { text: Auttaa., responsible: [lappia], every: month }] }
  - { id: i, name: Vanha, regions: all, members: [lappia], dissolved: 2015-01-01, duties: [Oli.] }
  - { id: j, name: Vieras, regions: all, members: [ely], duties: [Ei tämäkään.] }
";

fn agreement(rule: &str, more: &str) -> String {
    format!(
        "\ntitle: {{ fi: Sopimus, en: Agreement }}\nterm: {{ starts: 2015-03-01, ends: 2016, notice_months: 3 }}\nin_force_when: {rule}\n{more}\n{GROUPS}{SIGNATORIES}"
    )
}

fn with_sender(text: &str) -> Registry {
    let mut registry = registry(&[("tno-2015", text)], ORGANISATIONS);
    registry.settings.sender = Sender {
        name: None,
        role: Some("Koordinaattori".to_owned()),
        email: Some("tno@example.fi".to_owned()),
    };
    registry
}

fn plan_for(text: &str, today: &str, only: &[&str]) -> Result<ReminderPlan, ReminderRefusal> {
    let registry = with_sender(text);
    let only = only.iter().filter_map(|id| OrganisationId::parse(id).ok());
    let wanted = ReminderWanted {
        kind: LetterKind::Reminder,
        only: only.collect(),
        lang: Lang::Fi,
    };
    plan_reminders(&registry, find(&registry, "tno-2015"), &wanted, day(today))
}

fn plan(rule: &str, today: &str) -> ReminderPlan {
    plan_for(&agreement(rule, ""), today, &[]).expect("there is something to sign")
}

fn describe(plan: &ReminderPlan) -> String {
    let letters = plan
        .letters
        .iter()
        .map(|letter| format!("{} → {} {}", letter.organisation, letter.to, letter.file));
    let without = plan
        .without_address
        .iter()
        .map(|unreached| format!("{}: {} has no address", unreached.organisation, unreached.name));
    let left_out = plan
        .left_out
        .iter()
        .map(|left| left.reason.get(Lang::En).to_owned());
    letters
        .chain(without)
        .chain(left_out)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn everyone_stands_in_one_list() {
    insta::assert_snapshot!(describe(&plan("start-date", "2015-05-02")), @"
    inari → inari@example.fi tno-2015_inari.eml
    kemi → kemi@example.fi tno-2015_kemi.eml
    lappia → lappia@example.fi tno-2015_lappia.eml
    aapa: Aapa has no address
    Ammattiopisto has ceased (2014-12-31); successor: kuntayhtyma
    Pello has declined (2015-02-03)
    Salla has given notice (2015-04)
    ");
}

#[test]
fn days_decide_who_is_asked() {
    // Before the accession and the notice, on the last day of one that ceases.
    insta::assert_snapshot!(describe(&plan("start-date", "2015-03-31")), @"
    kemi → kemi@example.fi tno-2015_kemi.eml
    lappia → lappia@example.fi tno-2015_lappia.eml
    aapa: Aapa has no address
    Ammattiopisto has ceased (2014-12-31); successor: kuntayhtyma
    Inari joins later (2015-05-01)
    Pello has declined (2015-02-03)
    ");
    let text = agreement("start-date", "");
    let last_day = plan_for(&text, "2015-12-31", &["kemi"]).expect("it is in force");
    let day_after = plan_for(&text, "2016-01-01", &["kemi"]).expect("it is in force");
    assert_eq!((last_day.letters.len(), day_after.left_out.len()), (1, 1));
}

#[test]
fn who_is_named_alone_is_reported_even_when_signed() {
    let text = agreement("start-date", "");
    let plan = plan_for(&text, "2015-05-02", &["ely", "lappia"]).expect("it is in force");
    insta::assert_snapshot!(describe(&plan), @"
    lappia → lappia@example.fi tno-2015_lappia.eml
    ELY has signed (2015-02-01)
    ");
}

#[test]
fn a_letter_has_the_organisations_own_facts_and_no_others() {
    let plan = plan("{ signed_at_least: 5 }", "2015-02-20");
    let letter = &plan
        .letters
        .iter()
        .find(|letter| letter.organisation.as_str() == "lappia");
    let letter = &letter.expect("it is pending").letter;
    insta::assert_debug_snapshot!(letter, @r#"
    LetterView {
        agreement: "tno-2015",
        title: "Sopimus",
        network: None,
        organisation: "lappia",
        name: "Lappia",
        role: Some(
            "Toimisto",
        ),
        today: "20.2.2015",
        opened: None,
        starts: "1.3.2015",
        has_begun: false,
        ends: Some(
            "2016",
        ),
        continues_to: None,
        entry: EntryView {
            state: "waiting",
            since: None,
            rule: "signed-at-least",
            signed_at_least: Some(
                5,
            ),
        },
        sign_by: Some(
            SignByView {
                kind: "start",
                date: "1.3.2015",
            },
        ),
        signed: 2,
        total: 6,
        groups: [
            LetterGroup {
                name: "Ryhmä",
                is_chair: true,
                is_member: true,
                duties: [
                    LetterDuty {
                        text: "Kokoaa tietoa.",
                        when: None,
                        is_shared: true,
                    },
                    LetterDuty {
                        text: "Vastaa.",
                        when: Some(
                            "viimeistään 6.10.2015",
                        ),
                        is_shared: false,
                    },
                ],
            },
            LetterGroup {
                name: "Muu",
                is_chair: false,
                is_member: false,
                duties: [
                    LetterDuty {
                        text: "Auttaa.",
                        when: Some(
                            "kuukausittain",
                        ),
                        is_shared: false,
                    },
                ],
            },
        ],
        n_duties: 3,
        sender: SenderView {
            name: None,
            role: Some(
                "Koordinaattori",
            ),
            email: "tno@example.fi",
        },
        attachment: "tno-2015.docx",
    }
    "#);
    let shown = format!("{letter:?}");
    for stranger in ["ely@", "kemi@", "040", "Nimi"] {
        assert!(!shown.contains(stranger), "{stranger}");
    }
}

/// The state, since when, and until when to sign.
fn dates(text: &str, today: &str) -> String {
    let plan = plan_for(text, today, &["lappia"]).expect("there is something to sign");
    let letter = &plan.letters[0].letter;
    let since = letter.entry.since.as_deref().unwrap_or("-");
    let by = letter
        .sign_by
        .as_ref()
        .map_or("-".to_owned(), |by| format!("{} {}", by.kind, by.date));
    format!("{} {since}, {by}", letter.entry.state)
}

#[test]
fn the_deadline_follows_from_the_term_and_the_entry_from_the_rule() {
    let (plain, all) = (agreement("start-date", ""), agreement("all-signed", ""));
    let open_ended = plain.replace("ends: 2016, notice_months: 3", "ends: open-ended");
    let partial = plain.replace("starts: 2015-03-01", "starts: 2015-03");
    for (text, today, expected) in [
        (&plain, "2015-02-28", "coming -, start 1.3.2015"),
        (&plain, "2015-03-01", "in-force 1.3.2015, decision 30.9.2016"),
        (&plain, "2016-09-30", "in-force 1.3.2015, decision 30.9.2016"),
        (&plain, "2016-10-01", "in-force 1.3.2015, -"),
        (&all, "2015-02-28", "waiting -, start 1.3.2015"),
        (&all, "2015-03-01", "waiting -, decision 30.9.2016"),
        (&open_ended, "2015-03-01", "in-force 1.3.2015, -"),
        (&partial, "2015-02-28", "coming -, start 3/2015"),
        (&partial, "2015-04-01", "in-force 3/2015, decision 30.9.2016"),
    ] {
        assert_eq!(dates(text, today), expected, "{today}");
    }
}

#[test]
fn the_deadline_that_the_agreement_says_goes_first() {
    let text = agreement("start-date", "sign_by: 2015-04");
    for (today, expected) in [
        ("2015-02-28", "coming -, agreed 4/2015"),
        ("2015-04-30", "in-force 1.3.2015, agreed 4/2015"),
        ("2015-05-01", "in-force 1.3.2015, passed 4/2015"),
    ] {
        assert_eq!(dates(&text, today), expected, "{today}");
    }
    // Who joins later has no part in it.
    let joins = text.replace(
        "organisation: lappia,",
        "organisation: lappia, joined: 2015-03-02,",
    );
    assert_eq!(
        dates(&joins, "2015-03-02"),
        "in-force 1.3.2015, decision 30.9.2016"
    );
}

fn why_not(text: &str, today: &str) -> String {
    match plan_for(text, today, &[]) {
        Ok(plan) => format!("{} letters", plan.letters.len()),
        Err(refusal) => format!(
            "{} – {}",
            refusal.message().get(Lang::En),
            refusal.help().get(Lang::En)
        ),
    }
}

#[test]
fn nothing_is_asked_for_what_cannot_be_signed() {
    let text = agreement("start-date", "");
    assert_eq!(why_not(&text, "2016-12-31"), "2 letters");
    insta::assert_snapshot!(why_not(&text, "2017-01-01"), @"nothing to sign: tno-2015 is ended – `kumppani show tno-2015` shows its history and its successors");
    let terminated = agreement("start-date", "terminated: { on: 2015-09-01, reason: x }");
    assert_eq!(why_not(&terminated, "2015-08-31"), "3 letters");
    insta::assert_snapshot!(why_not(&terminated, "2015-09-01"), @"nothing to sign: tno-2015 is terminated – `kumppani show tno-2015` shows its history and its successors");
    let draft = "
title: Luonnos
term: { starts: 2018, ends: open-ended }
signatories: [{ organisation: lappia, name: Lappia, kind: education, regions: all, contact: { email: a@example.fi } }]
";
    insta::assert_snapshot!(why_not(draft, "2017-06-01"), @"nothing to sign yet: tno-2015 is a draft – `kumppani open tno-2015` freezes the text and opens it for signing");
    let opened = format!("{draft}opened: {{ on: 2017-07-01, text: abc }}\n");
    insta::assert_snapshot!(why_not(&opened, "2017-06-30"), @"nothing to sign yet: signing of tno-2015 begins on 2017-07-01 – run the command again on that day");
    assert_eq!(why_not(&opened, "2017-07-01"), "1 letters");
}

#[test]
fn an_agreement_that_is_superseded_is_not_signed_any_more() {
    let next = "
title: Seuraava
supersedes: [tno-2015]
term: { starts: 2016-01-01, ends: open-ended }
signatories: [{ organisation: ely, name: ELY, kind: education, regions: all, signed: 2015-12-01 }]
";
    let text = agreement("start-date", "");
    let registry = registry(&[("tno-2015", &text), ("tno-2016", next)], ORGANISATIONS);
    let wanted = ReminderWanted {
        kind: LetterKind::Reminder,
        only: Vec::new(),
        lang: Lang::Fi,
    };
    let refusal = plan_reminders(&registry, find(&registry, "tno-2015"), &wanted, day("2016-01-01"));
    assert!(matches!(
        refusal,
        Err(ReminderRefusal::Over {
            status: AgreementStatus::Superseded,
            ..
        })
    ));
}

#[test]
fn without_a_sender_no_letter_is_planned() {
    let text = agreement("start-date", "");
    let registry = registry(&[("tno-2015", &text)], ORGANISATIONS);
    let planned = |only: &str| {
        let wanted = ReminderWanted {
            kind: LetterKind::Reminder,
            only: OrganisationId::parse(only).into_iter().collect(),
            lang: Lang::Fi,
        };
        plan_reminders(&registry, find(&registry, "tno-2015"), &wanted, day("2015-05-02"))
    };
    assert_eq!(planned("lappia"), Err(ReminderRefusal::NoSender));
    // One without an address needs no sender.
    assert!(planned("aapa").is_ok());
}

#[test]
fn an_invitation_shows_when_the_agreement_was_opened() {
    let opened = |today: &str| {
        let text = agreement("all-signed", "opened: { on: 2015-01, text: x }");
        let registry = with_sender(&text);
        let wanted = ReminderWanted {
            only: Vec::new(),
            kind: LetterKind::Invitation,
            lang: Lang::Fi,
        };
        let agreement = find(&registry, "tno-2015");
        let plan = plan_reminders(&registry, agreement, &wanted, day(today))?;
        let letter = &plan.letters[0];
        Ok((letter.file.clone(), letter.letter.opened.clone()))
    };
    let file = "tno-2015_ely_invitation.eml".to_owned();
    assert_eq!(opened("2015-01-01"), Ok((file, Some("1/2015".to_owned()))));
    assert!(matches!(
        opened("2014-12-31"),
        Err(ReminderRefusal::OpensLater { .. })
    ));
}

/// Who has signed is in no list that is shown, but known where an old letter is about.
#[test]
fn who_has_signed_is_known() {
    let shown: Vec<String> = plan("start-date", "2015-05-02")
        .signed
        .iter()
        .map(|signed| signed.reason.get(Lang::En).to_owned())
        .collect();
    assert_eq!(shown, ["ELY has signed (2015-02-01)"]);
}
