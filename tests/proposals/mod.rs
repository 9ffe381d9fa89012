//! Every command that the program proposes works: they are collected from what it prints about a registry, and
//! each is run in a copy of that registry, as a person would type it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The acts, which can be tried without writing.
const ACTS: &[&str] = &[
    "register",
    "open",
    "approve",
    "sign",
    "decline",
    "withdraw",
    "extend",
    "terminate",
    "attach",
    "organisation",
    "correct",
    "reopen",
    "set",
    "unset",
    "add",
    "remove",
    "contact",
    "duty",
    "workbook",
    "event",
    "group",
    "renew",
    "new",
];

/// What was tried for a registry on a day.
#[derive(Default)]
pub(crate) struct Tried {
    /// The proposed commands, each once.
    pub(crate) commands: BTreeSet<String>,
    /// Those that were refused, with what they said.
    pub(crate) refused: Vec<String>,
}

/// Asks for everything that proposes something about the registry in `root`, and tries each proposal.
pub(crate) fn try_proposals(root: &Path, day: &str) -> Tried {
    let mut tried = Tried::default();
    for lang in ["en", "fi"] {
        for args in questions(root, day) {
            let args: Vec<&str> = args.iter().map(String::as_str).chain(["--lang", lang]).collect();
            let output = run(root, &args, day);
            for text in [&output.stdout, &output.stderr] {
                tried.commands.extend(proposals(&String::from_utf8_lossy(text)));
            }
        }
    }
    for command in &tried.commands {
        tried.refused.extend(refusal(root, command, day));
    }
    tried
}

/// Commands whose answers, findings and refusals propose others.
fn questions(root: &Path, day: &str) -> Vec<Vec<String>> {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let mut questions: Vec<Vec<String>> = [
        "due --within 2y --format json",
        "validate --format json",
        "validate --format short --strict",
        "agreements",
        "duties",
        "regions",
        "renew --due-within 2y --dry-run",
    ]
    .into_iter()
    .map(words)
    .collect();
    for id in agreements(root, day) {
        for line in [
            "board {id}",
            "open {id} --dry-run",
            "renew {id} --dry-run",
            "terminate {id} --on 1.1.2000 --dry-run",
            "suppose --terminate {id} --format json",
            "extend {id} --until 1.1.2000 --dry-run",
            "sign {id} tuntematon --dry-run",
            "remind {id} --to kirjeet --dry-run",
            "document {id} --organisation tuntematon",
        ] {
            questions.push(words(&line.replace("{id}", &id)));
        }
    }
    questions
}

fn agreements(root: &Path, day: &str) -> Vec<String> {
    let output = run(root, &["agreements", "--format", "json"], day);
    let rows: Value = serde_json::from_slice(&output.stdout).expect("the answer is JSON");
    let rows = rows.as_array().into_iter().flatten();
    rows.filter_map(|row| Some(row["id"].as_str()?.to_owned()))
        .collect()
}

/// The commands in a text: between backticks, and as values of JSON. One with a word in capitals or dots is
/// for several, and is no command yet; nor is the bare name of an act.
fn proposals(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut take = |text: &str| {
        let between = text.split('`').skip(1).step_by(2);
        found.extend(between.map(str::to_owned));
        found.push(text.to_owned());
    };
    match serde_json::from_str::<Value>(text) {
        Ok(value) => strings(&value, &mut take),
        Err(_) => text.lines().for_each(&mut take),
    }
    let is_placeholder = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        word.contains('…') || (letters.clone().count() > 2 && letters.clone().all(char::is_uppercase))
    };
    let is_name = |line: &str| {
        let verb = line.strip_prefix("kumppani ").unwrap_or_default();
        ACTS.contains(&verb) || matches!(verb, "organisation rename" | "organisation cease")
    };
    found.retain(|line| line.starts_with("kumppani ") && !is_name(line));
    found.retain(|line| !line.split(' ').any(is_placeholder));
    found
}

fn strings(value: &Value, take: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => take(text),
        Value::Array(values) => values.iter().for_each(|value| strings(value, take)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, take)),
        _ => {}
    }
}

/// Runs a proposed command in a copy of the registry; what it says when it is refused.
fn refusal(root: &Path, command: &str, day: &str) -> Option<String> {
    let copy = tempfile::tempdir().expect("a temporary folder can be made");
    copy_folder(root, copy.path());
    let verb = command.split(' ').nth(1).unwrap_or_default();
    let dry_run = if ACTS.contains(&verb) && !command.contains("--template") {
        " --dry-run"
    } else {
        ""
    };
    let program = env!("CARGO_BIN_EXE_kumppani");
    let script = format!("kumppani() {{ '{program}' --as-of {day} \"$@\"{dry_run}; }}; {command}");
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(copy.path())
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .env("PATH", "/usr/bin:/bin")
        .stdin(Stdio::null())
        .output()
        .expect("a shell can be started");
    // Findings are what `validate` is requested.
    let is_done = output.status.success() || (verb == "validate" && output.status.code() == Some(1));
    let shown = String::from_utf8_lossy(&output.stderr).into_owned();
    (!is_done).then(|| format!("$ {command}\n{shown}"))
}

fn run(root: &Path, args: &[&str], day: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kumppani"))
        .args(args)
        .args(["--as-of", day])
        .current_dir(root)
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("the program can be started")
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
