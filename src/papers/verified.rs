//! Whether papers are of the texts of their agreements as they stand.

use crate::model::{Agreement, Receipt};
use crate::view::{PaperText, VerifiedRow};

/// A row for each receipt of a paper, or one that says that it has none. `file` is `None` where a person has typed
/// what stands on the paper.
#[must_use]
pub fn verified(agreements: &[Agreement], file: Option<&str>, receipts: &[Receipt]) -> Vec<VerifiedRow> {
    let row = |text, differs_in, receipt: Option<&Receipt>| VerifiedRow {
        file: file.map(str::to_owned),
        agreement: receipt.map(|receipt| receipt.agreement.to_string()),
        text,
        differs_in,
        opened_text: None,
        receipt: receipt.map(Receipt::to_string),
    };
    if receipts.is_empty() {
        return vec![row(PaperText::NoDigest, Vec::new(), None)];
    }
    let rows = receipts.iter().map(|receipt| {
        let is_its = |agreement: &&Agreement| agreement.id.value == receipt.agreement;
        let Some(agreement) = agreements.iter().find(is_its) else {
            return row(PaperText::NoAgreement, Vec::new(), Some(receipt));
        };
        let changed = receipt.changed_in(agreement);
        let text = if changed.is_empty() {
            PaperText::Same
        } else {
            PaperText::Differs
        };
        VerifiedRow {
            opened_text: receipt.is_opened_text(agreement),
            ..row(text, changed, Some(receipt))
        }
    });
    rows.collect()
}
