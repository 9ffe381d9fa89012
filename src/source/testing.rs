//! What the tests of rules of reading share.

use super::{Content, Role, read_bytes};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::model::Agreement;

/// An agreement read from a text, and its findings.
pub(super) fn read(text: &str) -> (Agreement, Vec<Diagnostic>) {
    let file = FilePath::new("agreements/tno.yaml");
    let reading = read_bytes(&file, Role::Agreement, text.as_bytes().to_vec());
    let Some(Content::Agreement(agreement)) = reading.content else {
        panic!("the file of an agreement holds one")
    };
    (*agreement, reading.findings.sorted())
}
