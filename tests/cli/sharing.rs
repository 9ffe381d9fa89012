//! Two registries that share one folder of agreements by a link.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Stdio;

use super::harness::Place;

/// So often two commands begin at once.
const ROUNDS: usize = 60;

fn signatory(number: usize) -> String {
    format!(
        "  - {{ organisation: o{number}, name: N{number}, kind: other, regions: all, contact: {{ role: R, email: o{number}@example.fi }} }}\n"
    )
}

/// What is reported as recorded is recorded: the lock lies where the files are.
#[test]
fn no_reported_signature_is_lost() {
    let signatories: String = (0..2 * ROUNDS).map(signatory).collect();
    let text =
        format!("id: a\ntitle: T\nterm: {{ starts: 2024, ends: open-ended }}\nsignatories:\n{signatories}");
    let place = Place::of(&[("a.yaml", &text)]);
    fs::create_dir(place.path("other")).expect("a folder");
    symlink("../agreements", place.path("other/agreements")).expect("a link");
    let roots = [place.path(""), place.path("other")];
    let begin = |root: &PathBuf, signer: &str| {
        let root = root.display().to_string();
        let args = ["sign", "a", signer, "--on", "2024-02-02", "--dir", &root];
        let mut command = place.command(&args);
        command
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started")
    };
    for round in 0..ROUNDS {
        let signers = [2 * round, 2 * round + 1].map(|number| format!("o{number}"));
        let children: Vec<_> = roots
            .iter()
            .zip(&signers)
            .map(|(root, signer)| begin(root, signer))
            .collect();
        for child in children {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "{}", place.describe(&output));
        }
    }
    let recorded = place
        .read("agreements/a.yaml")
        .matches("signed: 2024-02-02")
        .count();
    assert_eq!(recorded, 2 * ROUNDS);
    for root in ["", "other"] {
        let root = place.path(root).display().to_string();
        let loaded = place.run(&["load", "--dir", &root]);
        assert!(
            loaded.contains("0 refused") && loaded.contains("exit 0"),
            "{loaded}"
        );
    }
}
