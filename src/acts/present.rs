//! An agreement's file before anything is planned on it.

use super::{ActError, Ground, file, file_of};
use crate::diagnostic::FilePath;
use crate::model::{Agreement, AgreementId};
use crate::source;

/// The file of an agreement with its bytes as they are.
///
/// # Errors
/// As of [`super::perform`].
pub fn text_of<'f>(
    found: &'f source::Found,
    agreement: &AgreementId,
) -> Result<(&'f source::FoundFile, Vec<u8>), ActError> {
    let file = file_of(found, agreement)?;
    Ok((file, file::bytes(file)?))
}

/// An agreement's file as it is.
pub struct PresentFile {
    pub file: FilePath,
    pub bytes: Vec<u8>,
    pub agreement: Agreement,
}

/// The file of an agreement, which must have no errors.
///
/// # Errors
/// As of [`super::perform`].
pub fn present_file(ground: &Ground<'_>, agreement: &AgreementId) -> Result<PresentFile, ActError> {
    let (file, bytes) = text_of(ground.found, agreement)?;
    let present = file::Present::read(file, &bytes, ground.today);
    if present.has_errors() {
        return Err(present.unsound().into());
    }
    let agreement = present.agreement()?.clone();
    Ok(PresentFile {
        file: file.path.clone(),
        bytes,
        agreement,
    })
}
