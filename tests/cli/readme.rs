//! The commands of the README print what the README says that they print.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::harness::Place;

/// The `console` blocks of a text: each command with its expected output.
fn commands(text: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or("");
        for line in block.lines() {
            match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => commands.push((command.to_owned(), String::new())),
                (None, Some((_, output))) => {
                    output.push_str(line);
                    output.push('\n');
                }
                (None, None) => {}
            }
        }
    }
    commands
}

#[test]
fn the_readme_shows_the_truth() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .expect("the README is there");
    let commands = commands(&text);
    assert!(
        commands.len() >= 5,
        "the README shows {} commands",
        commands.len()
    );
    let place = Place::example();
    for (command, expected) in commands {
        // The first command of the README builds the program; here it is built already.
        let command = command.replace("cargo run --release --", "kumppani");
        let program = env!("CARGO_BIN_EXE_kumppani");
        let output = Command::new("bash")
            .args(["-c", &format!("kumppani() {{ '{program}' \"$@\"; }}; {command}")])
            .current_dir(place.path(""))
            .env_clear()
            .env("LC_ALL", "C.UTF-8")
            .env("PATH", "/usr/bin:/bin")
            .env("COLUMNS", "100")
            .output()
            .expect("a shell can be started");
        let shown = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let shown: String = shown
            .lines()
            .map(|line| line.trim_end().to_owned() + "\n")
            .collect();
        assert_eq!(shown, expected, "$ {command}");
    }
}
