//! A file becomes a document of an agreement: it is copied into the folder of documents, never over another, and
//! recorded with its digest. What is recorded already is not copied again, and what lies there already is recorded
//! where it is.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::file;
use super::signatories::signatory;
use super::{
    Act, ActError, ActRefusal, Ground, Performed, Transaction, Writing, file_of, on_agreement, planned,
};
use crate::diagnostic::FilePath;
use crate::disk::{self, WriteError};
use crate::model::{
    Agreement, AgreementId, DocumentKind, DocumentPath, FileDigest, FiledDocument, NewDocument,
    OrganisationId, PartialDate, Visibility,
};
use crate::registry::{self, DocumentFault};
use crate::source::{Change, Edit, Value};
use crate::wording;
use crate::wording::Wording;

/// A file that is to become a document, and what is known of it.
pub struct Attachment<'a> {
    /// Opened at its beginning.
    pub file: &'a File,
    /// What it is called where it comes from.
    pub name: &'a str,
    /// Its path below the folder of documents, where it lies there already under a valid name.
    pub present: Option<DocumentPath>,
    /// What it is.
    pub kind: DocumentKind,
    pub title: Option<String>,
    /// The date that is on it.
    pub on: Option<PartialDate>,
    /// The signatory whose document it is.
    pub of: Option<OrganisationId>,
    /// Who may see it.
    pub visibility: Visibility,
}

/// Where the document is, and how it came there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// It was copied.
    Copied,
    /// It was there and is recorded now.
    Found,
    /// It was recorded already, and is there.
    Known,
    /// It was recorded already, and was missing.
    Restored,
}

/// What came of attaching a file.
#[derive(Debug)]
pub struct Attached {
    pub performed: Performed,
    pub document: DocumentPath,
    pub filed: Filed,
}

/// Why a file was not attached.
#[derive(Debug)]
pub struct AttachError {
    pub error: ActError,
    /// The copy, where it could not be removed again.
    pub left: Option<DocumentPath>,
}

impl<E: Into<ActError>> From<E> for AttachError {
    fn from(error: E) -> Self {
        Self {
            error: error.into(),
            left: None,
        }
    }
}

/// The most files of one name in the folder of an agreement.
const MOST_NAMESAKES: usize = 999;

/// Copies a file into the folder of documents and records it in the file of an agreement.
///
/// # Errors
/// As of [`super::perform`], and where the file cannot be copied. A copy that is not recorded does not stay.
pub fn attach(
    ground: &Ground<'_>,
    agreement: &AgreementId,
    attachment: &Attachment<'_>,
) -> Result<Attached, AttachError> {
    let sha256 = registry::digest_of(attachment.file).map_err(|fault| unreadable(attachment.name, &fault))?;
    let change = Transaction::begin(ground.writer, ground.writing)?;
    let file = file_of(ground.found, agreement)?;
    let before = file::bytes(file)?;
    let present = file::Present::read(file, &before, ground.today);
    let (document, filed) = place(ground.writer.root(), present.agreement()?, attachment, sha256)?;
    let after = match filed {
        Filed::Known | Filed::Restored => before.clone(),
        Filed::Copied | Filed::Found => {
            let act = Act::Attach(new_document(attachment, &document, sha256));
            let after = planned(ground, (file, &before), &present, &act)?;
            present.refuse_worse(&after)?;
            after
        }
    };
    let is_copied = matches!(filed, Filed::Copied | Filed::Restored) && ground.writing == Writing::Done;
    if is_copied {
        copy(ground, attachment, &document, sha256)?;
    }
    match change.finish(file, Some(&before), &after, &present) {
        Ok(performed) => Ok(Attached {
            performed,
            document,
            filed,
        }),
        Err(error) => {
            let writer = ground.writer;
            let location = location(writer.root(), &document);
            let removed = !is_copied || writer.disk().remove_file(&location).is_ok();
            Err(AttachError {
                error,
                left: (!removed).then_some(document),
            })
        }
    }
}

fn new_document(attachment: &Attachment<'_>, file: &DocumentPath, sha256: FileDigest) -> NewDocument {
    NewDocument {
        file: file.clone(),
        title: attachment.title.clone(),
        kind: attachment.kind,
        on: attachment.on,
        of: attachment.of.clone(),
        sha256,
        visibility: attachment.visibility,
    }
}

/// The edits that record a document.
pub(super) fn plan_attachment(agreement: &Agreement, new: &NewDocument) -> Result<Vec<Edit>, ActRefusal> {
    if let Some(of) = &new.of {
        signatory(agreement, of)?;
    }
    let is_public = new.visibility == Visibility::Public;
    let fields = [
        ("file", Some(Value::text(new.file.as_str()))),
        ("title", new.title.as_ref().map(Value::text)),
        ("kind", Some(Value::plain(new.kind.code()))),
        ("on", new.on.as_ref().map(Value::plain)),
        ("of", new.of.as_ref().map(|of| Value::text(of.as_str()))),
        ("sha256", Some(Value::text(new.sha256.to_string()))),
        ("public", is_public.then(|| Value::plain("true"))),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Ok(vec![on_agreement(
        "documents",
        Change::Append(Value::Fields(fields.collect())),
    )])
}

fn location(root: &Path, document: &DocumentPath) -> std::path::PathBuf {
    root.join(document.from_root())
}

/// Where the document is or is to be.
fn place(
    root: &Path,
    agreement: &Agreement,
    attachment: &Attachment<'_>,
    sha256: FileDigest,
) -> Result<(DocumentPath, Filed), ActRefusal> {
    let mut recorded = agreement.documents.iter();
    if let Some(recorded) = recorded.find(|recorded| recorded.sha256.value == sha256) {
        refuse_other_facts(agreement, recorded, attachment)?;
        let path = recorded.file.value.clone();
        return match registry::examine(root, recorded) {
            Ok(()) => Ok((path, Filed::Known)),
            Err(DocumentFault::Missing) => {
                refuse_no_folder(root, &path)?;
                Ok((path, Filed::Restored))
            }
            Err(fault) => Err(ActRefusal::with_help(
                fault.describe(&path),
                Wording::fixed(
                    "nothing is replaced: move it out of the way, then run the command again",
                    "mitään ei korvata: siirrä se muualle ja anna komento uudelleen",
                ),
            )),
        };
    }
    let is_recorded = |path: &DocumentPath| {
        let mut documents = agreement.documents.iter();
        documents.any(|recorded| recorded.file.value == *path)
    };
    if let Some(path) = &attachment.present {
        if is_recorded(path) {
            return Err(changed(path));
        }
        refuse_no_folder(root, path)?;
        return Ok((path.clone(), Filed::Found));
    }
    for number in 1..=MOST_NAMESAKES {
        let path = DocumentPath::made(&agreement.id.value, attachment.name, number);
        if is_recorded(&path) {
            continue;
        }
        refuse_no_folder(root, &path)?;
        if !disk::is_there(&location(root, &path)) {
            return Ok((path, Filed::Copied));
        }
        // A run that was cut off may have left it.
        if is_same(root, &path, attachment.file, sha256) {
            return Ok((path, Filed::Found));
        }
    }
    let name = attachment.name;
    Err(ActRefusal::new(wording!(
        en: "there are too many documents called {name}",
        fi: "asiakirjoja nimeltä {name} on liikaa"
    )))
}

/// Whether what is at a path has the bytes of a file with this digest.
fn is_same(root: &Path, path: &DocumentPath, file: &File, sha256: FileDigest) -> bool {
    let Ok(found) = registry::open_document(root, path) else {
        return false;
    };
    let size = |file: &File| file.metadata().map(|metadata| metadata.len()).ok();
    size(&found) == size(file) && registry::digest_of(&found).is_ok_and(|digest| digest == sha256)
}

/// A recorded document has changed, and the change is not recorded in its place.
fn changed(path: &DocumentPath) -> ActRefusal {
    let path = path.from_root();
    ActRefusal::with_help(
        wording!(
            en: "{path} is already recorded, with other contents",
            fi: "{path} on jo kirjattu, mutta sen sisältö oli silloin toinen"
        ),
        Wording::fixed(
            "restore the recorded file, and attach the new version from outside the folder documents/",
            "palauta kirjattu tiedosto ja liitä uusi versio kansion documents/ ulkopuolelta",
        ),
    )
}

/// What is on record of a document is not changed.
fn refuse_other_facts(
    agreement: &Agreement,
    recorded: &FiledDocument,
    attachment: &Attachment<'_>,
) -> Result<(), ActRefusal> {
    let title = recorded.title.as_ref().map(crate::model::LocalText::fi);
    let on = recorded.on.as_ref().map(|on| on.value);
    let of = recorded.of.as_ref().map(|of| &of.value);
    let differs = [
        ("kind", recorded.kind != attachment.kind),
        (
            "title",
            attachment
                .title
                .as_deref()
                .is_some_and(|given| title != Some(given)),
        ),
        ("on", attachment.on.is_some_and(|given| on != Some(given))),
        (
            "of",
            attachment.of.as_ref().is_some_and(|given| of != Some(given)),
        ),
        (
            "public",
            attachment.visibility == Visibility::Public && recorded.visibility != Visibility::Public,
        ),
    ];
    let Some((field, _)) = differs.into_iter().find(|(_, differs)| *differs) else {
        return Ok(());
    };
    let (path, file) = (recorded.file.value.from_root(), &agreement.file);
    Err(ActRefusal::with_help(
        wording!(
            en: "the document is already recorded as {path}, with another `{field}`; a recorded document is not changed",
            fi: "asiakirja on jo kirjattu nimellä {path}, mutta sen `{field}` on toinen; kirjattua asiakirjaa ei muuteta"
        ),
        wording!(
            en: "correct `{field}` in {file} by hand if it is wrong",
            fi: "korjaa tiedoston {file} kenttä `{field}` käsin, jos se on väärä"
        ),
    ))
}

/// A link may lead out of the registry, and what is written through it would be elsewhere.
fn refuse_no_folder(root: &Path, document: &DocumentPath) -> Result<(), ActRefusal> {
    let path = document.from_root();
    let parts: Vec<&str> = path.split('/').collect();
    for n_parts in 1..parts.len() {
        let folder = parts[..n_parts].join("/");
        let found = root.join(&folder).symlink_metadata();
        if found.is_ok_and(|found| !found.is_dir()) {
            return Err(ActRefusal::with_help(
                wording!(
                    en: "{folder} is not a folder, or is a link, and links are not followed",
                    fi: "{folder} ei ole kansio, tai se on linkki, eikä linkkejä seurata"
                ),
                Wording::fixed("put a folder in its place", "tee sen tilalle kansio"),
            ));
        }
    }
    Ok(())
}

fn copy(
    ground: &Ground<'_>,
    attachment: &Attachment<'_>,
    document: &DocumentPath,
    sha256: FileDigest,
) -> Result<(), ActError> {
    let target = location(ground.writer.root(), document);
    let failed = |error: io::Error| ActError::Io(FilePath::new(&document.from_root()), error);
    let disk = ground.writer.disk();
    disk.make_folders(disk::folder_of(&target)).map_err(failed)?;
    let is_same = |copy: &File| match registry::digest_of(copy) {
        Ok(digest) => Ok(digest == sha256),
        Err(DocumentFault::Unreadable(error)) => Err(error),
        Err(_) => Ok(false),
    };
    let copied = disk::copy_new(
        disk,
        (attachment.file, registry::LARGEST_DOCUMENT),
        &target,
        is_same,
    );
    copied.map_err(|error| match error {
        WriteError::Changed => {
            let name = attachment.name;
            ActRefusal::with_help(
                wording!(
                    en: "{name} changed while it was being copied",
                    fi: "tiedosto {name} muuttui kopioinnin aikana"
                ),
                Wording::fixed("run the command again", "anna komento uudelleen"),
            )
            .into()
        }
        WriteError::Io(error) if error.kind() == ErrorKind::AlreadyExists => {
            let path = document.from_root();
            ActRefusal::with_help(
                wording!(
                    en: "someone else has written {path} in the meantime; it was not replaced",
                    fi: "joku muu on sillä välin kirjoittanut tiedoston {path}; sitä ei korvattu"
                ),
                Wording::fixed("run the command again", "anna komento uudelleen"),
            )
            .into()
        }
        WriteError::Io(error) => failed(error),
    })
}

fn unreadable(name: &str, fault: &DocumentFault) -> ActRefusal {
    let reason = match fault {
        DocumentFault::TooLarge => {
            let most = registry::LARGEST_DOCUMENT / (1024 * 1024);
            wording!(en: "it is larger than {most} MiB", fi: "se on suurempi kuin {most} MiB")
        }
        DocumentFault::Unreadable(error) => crate::diagnostic::system_words(error),
        DocumentFault::Missing | DocumentFault::NoFile | DocumentFault::Changed(_) => {
            Wording::fixed("it is not a regular file", "se ei ole tavallinen tiedosto")
        }
    };
    ActRefusal::new(wording!(
        en: "{name} cannot be attached: {reason}",
        fi: "tiedostoa {name} ei voi liittää: {reason}",
        reason
    ))
}
