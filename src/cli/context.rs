//! What every command works with: the options, the world, and the ways to open the registry and to
//! say something. Messages go to stderr, the answer to stdout or a file.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Result;
use chrono::NaiveDate;

use super::edge::{Edge, harmless};
use super::global::{Color, Format, Global};
use super::output;
use super::pager::{Paged, Pager};
use super::supposition::Supposition;
pub(super) use super::trouble::Exit;
use super::trouble::{self, Trouble};
use super::world::World;
use crate::acts::{ActError, Run, Transaction, Writer, Writing};
use crate::disk::{NoFile, Remark};
use crate::index::Asked;
use crate::model::{PartialDate, TextLang};
use crate::registry::RefusedFile;
use crate::render::Colour;
use crate::render::table::Look;
use crate::source;
use crate::wording;
use crate::wording::{Lang, Wording};

/// So many bytes of an answer are handed over at a time.
const PIECE: usize = 64 * 1024;

/// The columns of tables that go to no terminal, and of the help.
pub(super) const COMMON_WIDTH: usize = 100;

/// The work place of one command.
pub(super) struct Context<'w> {
    pub(super) world: &'w World,
    pub(super) global: Global,
    pub(super) lang: Lang,
    /// Whether the files that are no templates have been named.
    pub(super) has_reported_unknown: bool,
    /// The files that are not in the answers as they are, once the registry has been opened or read.
    pub(super) refused: Vec<RefusedFile>,
    /// What the command has written for people to look at.
    pub(super) written: Option<PathBuf>,
    /// This run of the command, as the journal has it.
    run: Arc<Run>,
    /// What is supposed, where something is.
    pub(super) supposition: Option<Supposition>,
    out: Edge<'w>,
    err: Edge<'w>,
}

impl<'w> Context<'w> {
    pub(super) fn new(
        world: &'w World,
        global: Global,
        lang: Lang,
        out: &'w mut Edge<'_>,
        err: &'w mut Edge<'_>,
    ) -> Self {
        Self {
            world,
            global,
            lang,
            has_reported_unknown: false,
            refused: Vec::new(),
            written: None,
            run: Arc::new(Run::new(world.moment(), world.command())),
            supposition: None,
            out: out.lent(),
            err: err.lent(),
        }
    }

    /// The day that the answer is for.
    pub(super) fn day(&self) -> NaiveDate {
        self.global.as_of.unwrap_or(self.world.today)
    }

    /// Refuses a clock that says a day which no date of the registry can have, unless the day is given.
    pub(super) fn refuse_odd_clock(&self) -> Result<()> {
        if PartialDate::Day(self.day()).is_plausible() {
            return Ok(());
        }
        let today = self.day();
        Err(anyhow::Error::new(Trouble::with_help(
            wording!(
                en: "implausible clock: this computer says {today}, but years are between 1900 and 2199",
                fi: "tietokoneen kellon mukaan on {today}, mutta vuosi on väliltä 1900–2199"
            ),
            Wording::fixed(
                "set the clock, or give the date with --as-of",
                "aseta kello aikaan tai anna päivä valinnalla --as-of",
            ),
        )))
    }

    /// Refuses to write a workbook by a clock before 1970, which the writer of workbooks does not know.
    pub(super) fn refuse_workbook_before_1970(&self) -> Result<()> {
        if self.world.now >= SystemTime::UNIX_EPOCH {
            return Ok(());
        }
        Err(anyhow::Error::new(Trouble::with_help(
            Wording::fixed(
                "cannot write a workbook, because this computer's clock is before 1970",
                "työkirjaa ei voi kirjoittaa, koska tietokoneen kello on ajassa ennen vuotta 1970",
            ),
            Wording::fixed(
                "set the clock, or choose another format",
                "aseta kello aikaan tai valitse toinen muoto",
            ),
        )))
    }

    /// The day and the language of the texts.
    pub(super) fn asked(&self) -> Asked {
        let texts = self.global.lang.unwrap_or(TextLang::of(self.lang));
        Asked {
            day: self.day(),
            texts,
        }
    }

    /// The registry's root: `--dir`, else the nearest folder upwards with `agreements/`.
    pub(super) fn root(&self) -> Result<PathBuf> {
        match &self.global.dir {
            Some(dir) => Ok(self.world.folder.join(dir)),
            None => source::find_root(&self.world.folder).ok_or_else(|| {
                anyhow::Error::new(trouble::no_registry(&self.world.folder.display().to_string()))
            }),
        }
    }

    /// The index file.
    pub(super) fn db(&self) -> Result<PathBuf> {
        match &self.global.db {
            Some(db) => Ok(self.world.folder.join(db)),
            None => Ok(self.root()?.join("registry.db")),
        }
    }

    /// Says something on stderr, unless `--quiet`.
    pub(super) fn note(&mut self, message: &Wording) {
        if !self.global.quiet && !self.is_supposing() {
            self.say(message.get(self.lang));
        }
    }

    /// Says several things on stderr, unless `--quiet`.
    pub(super) fn notes(&mut self, messages: &[Wording]) {
        for message in messages {
            self.note(message);
        }
    }

    /// Reports an error on stderr, and goes on.
    pub(super) fn report_error(&mut self, error: &anyhow::Error) {
        let place = self.place_of_act().map(str::to_owned);
        self.report_error_at(place.as_deref(), error);
    }

    /// The same, with the place where it was met.
    pub(super) fn report_error_at(&mut self, place: Option<&str>, error: &anyhow::Error) {
        for line in trouble::lines(error, place, self.lang) {
            self.say(&line);
        }
    }

    /// Warns on stderr; of an act that is only supposed nothing is said but why it is refused.
    pub(super) fn warn(&mut self, message: &Wording) {
        if self.is_supposing() {
            return;
        }
        let word = Wording::fixed("warning", "varoitus");
        self.say(&format!("{}: {}", word.get(self.lang), message.get(self.lang)));
    }

    /// Says what is to be said of the files that the command has written; how it ends then.
    pub(super) fn report_remarks(&mut self, exit: Exit) -> Exit {
        let mut is_confirmed = true;
        for (path, remark) in self.world.disk.take_remarks() {
            let shown = path.strip_prefix(&self.world.folder).unwrap_or(&path);
            let shown = shown.display().to_string();
            match remark {
                Remark::OtherNames => self.warn(&wording!(
                    en: "{shown} has other names (hard links), which keep the old content",
                    fi: "tiedostolla {shown} on muita nimiä (kovia linkkejä), ja niissä on yhä vanha sisältö"
                )),
                Remark::OtherGroup => self.warn(&wording!(
                    en: "{shown} now belongs to another group, with only the rights of everyone; restore the old rights with `chgrp` and `chmod`",
                    fi: "tiedostolla {shown} on nyt toinen ryhmä, jolla ei ole muita oikeuksia kuin kaikilla; palauta entiset oikeudet komennoilla `chgrp` ja `chmod`"
                )),
                Remark::NotFlushed(error) => {
                    is_confirmed = false;
                    self.report_error(&trouble::not_flushed(&shown, &error));
                }
            }
        }
        if is_confirmed || exit != Exit::Done {
            return exit;
        }
        Exit::Failed
    }

    /// Asks a question on stderr and takes the line that is typed; empty at the end of the input.
    pub(super) fn ask(&mut self, question: &Wording) -> Result<String> {
        let _ = self
            .err
            .text(&format!("{}: ", question.get(self.lang)), Colour::Never);
        let line = self
            .world
            .keyboard
            .next_line()
            .map_err(Trouble::caused(Wording::fixed(
                "the answer could not be read",
                "vastausta ei voitu lukea",
            )))?;
        if line.is_none() {
            // The end of the input leaves the cursor behind the question.
            self.say("");
        }
        Ok(line.unwrap_or_default())
    }

    /// Shows a text on stderr, before a question about it.
    pub(super) fn show_aside(&mut self, text: &str) {
        let colour = self.colour_aside();
        // A reader that is gone cannot be asked either.
        let _ = self.err.text(text, colour);
    }

    /// Whether to use colours on stderr.
    pub(super) fn colour_aside(&self) -> Colour {
        match self.global.color {
            Color::Always => Colour::Always,
            Color::Auto if self.world.stderr_is_terminal && !self.world.no_color => Colour::Always,
            Color::Auto | Color::Never => Colour::Never,
        }
    }

    fn say(&mut self, line: &str) {
        self.err.line(line);
    }

    /// The format that was requested: `--format`, else the ending of `--output`.
    pub(super) fn asked_format(&self) -> Result<Option<Format>> {
        match (self.global.format, &self.global.output) {
            (None, Some(path)) => output::format_of_ending(path),
            (asked, _) => Ok(asked),
        }
    }

    /// The format of the answer: the one that was requested, else `usual`.
    pub(super) fn format(&self, usual: Format, known: &[Format]) -> Result<Format> {
        let format = self.asked_format()?.unwrap_or(usual);
        if !known.contains(&format) {
            return Err(output::no_format(format, known));
        }
        self.refuse_columns_in(format, known)?;
        if self.world.stdout_is_terminal && self.global.output.is_none() {
            output::refuse_on_terminal(format)?;
        }
        if format == Format::Xlsx {
            self.refuse_workbook_before_1970()?;
        }
        Ok(format)
    }

    /// Whether to use colours in the answer.
    pub(super) fn colour(&self) -> Colour {
        let on = match self.global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                self.world.stdout_is_terminal && !self.world.no_color && self.global.output.is_none()
            }
        };
        if on { Colour::Always } else { Colour::Never }
    }

    /// How tables look here.
    pub(super) fn look(&self) -> Look {
        let text_width = self.world.columns.filter(|_| self.global.output.is_none());
        let width = text_width.unwrap_or(COMMON_WIDTH);
        Look {
            lang: self.lang,
            width: (!self.global.wide).then_some(width),
            text_width,
            colour: self.colour(),
        }
    }

    /// The way to change the registry's files.
    pub(super) fn writer(&self) -> Result<Writer> {
        Ok(self.writer_in(self.root()?))
    }

    /// The way to change the files of the registry in `root`.
    pub(super) fn writer_in(&self, root: PathBuf) -> Writer {
        Writer::new(self.world.disk.clone(), root, Arc::clone(&self.run))
    }

    /// The number in the journal of this run, once it has changed something.
    pub(super) fn run_number(&self) -> u64 {
        self.run.number()
    }

    /// Begins to change the registry's files: other commands are kept from it until the returned value is dropped.
    pub(super) fn begin(&self, writing: Writing) -> Result<Transaction> {
        Transaction::begin(&self.writer()?, writing).map_err(|error| match error {
            ActError::Io(_, error) if !NoFile::is_in(&error) => Trouble::caused(Wording::fixed(
                "the registry's folder cannot be written",
                "rekisterin kansioon ei voi kirjoittaa",
            ))(error),
            error => trouble::of_act(error),
        })
    }

    /// Writes the answer to stdout or into the output file, which is then named on stderr. A reader that
    /// has gone is no error.
    pub(super) fn deliver(&mut self, bytes: &[u8]) -> Result<Exit> {
        self.deliver_counted(bytes, None)
    }

    /// As [`Self::deliver`], of an answer whose parts are counted: `3 rows`.
    pub(super) fn deliver_counted(&mut self, bytes: &[u8], counted: Option<&Wording>) -> Result<Exit> {
        let output = self.global.output.clone();
        let output = output.map(|path| (self.world.folder.join(&path), path));
        let to_terminal = match &output {
            Some((target, _)) => output::is_terminal(target),
            None => self.world.stdout_is_terminal,
        };
        let is_data = matches!(self.asked_format(), Ok(Some(format)) if format.is_data());
        let bytes = if is_data && !to_terminal {
            Cow::Borrowed(bytes)
        } else {
            harmless(bytes, self.colour())
        };
        if let Some((target, path)) = output {
            output::write_output(&self.world.disk, &target, &bytes)?;
            self.note(&output::written(&path, counted));
            self.wrote(target);
            return Ok(Exit::Done);
        }
        let pager = self.pager().filter(|_| self.is_longer_than_the_screen(&bytes));
        if pager.is_some_and(|pager| pager.show(&bytes) == Paged::Shown) {
            return Ok(Exit::Done);
        }
        let taken = self.out.data(&bytes);
        Self::taken(taken)
    }

    fn pager(&self) -> Option<&Pager> {
        let is_wanted = self.world.stdout_is_terminal && !self.global.no_pager;
        self.world.pager.as_ref().filter(|_| is_wanted)
    }

    /// Whether the first line of an answer would be gone when the prompt comes below the last.
    fn is_longer_than_the_screen(&self, bytes: &[u8]) -> bool {
        let n_lines = bytes.split(|byte| *byte == b'\n').count() - 1;
        self.world.lines.is_some_and(|lines| n_lines >= lines)
    }

    /// Whether the answer is data for another program, which takes it piece by piece.
    pub(super) fn goes_through(&self, usual: Format) -> bool {
        let format = self.asked_format().ok().flatten().unwrap_or(usual);
        let is_for_people = self.world.stdout_is_terminal || !format.is_data();
        !is_for_people && self.global.output.is_none() && format != Format::Xlsx
    }

    /// Writes an answer that goes to another program as it is made.
    pub(super) fn pass_through(
        &mut self,
        write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<Exit> {
        let mut out = io::BufWriter::with_capacity(PIECE, self.out.lent());
        let written = write(&mut out).and_then(|()| out.flush());
        drop(out.into_parts());
        Self::taken(written)
    }

    fn taken(written: io::Result<()>) -> Result<Exit> {
        match written {
            Ok(()) => Ok(Exit::Done),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
            Err(error) => Err(Trouble::caused(Wording::fixed(
                "the answer could not be written",
                "vastausta ei voitu kirjoittaa",
            ))(error)),
        }
    }
}
