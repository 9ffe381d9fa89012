//! The house rules that a compiler does not check: the floors of ARCHITECTURE.md, module
//! documentation, and paths that documents name.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors from the ground up; modules of one floor do not use each other.
const FLOORS: [&[&str]; 8] = [
    &["wording", "disk"],
    &["diagnostic"],
    &["model"],
    &["view"],
    &["source", "validate", "index", "renewal"],
    &["registry"],
    &["render"],
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

/// The modules that a text uses by `crate::…`, outside its tests and comments.
fn used_modules(text: &str) -> Vec<String> {
    let without = |text: &'_ str, tests: &str| text.split(tests).next().unwrap_or_default().to_owned();
    let code = without(
        &without(text, "#[cfg(test)]\nmod "),
        "#[cfg(test)]\npub(crate) mod ",
    );
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| {
            line.split("crate::")
                .skip(1)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect()
        })
        .collect()
}

#[test]
fn no_module_uses_a_floor_above_or_beside_it() {
    let mut wrong = Vec::new();
    for file in rust_files(&root().join("src")) {
        let module = module_of(&file);
        let Some(own) = floor_of(&module) else { continue };
        let text = fs::read_to_string(&file).expect("a source file can be read");
        for used in used_modules(&text) {
            let allowed = match floor_of(&used) {
                Some(floor) => used == module || floor < own,
                None => true,
            };
            if !allowed {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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
    for folder in ["src", "tests", "examples", "benches"] {
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
            [
                "src/",
                "tests/",
                "docs/",
                "schema/",
                "examples/",
                "benches/",
                "agreements/",
            ]
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
