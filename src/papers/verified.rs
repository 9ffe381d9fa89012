//! Whether papers are of the texts of their agreements as they stand.

use crate::model::{Receipt, Registry};
use crate::view::{PaperText, VerifiedRow};

/// A row for each receipt of a paper, or one that says that it has none. `file` is `None` where a person has typed
/// what stands on the paper.
#[must_use]
pub fn verified(registry: &Registry, file: Option<&str>, receipts: &[Receipt]) -> Vec<VerifiedRow> {
    let row = |text, differs_in, receipt: Option<&Receipt>| VerifiedRow {
        file: file.map(str::to_owned),
        agreement: receipt.map(|receipt| receipt.agreement.to_string()),
        text,
        differs_in,
        receipt: receipt.map(Receipt::to_string),
    };
    if receipts.is_empty() {
        return vec![row(PaperText::NoDigest, Vec::new(), None)];
    }
    let rows = receipts.iter().map(|receipt| {
        let Some(agreement) = registry.find_agreement(&receipt.agreement) else {
            return row(PaperText::NoAgreement, Vec::new(), Some(receipt));
        };
        let changed = receipt.changed_in(agreement);
        let text = if changed.is_empty() {
            PaperText::Same
        } else {
            PaperText::Differs
        };
        row(text, changed, Some(receipt))
    });
    rows.collect()
}
