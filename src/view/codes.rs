//! The list of findings, one code a row.

use serde::Serialize;

use super::{Column, Row};
use crate::diagnostic::Severity;
use crate::wording::Wording;

/// One kind of finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodeRow {
    /// The public name.
    pub code: &'static str,
    /// How grave it is.
    #[serde(serialize_with = "severity_name")]
    pub severity: Severity,
    /// What it says, in one line.
    pub title: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes fields by reference"
)]
fn severity_name<S: serde::Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.name())
}

impl Row for CodeRow {
    const TITLE: Wording = Wording::fixed("Findings", "Havainnot");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("code", "koodi", |row| row.code.into()),
        Column::<Self>::shown("severity", "vakavuus", |row| match row.severity {
            Severity::Error => Wording::fixed("error", "virhe").into(),
            Severity::Warning => Wording::fixed("warning", "varoitus").into(),
        })
        .drops(1),
        Column::<Self>::shown("meaning", "merkitys", |row| (&row.title).into()).prose(40),
    ];
}
