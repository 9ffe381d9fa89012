//! Reminders: letters to pending signatories, written once and sent by no one.

use std::fs;
use std::io::{Cursor, Read as _};

use insta::assert_snapshot;
use mail_parser::{MessageParser, MimeHeaders as _};

use super::harness::Place;

const ARGS: [&str; 6] = [
    "remind",
    "keski-tunturi-2015",
    "--as-of",
    "2015-02-10",
    "--to",
    "kirjeet",
];

/// The example with one contact that has no e-mail address.
fn example() -> Place {
    let place = Place::example();
    let file = "agreements/keski-tunturi-2015.yaml";
    let text = place
        .read(file)
        .replace("email: esimerkkisaatio@example.fi", "phone: 040 000 0000");
    place.write(file, text.as_bytes());
    place
}

fn more<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&ARGS[..], args].concat()
}

const LETTER: &str = "kirjeet/keski-tunturi-2015_esimerkkiyritys.eml";

/// The names and bytes of all letters.
fn letters(place: &Place) -> Vec<(String, Vec<u8>)> {
    let mut letters: Vec<(String, Vec<u8>)> = fs::read_dir(place.path("kirjeet"))
        .expect("the folder of letters is there")
        .map(|entry| {
            let entry = entry.expect("its entries can be read");
            let bytes = fs::read(entry.path()).expect("a letter can be read");
            (entry.file_name().to_string_lossy().into_owned(), bytes)
        })
        .collect();
    letters.sort();
    letters
}

/// The letter as its receiver reads it.
fn describe(bytes: &[u8]) -> String {
    let message = MessageParser::default()
        .parse(bytes)
        .expect("a letter is a message");
    let to = message.to().and_then(|to| to.first()).expect("it has a receiver");
    format!(
        "{} <{}>\n{}\n\n{}",
        to.name().unwrap_or_default(),
        to.address().unwrap_or_default(),
        message.subject().unwrap_or_default(),
        message.body_text(0).unwrap_or_default().replace('\r', "")
    )
}

#[test]
fn each_pending_signatory_gets_one_letter() {
    let place = example();
    assert_snapshot!("remind_dry_run", place.run(&more(&["--dry-run"])));
    assert!(!place.path("kirjeet").exists());
    assert_snapshot!("remind_fi", place.run_fi(&ARGS));
    let first = letters(&place);
    assert_eq!(first.len(), 2);
    assert_snapshot!(
        "remind_letter_fi",
        describe(&fs::read(place.path(LETTER)).expect("it was written"))
    );
    // What somebody has changed in a draft stays.
    place.write(LETTER, b"own words\n");
    assert_snapshot!("remind_again_fi", place.run_fi(&ARGS));
    assert_eq!(place.read(LETTER), "own words\n");
    assert_snapshot!("remind_anew", place.run(&more(&["--again"])));
    assert_eq!(place.read(&format!("{LETTER}.old")), "own words\n");
    fs::remove_file(place.path(&format!("{LETTER}.old"))).expect("a file can be removed");
    assert!(letters(&place) == first, "the letters are as they were first");
}

#[test]
fn a_second_run_writes_only_what_is_missing() {
    let place = example();
    place.run(&ARGS);
    let first = letters(&place);
    fs::remove_file(place.path(LETTER)).expect("a letter can be removed");
    let rows = place.json(&ARGS);
    let states: Vec<&str> = rows
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(|row| row["state"].as_str())
        .collect();
    assert_eq!(states, ["written", "there-already", "no-address"]);
    assert!(letters(&place) == first, "the same day gives the same bytes");
}

#[test]
fn another_registry_of_the_same_files_gives_the_same_letters() {
    let (one, other) = (example(), example());
    one.run(&ARGS);
    other.run_fi(&ARGS);
    assert!(letters(&one) == letters(&other));
}

#[test]
fn a_letter_in_english() {
    let place = example();
    let args = more(&[
        "--letter-lang",
        "en",
        "--organisation",
        "esimerkkiyritys",
        "kittilan-kunta",
    ]);
    assert_snapshot!("remind_en", place.run(&args));
    assert_snapshot!(
        "remind_letter_en",
        describe(&fs::read(place.path(LETTER)).expect("it was written"))
    );
}

/// The attachment is the agreement and says no one how another organisation is reached.
#[test]
fn the_agreement_is_attached_without_contacts() {
    let place = example();
    place.run(&ARGS);
    let bytes = fs::read(place.path(LETTER)).expect("it was written");
    let message = MessageParser::default()
        .parse(&bytes)
        .expect("a letter is a message");
    let page = message.attachment(0).expect("the agreement is attached");
    assert_eq!(page.attachment_name(), Some("keski-tunturi-2015.docx"));
    let mut package = zip::ZipArchive::new(Cursor::new(page.contents())).expect("it is a DOCX file");
    let mut xml = String::new();
    for part in ["word/document.xml", "docProps/core.xml", "word/footer1.xml"] {
        let mut part = package.by_name(part).expect("it has the part");
        part.read_to_string(&mut xml).expect("a part is text");
    }
    assert!(
        xml.contains("Enontekiön kunta") && xml.contains("2015-02-10T"),
        "{xml}"
    );
    let whole = xml + &describe(&bytes);
    let mut n_addresses = 0;
    for part in whole.split(|c: char| c.is_whitespace() || "<>(),;".contains(c)) {
        // A rule of a style sheet has nothing before the sign.
        if part.find('@').is_some_and(|at| at > 0) {
            n_addresses += 1;
            let known = ["tno@example.fi", "esimerkkiyritys@example.fi"];
            assert!(known.contains(&part), "{part}");
        }
    }
    assert!(n_addresses > 0);
    assert!(!whole.contains("040 000 0000"));
}

#[test]
fn a_network_can_have_its_own_template() {
    let place = example();
    place.write(
        "templates/reminder.fi.txt",
        "Aihe: Hei, {{ name }}\n\nTehtäviä {{ n_duties }}, {{ sender.email }}.\n".as_bytes(),
    );
    place.run(&ARGS);
    assert_snapshot!(
        "remind_own_template",
        describe(&fs::read(place.path(LETTER)).expect("it was written"))
    );
}

#[test]
fn a_broken_template_writes_nothing() {
    let place = example();
    place.write("templates/reminder.fi.txt", b"Aihe: Hei\n\n{{ nimi }}\n");
    assert_snapshot!("remind_broken_template_fi", place.run_fi(&ARGS));
    place.write("templates/reminder.fi.txt", b"Aihe: Hei\n\n\xe4\n");
    assert_snapshot!("remind_template_not_utf8", place.run(&ARGS));
    assert!(!place.path("kirjeet").exists());
    // The other language has its own template.
    assert_eq!(
        place.output(&more(&["--letter-lang", "en"])).status.code(),
        Some(0)
    );
}

#[test]
fn what_cannot_be_signed_or_sent_is_refused() {
    let place = example();
    assert_snapshot!(
        "remind_draft_fi",
        place.run_fi(&["remind", "lapin-tno-2017", "--to", "kirjeet"])
    );
    assert_snapshot!(
        "remind_terminated",
        place.run(&["remind", "keski-tunturi-2015", "--to", "kirjeet"])
    );
    assert_snapshot!(
        "remind_stranger_fi",
        place.run_fi(&more(&["--organisation", "esimerkiyritys"]))
    );
    // Nothing is written before the format of the answer is known to be one.
    assert_snapshot!("remind_format", place.run(&more(&["--format", "sarif"])));
    place.write("registry.yaml", b"name: Verkosto\n");
    assert_snapshot!("remind_no_sender_fi", place.run_fi(&ARGS));
    assert!(!place.path("kirjeet").exists());
}

#[test]
fn where_everybody_has_signed_there_is_nobody_to_remind() {
    let place = example();
    assert_snapshot!(
        "remind_nobody",
        place.run(&["remind", "lapin-tno-2014", "--to", "kirjeet", "--format", "json"])
    );
}

/// A folder that cannot be written: here a file is in its place, for whom the rights of a folder
/// do not bind.
#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let place = example();
    place.write("kirjeet", b"a file\n");
    let shown = place.output(&ARGS);
    assert_eq!(shown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&shown.stderr).starts_with("error: kirjeet"));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_an_error() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = example();
    fs::create_dir(place.path("kirjeet")).expect("a folder can be made");
    let set = |mode| {
        let rights = fs::Permissions::from_mode(mode);
        fs::set_permissions(place.path("kirjeet"), rights).expect("rights can be set");
    };
    set(0o555);
    // Rights do not bind the superuser, and then there is nothing to see here.
    let is_bound = fs::write(place.path("kirjeet/try"), b"").is_err();
    let output = place.output(&ARGS);
    set(0o755);
    if is_bound {
        assert_eq!(output.status.code(), Some(2), "{}", place.describe(&output));
        assert!(letters(&place).is_empty());
    }
}
