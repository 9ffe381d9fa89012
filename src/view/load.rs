//! What a load did.

use serde::Serialize;

/// The outcome of bringing the index up to date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LoadView {
    /// Files of the registry.
    pub files: u32,
    /// Loaded for the first time.
    pub new: u32,
    /// Loaded again.
    pub changed: u32,
    /// Left as they were.
    pub unchanged: u32,
    /// Gone.
    pub removed: u32,
    /// Not in the index as they stand.
    pub refused: u32,
    /// Agreements in the index.
    pub agreements: u32,
    /// Signatories of all agreements.
    pub signatories: u32,
    /// Duties of all groups.
    pub duties: u32,
    /// How long it took.
    pub seconds: f64,
}
