//! The program that the system has to open a file or a folder with what a person uses for it.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// A way to open a file or a folder.
#[derive(Clone)]
pub struct Opener(Arc<Open>);

/// What opens a file.
type Open = dyn Fn(&Path) -> io::Result<()> + Send + Sync;

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener")
    }
}

impl Opener {
    /// An opener that is this function.
    pub fn of(open: impl Fn(&Path) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self(Arc::new(open))
    }

    /// That of the system. It is not waited for: some open a browser that stays.
    pub(super) fn of_system() -> Self {
        Self::of(|path| {
            let mut opener = if cfg!(windows) {
                let mut shell = Command::new("cmd");
                shell.args(["/C", "start", ""]);
                shell
            } else if cfg!(target_os = "macos") {
                Command::new("open")
            } else {
                Command::new("xdg-open")
            };
            opener.arg(path).stdin(Stdio::null());
            opener.stdout(Stdio::null()).stderr(Stdio::null());
            opener.spawn().map(drop)
        })
    }

    /// Opens a file or a folder.
    ///
    /// # Errors
    /// When the program for it cannot be started.
    pub(super) fn open(&self, path: &Path) -> io::Result<()> {
        (self.0)(path)
    }
}
