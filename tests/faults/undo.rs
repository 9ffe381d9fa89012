//! Whatever step of an act fails: the journal can be read, and what the act has written is taken back byte for byte.
//! And whatever acts come one after the other: as many undos lead back through all of their states.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use kumppani::disk::Disk;
use proptest::prelude::*;

use super::cases::ACTS;
use super::registry::{Files, Place};

/// A disk that is full from step number `n` on, as one is.
fn full_after(n: usize) -> Disk {
    let n_steps = AtomicUsize::new(0);
    Disk::asking(move |_, _| {
        if n_steps.fetch_add(1, Ordering::Relaxed) < n {
            return Ok(());
        }
        Err(io::ErrorKind::StorageFull.into())
    })
}

/// Documents are neither removed nor brought back.
fn records(place: &Place) -> Files {
    let mut files = place.files();
    files.retain(|path, _| !path.starts_with("documents/"));
    files
}

fn done(place: &Place, args: &[&str]) {
    let ended = place.run(args, Disk::real());
    assert_eq!(ended.code, 0, "{args:?}: {}", ended.shown);
}

#[test]
fn what_was_cut_off_is_taken_back() {
    let mut n_undone = 0;
    // An undo that was cut off is completed by the next one, not taken back.
    for case in ACTS.iter().filter(|case| case.args[0] != "undo") {
        for n in 0.. {
            let place = case.place();
            let before = records(&place);
            let is_done = place.run(case.args, full_after(n)).code == 0;
            done(&place, &["log"]);
            if records(&place) != before {
                done(&place, &["undo"]);
                n_undone += 1;
            }
            let about = format!("{}, full after step {n}", case.name());
            assert!(records(&place) == before, "{about}");
            done(&place, &["load"]);
            assert_eq!(place.leftovers(), [""; 0], "{about}");
            if is_done {
                break;
            }
        }
    }
    println!("{n_undone} acts taken back");
    assert!(n_undone >= 2 * ACTS.len(), "only {n_undone} were taken back");
}

/// Acts of which some exclude others: then they are refused, and change nothing.
const DEEDS: [&[&str]; 10] = [
    &["sign", "a", "o2", "--on", "2026-11-01"],
    &["decline", "a", "o3", "--on", "2026-11-02"],
    &["sign", "a", "o3", "--on", "2026-11-03"],
    &["extend", "a", "--until", "2028-06-30", "--decided", "2026-11-04"],
    &["register", "a", "--organisation", "uusi", "--name", "Uusi"],
    &["open", "luonnos", "--yes"],
    &["organisation", "rename", "o1", "--name", "Ykkönen"],
    &["new", "b", "--title", "Toinen", "--from", "a"],
    &["renew", "a", "--years", "3"],
    &["templates", "--copy", "document.html", "site/page.html"],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_many_undos_lead_back(
        deeds in proptest::collection::vec(0..DEEDS.len(), 1..7),
        n_at_once in 1..4_usize,
    ) {
        let place = Place::new();
        let mut states = vec![place.files()];
        for &deed in &deeds {
            place.run(DEEDS[deed], Disk::real());
            let files = place.files();
            if states.last() != Some(&files) {
                states.push(files);
            }
        }
        // One of them is brought back, and taken back once more.
        if states.len() > 1 {
            let last = states.len();
            done(&place, &["undo"]);
            prop_assert!(place.files() == states[last - 2], "undone: {deeds:?}");
            done(&place, &["undo", "--of", &last.to_string()]);
            prop_assert!(place.files() == states[last - 1], "brought back: {deeds:?}");
        }
        while states.len() > 1 {
            let n = n_at_once.min(states.len() - 1);
            done(&place, &["undo", &n.to_string()]);
            states.truncate(states.len() - n);
            prop_assert!(place.files() == states[states.len() - 1], "{n} at once: {deeds:?}");
        }
        // There is nothing left.
        done(&place, &["undo"]);
        prop_assert!(place.files() == states[0], "nothing is left: {deeds:?}");
    }
}
