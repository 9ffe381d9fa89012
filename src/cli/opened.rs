//! `--open`: what a command has written is opened at its end.

use std::io;
use std::path::PathBuf;

use anyhow::Result;

use super::context::Context;
use super::trouble::Trouble;
use crate::diagnostic::system_words;
use crate::wording;
use crate::wording::Wording;

impl Context<'_> {
    /// Remembers the file or folder that a command has written, to be opened: the first, which it is about.
    pub(super) fn wrote(&mut self, path: PathBuf) {
        self.written.get_or_insert(path);
    }

    /// Refuses `--open` where nothing can have been written.
    pub(super) fn refuse_nothing_to_open(&self, writes_files: bool) -> Result<()> {
        if !self.global.open || self.global.output.is_some() || writes_files {
            return Ok(());
        }
        Err(anyhow::Error::new(Trouble::with_help(
            Wording::fixed(
                "--open opens a file that is written, and none is",
                "--open avaa kirjoitetun tiedoston, mutta tiedostoa ei kirjoiteta",
            ),
            Wording::fixed(
                "name the file: -o FILE --open",
                "nimeä tiedosto: -o TIEDOSTO --open",
            ),
        )))
    }

    /// Opens what has been written, where that is wanted. What cannot be opened is written all the same.
    pub(super) fn open_written(&mut self) {
        let Some(path) = self.written.take().filter(|_| self.global.open) else {
            return;
        };
        if let Err(error) = self.world.opener.open(&path) {
            let shown = path.strip_prefix(&self.world.folder).unwrap_or(&path);
            let shown = shown.display().to_string();
            let reason = match error.kind() {
                io::ErrorKind::NotFound => Wording::fixed(
                    "there is no program here that opens files",
                    "tiedostoja avaavaa ohjelmaa ei ole",
                ),
                _ => system_words(&error),
            };
            self.warn(&wording!(
                en: "{shown} could not be opened: {reason}",
                fi: "tiedostoa {shown} ei voitu avata: {reason}",
                reason
            ));
        }
    }
}
