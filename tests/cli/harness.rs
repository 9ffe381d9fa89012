//! A registry in a temporary folder, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use kumppani::cli::{Keyboard, World, run};
use kumppani::wording::Lang;
use tempfile::TempDir;

/// The day on which all tests take place.
pub(crate) const TODAY: &str = "2026-11-21";

/// A temporary folder with a registry.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        }
    }

    /// A copy of the example registry.
    pub(crate) fn example() -> Self {
        Self::copy_of(Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    /// A copy of the example of a network with regions of its own.
    pub(crate) fn kainuu() -> Self {
        Self::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kainuu"))
    }

    fn copy_of(root: &Path) -> Self {
        let place = Self::empty();
        for folder in ["agreements", "documents"] {
            if root.join(folder).is_dir() {
                copy_folder(&root.join(folder), &place.path(folder));
            }
        }
        fs::copy(root.join("registry.yaml"), place.path("registry.yaml")).expect("the example can be copied");
        place
    }

    /// A registry of these files: paths below `agreements/` and their texts.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let place = Self::empty();
        fs::create_dir(place.path("agreements")).expect("a folder can be made");
        for (path, text) in files {
            place.write(&format!("agreements/{path}"), text.as_bytes());
        }
        place
    }

    /// A path in the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    /// Reads a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file can be read")
    }

    /// The program with arguments, not yet run: English, no terminal, a fixed day. Acts with wide effect are confirmed.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let has_wide_effect = matches!(args, ["open" | "terminate", ..] | ["organisation", "cease", ..])
            && !args.contains(&"--dry-run");
        let mut command = self.unconfirmed(args);
        command.args(["--yes"].iter().filter(|_| has_wide_effect));
        command
    }

    /// The same without a confirmation.
    pub(crate) fn unconfirmed(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kumppani"));
        command
            .args(args)
            .args(["--as-of", TODAY].iter().filter(|_| !args.contains(&"--as-of")))
            .current_dir(self.folder.path())
            .env_clear()
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program and says stdout, stderr and the exit status.
    pub(crate) fn run(&self, args: &[&str]) -> String {
        let output = self.output(args);
        self.describe(&output)
    }

    /// Runs the program in Finnish.
    pub(crate) fn run_fi(&self, args: &[&str]) -> String {
        let output = self
            .command(args)
            .env("LC_ALL", "fi_FI.UTF-8")
            .output()
            .expect("the program can be started");
        self.describe(&output)
    }

    /// Runs the program.
    pub(crate) fn output(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program can be started")
    }

    /// Commands with what they say; a space within a word is written `|`.
    pub(crate) fn said(&self, commands: &[&str]) -> String {
        let run = |command: &&str| {
            let words: Vec<String> = command.split(' ').map(|word| word.replace('|', " ")).collect();
            let args: Vec<&str> = words.iter().map(String::as_str).collect();
            format!("$ kumppani {command}\n{}", self.run(&args))
        };
        commands.iter().map(run).collect::<Vec<_>>().join("\n")
    }

    /// Runs the program with someone at the keyboard of a terminal: the answer, and what is said on stderr with the
    /// exit status.
    pub(crate) fn typing(&self, args: &[&str], lang: Lang, typed: &[&str]) -> (String, String) {
        let world = World {
            args: ["kumppani"].iter().chain(args).map(Into::into).collect(),
            folder: self.path(""),
            today: TODAY.parse().expect("a day"),
            locale: lang,
            completing: None,
            no_color: true,
            columns: None,
            lines: None,
            pager: None,
            stdout_is_terminal: true,
            stderr_is_terminal: true,
            keyboard: Keyboard::lines(typed),
            ..World::real()
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = run(&world, &mut out, &mut err);
        let [out, err] = [out, err].map(|bytes| String::from_utf8(bytes).expect("it is text"));
        (out, format!("{err}--- exit {exit}\n"))
    }

    /// What an output says, without the names of temporary folders.
    pub(crate) fn describe(&self, output: &Output) -> String {
        let text = |bytes: &[u8]| {
            let folder = self.folder.path().display().to_string();
            String::from_utf8_lossy(bytes)
                .replace(&folder, "[folder]")
                .replace('\u{feff}', "[BOM]")
                .replace('\r', "[CR]")
        };
        let status = output
            .status
            .code()
            .map_or("killed".to_owned(), |code| code.to_string());
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        let err = if err.is_empty() {
            err
        } else {
            format!("--- stderr\n{err}")
        };
        format!("{out}{err}--- exit {status}\n")
    }

    /// The answer of a query as JSON.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let mut args = args.to_vec();
        args.extend(["--format", "json"]);
        let output = self.output(&args);
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{args:?}: {error}\n{}", self.describe(&output)))
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("its entries can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// A small agreement that has no findings but those that an addition makes.
pub(crate) const SMALL: &str = "\
id: sopimus-2014
title: Sopimus 2014
term: { starts: 2014-01-01, ends: open-ended }
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: opisto
    members: [opisto]
    duties:
      - Seuraa toimintaa.
signatories:
  - organisation: opisto
    name: Opisto
    kind: education
    regions: all
    signed: 2014-01-02
    contact: { role: Toimisto, email: opisto@example.fi }
";
