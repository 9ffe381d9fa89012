//! Progress on the terminal, for what takes more than a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::world::World;
use crate::wording::{Lang, Wording};

/// How long the work goes on in silence.
const PATIENCE: Duration = Duration::from_secs(1);

/// A count of files, shown once the work has taken a second, and only on a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    pub(super) fn new(world: &World, quiet: bool, lang: Lang) -> Self {
        let bar = ProgressBar::no_length();
        if quiet || !world.stderr_is_terminal {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        } else {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let files = Wording::fixed("files read", "tiedostoa luettu");
        if let Ok(style) = ProgressStyle::with_template(&format!("{{pos}} {}", files.get(lang))) {
            bar.set_style(style);
        }
        Self {
            bar,
            begun: Instant::now(),
        }
    }

    /// Tells how many files have been read.
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
