//! The world as the program finds it: arguments, environment, clock, terminal. It is read here,
//! once, and passed inward as values.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::time::SystemTime;

use chrono::{DateTime, Local, NaiveDate};

use crate::disk::Disk;
use crate::wording::Lang;

/// What the program knows of the world outside.
#[derive(Clone, Debug)]
pub struct World {
    /// The command line, the program's own name first.
    pub args: Vec<OsString>,
    /// The folder in which it was called.
    pub folder: PathBuf,
    /// Today, in local time.
    pub today: NaiveDate,
    /// The present moment.
    pub now: SystemTime,
    /// The way to change files.
    pub disk: Disk,
    /// The language of the locale.
    pub locale: Lang,
    /// The shell that asks for completions, when one does.
    pub completing: Option<String>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// The columns of the output: those of `COLUMNS`, else of the terminal.
    pub columns: Option<usize>,
    /// The answer goes to a terminal.
    pub stdout_is_terminal: bool,
    /// Messages go to a terminal.
    pub stderr_is_terminal: bool,
}

impl World {
    /// Looks at the real world.
    #[must_use]
    pub fn real() -> Self {
        let (stdout_is_terminal, now) = (io::stdout().is_terminal(), SystemTime::now());
        Self {
            args: env::args_os().collect(),
            folder: env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            // The other way of asking for it does not know of a clock before 1970.
            today: DateTime::<Local>::from(now).date_naive(),
            now,
            disk: Disk::real(),
            locale: locale(),
            completing: completing(),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            columns: columns(stdout_is_terminal),
            stdout_is_terminal,
            stderr_is_terminal: io::stderr().is_terminal(),
        }
    }
}

/// The memory that the program takes, in bytes, where the system tells (`proc(5)`).
pub(super) fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

/// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and not empty decides.
fn locale() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .map_or(Lang::En, |value| Lang::of_locale(&value))
}

fn completing() -> Option<String> {
    env::var(super::complete::VARIABLE)
        .ok()
        .filter(|shell| !shell.is_empty() && shell != "0")
}

fn columns(stdout_is_terminal: bool) -> Option<usize> {
    let asked = env::var("COLUMNS")
        .ok()
        .and_then(|value| value.parse().ok())
        .filter(|columns| *columns > 0);
    asked.or_else(|| {
        let size = stdout_is_terminal.then(terminal_size::terminal_size).flatten();
        size.map(|(width, _)| usize::from(width.0))
    })
}
