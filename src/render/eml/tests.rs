//! Messages, read back by another program.

use mail_parser::{Message, MessageParser, MimeHeaders as _};
use proptest::prelude::*;

use super::*;
use crate::render::clean::find_harmful;
use crate::render::testing::nasty_text;

const DOCUMENT: &[u8] = b"PK\x03\x04\0\xff\r\n.\r\nFrom a line\n--x\n = 100 %";

/// A message of another day whose letter says `body`.
fn on_day(day: u32, body: &str) -> Vec<u8> {
    let (from, to) = (mailbox("a", "tno@example.fi"), mailbox("b", "lappia@example.fi"));
    let letter = Letter {
        body: body.to_owned(),
        ..letter()
    };
    let eml = Eml {
        from: &from,
        to: &to,
        on: NaiveDate::from_ymd_opt(2026, 11, day).expect("a test names real days"),
        about: ["lapin-tno-2017", "lappia"],
        letter: &letter,
        lang: Lang::Fi,
        attachment: (
            "lapin-tno-2017.docx",
            &[DOCUMENT, day.to_string().as_bytes()].concat(),
        ),
        timeless: DOCUMENT,
    };
    render_eml(&eml).expect("memory takes all that is written to it")
}

#[test]
fn a_draft_is_known_again() {
    let (written, now) = (on_day(21, "Hei\n"), on_day(30, "Hei\n"));
    let changed = DraftState::Edited { is_outdated: false };
    assert_ne!(written, now);
    assert_eq!(DraftState::of(&written, &now), DraftState::Same);
    assert_eq!(
        DraftState::of(&written, &on_day(21, "Toinen\n")),
        DraftState::Outdated
    );
    // A system that ends its lines in another way has changed nothing.
    let unix: Vec<u8> = written.iter().copied().filter(|byte| *byte != b'\r').collect();
    assert_eq!(DraftState::of(&unix, &now), DraftState::Same);
    let text = String::from_utf8(written.clone()).expect("it is ASCII");
    for (own, state) in [
        (text.replace("X-Unsent: 1", "X-Unsent: 0"), changed),
        (text.replace("To: ", "Cc: x@example.fi\r\nTo: "), changed),
        (format!("{text}x"), changed),
        (text.replace("X-Kumppani-", "X-Muu-"), changed),
        ("own words\n".to_owned(), changed),
        (String::new(), changed),
    ] {
        assert_eq!(DraftState::of(own.as_bytes(), &now), state, "{own:.40}");
        assert!(!is_untouched(own.as_bytes()));
    }
    let both = format!("{text}x");
    let outdated = DraftState::Edited { is_outdated: true };
    assert_eq!(DraftState::of(both.as_bytes(), &on_day(21, "Toinen\n")), outdated);
    assert!(is_untouched(&written) && is_untouched(&now));
}

fn on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a test names real days")
}

fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox::new(Some(name), address).expect("a test names addresses")
}

fn letter() -> Letter {
    Letter {
        subject: "Muistutus allekirjoituksesta: Lapin TNO-palvelujen uudistettu kumppanuussopimus (luonnos)".to_owned(),
        body: "Hyvä vastaanottaja\n\n.\nFrom: joku\nPitkä rivi, jossa on enemmän merkkejä kuin sähköpostin riville mahtuu: sääʹmkiõll.\n"
            .to_owned(),
    }
}

fn bytes(from: &Mailbox, to: &Mailbox, letter: &Letter, document: &[u8]) -> Vec<u8> {
    let eml = Eml {
        from,
        to,
        on: on(),
        about: ["lapin-tno-2017", "lappia"],
        letter,
        lang: Lang::Fi,
        attachment: ("lapin-tno-2017.docx", document),
        timeless: document,
    };
    render_eml(&eml).expect("memory takes all that is written to it")
}

fn usual() -> Vec<u8> {
    bytes(
        &mailbox("Lapin TNO-palvelujen koordinaatio", "tno@example.fi"),
        &mailbox(
            "Kemi-Tornionlaakson koulutuskuntayhtymä Lappia",
            "lappia@example.fi",
        ),
        &letter(),
        DOCUMENT,
    )
}

fn read(bytes: &[u8]) -> Message<'_> {
    MessageParser::default()
        .parse(bytes)
        .expect("what was written is a message")
}

/// The names of the headers above the body.
fn header_names(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let is_own = |line: &&str| !line.starts_with([' ', '\t']);
    let name = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    head.split("\r\n").filter(is_own).map(name).collect()
}

const HEADERS: [&str; 10] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "X-Unsent",
    "X-Kumppani-Content",
    "X-Kumppani-Digest",
    "MIME-Version",
    "Content-Type",
];

#[test]
fn another_program_reads_what_was_written() {
    let written = usual();
    let message = read(&written);
    let shown = |address: Option<&mail_parser::Address<'_>>| {
        let first = address
            .and_then(|address| address.first())
            .expect("there is an address");
        format!(
            "{} <{}>",
            first.name().unwrap_or_default(),
            first.address().unwrap_or_default()
        )
    };
    assert_eq!(
        shown(message.from()),
        "Lapin TNO-palvelujen koordinaatio <tno@example.fi>"
    );
    assert_eq!(
        shown(message.to()),
        "Kemi-Tornionlaakson koulutuskuntayhtymä Lappia <lappia@example.fi>"
    );
    assert_eq!(message.subject(), Some(letter().subject.as_str()));
    let date = message.date().expect("it has a date").to_rfc3339();
    assert_eq!(date, "2026-11-21T12:00:00Z");
    let text = message.body_text(0).expect("it has a text");
    assert_eq!(text.replace("\r\n", "\n"), letter().body);
    assert_eq!(message.attachment_count(), 1);
    let document = message.attachment(0).expect("it has an attachment");
    assert_eq!(document.attachment_name(), Some("lapin-tno-2017.docx"));
    let kind = document.content_type().expect("its kind is told");
    assert_eq!(
        format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()),
        DOCX
    );
    assert_eq!(document.contents(), DOCUMENT);
    assert_eq!(header_names(&written), HEADERS);
}

/// Lines end in CR LF, are short, and hold nothing but ASCII, as old mail programs need them.
#[test]
fn a_message_is_short_lines_of_ascii() {
    let written = String::from_utf8(usual()).expect("it is ASCII");
    assert!(written.is_ascii());
    assert!(!written.replace("\r\n", "").contains(['\r', '\n']));
    for line in written.split("\r\n") {
        // The kind of a DOCX file is a long word that cannot be parted.
        assert!(line.len() <= 78 || line.ends_with(DOCX), "{line}");
    }
    assert!(written.contains("Content-Transfer-Encoding: base64"), "{written}");
    assert!(written.contains("\r\nX-Unsent: 1\r\n"));
}

#[test]
fn the_same_letter_has_the_same_bytes_and_another_has_others() {
    assert_eq!(usual(), usual());
    let id = |document: &[u8], subject: &str| {
        let letter = Letter {
            subject: subject.to_owned(),
            ..letter()
        };
        let (from, to) = (mailbox("a", "tno@example.fi"), mailbox("b", "lappia@example.fi"));
        let bytes = bytes(&from, &to, &letter, document);
        read(&bytes)
            .message_id()
            .expect("it has an identifier")
            .to_owned()
    };
    assert_eq!(id(DOCUMENT, "a"), id(DOCUMENT, "a"));
    assert_ne!(id(DOCUMENT, "a"), id(DOCUMENT, "b"));
    assert_ne!(id(DOCUMENT, "a"), id(b"", "a"));
    assert!(id(DOCUMENT, "a").ends_with("@example.fi"));
}

#[test]
fn only_one_plain_address_is_an_address() {
    assert!(Mailbox::new(None, "tno@example.fi").is_some());
    for wrong in [
        "tno@example.fi>, <toinen@example.fi",
        "tno@example.fi\r\nBcc: toinen@example.fi",
        "tno@example.fi, toinen@example.fi",
        "",
    ] {
        assert_eq!(Mailbox::new(None, wrong), None, "{wrong:?}");
    }
}

proptest! {
    /// Whatever is in names, addresses, subject and text, the message has the same headers, one
    /// sender, one receiver and one attachment, and nothing in it does harm.
    #[test]
    fn no_text_adds_a_header(
        names in (nasty_text(), nasty_text()),
        address in prop_oneof![nasty_text(), "[a-z'+]{1,9}@[a-z]{1,9}\\.fi"],
        subject in nasty_text(),
        body in nasty_text(),
        document in any::<Vec<u8>>(),
    ) {
        let to = Mailbox::new(Some(&names.1), &address)
            .unwrap_or_else(|| mailbox(&names.1, "lappia@example.fi"));
        let letter = Letter { subject, body: clean(&body, Keep::Lines).into_owned() };
        let written = bytes(&mailbox(&names.0, "tno@example.fi"), &to, &letter, &document);
        prop_assert_eq!(header_names(&written), HEADERS);
        let message = read(&written);
        for address in [message.from(), message.to()] {
            prop_assert_eq!(address.map(|address| address.iter().count()), Some(1));
        }
        let receiver = message.to().and_then(|to| to.first());
        prop_assert_eq!(receiver.and_then(|to| to.address()), Some(to.address.as_str()));
        let shown = receiver.and_then(|to| to.name()).unwrap_or_default();
        prop_assert_eq!(find_harmful(shown, Keep::Nothing), None);
        prop_assert_eq!(find_harmful(message.subject().unwrap_or_default(), Keep::Nothing), None);
        prop_assert_eq!(message.attachment_count(), 1);
    }
}
