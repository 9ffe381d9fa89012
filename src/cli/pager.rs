//! The pager: a program of the user's choice that shows a long answer a screen at a time. Whether there is one is
//! read in [`super::world`]; here it is started.

use std::ffi::OsString;
use std::fmt;
use std::io::Write as _;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;

use super::program::program;

/// Whether a text was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paged {
    /// As far as somebody wanted to see it.
    Shown,
    /// The pager could not be started, or failed: the text is still to be shown.
    Failed,
}

/// A way to show a text a screen at a time.
#[derive(Clone)]
pub struct Pager(Arc<Show>);

/// What shows a text.
type Show = dyn Fn(&[u8]) -> Paged + Send + Sync;

impl fmt::Debug for Pager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pager")
    }
}

impl Pager {
    /// A pager that is this function.
    pub fn of(show: impl Fn(&[u8]) -> Paged + Send + Sync + 'static) -> Self {
        Self(Arc::new(show))
    }

    /// The pager that `PAGER` names, else `less`; none where it is empty or `cat`. `less_options` is the value of
    /// `LESS`, if there is one.
    pub(super) fn of_environment(pager: Option<OsString>, less_options: Option<OsString>) -> Option<Self> {
        let named = pager.unwrap_or_else(|| "less".into());
        let named = named.to_str()?.trim();
        if matches!(named, "" | "cat") {
            return None;
        }
        let named = named.to_owned();
        let less_options = less_options.unwrap_or_else(|| LESS_OPTIONS.into());
        Some(Self::of(move |text| {
            let mut program = program(&named);
            program.env("LESS", &less_options);
            show(program, text)
        }))
    }

    /// Shows a text.
    pub(super) fn show(&self, text: &[u8]) -> Paged {
        (self.0)(text)
    }
}

/// What `less` is to do unless `LESS` says otherwise: end where all fits on the screen (F), show colours (R), end at
/// Ctrl-C as the program itself does (K), and leave the text on the screen (X).
const LESS_OPTIONS: &str = "FRKX";

fn show(mut program: Command, text: &[u8]) -> Paged {
    let Ok(mut child) = program.stdin(Stdio::piped()).spawn() else {
        return Paged::Failed;
    };
    if let Some(mut input) = child.stdin.take() {
        // A pager that was quit takes no more: whoever quit it has seen enough.
        let _ = input.write_all(text);
    }
    match child.wait() {
        Ok(status) if has_failed(status) => Paged::Failed,
        Ok(_) | Err(_) => Paged::Shown,
    }
}

/// Whether the pager, or the shell that was to start it, ended with an error. One that was ended by a signal was quit.
fn has_failed(status: ExitStatus) -> bool {
    status.code().is_some_and(|code| code != 0)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::path::Path;
    use std::sync::Mutex;

    use super::*;
    use crate::cli::{World, run};
    use crate::disk::Disk;
    use crate::wording::Lang;

    fn of_environment(pager: &str) -> Option<Pager> {
        Pager::of_environment(Some(pager.into()), None)
    }

    #[test]
    fn an_empty_pager_and_cat_are_none() {
        for (pager, is_one) in [("", false), (" ", false), ("cat", false), ("less -S", true)] {
            assert_eq!(of_environment(pager).is_some(), is_one, "{pager}");
        }
        assert!(Pager::of_environment(None, None).is_some());
    }

    #[test]
    fn a_pager_that_fails_has_shown_nothing() {
        for pager in [
            "/no/such/pager",
            "/no/such/pager 'a b'",
            "false",
            "exit 3 #",
            "\"",
        ] {
            let pager = of_environment(pager).expect("it is named");
            assert_eq!(pager.show(b"text\n"), Paged::Failed);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pager_gets_the_whole_text_or_is_quit() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("file");
        let text = "a line\n".repeat(100_000);
        let command = format!(
            "cat > '{}'; echo \"$LESS\" >> '{}'",
            file.display(),
            file.display()
        );
        let pager = of_environment(&command).expect("it is named");
        assert_eq!(pager.show(text.as_bytes()), Paged::Shown);
        let written = std::fs::read_to_string(&file).expect("the pager has written it");
        assert_eq!(written, text.clone() + "FRKX\n");
        let quit = of_environment("true").expect("it is named");
        assert_eq!(quit.show(text.as_bytes()), Paged::Shown);
    }

    /// What went to the pager, and what to stdout.
    fn shown(words: &str, lines: usize, outcome: Paged, is_terminal: bool) -> (String, String) {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let pager = Pager::of({
            let seen = Arc::clone(&seen);
            move |text| {
                seen.lock()
                    .expect("no test fails while it has it")
                    .extend_from_slice(text);
                outcome
            }
        });
        let world = World {
            args: ["kumppani"]
                .into_iter()
                .chain(words.split(' '))
                .map(OsString::from)
                .collect(),
            folder: Path::new("/").to_owned(),
            disk: Disk::real(),
            locale: Lang::En,
            completing: None,
            no_color: false,
            columns: Some(80),
            lines: Some(lines),
            pager: Some(pager),
            stdout_is_terminal: is_terminal,
            stderr_is_terminal: false,
            keyboard: crate::cli::Keyboard::Absent,
            ..World::real()
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        assert_eq!(
            run(&world, &mut out, &mut err),
            0,
            "{}",
            String::from_utf8_lossy(&err)
        );
        let seen = seen.lock().expect("no test fails while it has it").clone();
        let text = |bytes| String::from_utf8(bytes).expect("it is text");
        (text(seen), text(out))
    }

    #[test]
    fn an_answer_longer_than_the_screen_is_paged_with_its_colours() {
        let (seen, out) = shown("explain", 10, Paged::Shown, true);
        assert!(
            seen.starts_with("\u{1b}[1mcode") && seen.lines().count() > 10,
            "{seen}"
        );
        assert_eq!(out, "");
        let (tried, out) = shown("explain", 10, Paged::Failed, true);
        assert_eq!((tried, out), (seen.clone(), seen));
    }

    #[test]
    fn nothing_else_is_paged() {
        let n_lines = shown("explain", 100_000, Paged::Shown, true).1.lines().count();
        for (words, lines, is_terminal) in [
            ("explain", n_lines + 1, true),
            ("explain", 10, false),
            ("explain --no-pager", 10, true),
        ] {
            let (seen, out) = shown(words, lines, Paged::Shown, is_terminal);
            assert_eq!((seen.as_str(), out.is_empty()), ("", false), "{words} {lines}");
        }
        assert_ne!(shown("explain", n_lines, Paged::Shown, true).0, "");
    }
}
