//! What a load did.

use serde::Serialize;

/// What a load did. Every file of the index is either new,
/// changed, unchanged or refused: the four add up to `files`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LoadCounts {
    /// Files that the index knows.
    pub files: u32,
    /// Files loaded for the first time.
    pub new: u32,
    /// Files loaded again.
    pub changed: u32,
    /// Loaded files that were left as they were.
    pub unchanged: u32,
    /// Files that are gone; they are not among `files`.
    pub removed: u32,
    /// Files that are refused, from this load or an earlier one.
    pub refused: u32,
}

/// What an index holds. It looks at all of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LoadedRows {
    /// Agreements in the index.
    pub agreements: u32,
    /// Signatories of all agreements.
    pub signatories: u32,
    /// Duties of all groups of all agreements.
    pub duties: u32,
}

/// The outcome of bringing the index up to date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LoadView {
    /// What was done.
    #[serde(flatten)]
    pub counts: LoadCounts,
    /// What the index holds after it.
    #[serde(flatten)]
    pub rows: LoadedRows,
    /// How long it took.
    pub seconds: f64,
}
