//! The process ends at step number n of a command, for every n until it gets to its end: a child, which is this
//! test binary itself.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use kumppani::disk::Disk;

use super::cases::{ACTS, Case, OUTPUTS, SITES};
use super::registry::{Files, Place, run};

/// How the child is shown what to do: the step before which it ends, and the command with its arguments.
const STEP: &str = "KUMPPANI_TEST_STEP";
const ARGS: &str = "KUMPPANI_TEST_ARGS";

/// Where an argument of the child ends.
const END: &str = "\u{1f}";

/// The child; without its variables it has nothing to do.
#[test]
fn child() {
    let (Ok(step), Ok(args)) = (env::var(STEP), env::var(ARGS)) else {
        return;
    };
    let step: usize = step.parse().expect("it is a number");
    let args: Vec<&str> = args.split(END).collect();
    let n_steps = AtomicUsize::new(0);
    let disk = Disk::asking(move |_, _| {
        if n_steps.fetch_add(1, Ordering::Relaxed) == step {
            std::process::abort();
        }
        Ok(())
    });
    let folder = env::current_dir().expect("there is a folder");
    let ended = run(&folder, &args, disk);
    assert_eq!(ended.code, 0, "{}", ended.shown);
}

/// Whether the child got to its end.
fn runs_until(step: usize, folder: &Path, args: &[&str]) -> bool {
    Command::new(env::current_exe().expect("a test is a program"))
        .args(["--exact", "kills::child"])
        .env(STEP, step.to_string())
        .env(ARGS, args.join(END))
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("it can be started")
        .success()
}

/// Every file is as it was or as it was to be, and a site is one or the other as a whole.
pub(crate) fn check_files(before: &Files, after: &Files, found: &Files, about: &str) {
    for path in before.keys().chain(after.keys()).chain(found.keys()) {
        let (old, new, is) = (before.get(path), after.get(path), found.get(path));
        assert!(is == old || is == new, "{path} is neither old nor new: {about}");
    }
    let site = |files: &Files| -> Files {
        let of_site = files.iter().filter(|(path, _)| path.starts_with("sivut/"));
        of_site
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    let found = site(found);
    assert!(
        found == site(before) || found == site(after),
        "a part of a site: {about}"
    );
}

/// Ends a command before each of its steps, or each `by`th; how many that were.
fn end_at_each_step(case: &Case, by: usize) -> usize {
    let place = case.place();
    let before = place.files();
    let ended = place.run(case.args, Disk::real());
    assert_eq!(ended.code, 0, "{}", ended.shown);
    let after = place.files();
    let mut n_ends = 0;
    for step in (0..).step_by(by) {
        let place: Place = case.place();
        let about = format!("{}, ended at step {step}", case.name());
        let is_done = runs_until(step, place.root(), case.args);
        check_files(&before, &after, &place.files(), &about);
        if is_done {
            assert_eq!(place.files(), after, "{about}");
            break;
        }
        n_ends += 1;
        let next = place.run(case.args, Disk::real());
        assert_eq!(place.files(), after, "{about}; then {next:?}");
        assert_eq!(place.leftovers(), [""; 0], "{about}");
    }
    n_ends
}

#[test]
fn acts() {
    let n_ends: usize = ACTS.iter().map(|case| end_at_each_step(case, 1)).sum();
    println!("{n_ends} ends of acts");
    assert!(n_ends >= 130, "only {n_ends} ends");
}

#[test]
fn outputs() {
    let n_ends: usize = OUTPUTS.iter().map(|case| end_at_each_step(case, 1)).sum();
    println!("{n_ends} ends of outputs");
    assert!(n_ends >= 130, "only {n_ends} ends");
}

#[test]
fn sites() {
    let n_ends: usize = SITES.iter().map(|case| end_at_each_step(case, 5)).sum();
    println!("{n_ends} ends of sites");
    assert!(n_ends >= 35, "only {n_ends} ends");
}
