//! Two processes write at once, and one of them is killed at some moment. What a process reported as recorded is in
//! the files; the rest can be recorded afterwards, and nothing is left beside.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::registry::Place;

/// So many rounds; each has two processes, of which one is killed.
const N_ROUNDS: usize = 60;

/// An act, or an answer in a file, and the file and the text by which it is known to be there.
struct Write {
    args: &'static [&'static str],
    file: &'static str,
    text: &'static str,
}

const fn write(args: &'static [&'static str], file: &'static str, text: &'static str) -> Write {
    Write { args, file, text }
}

const A: &str = "agreements/a.yaml";

/// No two of them exclude each other.
const WRITES: [Write; 11] = [
    write(
        &["sign", "a", "o2", "--on", "2026-11-01"],
        A,
        "signed: 2026-11-01",
    ),
    write(
        &["decline", "a", "o3", "--on", "2026-11-02"],
        A,
        "declined: 2026-11-02",
    ),
    write(
        &[
            "withdraw",
            "a",
            "o1",
            "--notice",
            "2026-11-03",
            "--effective",
            "2027-03-01",
        ],
        A,
        "notice: 2026-11-03",
    ),
    write(
        &["extend", "a", "--until", "2028-06-30", "--decided", "2026-11-04"],
        A,
        "until: 2028-06-30",
    ),
    write(
        &["register", "a", "--organisation", "uusi", "--name", "Uusi"],
        A,
        "organisation: uusi",
    ),
    write(
        &["open", "luonnos", "--yes"],
        "agreements/luonnos.yaml",
        "opened:",
    ),
    write(
        &["attach", "a", "registry.yaml", "--kind", "attachment"],
        A,
        "file: a/registry.yaml",
    ),
    write(
        &["organisation", "rename", "o1", "--name", "Ykkönen"],
        "agreements/organisations.yaml",
        "Ykkönen",
    ),
    write(
        &["site", "sivut"],
        "sivut/kumppani-site.txt",
        "kumppani site: internal edition",
    ),
    write(
        &["remind", "a", "--to", "kirjeet"],
        "kirjeet/a_o4.eml",
        "nelja@example.fi",
    ),
    write(
        &["calendar", "-o", "kalenteri.ics"],
        "kalenteri.ics",
        "END:VCALENDAR",
    ),
];

impl Write {
    fn start(&self, root: &Path) -> Child {
        Command::new(env!("CARGO_BIN_EXE_kumppani"))
            .args(self.args)
            .args(["--as-of", "2026-11-21", "--quiet"])
            .current_dir(root)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be started")
    }

    fn is_there(&self, root: &Path) -> bool {
        fs::read_to_string(root.join(self.file)).is_ok_and(|text| text.contains(self.text))
    }
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).expect("it is small") % bound
    }
}

#[test]
fn one_of_two_writers_is_killed() {
    let mut random = Random(20_261_127);
    let (mut n_done, mut n_killed) = (0, 0);
    let mut place = Place::new();
    for round in 0..N_ROUNDS {
        if round % 5 == 0 {
            place = Place::new();
        }
        let root = place.root();
        let first = random.below(WRITES.len());
        let second = (first + 1 + random.below(WRITES.len() - 1)) % WRITES.len();
        let pair = [&WRITES[first], &WRITES[second]];
        let [mut victim, mut other] = pair.map(|write| write.start(root));
        sleep(Duration::from_millis(random.below(60) as u64));
        victim.kill().expect("it can be killed");
        let ends = [victim.wait(), other.wait()].map(|end| end.expect("it ends"));
        let about = format!("round {round}: {:?}, {ends:?}", pair.map(|write| write.args));
        for (write, end) in pair.iter().zip(ends) {
            if end.success() {
                n_done += 1;
                assert!(write.is_there(root), "reported, and not there: {about}");
            }
        }
        n_killed += usize::from(ends[0].code().is_none());
        assert!(ends[1].code().is_some(), "{about}");
        for write in pair {
            // One that had been recorded is refused, or on record already.
            write.start(root).wait().expect("it ends");
            assert!(write.is_there(root), "not even afterwards: {about}");
        }
        assert_eq!(place.leftovers(), [""; 0], "{about}");
    }
    println!("{n_killed} of {N_ROUNDS} killed; {n_done} writes reported as done are there");
    assert!(
        n_killed >= N_ROUNDS / 4 && n_done >= N_ROUNDS / 2,
        "{n_killed} killed, {n_done} done"
    );
}
