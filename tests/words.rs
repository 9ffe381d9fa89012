//! One voice: the words that `docs/style.md` does without are in no text that a person reads. Looked at are the messages in
//! the source, and the documents, which hold the help, the explanations of findings and the descriptions of fields.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use regex::{Regex, RegexBuilder};

#[derive(Clone, Copy, PartialEq)]
enum Lang {
    En,
    Fi,
}

struct Passage {
    place: String,
    lang: Lang,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The sentences of the source: `en: "…"`, `fi: "…"` of `wording!`, and the pairs of `Wording::fixed`.
fn messages() -> Vec<Passage> {
    let literal = r#""((?:\\.|[^"\\])*)""#;
    let named = Regex::new(&format!(r"\b(en|fi):\s*{literal}")).expect("a pattern");
    let pair = Regex::new(&format!(r"\bfixed\(\s*{literal},\s*{literal}")).expect("a pattern");
    let mut all = Vec::new();
    for path in files("src", "rs") {
        let text = fs::read_to_string(&path).expect("it can be read");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let mut take = |at: usize, lang: Lang, said: &str| {
            let line = code[..at].matches('\n').count() + 1;
            let shown = path.strip_prefix(root()).expect("below the root").display();
            all.push(Passage {
                place: format!("{shown}:{line}"),
                lang,
                text: said.replace("\\\n", " "),
            });
        };
        for found in named.captures_iter(code) {
            let lang = if &found[1] == "en" { Lang::En } else { Lang::Fi };
            take(found.get(0).expect("the whole").start(), lang, &found[2]);
        }
        for found in pair.captures_iter(code) {
            let at = found.get(0).expect("the whole").start();
            take(at, Lang::En, &found[1]);
            take(at, Lang::Fi, &found[2]);
        }
    }
    all
}

/// The lines of the documents, those of the style page and of ended versions aside.
fn documents() -> Vec<Passage> {
    let mut paths = vec![
        "README.md".to_owned(),
        "ARCHITECTURE.md".to_owned(),
        "CHANGELOG.md".to_owned(),
    ];
    paths.extend(files("docs", "md").iter().map(|path| {
        let below = path.strip_prefix(root()).expect("below the root");
        below.to_str().expect("a plain name").to_owned()
    }));
    paths.retain(|path| path != "docs/style.md");
    if root().join("README.fi.md").exists() {
        paths.push("README.fi.md".to_owned());
    }
    let mut all = Vec::new();
    for path in paths {
        let lang = if path.ends_with(".fi.md") {
            Lang::Fi
        } else {
            Lang::En
        };
        let mut is_code = false;
        for (number, line) in read(&path).lines().enumerate() {
            if line.trim_start().starts_with("```") {
                is_code = !is_code;
            } else if !is_code {
                all.push(Passage {
                    place: format!("{path}:{}", number + 1),
                    lang,
                    text: line.to_owned(),
                });
            }
        }
    }
    all
}

/// The patterns of a list, each with what to write in its place.
fn patterns(list: &str) -> Vec<(Regex, String)> {
    let lines = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (pattern, instead) = line.split_once(" = ").expect("a pattern and what to write");
            let pattern = RegexBuilder::new(pattern).case_insensitive(true).build();
            (pattern.expect("a pattern"), instead.to_owned())
        })
        .collect()
}

/// What is wrong with a text, a line each; names in backticks and parts in braces are not words.
fn faults(text: &Passage, unused: &[(Regex, String)]) -> String {
    let names = Regex::new(r"`[^`]*`|\{[^}]*\}|\]\([^)]*\)").expect("a pattern");
    let words = names.replace_all(&text.text, "`");
    let mut faults = String::new();
    for (pattern, instead) in unused {
        if let Some(found) = pattern.find(&words) {
            let (place, said) = (&text.place, text.text.trim());
            writeln!(faults, "{place}: “{}” (write: {instead}): {said}", found.as_str())
                .expect("a text grows");
        }
    }
    faults
}

#[test]
fn texts_use_the_words_of_the_style_page() {
    let english = patterns(&read("tests/words/english.txt"));
    let finnish = patterns(&read("tests/words/finnish.txt"));
    let mut all = messages();
    assert!(all.len() > 2000, "the messages of the source are found");
    all.extend(documents());
    let faults: String = all
        .iter()
        .map(|text| faults(text, if text.lang == Lang::En { &english } else { &finnish }))
        .collect();
    let n = faults.lines().count();
    assert!(faults.is_empty(), "{n} places against docs/style.md:\n{faults}");
}

#[test]
fn a_word_that_is_not_used_is_found_and_a_name_is_not() {
    let list = patterns("\\bareas?\\b = region\n");
    let text = |text: &str| Passage {
        place: "a.rs:1".to_owned(),
        lang: Lang::En,
        text: text.to_owned(),
    };
    assert_eq!(
        faults(&text("an Area of it"), &list),
        "a.rs:1: “Area” (write: region): an Area of it\n"
    );
    assert_eq!(
        faults(&text("the field `areas`, {areas}, the areal map"), &list),
        ""
    );
}
