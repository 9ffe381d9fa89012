//! The step number n of a command fails, for every n until it succeeds: with a full disk, with a fault of the disk
//! and without a right.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use kumppani::disk::{Disk, Step};

use super::cases::{ACTS, Case, OUTPUTS, SITES};
use super::kills::check_files;
use super::registry::{Ended, Files, Place};

/// What the system says: no space left, input or output error, permission denied.
const ERRORS: [i32; 3] = [28, 5, 13];

type Failed = Arc<Mutex<(usize, Option<(Step, PathBuf)>)>>;

/// A disk whose step number `n` fails with an error of the system; which one that was.
fn failing(n: usize, error: i32) -> (Disk, Failed) {
    let failed = Failed::default();
    let seen = Arc::clone(&failed);
    let disk = Disk::asking(move |step, path| {
        let mut seen = seen.lock().expect("no step panics");
        seen.0 += 1;
        if seen.0 == n + 1 {
            seen.1 = Some((step, path.to_owned()));
            return Err(io::Error::from_raw_os_error(error));
        }
        Ok(())
    });
    (disk, failed)
}

/// A command's files before it, and after it has succeeded.
struct Expected {
    before: Files,
    after: Files,
}

impl Expected {
    fn of(case: &Case) -> Self {
        let place = case.place();
        let before = place.files();
        let ended = place.run(case.args, Disk::real());
        assert_eq!(ended.code, 0, "{}: {}", case.name(), ended.shown);
        let after = place.files();
        Self { before, after }
    }
}

/// Fails every step of a command in turn; how many faults that were.
fn fail_each_step(case: &Case, errors: &[i32]) -> usize {
    let expected = Expected::of(case);
    let mut n_faults = 0;
    for n in 0.. {
        let mut has_failed = false;
        for error in errors {
            let place = case.place();
            let (disk, failed) = failing(n, *error);
            let ended = place.run(case.args, disk);
            let Some(fault) = failed.lock().expect("no step panics").1.take() else {
                assert_eq!(
                    (ended.code, &place.files()),
                    (0, &expected.after),
                    "{}",
                    case.name()
                );
                continue;
            };
            (has_failed, n_faults) = (true, n_faults + 1);
            let about = format!("{}, step {n}: {fault:?}: {ended:?}", case.name());
            expected.check(&place, &ended, &fault, &about);
            place.run(case.args, Disk::real());
            assert_eq!(place.files(), expected.after, "the next run: {about}");
            assert_eq!(place.leftovers(), [""; 0], "{about}");
        }
        if !has_failed {
            break;
        }
    }
    n_faults
}

impl Expected {
    /// What is shown is so: done, or which file could not be written, or is written and may not be on the disk.
    fn check(&self, place: &Place, ended: &Ended, (step, path): &(Step, PathBuf), about: &str) {
        let files = place.files();
        check_files(&self.before, &self.after, &files, about);
        if ended.code == 0 {
            assert_eq!(files, self.after, "done, and it is not: {about}");
            return;
        }
        assert_eq!(ended.code, 2, "{about}");
        let is_shown = ended.shown.contains("error: ") || ended.shown.contains("the index cannot be written");
        assert!(is_shown, "no error is told: {about}");
        let names = path
            .strip_prefix(place.root())
            .expect("nothing is written elsewhere");
        // What is beside a site has its name; it is the site that is reported.
        let of_site = |name: &str| {
            name.trim_start_matches(".kumppani-site-")
                .trim_end_matches(".lock")
                .to_owned()
        };
        let mut names = names.iter().map(|name| of_site(&name.to_string_lossy()));
        let is_named =
            names.any(|name| ended.shown.contains(&name)) || ended.shown.contains("the registry's folder");
        assert!(
            is_named || *step == Step::FlushFolder,
            "it is not told where: {about}"
        );
        for (name, bytes) in &files {
            let is_new = self.before.get(name) != Some(bytes);
            let is_denied = ended.shown.contains(&format!("{name} could not be written"));
            assert!(!(is_new && is_denied), "{name} is written: {about}");
        }
    }
}

#[test]
fn acts() {
    let n_faults: usize = ACTS.iter().map(|case| fail_each_step(case, &ERRORS)).sum();
    println!("{n_faults} faults in acts");
    assert!(n_faults >= 400, "only {n_faults} faults");
}

#[test]
fn outputs() {
    let n_faults: usize = OUTPUTS.iter().map(|case| fail_each_step(case, &ERRORS)).sum();
    println!("{n_faults} faults in outputs");
    assert!(n_faults >= 400, "only {n_faults} faults");
}

#[test]
fn sites() {
    let n_faults: usize = SITES.iter().map(|case| fail_each_step(case, &ERRORS[..1])).sum();
    println!("{n_faults} faults in sites");
    assert!(n_faults >= 200, "only {n_faults} faults");
}

/// A copy that is not recorded goes again; where it cannot, it is named.
#[test]
fn a_copy_that_is_not_recorded_does_not_stay_unnoticed() {
    let attach = ["attach", "a", "registry.yaml", "--kind", "attachment"];
    let copy = "documents/a/registry.yaml";
    for (can_remove, shown) in [
        (true, "agreements/a.yaml could not be written"),
        (
            false,
            "documents/a/registry.yaml was copied, but it is not recorded",
        ),
    ] {
        let place = Place::new();
        let before = place.files();
        let disk = Disk::asking(move |step, path| match step {
            Step::Rename if path.ends_with("agreements/a.yaml") => Err(io::ErrorKind::StorageFull.into()),
            Step::Remove if !can_remove => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        });
        let ended = place.run(&attach, disk);
        assert_eq!(ended.code, 2, "{}", ended.shown);
        assert!(ended.shown.contains(shown), "{}", ended.shown);
        let mut files = place.files();
        assert_eq!(files.remove(copy).is_some(), !can_remove);
        assert_eq!(files, before);
        // The same command records what is there, and copies nothing.
        let ended = place.run(&attach, Disk::real());
        assert_eq!(ended.code, 0, "{}", ended.shown);
        assert_eq!(ended.shown.contains("copied"), can_remove, "{}", ended.shown);
        assert!(place.files()["agreements/a.yaml"].ends_with(b" }\n"));
    }
}
