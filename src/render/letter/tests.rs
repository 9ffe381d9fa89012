//! The letters of the program, and what a network's own template can do wrong.

use proptest::prelude::*;

use super::*;
use crate::render::Keep;
use crate::render::clean::find_harmful;
use crate::render::testing::nasty_text;
use crate::view::{EntryView, LetterDuty, LetterGroup, LetterKind, SenderView, SignByView};
use crate::wording::Lang;

pub(crate) fn view() -> LetterView {
    LetterView {
        agreement: "lapin-tno-2018".to_owned(),
        title: "Lapin TNO-palvelujen kumppanuussopimus".to_owned(),
        network: Some("Lapin TNO-palvelut".to_owned()),
        organisation: "lappia".to_owned(),
        name: "Kemi-Tornionlaakson koulutuskuntayhtymä Lappia".to_owned(),
        role: Some("Opinto-ohjauksen yhteyshenkilö".to_owned()),
        today: "21.11.2017".to_owned(),
        opened: Some("15.11.2017".to_owned()),
        starts: "1.1.2018".to_owned(),
        has_begun: false,
        ends: None,
        continues_to: None,
        entry: EntryView {
            state: "waiting",
            since: None,
            rule: "signed-at-least",
            signed_at_least: Some(20),
        },
        sign_by: Some(SignByView {
            kind: "start",
            date: "1.1.2018".to_owned(),
        }),
        signed: 12,
        total: 34,
        groups: vec![LetterGroup {
            name: "Länsi-Lapin alueryhmä".to_owned(),
            is_chair: true,
            is_member: true,
            duties: vec![
                LetterDuty {
                    text: "Kokoaa alueen toimijat yhteen.".to_owned(),
                    when: Some("puolivuosittain".to_owned()),
                    is_shared: true,
                },
                LetterDuty {
                    text: "Vastaa\nviestinnästä.".to_owned(),
                    when: None,
                    is_shared: false,
                },
            ],
        }],
        n_duties: 2,
        sender: SenderView {
            name: Some("Lapin TNO-palvelujen koordinaatio".to_owned()),
            role: None,
            email: "tno@example.fi".to_owned(),
        },
        attachment: "lapin-tno-2018.docx".to_owned(),
    }
}

const KINDS: [LetterKind; 2] = [LetterKind::Invitation, LetterKind::Reminder];

fn written_as(kind: LetterKind, view: &LetterView, lang: Lang) -> Letter {
    let template = Template::letter(kind, lang);
    render_letter(view, template, &Templates::default()).expect("the program's own templates are right")
}

fn written(view: &LetterView, lang: Lang) -> Letter {
    written_as(LetterKind::Reminder, view, lang)
}

#[test]
fn the_letters_of_the_program() {
    for lang in [Lang::Fi, Lang::En] {
        let letter = written(&view(), lang);
        insta::assert_snapshot!(
            format!("letter_{}", lang.code()),
            format!("{}\n----\n{}", letter.subject, letter.body)
        );
        let letter = written_as(LetterKind::Invitation, &view(), lang);
        insta::assert_snapshot!(
            format!("invitation_{}", lang.code()),
            format!("{}\n----\n{}", letter.subject, letter.body)
        );
    }
}

/// The paragraph that reports the entry into force, and the one that asks.
fn sentences(kind: LetterKind, view: &LetterView, lang: Lang) -> String {
    let body = written_as(kind, view, lang).body;
    let paragraphs: Vec<&str> = body.split("\n\n").collect();
    paragraphs[3..5].join("\n")
}

#[test]
fn every_state_has_its_sentences() {
    insta::assert_snapshot!(every_state(LetterKind::Reminder));
    let invited = every_state(LetterKind::Invitation);
    insta::assert_snapshot!("every_state_of_an_invitation", invited);
    // Who is invited for the first time is not shown what others have done already.
    assert!(
        !invited.contains("tähän mennessä") && !invited.contains("so far"),
        "{invited}"
    );
}

fn every_state(kind: LetterKind) -> String {
    let mut shown = Vec::new();
    for lang in [Lang::Fi, Lang::En] {
        let mut add = |change: &dyn Fn(&mut LetterView)| {
            let mut view = view();
            change(&mut view);
            shown.push(sentences(kind, &view, lang));
        };
        add(&|view| {
            view.entry = EntryView {
                state: "in-force",
                since: Some("2014".to_owned()),
                ..view.entry.clone()
            };
            view.ends = Some("31.12.2018".to_owned());
            view.sign_by = Some(SignByView {
                kind: "decision",
                date: "30.9.2018".to_owned(),
            });
        });
        for kind in ["agreed", "passed"] {
            add(&|view| {
                view.sign_by = Some(SignByView {
                    kind,
                    date: "15.12.2017".to_owned(),
                });
            });
        }
        add(&|view| {
            view.ends = Some("31.12.2018".to_owned());
            view.continues_to = Some("31.12.2019".to_owned());
        });
        add(&|view| view.entry.state = "coming");
        add(&|view| {
            view.entry.rule = "start-date";
            view.signed = 0;
        });
        add(&|view| {
            view.entry.rule = "start-date";
            view.has_begun = true;
            view.sign_by = None;
            view.signed = 0;
        });
        add(&|view| {
            view.entry.rule = "all-signed";
            view.signed = 1;
        });
        add(&|view| {
            view.has_begun = true;
            view.sign_by = None;
        });
    }
    shown.join("\n\n")
}

#[test]
fn without_duties_the_letter_says_so() {
    let mut view = view();
    view.n_duties = 0;
    view.groups[0].duties.clear();
    assert!(
        written(&view, Lang::Fi)
            .body
            .contains("kuuluu seuraaviin ryhmiin:\n\nLänsi-Lapin")
    );
    let invitation = written_as(LetterKind::Invitation, &view, Lang::Fi).body;
    assert!(
        invitation.contains("kuuluu seuraaviin ryhmiin:\n\nLänsi-Lapin"),
        "{invitation}"
    );
    view.opened = None;
    let unopened = written_as(LetterKind::Invitation, &view, Lang::Fi).body;
    assert!(unopened.contains("kumppanuussopimus”. Sopimus ja"), "{unopened}");
    view.groups.clear();
    let body = written(&view, Lang::Fi).body;
    assert!(
        body.contains("nimettyjä tehtäviä.\n\nPyydämme vastaamaan"),
        "{body}"
    );
}

fn with(text: &str) -> Result<Letter, TemplateError> {
    let mut templates = Templates::default();
    templates.take(Template::ReminderFi, text);
    render_letter(&view(), Template::ReminderFi, &templates)
}

fn wrong(text: &str) -> (usize, String) {
    let error = with(text).expect_err("the template is wrong");
    (error.line.unwrap_or(0), error.message.get(Lang::En).to_owned())
}

#[test]
fn a_wrong_template_is_shown_with_its_line() {
    for (text, line) in [
        ("Aihe: a\n\n{{ nimi }}\n", 3),
        ("Aihe: a\n{{ name | shout }}\n", 2),
        ("Aihe: a\n\n\n{% if name %}\n", 4),
        ("Aihe: a\n{{ name\n", 2),
        ("Hei\n{{ name }}\n", 1),
        ("Aihe:\n\nHei\n", 1),
        ("", 1),
    ] {
        assert_eq!(wrong(text).0, line, "{text:?}: {:?}", wrong(text));
    }
    insta::assert_snapshot!(wrong("Aihe: a\n{{ nimi }}").1, @"unknown name: `nimi`");
    insta::assert_snapshot!(wrong("Aihe: a\n{% if %}").1, @"the template is not well formed (unexpected end of block)");
    insta::assert_snapshot!(wrong("Hei").1, @"the first line of a letter is its subject: `Subject: …`");
}

#[test]
fn a_template_from_another_system_reads_the_same() {
    let unix =
        with("Aihe: {{ name }}\n\n{% if role %}\nHei\n{% endif %}\n\n\n\nloppu  \n").expect("it is right");
    let windows =
        "\u{feff}Subject: {{ name }}\r\n\r\n{% if role %}\r\nHei\r\n{% endif %}\r\n\r\n\r\n\r\nloppu  \r\n";
    assert_eq!(with(windows), Ok(unix.clone()));
    assert_eq!(unix.body, "Hei\n\nloppu\n");
}

#[test]
fn a_template_brings_in_no_control_character() {
    let letter = with("Aihe: a\u{202e}b {{ '\\u202e' }}\n\n\u{1b}[31m\u{200b}x\n").expect("it is right");
    assert_eq!(letter.subject, "a\\u{202e}b \\u{202e}");
    assert_eq!(letter.body, "␛[31m\\u{200b}x\n");
}

proptest! {
    /// No value adds a line to the letter or a character that does harm, in either language.
    #[test]
    fn no_text_adds_a_line(texts in prop::collection::vec(nasty_text(), 8)) {
        // Letters stand around each text: an empty line would be left out for good reason.
        let text = |n: usize| format!("a{}z", texts[n]);
        let mut nasty = view();
        nasty.title = text(0);
        nasty.network = Some(text(1));
        nasty.name = text(2);
        nasty.role = Some(text(3));
        nasty.groups[0].name = text(4);
        nasty.groups[0].duties[0].text = text(5);
        nasty.sender.name = Some(text(6));
        nasty.sender.email = text(7);
        for (kind, lang) in KINDS.iter().flat_map(|kind| [(*kind, Lang::Fi), (*kind, Lang::En)]) {
            let (plain, letter) = (written_as(kind, &view(), lang), written_as(kind, &nasty, lang));
            prop_assert_eq!(letter.body.lines().count(), plain.body.lines().count());
            prop_assert_eq!(find_harmful(&letter.subject, Keep::Nothing), None);
            prop_assert_eq!(find_harmful(&letter.body, Keep::Lines), None);
        }
    }
}
