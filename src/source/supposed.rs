//! What a file would hold if something were so: bytes that take the place of those on the disk, for everything that
//! reads a file that a walk has found.

use std::sync::Arc;

use chrono::NaiveDate;

/// What is in a file by a supposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supposed {
    pub bytes: Arc<[u8]>,
    /// The latest day on which one of the facts is supposed to be recorded: by then it is no fact of the future.
    pub day: NaiveDate,
}
