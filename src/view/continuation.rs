//! How a term continues by itself.

use serde::Serialize;

use crate::model::{Continuation, Duration, Notice};

/// What an agreement says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContinuationView {
    /// By how much the end moves each time.
    pub by: Duration,
    /// How long before the end a notice prevents it; `None` where the period of notice holds.
    pub unless_notice: Option<Notice>,
}

impl ContinuationView {
    #[must_use]
    pub const fn of(continues: Continuation) -> Self {
        Self {
            by: continues.by(),
            unless_notice: continues.unless_notice,
        }
    }
}
