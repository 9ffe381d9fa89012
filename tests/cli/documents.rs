//! The documents show the truth: their commands are run from top to bottom in one folder, and what they print is what the
//! documents say that they print. With `INSTA_UPDATE=always` the documents are
//! brought up to date.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::harness::{Place, TODAY};

/// What is printed between the outputs of two commands.
const BETWEEN: &str = "=== the next command ===";

/// A document that is run.
#[derive(Default)]
struct Script {
    shell: String,
    /// The document in pieces: its own text, and after each command the place of its output.
    pieces: Vec<String>,
    /// How far each output is indented.
    indents: Vec<usize>,
}

impl Script {
    /// Reads `console` blocks, `yaml` blocks that name a file to write, and the day from `<!-- day: … -->`.
    fn of(text: &str) -> Self {
        let mut script = Self::default();
        let (mut day, mut piece, mut block) = (TODAY.to_owned(), String::new(), None);
        for line in text.lines() {
            let inner = line.trim_start();
            if let Some(opened) = inner.strip_prefix("```") {
                match (block, opened.split_once(' ')) {
                    (Some("file"), _) => script.shell += "END OF FILE\n",
                    (None, Some(("yaml", file))) => {
                        writeln!(script.shell, "cat > {file} <<'END OF FILE'").expect("a text grows");
                    }
                    _ => {}
                }
                block = match (block, opened) {
                    (None, "console") => Some("console"),
                    (None, other) if other.contains(' ') => Some("file"),
                    (None, _) => Some("text"),
                    (Some(_), _) => None,
                };
            } else if let Some(said) = line.strip_prefix("<!-- day: ") {
                said.trim_end_matches(" -->").clone_into(&mut day);
            } else if block == Some("file") {
                script.shell.extend([line, "\n"]);
            } else if block == Some("console") {
                let Some(command) = inner.strip_prefix("$ ") else {
                    continue;
                };
                piece.extend([line, "\n"]);
                script.pieces.push(std::mem::take(&mut piece));
                script.indents.push(line.len() - inner.len());
                // The first command of the README builds the program; here it is built already.
                let command = command.replace("cargo run --release --", "kumppani");
                writeln!(script.shell, "day={day}\n{command}\necho '{BETWEEN}'").expect("a text grows");
                continue;
            }
            piece.extend([line, "\n"]);
        }
        script.pieces.push(piece);
        script
    }

    /// The document with what its commands print today.
    fn run(&self, place: &Place, locale: &str, columns: &str) -> String {
        let program = env!("CARGO_BIN_EXE_kumppani");
        let day = "[[ \"$*\" == *--as-of* ]] && set -- \"$@\" || set -- \"$@\" --as-of \"$day\"";
        let shell = format!(
            "exec 2>&1\nkumppani() {{ {day}; '{program}' \"$@\"; }}\n{}",
            self.shell
        );
        let output = Command::new("bash")
            .args(["-c", &shell])
            .current_dir(place.path(""))
            .env_clear()
            .env("LC_ALL", locale)
            .env("PATH", "/usr/bin:/bin")
            .env("COLUMNS", columns)
            .output()
            .expect("a shell can be started");
        let printed = String::from_utf8(output.stdout).expect("it is text");
        let between = format!("{BETWEEN}\n");
        let mut printed = printed.split(between.as_str());
        let (last, pieces) = self.pieces.split_last().expect("a document ends");
        let mut text = String::new();
        for (piece, indent) in pieces.iter().zip(&self.indents) {
            text += piece;
            for line in printed.next().expect("every command prints its end").lines() {
                let line = format!("{}{line}", " ".repeat(*indent));
                text.extend([line.trim_end(), "\n"]);
            }
        }
        text + last
    }
}

fn check(file: &str, place: &Place, locale: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).expect("the document is there");
    let script = Script::of(&text);
    assert!(script.pieces.len() > 2, "{file} shows commands");
    // A front page is seen on a wider screen than a terminal has.
    let columns = if file.starts_with("README") { "100" } else { "80" };
    let shown = script.run(place, locale, columns);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &shown).expect("the document can be written");
    }
    for (at, (line, expected)) in shown.lines().zip(text.lines()).enumerate() {
        assert_eq!(line, expected, "{file}:{}", at + 1);
    }
    assert_eq!(shown, text, "{file} is as long as what its commands print");
}

#[test]
fn the_readme_shows_the_truth() {
    check("README.md", &Place::example(), "C.UTF-8");
}

#[test]
fn the_finnish_readme_shows_the_truth() {
    check("README.fi.md", &Place::example(), "fi_FI.UTF-8");
}

#[test]
fn the_tutorial_leads_from_an_empty_folder_to_a_website() {
    check("docs/tutorial.md", &Place::empty(), "C.UTF-8");
}

#[test]
fn the_finnish_tutorial_leads_there_too() {
    check("docs/tutorial.fi.md", &Place::empty(), "fi_FI.UTF-8");
}

#[test]
fn a_document_that_does_not_show_the_truth_is_found() {
    let script = Script::of("```console\n$ kumppani duties --group elo\nwrong\n```\nafter\n");
    let shown = script.run(&Place::example(), "C.UTF-8", "80");
    assert!(
        shown.starts_with("```console\n$ kumppani duties --group elo\nerror: "),
        "{shown}"
    );
    assert!(
        shown.ends_with("```\nafter\n") && !shown.contains("wrong"),
        "{shown}"
    );
}
