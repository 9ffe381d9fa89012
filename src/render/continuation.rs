//! The words for an agreement that continues by itself, the same on every page.

use chrono::NaiveDate;

use crate::wording;
use crate::wording::Wording;

/// `continues by itself to 2027-12-31 unless terminated by 2026-09-30`
#[must_use]
pub fn next_end(to: NaiveDate, by: NaiveDate) -> Wording {
    wording!(
        en: "continues by itself to {to} unless terminated by {by}",
        fi: "jatkuu itsestään {to} asti, ellei sitä irtisanota viimeistään {by}",
        to, by
    )
}
