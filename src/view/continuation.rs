//! How a term continues by itself.

use serde::Serialize;

use crate::model::{Continuation, Duration, Notice};
use crate::wording;
use crate::wording::Wording;

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

    /// `12 months at a time unless terminated 3 months before the end`
    #[must_use]
    pub fn label(&self) -> Wording {
        let by = self.by.label();
        match self.unless_notice {
            None => wording!(en: "{by} at a time", fi: "{by} kerrallaan", by),
            Some(notice) => wording!(
                en: "{by} at a time unless terminated {notice} before the end",
                fi: "{by} kerrallaan, ellei irtisanota {notice} ennen päättymistä",
                by, notice = notice.label()
            ),
        }
    }
}
