//! Progress on the terminal, for what takes more than a second.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::world::World;
use crate::render::{Keep, clean};
use crate::wording::{Lang, Wording};

/// How long the work goes on in silence.
const PATIENCE: Duration = Duration::from_secs(1);

/// A count, shown once the work has taken a second, and only on a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    /// A count of files that are read.
    pub(super) fn new(world: &World, quiet: bool, lang: Lang) -> Self {
        let files = Wording::fixed("files read", "tiedostoa luettu");
        Self::counting(world, quiet, files.get(lang))
    }

    /// A count of something else.
    pub(super) fn counting(world: &World, quiet: bool, what: &str) -> Self {
        Self::of(world, quiet, "{pos} {msg}", what)
    }

    /// Does what has nothing to count, and tells what it is.
    pub(super) fn during<T>(world: &World, quiet: bool, what: &str, work: impl FnOnce() -> T) -> T {
        let progress = Self::of(world, quiet, "{msg}", what);
        let result = telling_after(PATIENCE, || progress.bar.tick(), work);
        progress.finish();
        result
    }

    fn of(world: &World, quiet: bool, template: &str, what: &str) -> Self {
        let bar = ProgressBar::no_length().with_message(clean(what, Keep::Nothing).into_owned());
        if quiet || !world.stderr_is_terminal {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        } else {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self {
            bar,
            begun: Instant::now(),
        }
    }

    /// Tells how many there have been.
    pub(super) fn reached(&self, n_done: usize) {
        if self.begun.elapsed() >= PATIENCE {
            self.bar.set_position(n_done as u64);
        }
    }

    /// Clears the line.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// Does some work, and calls `tell` if it takes longer than `patience`; never after the work is done.
fn telling_after<T>(patience: Duration, tell: impl FnOnce() + Send, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, is_done) = mpsc::channel::<()>();
        let teller = scope.spawn(move || {
            if is_done.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                tell();
            }
        });
        let result = work();
        drop(done);
        // It has nothing to hand over, and what it could not tell is no reason to stop.
        let _ = teller.join();
        result
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_takes_its_time_is_told() {
        let (told, is_told) = mpsc::channel::<()>();
        let waited = telling_after(Duration::ZERO, || drop(told), || is_told.recv());
        assert!(waited.is_err(), "the work went on until it was told");
        let tell = || panic!("what is quick is not told");
        assert_eq!(telling_after(Duration::from_hours(1), tell, || 7), 7);
    }
}
