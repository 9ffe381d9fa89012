//! The editor of the user's choice. Which one it is is read in [`super::world`]; here it is started, at a line where
//! it is known how to name one.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::program::program;

/// How an editor was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// As usual: what is in the file is meant.
    Closed,
    /// With an error, or by a signal.
    Failed,
}

/// A way to edit a file from a line on.
#[derive(Clone)]
pub struct Editor(Arc<Edit>);

/// What edits a file.
type Edit = dyn Fn(&Path, usize) -> io::Result<Edited> + Send + Sync;

impl fmt::Debug for Editor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Editor")
    }
}

impl Editor {
    /// An editor that is this function.
    pub fn of(edit: impl Fn(&Path, usize) -> io::Result<Edited> + Send + Sync + 'static) -> Self {
        Self(Arc::new(edit))
    }

    /// The editor that `VISUAL` or `EDITOR` names, else the usual one of the system that is there. `path` is the value
    /// of `PATH`.
    pub(super) fn of_environment(named: [Option<OsString>; 2], path: Option<&OsStr>) -> Option<Self> {
        let mut named = named
            .into_iter()
            .flatten()
            .map(|name| name.to_string_lossy().trim().to_owned());
        let command = named.find(|name| !name.is_empty()).or_else(|| usual(path))?;
        #[cfg(unix)]
        let interrupts = interrupts::Interrupts::default();
        Some(Self::of(move |file, line| {
            let mut editor = program(&command);
            editor.args(arguments(&command, file, line));
            #[cfg(unix)]
            let _held = interrupts.hold()?;
            let status = editor.status()?;
            Ok(if status.success() {
                Edited::Closed
            } else {
                Edited::Failed
            })
        }))
    }

    /// Edits a file, until it is left.
    ///
    /// # Errors
    /// When the editor cannot be started.
    pub(super) fn edit(&self, file: &Path, line: usize) -> io::Result<Edited> {
        (self.0)(file, line)
    }
}

/// The editor that people have without having chosen one.
fn usual(path: Option<&OsStr>) -> Option<String> {
    if cfg!(windows) {
        return Some("notepad".to_owned());
    }
    let folders: Vec<_> = std::env::split_paths(path?).collect();
    let is_there = |name: &&str| folders.iter().any(|folder| folder.join(name).is_file());
    ["nano", "vi"].into_iter().find(is_there).map(str::to_owned)
}

/// The arguments by which an editor opens a file at a line; of an editor that is not known the file alone.
fn arguments(command: &str, file: &Path, line: usize) -> Vec<OsString> {
    let with_line = || {
        let mut file = file.as_os_str().to_owned();
        file.push(format!(":{line}"));
        file
    };
    let words: Vec<&str> = command.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default();
    let name = first.rsplit(['/', '\\']).next().unwrap_or_default();
    let has = |options: &[&str]| words.iter().any(|word| options.contains(word));
    match name.trim_end_matches(".exe") {
        "vi" | "vim" | "nvim" | "gvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient" | "micro"
        | "kak" | "joe" | "jed" | "ne" | "mg" | "mcedit" | "gedit" => {
            vec![format!("+{line}").into(), file.into()]
        }
        // They return at once unless they are to wait.
        "code" | "code-insiders" | "codium" | "cursor" => {
            let wait = (!has(&["--wait", "-w"])).then(|| OsString::from("--wait"));
            wait.into_iter().chain(["-g".into(), with_line()]).collect()
        }
        "subl" | "zed" => {
            let wait = (!has(&["--wait", "-w"])).then(|| OsString::from("--wait"));
            wait.into_iter().chain([with_line()]).collect()
        }
        "hx" | "helix" => vec![with_line()],
        "kate" => {
            let block = (!has(&["--block", "-b"])).then(|| OsString::from("--block"));
            let place = ["--line".into(), line.to_string().into(), file.into()];
            block.into_iter().chain(place).collect()
        }
        _ => vec![file.into()],
    }
}

/// Ctrl-C is for the editor while it runs: it goes to all programs of the terminal.
#[cfg(unix)]
mod interrupts {
    use std::io;
    use std::sync::Arc;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicBool, Ordering};

    use signal_hook::consts::SIGINT;
    use signal_hook::flag::register_conditional_shutdown;

    /// How a program that Ctrl-C has ended reports it.
    const ENDED: i32 = 128 + SIGINT;

    /// Whether Ctrl-C ends the program; nothing is changed in that before the first editor is started.
    #[derive(Default)]
    pub(super) struct Interrupts(OnceLock<Arc<AtomicBool>>);

    /// Ctrl-C ends the program again where this is dropped.
    pub(super) struct Held<'i>(&'i AtomicBool);

    impl Interrupts {
        pub(super) fn hold(&self) -> io::Result<Held<'_>> {
            if self.0.get().is_none() {
                let ends = Arc::new(AtomicBool::new(true));
                register_conditional_shutdown(SIGINT, ENDED, Arc::clone(&ends))?;
                let _ = self.0.set(ends);
            }
            let ends = self.0.get().ok_or(io::ErrorKind::Other)?;
            ends.store(false, Ordering::SeqCst);
            Ok(Held(ends))
        }
    }

    impl Drop for Held<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_gets_the_line_in_its_way() {
        let shown = |command: &str| {
            let arguments = arguments(command, Path::new("a b.yaml"), 7);
            let arguments: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
            arguments.join("|")
        };
        for (command, expected) in [
            ("/usr/bin/vim -n", "+7|a b.yaml"),
            ("nano", "+7|a b.yaml"),
            ("emacsclient -t", "+7|a b.yaml"),
            ("code", "--wait|-g|a b.yaml:7"),
            ("code -w", "-g|a b.yaml:7"),
            ("C:\\bin\\code.exe --wait", "-g|a b.yaml:7"),
            ("subl", "--wait|a b.yaml:7"),
            ("kate -b", "--line|7|a b.yaml"),
            ("hx", "a b.yaml:7"),
            ("notepad", "a b.yaml"),
            ("env vim", "a b.yaml"),
        ] {
            assert_eq!(shown(command), expected, "{command}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_editor_gets_the_file_and_says_how_it_was_left() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("a b.yaml");
        std::fs::write(&file, "one").expect("it can be written");
        let edit = |visual: &str, editor: &str| {
            let named = [visual, editor].map(|name| Some(OsString::from(name)));
            let editor = Editor::of_environment(named, None).expect("one is named");
            editor.edit(&file, 1)
        };
        let added = edit("X=two; printf $X >>", "false");
        assert_eq!(added.expect("it is started"), Edited::Closed);
        assert_eq!(std::fs::read(&file).expect("it can be read"), b"onetwo");
        assert_eq!(edit(" ", "false").expect("it is started"), Edited::Failed);
        assert!(edit("/no/such/editor", "").is_err());
    }

    #[test]
    fn without_a_choice_it_is_one_that_is_there() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(usual(None).is_some(), cfg!(windows));
        assert_eq!(usual(Some(folder.path().as_os_str())).is_some(), cfg!(windows));
        std::fs::write(folder.path().join("vi"), "").expect("it can be written");
        assert!(usual(Some(folder.path().as_os_str())).is_some());
    }
}
