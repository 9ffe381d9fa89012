//! The world as the program finds it: arguments, environment, clock, terminal. It is read here,
//! once, and passed inward as values.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Local, NaiveDate, SecondsFormat, TimeZone as _};

use super::editor::Editor;
use super::keyboard::Keyboard;
use super::opener::Opener;
use super::pager::Pager;
use crate::disk::Disk;
use crate::model::{PartialDate, quoted};
use crate::wording::Lang;

/// The variable of the environment by which a shell asks for completions; its value names the shell.
pub(super) const COMPLETE: &str = "COMPLETE";

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
    /// The lines of the terminal to which the answer goes.
    pub lines: Option<usize>,
    /// What shows an answer that is longer.
    pub pager: Option<Pager>,
    /// The answer goes to a terminal.
    pub stdout_is_terminal: bool,
    /// Messages go to a terminal.
    pub stderr_is_terminal: bool,
    /// What edits a file.
    pub editor: Option<Editor>,
    /// What opens a file that was written.
    pub opener: Opener,
    /// Who answers questions.
    pub keyboard: Keyboard,
}

impl World {
    /// Looks at the real world.
    #[must_use]
    pub fn real() -> Self {
        let (stdout_is_terminal, now) = (io::stdout().is_terminal(), SystemTime::now());
        let size = stdout_is_terminal.then(terminal_size::terminal_size).flatten();
        Self {
            args: env::args_os().collect(),
            folder: env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            today: local_day(now),
            now,
            disk: Disk::real(),
            locale: locale(),
            completing: completing(),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            columns: columns().or(size.map(|(width, _)| usize::from(width.0))),
            lines: size.map(|(_, height)| usize::from(height.0)),
            pager: Pager::of_environment(env::var_os("PAGER"), env::var_os("LESS")),
            stdout_is_terminal,
            stderr_is_terminal: io::stderr().is_terminal(),
            editor: Editor::of_environment(
                [env::var_os("VISUAL"), env::var_os("EDITOR")],
                env::var_os("PATH").as_deref().filter(|_| keyboard().is_there()),
            ),
            opener: Opener::of_system(),
            keyboard: keyboard(),
        }
    }
}

/// The most characters of a command line that are kept.
const LONGEST_COMMAND: usize = 2000;

impl World {
    /// The present moment in UTC (RFC 3339), to the second; nothing where the clock is beyond all days.
    pub(super) fn moment(&self) -> String {
        let moment = seconds_of(self.now).and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        moment.map_or_else(String::new, |moment| {
            moment.to_rfc3339_opts(SecondsFormat::Secs, true)
        })
    }

    /// The command line as it can be typed, on one line.
    pub(super) fn command(&self) -> String {
        let args = self.args.iter().skip(1).map(|arg| quoted(&arg.to_string_lossy()));
        let words: Vec<String> = std::iter::once("kumppani".to_owned()).chain(args).collect();
        let command: String = words.join(" ").chars().map(visible).collect();
        match command.char_indices().nth(LONGEST_COMMAND) {
            Some((end, _)) => format!("{}…", &command[..end]),
            None => command,
        }
    }
}

/// A moment in UTC (RFC 3339) as people here say it; a text that is none stays as it is.
pub(super) fn local_time(moment: &str, lang: Lang) -> String {
    let Ok(moment) = DateTime::parse_from_rfc3339(moment) else {
        return moment.to_owned();
    };
    let local = moment.with_timezone(&Local);
    let day = PartialDate::Day(local.date_naive()).display(lang);
    let time = match lang {
        Lang::En => local.format("%H:%M"),
        Lang::Fi => local.format("%-H.%M"),
    };
    format!("{day} {time}")
}

fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// The memory that the program takes, in bytes, where the system says (`proc(5)`).
pub(super) fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

/// The day on the clock; the last that there is where the clock is beyond all days, as a broken one can be.
fn local_day(now: SystemTime) -> NaiveDate {
    let moment = seconds_of(now).and_then(|seconds| Local.timestamp_opt(seconds, 0).earliest());
    moment.map_or(NaiveDate::MAX, |moment| moment.date_naive())
}

/// The seconds since 1970, negative before.
fn seconds_of(now: SystemTime) -> Option<i64> {
    match now.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        Err(before) => i64::try_from(before.duration().as_secs())
            .ok()
            .map(|seconds| -seconds),
    }
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
    env::var(COMPLETE)
        .ok()
        .filter(|shell| !shell.is_empty() && shell != "0")
}

/// A person who sees the questions and can answer them.
fn keyboard() -> Keyboard {
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        Keyboard::Terminal
    } else {
        Keyboard::Absent
    }
}

fn columns() -> Option<usize> {
    let asked = env::var("COLUMNS").ok()?.parse().ok();
    asked.filter(|columns| *columns > 0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_moment_is_shown_in_local_time() {
        let shown = |lang| local_time("2026-11-21T10:05:09Z", lang);
        let digits = |text: String| text.chars().filter(char::is_ascii_digit).count();
        let (en, fi) = (shown(Lang::En), shown(Lang::Fi));
        assert!(en.starts_with("2026-11-2") && en.contains(':'), "{en}");
        assert!(
            fi.contains(".11.2026 ") && digits(en) >= digits(fi.clone()),
            "{fi}"
        );
        assert_eq!(local_time("earlier", Lang::En), "earlier");
    }

    #[test]
    fn a_clock_beyond_all_days_has_a_day() {
        let at = |seconds: i64| {
            let far = Duration::from_secs(seconds.unsigned_abs());
            let moment = if seconds < 0 {
                UNIX_EPOCH.checked_sub(far)
            } else {
                UNIX_EPOCH.checked_add(far)
            };
            moment.map(local_day)
        };
        for seconds in [9_999_999_999_999, -9_999_999_999_999, i64::MAX, i64::MIN + 1] {
            assert!(at(seconds).is_none_or(|day| day == NaiveDate::MAX), "{seconds}");
        }
        let day = at(1_400_000_000).expect("a moment");
        assert_eq!(day.to_string(), "2014-05-13");
    }
}
