//! `edit`: the editor works in a draft, which is checked before it takes the place of the file. And `--open`.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use insta::assert_snapshot;
use kumppani::cli::{Edited, Editor, Keyboard, Opener, World, run};
use kumppani::wording::Lang;
use regex::Regex;

use super::harness::Place;

const FILE: &str = "agreements/sopimus-2026.yaml";

const AGREEMENT: &str = "\
id: sopimus-2026
title: Sopimus 2026   # nimi
term: { starts: 2026-01-01, ends: 2029-12-31 }
groups:
  - { id: ryhma, name: Ryhmä, regions: all, chair: opisto, members: [opisto], duties: [Seuraa toimintaa.] }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2026-01-02, contact: { role: Toimisto, email: o@example.fi } }
  - organisation: kunta
    name: Kunta
    kind: other
    regions: all
    contact: { role: Kirjaamo, email: k@example.fi }
";

fn place() -> Place {
    let place = Place::of(&[("sopimus-2026.yaml", AGREEMENT)]);
    let settings = "name: Koeverkosto\nlanguage: fi\nsender: { name: Koeverkosto, role: Toimisto, email: v@example.fi }\n";
    place.write("registry.yaml", settings.as_bytes());
    place
}

/// A person: what is done to the text in each editing, and what is typed.
struct Person {
    edits: &'static [(&'static str, &'static str)],
    typed: Option<&'static [&'static str]>,
    lang: Lang,
}

const fn english(edits: &'static [(&'static str, &'static str)], typed: &'static [&'static str]) -> Person {
    Person {
        edits,
        typed: Some(typed),
        lang: Lang::En,
    }
}

impl Person {
    fn editor(&self, beside: impl Fn() + Send + Sync + 'static) -> (Editor, Arc<Mutex<Vec<usize>>>) {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let (seen, edits) = (Arc::clone(&lines), self.edits);
        let editor = Editor::of(move |file, line| {
            let mut seen = seen.lock().expect("no editor panics");
            let (from, to) = edits[seen.len()];
            seen.push(line);
            beside();
            let text = fs::read_to_string(file)?;
            assert!(text.contains(from), "{from} in {text}");
            fs::write(file, text.replace(from, to))?;
            Ok(Edited::Closed)
        });
        (editor, lines)
    }
}

fn world(place: &Place, args: &[&str], lang: Lang) -> World {
    World {
        args: ["kumppani"].iter().chain(args).map(OsString::from).collect(),
        folder: place.path(""),
        today: NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"),
        locale: lang,
        completing: None,
        no_color: true,
        columns: None,
        lines: None,
        pager: None,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        editor: None,
        keyboard: Keyboard::Absent,
        ..World::real()
    }
}

/// Runs the program in a world, and says what it said.
fn said(place: &Place, world: &World) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(world, &mut out, &mut err);
    let [out, err] = [out, err].map(|bytes| String::from_utf8(bytes).expect("it is text"));
    let folder = place.path("").display().to_string();
    let said = format!("{out}--- stderr\n{err}--- exit {exit}\n").replace(&folder, "");
    let draft = Regex::new(r"kumppani-edit-\w{6}").expect("it is a pattern");
    draft.replace_all(&said, "kumppani-edit-[letters]").into_owned()
}

/// A person edits; what is said, and at which lines the editor was opened.
fn edit(place: &Place, args: &[&str], person: &Person) -> (String, Vec<usize>) {
    let (editor, lines) = person.editor(|| ());
    let world = World {
        editor: Some(editor),
        keyboard: person.typed.map_or(Keyboard::Absent, Keyboard::lines),
        ..world(place, args, person.lang)
    };
    let said = said(place, &world);
    let lines = lines.lock().expect("no editor panics").clone();
    (said, lines)
}

/// The drafts that are there, with their texts.
fn drafts(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.path("agreements")).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let drafts = paths.filter(|path| path.to_string_lossy().contains("kumppani-edit-"));
    drafts
        .map(|path| fs::read_to_string(path).expect("it can be read"))
        .collect()
}

const GOOD: (&str, &str) = ("Sopimus 2026 ", "Sopimus vuodelle 2026 ");
const BAD: (&str, &str) = ("kind: other", "kind: muu-laji");

#[test]
fn a_changed_text_is_checked_and_saved() {
    let place = place();
    let (said, lines) = edit(
        &place,
        &["edit", "sopimus-2026.signatories.kunta.contact.email"],
        &english(&[GOOD], &[]),
    );
    assert_snapshot!("edit_saved", said);
    assert_eq!(lines, [12]);
    let saved = AGREEMENT.replace(GOOD.0, GOOD.1);
    assert_eq!(place.read(FILE), saved);
    let same: &[_] = &[("id:", "id:")];
    let (said, lines) = edit(
        &place,
        &["edit", FILE],
        &Person {
            lang: Lang::Fi,
            ..english(same, &[])
        },
    );
    assert_snapshot!("edit_unchanged_fi", said);
    assert_eq!(lines, [1]);
    // It can be taken back like every other command.
    let undone = place.run(&["undo"]);
    assert!(undone.contains("undone: kumppani edit sopimus-2026"), "{undone}");
    assert_eq!(place.read(FILE), AGREEMENT);
    assert_eq!(drafts(&place), [""; 0]);
}

#[test]
fn a_text_with_errors_is_a_question() {
    let place = place();
    let again: &[_] = &[BAD, ("muu-laji", "company")];
    let (said, lines) = edit(&place, &["edit", "Sopimus 2026"], &english(again, &["?", "e"]));
    assert_snapshot!("edit_again", said);
    assert_eq!(lines, [1, 10], "the second time at the error");
    assert!(place.read(FILE).contains("kind: company"));
    let bad: &[_] = &[("kind: company", BAD.1)];
    let (said, _) = edit(
        &place,
        &["edit", "sopimus-2026"],
        &Person {
            lang: Lang::Fi,
            ..english(bad, &["h"])
        },
    );
    assert_snapshot!("edit_discarded_fi", said);
    assert!(place.read(FILE).contains("kind: company"));
    let (said, _) = edit(&place, &["edit", "sopimus-2026"], &english(bad, &["k"]));
    assert_snapshot!("edit_kept", said);
    assert!(place.read(FILE).contains("kind: muu-laji"));
    assert_eq!(drafts(&place), [""; 0]);
    // A file with errors is edited as any other.
    let mended: &[_] = &[("muu-laji", "other")];
    edit(&place, &["edit", "sopimus-2026"], &english(mended, &[]));
    assert_eq!(place.read(FILE), AGREEMENT);
}

#[test]
fn without_an_answer_the_text_stays_in_the_draft() {
    let place = place();
    let bad: &[_] = &[BAD];
    let findings = place.json(&["validate"]);
    let (said, _) = edit(&place, &["edit", "sopimus-2026"], &english(bad, &[]));
    assert_snapshot!("edit_no_answer", said);
    let alone = Person {
        edits: bad,
        typed: None,
        lang: Lang::Fi,
    };
    let (said, _) = edit(&place, &["edit", "sopimus-2026"], &alone);
    assert_snapshot!("edit_no_terminal_fi", said);
    assert_eq!(place.read(FILE), AGREEMENT);
    let expected = AGREEMENT.replace(BAD.0, BAD.1);
    assert_eq!(drafts(&place), [expected.clone(), expected]);
    assert_eq!(place.json(&["validate"]), findings, "drafts are not read");
}

#[test]
fn what_someone_else_wrote_meanwhile_is_not_replaced() {
    let place = place();
    let (path, theirs) = (place.path(FILE), AGREEMENT.replace("2029-12-31", "2030-12-31"));
    let written = theirs.clone();
    let person = english(&[GOOD], &[]);
    let (editor, _) = person.editor(move || fs::write(&path, &written).expect("it can be written"));
    let world = World {
        editor: Some(editor),
        ..world(&place, &["edit", "sopimus-2026"], Lang::En)
    };
    assert_snapshot!("edit_meanwhile", said(&place, &world));
    assert_eq!(place.read(FILE), theirs);
    assert_eq!(drafts(&place), [AGREEMENT.replace(GOOD.0, GOOD.1)]);
}

#[test]
fn a_change_can_be_looked_at_first() {
    let place = place();
    let (said, _) = edit(
        &place,
        &["edit", "sopimus-2026", "--dry-run"],
        &english(&[BAD], &[]),
    );
    assert_snapshot!("edit_dry_run", said);
    assert_eq!(place.read(FILE), AGREEMENT);
    assert_eq!(drafts(&place), [""; 0]);
}

#[test]
fn other_files_and_what_is_not_there() {
    let place = place();
    let name: &[_] = &[("Koeverkosto\n", "Toinen verkosto\n")];
    let (said, lines) = edit(&place, &["edit", "registry.sender.email"], &english(name, &[]));
    assert!(said.ends_with("saved registry.yaml\n--- exit 0\n"), "{said}");
    assert_eq!(lines, [3]);
    let refused = |args: &[&str]| {
        let (said, lines) = edit(&place, args, &english(&[], &[]));
        assert_eq!(lines, [0; 0]);
        said
    };
    assert_snapshot!("edit_organisations_missing", refused(&["edit", "organisations"]));
    assert_snapshot!(
        "edit_unknown_place",
        refused(&["edit", "sopimus-2026.signatories.kunta.emil"])
    );
    assert_snapshot!("edit_unknown", refused(&["edit", "sopimus-2027"]));
    assert_snapshot!("edit_no_editor_fi", said_without_editor(&place));
}

fn said_without_editor(place: &Place) -> String {
    said(place, &world(place, &["edit", "sopimus-2026"], Lang::Fi))
}

/// A real program, as the environment names it.
#[cfg(unix)]
#[test]
fn the_editor_is_that_of_the_environment() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = place();
    let script = |text: &str| {
        place.write("vi", text.as_bytes());
        fs::set_permissions(place.path("vi"), fs::Permissions::from_mode(0o755)).expect("it can be set");
    };
    let run = |name: &str| {
        let output = place
            .command(&["edit", "sopimus-2026.term.ends"])
            .env(name, place.path("vi"))
            .output()
            .expect("the program can be started");
        place.describe(&output)
    };
    script("#!/bin/sh\necho \"$1\" > line\nsed -i s/2029-12-31/2031-12-31/ \"$2\"\n");
    let said = run("EDITOR");
    assert!(said.contains("saved agreements/sopimus-2026.yaml"), "{said}");
    assert_eq!(place.read("line"), "+3\n");
    assert!(place.read(FILE).contains("2031-12-31"));
    script("#!/bin/sh\necho lisää >> \"$2\"\nkill -9 $$\n");
    let draft = Regex::new(r"kumppani-edit-\w{6}").expect("it is a pattern");
    assert_snapshot!(
        "edit_killed",
        draft.replace_all(&run("VISUAL"), "kumppani-edit-[letters]")
    );
    assert_eq!(drafts(&place).len(), 1);
}

/// The paths that were opened, and what was said.
fn opened(place: &Place, args: &[&str]) -> (Vec<String>, String) {
    let paths = Arc::new(Mutex::new(Vec::new()));
    let (seen, root) = (Arc::clone(&paths), place.path(""));
    let shown = move |path: &Path| path.strip_prefix(&root).map(|path| path.display().to_string());
    let world = World {
        opener: Opener::of(move |path| {
            let path = shown(path).expect("it is in the folder");
            seen.lock().expect("no opener panics").push(path);
            Ok(())
        }),
        ..world(place, args, Lang::En)
    };
    let said = said(place, &world);
    let paths = paths.lock().expect("no opener panics").clone();
    (paths, said)
}

#[test]
fn what_was_written_is_opened() {
    let place = place();
    for (line, expected) in [
        ("agreements -o lista.xlsx --open", "lista.xlsx"),
        ("document sopimus-2026 -o a.docx --open", "a.docx"),
        ("board sopimus-2026 --open -o b.html", "b.html"),
        ("site sivut --open", "sivut/index.html"),
        (
            "document sopimus-2026 --each organisation --to paperit --open",
            "paperit",
        ),
        ("remind sopimus-2026 --to kirjeet --open", "kirjeet"),
        ("register --template pohja.xlsx --open", "pohja.xlsx"),
    ] {
        let (paths, said) = opened(&place, &line.split(' ').collect::<Vec<_>>());
        assert_eq!(paths, [expected], "{line}: {said}");
        assert!(place.path(expected).exists(), "{line}");
        assert!(said.ends_with("--- exit 0\n"), "{line}: {said}");
    }
    let (paths, said) = opened(&place, &["agreements", "-o", "lista.csv"]);
    assert_eq!(paths, [""; 0], "{said}");
}

#[test]
fn where_nothing_is_written_or_nothing_opens_it() {
    let place = place();
    let (paths, said) = opened(&place, &["agreements", "--open"]);
    assert_snapshot!("open_nothing", said);
    assert_eq!(paths, [""; 0]);
    let output = place
        .command(&["agreements", "-o", "lista.csv", "--open"])
        .env("PATH", place.path(""))
        .env("LC_ALL", "fi_FI.UTF-8")
        .output()
        .expect("the program can be started");
    if cfg!(all(unix, not(target_os = "macos"))) {
        assert_snapshot!("open_no_opener_fi", place.describe(&output));
    }
    assert!(place.path("lista.csv").exists());
}
