//! `edit`: a file in the editor of the user's choice. The editor works in a draft, which is checked before it takes the
//! place of the file: the registry never holds a text that is half saved, and no text of a person is lost.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::DryRun;
use super::context::{Context, Exit};
use super::editor::Edited;
use super::fields::trouble_of;
use super::resolve;
use super::trouble::{self, Trouble};
use crate::acts::{self, ActError, ChangedFile, Writing};
use crate::diagnostic::{Diagnostic, Findings, Sources};
use crate::disk::{self, Draft};
use crate::model::{AgreementId, operand};
use crate::registry;
use crate::render::diagnostics::{self, HumanLook, Report, Waived};
use crate::render::phrase;
use crate::source::{self, FoundFile, LARGEST_FILE, Role, unified_diff};
use crate::wording;
use crate::wording::Wording;

/// Open a file in your editor (`VISUAL` or `EDITOR`) at a place, and check it before it is saved
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement by id, title or file, with a place after the id if you like: lapin-tno-2014.signatories.lappia; or `organisations` or `registry`
    #[arg(value_name = "AGREEMENT[.PATH]")]
    place: String,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let writing = args.dry_run.writing(cx)?;
    let (file, names) = find(cx, &args.place)?;
    let before = file.read().map_err(trouble::not_read(file.path.as_str()))?;
    let line = line_of(&file, &before, &names)?;
    let editor = cx.world.editor.clone().ok_or_else(no_editor)?;
    note_other_drafts(cx, &file);
    let made = cx.world.disk.draft_beside(&file.location, &before);
    let draft = made.map_err(trouble::not_written(file.path.as_str()))?;
    let mut session = Session {
        file,
        before,
        writing,
        line,
    };
    loop {
        match editor.edit(draft.path(), session.line) {
            Ok(Edited::Closed) => {}
            Ok(Edited::Failed) => return session.leave(cx, draft, failed()),
            Err(error) => return session.leave(cx, draft, not_started(error)),
        }
        let after = match draft.read(LARGEST_FILE) {
            Ok(after) => after,
            Err(error) => {
                let error = trouble::not_read(session.file.path.as_str())(error);
                return session.leave(cx, draft, error);
            }
        };
        if after == session.before {
            cx.note(&Wording::fixed("nothing was changed", "mitään ei muutettu"));
            return Ok(Exit::Done);
        }
        match session.decide(cx, &after).unwrap_or_else(Decision::Leave) {
            Decision::Save => return session.save(cx, draft, after),
            Decision::Again => {}
            Decision::PutBack => {
                cx.note(&Wording::fixed(
                    "your changes were discarded; nothing was changed",
                    "muutoksesi hylättiin; mitään ei muutettu",
                ));
                return Ok(Exit::Done);
            }
            Decision::Leave(reason) => return session.leave(cx, draft, reason),
        }
    }
}

/// What becomes of a text.
enum Decision {
    Save,
    /// It is edited once more.
    Again,
    /// It goes.
    PutBack,
    /// It stays in the draft, for this reason.
    Leave(anyhow::Error),
}

/// A file that is being edited.
struct Session {
    file: FoundFile,
    before: Vec<u8>,
    writing: Writing,
    /// The line at which the editor opens it.
    line: usize,
}

/// So often is a question asked to which no answer fits.
const MOST_QUESTIONS: usize = 3;

impl Session {
    /// Shows what is found in the text, and asks what is to become of one with errors.
    fn decide(&mut self, cx: &mut Context<'_>, after: &[u8]) -> Result<Decision> {
        let findings = registry::check_one(&self.file, after.to_vec(), cx.day());
        let n_errors = findings.n_errors();
        let first = self.show(cx, after, findings)?;
        if n_errors == 0 || self.writing == Writing::OnlyShown {
            return Ok(Decision::Save);
        }
        let errors = phrase::counted(n_errors, phrase::ERRORS);
        let path = &self.file.path;
        let refusal = |help| {
            let message =
                wording!(en: "{path} would have {errors}", fi: "tiedostoon {path} jäisi {errors}", errors);
            anyhow::Error::new(Trouble::refused(message, Some(help)))
        };
        if !cx.world.keyboard.is_there() {
            return Ok(Decision::Leave(refusal(Wording::fixed(
                "nothing was written; without a terminal, no text with errors is saved",
                "mitään ei kirjoitettu; ilman päätettä virheellistä tekstiä ei tallenneta",
            ))));
        }
        for _ in 0..MOST_QUESTIONS {
            let answer = cx.ask(&wording!(
                en: "{errors}: edit again (e), keep the text with its errors (k), discard your changes (d)",
                fi: "{errors}: muokkaa uudelleen (m), säilytä teksti virheineen (s), hylkää muutokset (h)",
                errors
            ))?;
            match answer.trim().to_lowercase().chars().next() {
                Some('e' | 'm') => {
                    self.line = first.unwrap_or(self.line);
                    return Ok(Decision::Again);
                }
                Some('k' | 's') => return Ok(Decision::Save),
                Some('d' | 'h') => return Ok(Decision::PutBack),
                _ => {}
            }
        }
        Ok(Decision::Leave(refusal(Wording::fixed(
            "nothing was written",
            "mitään ei kirjoitettu",
        ))))
    }

    /// Shows the findings as `validate` does; the line of the first error.
    fn show(&self, cx: &mut Context<'_>, after: &[u8], findings: Findings) -> Result<Option<usize>> {
        let more = findings.more();
        let diagnostics = findings.sorted();
        if diagnostics.is_empty() {
            return Ok(None);
        }
        let text = source::text(after.to_vec());
        let mut errors = diagnostics.iter().filter(|found| found.is_error());
        let line_of = |found: &Diagnostic| text.line_column(found.place.span.start).line;
        let first = errors.next().map(line_of);
        let mut sources = Sources::default();
        sources.insert(self.file.path.clone(), text);
        let report = Report {
            diagnostics: &diagnostics,
            more: &more,
            sources: &sources,
            lang: cx.lang,
            n_waiting: 0,
        };
        let look = HumanLook {
            width: cx.look().text_width,
            colour: cx.colour_aside(),
            limit: None,
            waived: Waived::Counted,
        };
        let mut bytes = Vec::new();
        diagnostics::render_human(&report, &look, &mut bytes)?;
        cx.show_aside(&String::from_utf8_lossy(&bytes));
        Ok(first)
    }

    /// Puts the text in the place of the file, which must still be as it was; else the draft stays.
    fn save(self, cx: &mut Context<'_>, draft: Draft, after: Vec<u8>) -> Result<Exit> {
        let path = self.file.path.clone();
        if self.writing == Writing::OnlyShown {
            return cx.deliver(unified_diff(&path, &self.before, &after).as_bytes());
        }
        let changed = ChangedFile {
            file: path.clone(),
            location: self.file.location.clone(),
            before: Some(self.before.clone()),
            after,
        };
        let saved = match cx.begin(self.writing) {
            Ok(change) => change.replace(&[changed]),
            Err(error) => return self.leave(cx, draft, error),
        };
        match saved {
            Ok(()) => {
                cx.note(&wording!(en: "saved {path}", fi: "tallennettu {path}"));
                Ok(Exit::Done)
            }
            Err(ActError::Refused(_)) => {
                let meanwhile = anyhow::Error::new(Trouble::refused(
                    wording!(
                        en: "someone else has changed {path} in the meantime; it was not written",
                        fi: "joku muu on sillä välin muuttanut tiedostoa {path}; se jätettiin ennalleen"
                    ),
                    Some(wording!(
                        en: "run the command again, and take over your changes from the draft",
                        fi: "anna komento uudelleen ja ota muutoksesi luonnoksesta"
                    )),
                ));
                self.leave(cx, draft, meanwhile)
            }
            Err(error) => self.leave(cx, draft, trouble::of_act(error)),
        }
    }

    /// Ends with an error; a text that differs from the file stays in the draft, which is named.
    fn leave(&self, cx: &mut Context<'_>, draft: Draft, reason: anyhow::Error) -> Result<Exit> {
        let is_same = draft.read(LARGEST_FILE).is_ok_and(|text| text == self.before);
        let is_gone = !disk::is_there(draft.path());
        if !is_same
            && !is_gone
            && let Ok(left) = draft.stay()
        {
            let shown = shown(cx, &left);
            cx.warn(&wording!(
                en: "your text is in the draft {shown}",
                fi: "tekstisi on luonnoksessa {shown}"
            ));
        }
        Err(reason)
    }
}

fn shown(cx: &Context<'_>, path: &std::path::Path) -> String {
    path.strip_prefix(&cx.world.folder)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The file that a word names, and the names of the place in it.
fn find(cx: &mut Context<'_>, place: &str) -> Result<(FoundFile, String)> {
    let found = source::walk(&cx.root()?).map_err(trouble::of_walk)?;
    let of_word = |word: &str| {
        let role = match word {
            "organisations" => Role::Organisations,
            "registry" => Role::Settings,
            id => {
                let mut files = found.files.iter();
                return files
                    .find(|file| file.role == Role::Agreement && file.path.stem() == id)
                    .cloned();
            }
        };
        found.files.iter().find(|file| file.role == role).cloned()
    };
    let (word, names) = place.split_once('.').unwrap_or((place, ""));
    if let Some(file) = of_word(word) {
        let names = if names == "yaml" { "" } else { names };
        return Ok((file, names.to_owned()));
    }
    if matches!(word, "organisations" | "registry") {
        return Err(no_file(word));
    }
    let (fresh, found) = cx.open_to_change()?;
    let id: AgreementId = resolve::agreement_to_change(cx, &fresh.index, place)?;
    let (file, _) = acts::text_of(&found, &id).map_err(trouble::of_act)?;
    Ok((file.clone(), String::new()))
}

fn no_file(word: &str) -> anyhow::Error {
    let (path, made) = match word {
        "registry" => ("registry.yaml", "`kumppani init`"),
        _ => ("agreements/organisations.yaml", "`kumppani organisation rename`"),
    };
    anyhow::Error::new(Trouble::refused(
        wording!(en: "{path} does not exist", fi: "tiedostoa {path} ei ole"),
        Some(wording!(en: "{made} creates it", fi: "{made} luo sen")),
    ))
}

/// The line of a place; the first where none is named.
fn line_of(file: &FoundFile, bytes: &[u8], path: &str) -> Result<usize> {
    if path.is_empty() {
        return Ok(1);
    }
    let names = source::path_names(&file.path, bytes, file.role, path).map_err(trouble_of)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let place = source::find_place(&file.path, bytes, file.role, &names).map_err(trouble_of)?;
    Ok(source::text(bytes.to_vec()).line_column(place.start()).line)
}

/// A draft of the file that is there already is somebody's text.
fn note_other_drafts(cx: &mut Context<'_>, file: &FoundFile) {
    for draft in disk::drafts_of(&file.location) {
        let (path, shown) = (file.path.as_str(), operand(&shown(cx, &draft)));
        cx.warn(&wording!(
            en: "{path} is being edited elsewhere, or an earlier edit was cut off: {shown}",
            fi: "tiedostoa {path} muokataan muualla, tai aiempi muokkaus on keskeytynyt: {shown}"
        ));
    }
}

fn no_editor() -> anyhow::Error {
    anyhow::Error::new(Trouble::with_help(
        Wording::fixed("there is no editor", "editoria ei ole"),
        Wording::fixed(
            "name one in the environment variable EDITOR, for example EDITOR=nano",
            "nimeä se ympäristömuuttujassa EDITOR, esimerkiksi EDITOR=nano",
        ),
    ))
}

fn failed() -> anyhow::Error {
    anyhow::Error::new(Trouble::with_help(
        Wording::fixed("the editor ended with an error", "editori päättyi virheeseen"),
        Wording::fixed("nothing was written", "mitään ei kirjoitettu"),
    ))
}

fn not_started(error: std::io::Error) -> anyhow::Error {
    Trouble::caused(Wording::fixed(
        "the editor could not be started",
        "editoria ei voitu käynnistää",
    ))(error)
}
