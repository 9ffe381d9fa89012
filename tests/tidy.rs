//! The house rules that a compiler does not check: the floors of ARCHITECTURE.md, no circles in a room,
//! module documentation, and paths that documents name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors from the ground up; modules of one floor do not use each other.
const FLOORS: [&[&str]; 8] = [
    &["wording", "disk"],
    &["diagnostic"],
    &["model"],
    &["view"],
    &["source", "validate", "index", "questions"],
    &["registry", "renewal", "papers", "render"],
    &["acts", "site"],
    &["cli"],
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the source folder can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// The module of floor level that a file belongs to: `src/model/time.rs` → `model`.
fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).expect("the file is in src");
    let first = inside.components().next().expect("a file has a name");
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// The code of a file without its tests and comments; files for tests alone have none.
fn code_of(file: &Path) -> String {
    if file.iter().any(|part| {
        ["tests", "tests.rs", "testing.rs"]
            .iter()
            .any(|name| part == *name)
    }) {
        return String::new();
    }
    let text = fs::read_to_string(file).expect("a source file can be read");
    let until = |text: &str, tests: &str| text.split(tests).next().unwrap_or_default().to_owned();
    let code = ["mod tests {", "mod proposals {", "pub(crate) mod "]
        .iter()
        .fold(text, |text, tests| {
            until(&text, &format!("#[cfg(test)]\n{tests}"))
        });
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    code.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

/// The place of a file among the modules: `src/model/time.rs` → `["model", "time"]`, `src/cli/mod.rs` → `["cli"]`.
fn module_path(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(root().join("src")).expect("the file is in src");
    let parts = inside.with_extension("");
    let names = parts
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .filter(|name| name != "mod" && name != "lib");
    names.collect()
}

/// The paths that a code uses by `crate::…` and `super::…`, from the root, braces taken apart.
fn used_paths(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut used = Vec::new();
    for (start, _) in code.match_indices("crate::") {
        branches(&code[start + "crate::".len()..], Vec::new(), &mut used);
    }
    for (start, _) in code.match_indices("super::") {
        // What comes before is part of the same path: only its first word counts.
        if code[..start].ends_with("::") {
            continue;
        }
        let (mut rest, mut above) = (&code[start..], module.to_vec());
        while let Some(shorter) = rest.strip_prefix("super::") {
            (rest, _) = (shorter, above.pop());
        }
        branches(rest, above, &mut used);
    }
    used
}

/// Adds the paths that begin here to those that were found, and returns what follows them.
fn branches<'t>(text: &'t str, above: Vec<String>, used: &mut Vec<Vec<String>>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        while !rest.starts_with('}') && !rest.is_empty() {
            rest = branches(rest, above.clone(), used);
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        }
        return rest.strip_prefix('}').unwrap_or(rest);
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let path = [above, vec![name.to_owned()]].concat();
    match rest.strip_prefix("::") {
        Some(deeper) => branches(deeper, path, used),
        None => {
            used.push(path);
            let end = rest
                .find([',', '}', ';', '\n', ' ', '(', ')'])
                .unwrap_or(rest.len());
            if end == 0 && name.is_empty() {
                rest.get(1..).unwrap_or_default()
            } else {
                &rest[end..]
            }
        }
    }
}

#[test]
fn no_module_uses_a_floor_above_or_beside_it() {
    let mut wrong = Vec::new();
    for file in rust_files(&root().join("src")) {
        let module = module_of(&file);
        let Some(own) = floor_of(&module) else { continue };
        for used in used_paths(&code_of(&file), &module_path(&file)) {
            let allowed = match floor_of(&used[0]) {
                Some(floor) => used[0] == module || floor < own,
                None => true,
            };
            if !allowed {
                wrong.push(format!("{} uses {}", file.display(), used[0]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Which neighbours each file or folder of a room uses, by room.
fn neighbours() -> BTreeMap<Vec<String>, BTreeMap<String, BTreeSet<String>>> {
    let files = rust_files(&root().join("src"));
    let modules: BTreeSet<Vec<String>> = files.iter().map(|file| module_path(file)).collect();
    let mut rooms: BTreeMap<_, BTreeMap<_, BTreeSet<_>>> = BTreeMap::new();
    for file in files {
        let own = module_path(&file);
        for used in used_paths(&code_of(&file), &own) {
            // Where the two paths part are the neighbours; what a room itself says is no one's neighbour.
            let n_shared = own
                .iter()
                .zip(&used)
                .take_while(|(own, used)| own == used)
                .count();
            if n_shared < own.len() && n_shared < used.len() && modules.contains(&used[..=n_shared]) {
                let room = rooms.entry(own[..n_shared].to_vec()).or_default();
                let uses = room.entry(own[n_shared].clone()).or_default();
                uses.insert(used[n_shared].clone());
            }
        }
    }
    rooms
}

/// What a neighbour uses, and what that uses in turn.
fn reached<'u>(uses: &'u BTreeMap<String, BTreeSet<String>>, from: &'u String) -> BTreeSet<&'u String> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(next) = open.pop() {
        open.extend(
            uses.get(next)
                .into_iter()
                .flatten()
                .filter(|used| reached.insert(*used)),
        );
    }
    reached
}

#[test]
fn no_neighbours_in_a_room_use_each_other_in_a_circle() {
    let mut circles = Vec::new();
    for (room, uses) in neighbours() {
        let circle = uses.keys().filter(|name| reached(&uses, name).contains(name));
        let circle: Vec<_> = circle.map(String::as_str).collect();
        if !circle.is_empty() {
            circles.push(format!("{}: {}", room.join("/"), circle.join(", ")));
        }
    }
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn every_module_has_a_floor() {
    let modules: Vec<String> = rust_files(&root().join("src"))
        .iter()
        .map(|file| module_of(file))
        .collect();
    let known = |module: &String| floor_of(module).is_some() || matches!(module.as_str(), "lib" | "main");
    let strangers: Vec<&String> = modules.iter().filter(|module| !known(module)).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    for folder in ["src", "tests", "examples"] {
        for file in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&file).expect("a source file can be read");
            assert!(
                text.starts_with("//!"),
                "{} does not begin with //!",
                file.display()
            );
        }
    }
}

#[test]
fn paths_named_in_the_documents_exist() {
    for document in ["ARCHITECTURE.md", "README.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root().join(document)).expect("the document can be read");
        let named = text.split('`').skip(1).step_by(2).filter(|name| {
            ["src/", "tests/", "docs/", "schema/", "examples/", "agreements/"]
                .iter()
                .any(|folder| name.starts_with(folder))
                && !name.contains(['*', ' ', '…', '<'])
        });
        for path in named {
            assert!(
                root().join(path).exists(),
                "{document} names {path}, which does not exist"
            );
        }
    }
}

/// The regions and municipalities of the default are data: no rule of the program knows one of them.
#[test]
fn names_of_the_default_network_are_in_one_file_only() {
    const DATA: &str = "src/model/network/lapland.json";
    let data = fs::read_to_string(root().join(DATA)).expect("the default network");
    let data: serde_json::Value = serde_json::from_str(&data).expect("it is JSON");
    let mut names = vec!["Lapin".to_owned(), "Lapissa".to_owned()];
    collect_texts(&data, &mut names);
    let mut found = Vec::new();
    for file in sources_without_tests() {
        let text = fs::read_to_string(&file).expect("a source");
        let code = text.split("mod tests {\n").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in lines {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
            let known = names.iter().find(|name| words.contains(&name.as_str()));
            found.extend(known.map(|name| format!("{}: {name}: {line}", file.display())));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What the program is made of, save the texts whose examples are those of the model case.
fn sources_without_tests() -> Vec<PathBuf> {
    const TESTS: [&str; 4] = ["tests", "tests.rs", "testing.rs", "fixture.rs"];
    const TEXTS: [&str; 2] = ["explanations.ini", "fields.ini"];
    const ENDINGS: [&str; 6] = ["rs", "css", "js", "html", "ini", "yaml"];
    let mut found = vec![root().join("schema.sql")];
    for entry in walkdir::WalkDir::new(root().join("src")) {
        let path = entry.expect("the sources can be read").into_path();
        let is_test = path.iter().any(|part| TESTS.iter().any(|test| part == *test));
        let ending = path.extension().unwrap_or_default();
        if !is_test
            && ENDINGS.iter().any(|one| ending == *one)
            && !TEXTS.iter().any(|text| path.ends_with(text))
        {
            found.push(path);
        }
    }
    found
}

/// All texts of a JSON value with a capital at their beginning, word by word.
fn collect_texts(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let names = words.filter(|word| word.starts_with(char::is_uppercase));
            into.extend(names.map(str::to_owned));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect_texts(value, into)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| collect_texts(value, into)),
        _ => {}
    }
}

/// A file of the registry is written through its writer alone, which holds the lock; others write what is no file of
/// the registry: answers, letters, papers, the website and the index.
#[test]
fn files_of_the_registry_are_written_in_one_place() {
    const WRITERS: [&str; 8] = [
        "src/acts/writer.rs",
        "src/acts/journal/store.rs",
        // A document is copied, and never over another.
        "src/acts/attach.rs",
        // The first files of a registry.
        "src/cli/init.rs",
        "src/cli/letters.rs",
        "src/cli/man.rs",
        "src/cli/out_folder.rs",
        "src/cli/output.rs",
    ];
    let calls = ["replace_file(", "write_whole(", "copy_new("];
    let mut found = BTreeSet::new();
    for file in rust_files(&root().join("src")) {
        let code = code_of(&file);
        if module_of(&file) != "disk" && calls.iter().any(|call| code.contains(call)) {
            let path = file.strip_prefix(root()).expect("the file is in the project");
            found.insert(path.to_string_lossy().into_owned());
        }
    }
    let allowed: BTreeSet<String> = WRITERS.into_iter().map(str::to_owned).collect();
    assert_eq!(found, allowed);
}
