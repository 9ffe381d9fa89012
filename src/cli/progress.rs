//! Progress on the terminal, for what takes more than a second.

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

    /// Shows how many there have been.
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
