//! The bounds of a network's own templates. The engine counts steps alone, and a text that is added to itself
//! fifty times takes only fifty of them. So an own template works on a thread of its own and is watched: what
//! goes too far is left behind, and as its command fails the program ends with it.

use std::fmt::{self, Write as _};
use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use minijinja::{Error, ErrorKind, Value};

use crate::wording::Wording;

/// So many steps a network's own template may take for one page or part. With the program's own template
/// a row of the list of duties takes two hundred, so that a list of a hundred thousand rows takes two fifths of it, and a
/// page of the site, which is divided long before, far less.
pub(super) const FUEL: u64 = 50_000_000;

/// So many bytes a page or part may have: 64 MiB.
const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// So many bytes the parts made so far may have together beside [`LARGEST_PART`], for each of them: a page of the
/// program's own has a tenth.
const BYTES_OF_PART: u64 = 256 * 1024;

/// So much more memory the program may take while a part is made: 160 MiB.
const LARGEST_GROWTH: u64 = 160 * 1024 * 1024;

/// How often the work is looked at, and when it has taken too long.
const TICK: Duration = Duration::from_millis(2);
const LONGEST: Duration = Duration::from_secs(10);

/// Templates call each other on this stack; only what is used of it takes memory.
const STACK: usize = 32 * 1024 * 1024;

/// How many bytes of memory the program takes, where the system says.
pub type Meter = fn() -> Option<u64>;

pub(super) const OUTPUT: Wording = Wording::fixed(
    "the result is larger than 64 MiB",
    "siitä syntyvä tiedosto on suurempi kuin 64 MiB",
);

const MEMORY: Wording = Wording::fixed(
    "it takes more than 160 MiB of memory; the cause may be a text that grows in a loop",
    "se vie yli 160 MiB muistia; syynä voi olla silmukassa kasvava teksti",
);

const TIME: Wording = Wording::fixed(
    "it takes longer than 10 seconds; the cause may be a nested loop",
    "se kestää yli 10 sekuntia; syynä voi olla silmukka silmukassa",
);

const NO_THREAD: Wording = Wording::fixed(
    "the system gives the program no thread for it",
    "järjestelmä ei anna ohjelmalle säiettä sen tekemiseen",
);

/// Does work that may have no end.
///
/// # Errors
/// The bound that it goes over.
pub(super) fn watched<T: Send + 'static>(
    meter: Meter,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Wording> {
    let (sender, receiver) = mpsc::channel();
    let before = meter();
    let begun = thread::Builder::new().stack_size(STACK).spawn(move || {
        // No one waits any more for what was left behind.
        let _ = sender.send(work());
    });
    let worker = begun.map_err(|_| NO_THREAD)?;
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        match receiver.recv_timeout(TICK) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Disconnected) => match worker.join() {
                Err(panic) => resume_unwind(panic),
                Ok(()) => return Err(NO_THREAD),
            },
            Err(RecvTimeoutError::Timeout) => {
                let grown = meter()
                    .zip(before)
                    .map_or(0, |(now, before)| now.saturating_sub(before));
                if grown > LARGEST_GROWTH {
                    return Err(MEMORY);
                }
            }
        }
    }
    Err(TIME)
}

/// Takes what a template prints, as far as it may.
#[derive(Default)]
pub(super) struct BoundedOutput {
    bytes: Vec<u8>,
}

impl BoundedOutput {
    pub(super) fn into_text(self) -> String {
        String::from_utf8(self.bytes).expect("a template prints nothing but text")
    }
}

impl io::Write for BoundedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.bytes.len() + bytes.len()) as u64 > LARGEST_PART {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a template has printed, also into texts of its own: a macro prints, and so does who prints its result.
#[derive(Debug, Default)]
pub(super) struct Printed {
    bytes: u64,
}

impl Printed {
    /// Counts a text; beyond four times what a page may have it is an error.
    pub(super) fn add(&mut self, n_bytes: usize) -> Result<(), Error> {
        self.bytes += n_bytes as u64;
        if self.bytes > 4 * LARGEST_PART {
            return Err(Error::new(ErrorKind::WriteFailure, ""));
        }
        Ok(())
    }
}

/// A value as text, as far as a page can hold it: a list of lists of itself has no end.
pub(super) fn shown(value: &Value) -> Result<String, Error> {
    let mut text = Shown::default();
    match write!(text, "{value}") {
        Ok(()) => Ok(text.0),
        Err(_) => Err(Error::new(ErrorKind::WriteFailure, "")),
    }
}

#[derive(Default)]
struct Shown(String);

impl fmt::Write for Shown {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        if (self.0.len() + piece.len()) as u64 > LARGEST_PART {
            return Err(fmt::Error);
        }
        self.0.push_str(piece);
        Ok(())
    }
}

/// What the parts made so far have, together.
#[derive(Debug, Default)]
pub(super) struct Together {
    parts: u64,
    bytes: u64,
}

impl Together {
    /// Counts a part; whether all of them are still within their bound.
    pub(super) fn add(&mut self, part: &str) -> Result<(), Wording> {
        self.parts += 1;
        self.bytes += part.len() as u64;
        let most = LARGEST_PART + self.parts * BYTES_OF_PART;
        if self.bytes <= most {
            return Ok(());
        }
        Err(Wording::fixed(
            "the resulting pages are larger than 64 MiB together",
            "siitä syntyvät sivut ovat yhteensä suurempia kuin 64 MiB",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_usual_size_are_within_their_bound_and_large_ones_are_not() {
        let mut together = Together::default();
        let usual = "x".repeat(100 * 1024);
        assert!((0..25_000).all(|_| together.add(&usual).is_ok()));
        let mut together = Together::default();
        let large = "x".repeat(8 * 1024 * 1024);
        let n_taken = (0..25).take_while(|_| together.add(&large).is_ok()).count();
        assert_eq!(n_taken, 8);
    }

    #[test]
    fn what_takes_too_much_memory_is_left_behind() {
        /// As if every look found a hundred megabytes more.
        #[expect(clippy::unnecessary_wraps, reason = "a meter may not know")]
        fn growing() -> Option<u64> {
            use std::sync::atomic::{AtomicU64, Ordering};
            static BYTES: AtomicU64 = AtomicU64::new(0);
            Some(BYTES.fetch_add(100 << 20, Ordering::Relaxed))
        }
        let endless = || loop {
            thread::sleep(Duration::from_secs(1));
        };
        assert_eq!(watched::<()>(growing, endless), Err(MEMORY));
        assert_eq!(watched(|| Some(0), || 3), Ok(3));
    }
}
