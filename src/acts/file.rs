//! The change of one file: under the registry's lock it is read, edited, checked again and replaced,
//! unless somebody else changed it meanwhile.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization as _;

use super::writer::{ChangedFile, Transaction};
use super::{ActError, ActRefusal, Performed};
use crate::diagnostic::{Code, Diagnostic, Findings, SourceText};
use crate::model::{Agreement, Organisation, Placeholder, without_invisible};
use crate::registry::refused::refusal;
use crate::registry::{Instead, RefusedFile, check, read};
use crate::source::{self, Content, Edit, FoundFile};
use crate::wording;
use crate::wording::Lang;

impl Transaction {
    /// Replaces the file, unless the change is only shown. It must still have the bytes `before`.
    pub(super) fn finish(
        self,
        file: &FoundFile,
        before: Option<&[u8]>,
        after: &[u8],
        present: &Present<'_>,
    ) -> Result<Performed, ActError> {
        let old = before.unwrap_or_default();
        if after == old {
            return Ok(performed(file, old, old));
        }
        present.refuse_worse(after)?;
        self.replace(&[ChangedFile {
            file: file.path.clone(),
            location: file.location.clone(),
            before: before.map(<[u8]>::to_vec),
            after: after.to_vec(),
        }])?;
        Ok(performed(file, old, after))
    }
}

/// The text after the edits.
pub(super) fn edited(file: &FoundFile, base: &[u8], edits: &[Edit]) -> Result<Vec<u8>, ActRefusal> {
    if edits.is_empty() {
        return Ok(base.to_vec());
    }
    source::edited(&file.path, base, (file.role, file.network.get()), edits).map_err(|problem| ActRefusal {
        help: problem.help,
        ..ActRefusal::new(problem.message)
    })
}

fn performed(file: &FoundFile, before: &[u8], after: &[u8]) -> Performed {
    Performed {
        file: file.path.clone(),
        before: before.to_vec(),
        after: after.to_vec(),
        network: file.network.get().clone(),
        differences: Vec::new(),
    }
}

pub(super) fn bytes(file: &FoundFile) -> Result<Vec<u8>, ActRefusal> {
    match read::open(file) {
        read::Opened::Bytes(bytes) => Ok(bytes),
        read::Opened::Unreadable(found) => Err(ActRefusal::new(found.message.clone())),
    }
}

/// A text with examples of `kumppani init` in it is not frozen.
pub(super) fn refuse_placeholders(file: &FoundFile, bytes: &[u8]) -> Result<(), ActError> {
    let reading = source::read_bytes(&file.path, file.role, file.network.get(), bytes.to_vec());
    let found = check::placeholders(&reading);
    let n_found = found.len();
    let refused: Vec<ActRefusal> = (1..)
        .zip(found)
        .map(|(number, placeholder)| ActRefusal {
            // The next step is the same for all of them.
            help: (number == n_found).then_some(Placeholder::HELP),
            ..ActRefusal::new(placeholder.describe())
        })
        .collect();
    if refused.is_empty() {
        return Ok(());
    }
    Err(ActError::Refused(refused))
}

/// A file as it is before a change: what could be read of it, and its errors.
pub(super) struct Present<'a> {
    file: &'a FoundFile,
    content: Option<Content>,
    text: SourceText,
    errors: Vec<Diagnostic>,
    n_errors: usize,
    today: NaiveDate,
}

impl<'a> Present<'a> {
    pub(super) fn read(file: &'a FoundFile, bytes: &[u8], today: NaiveDate) -> Self {
        let reading = source::read_bytes(&file.path, file.role, file.network.get(), bytes.to_vec());
        let (reading, _) = read::with_rules(reading, file.judged_on(today));
        Self {
            file,
            content: reading.content,
            text: reading.text,
            n_errors: reading.findings.n_errors(),
            errors: errors(reading.findings),
            today,
        }
    }

    /// The agreement of the file; one whose term could not be read has no days to go by.
    pub(super) fn agreement(&self) -> Result<&Agreement, ActRefusal> {
        match &self.content {
            Some(Content::Agreement(agreement)) if !agreement.gaps.touch(&["term"]) => Ok(agreement),
            _ => Err(self.unsound()),
        }
    }

    /// The entries of the file of organisations.
    pub(super) fn organisations(&self) -> Result<&[Organisation], ActRefusal> {
        match &self.content {
            Some(Content::Organisations(organisations)) => Ok(organisations),
            _ => Err(self.unsound()),
        }
    }

    /// Whether it has an error other than these.
    pub(super) fn has_errors_beside(&self, codes: &[Code]) -> bool {
        let n_these = self
            .errors
            .iter()
            .filter(|error| codes.contains(&error.code))
            .count();
        self.n_errors > n_these
    }

    pub(super) fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Facts are not added to a file that has errors.
    pub(super) fn unsound(&self) -> ActRefusal {
        let Some(first) = self.errors.first() else {
            let path = &self.file.path;
            return ActRefusal::new(
                wording!(en: "{path} cannot be read", fi: "tiedostoa {path} ei voi lukea"),
            );
        };
        let n_errors = u32::try_from(self.n_errors).unwrap_or(u32::MAX);
        let file = RefusedFile {
            path: self.file.path.clone(),
            refusal: refusal(first, Some(&self.text), n_errors),
            instead: Instead::Nothing,
        };
        let (message, help) = file.describe();
        ActRefusal::with_help(message, help)
    }

    /// The last door: the file with the act in it has no error that it had not, and no more than one that
    /// has none may have; an act on a file with errors leaves fewer of them.
    pub(super) fn refuse_worse(&self, after: &[u8]) -> Result<(), ActRefusal> {
        let n_errors = self.refuse_new_errors(after)?;
        if self.has_errors() && n_errors >= self.n_errors {
            return Err(self.unsound());
        }
        Ok(())
    }

    /// That the file has no error after the change that it had not before; how many it has.
    pub(super) fn refuse_new_errors(&self, after: &[u8]) -> Result<usize, ActRefusal> {
        let after = check::check_one(self.file, after.to_vec(), self.today);
        let n_errors = after.n_errors();
        let said = |error: &Diagnostic| (error.code, error.message.get(Lang::En).to_owned());
        let known: Vec<_> = self.errors.iter().map(said).collect();
        if let Some(found) = errors(after).iter().find(|error| !known.contains(&said(error))) {
            return Err(ActRefusal {
                help: found.help.clone(),
                ..ActRefusal::new(wording!(
                    en: "this would introduce an error: {message}",
                    fi: "tiedostoon tulisi virhe: {message}",
                    message = found.message
                ))
            });
        }
        Ok(n_errors)
    }
}

fn errors(findings: Findings) -> Vec<Diagnostic> {
    findings
        .sorted()
        .into_iter()
        .filter(Diagnostic::is_error)
        .collect()
}

/// A list can only grow where there is one: a text of nothing but comments gets an empty one.
pub(super) fn with_list(bytes: &[u8], list: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let is_value = |line: &str| {
        let line = line.trim_start_matches('\u{feff}').trim();
        !line.is_empty() && !line.starts_with('#')
    };
    if text.lines().any(is_value) {
        return bytes.to_vec();
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let is_whole = text.is_empty() || text.ends_with('\n');
    let gap = if is_whole { "" } else { newline };
    format!("{text}{gap}{list}: []{newline}").into_bytes()
}

/// A name as people compare it: in NFC, with single spaces, without what no one sees.
pub(super) fn plain_name(name: &str) -> String {
    let name = without_invisible(name);
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").nfc().collect()
}
