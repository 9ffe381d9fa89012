//! The words for an agreement that continues by itself, the same on every page.

use chrono::NaiveDate;

use crate::view::ContinuationView;
use crate::wording;
use crate::wording::Wording;

/// `12 months at a time unless terminated 3 months before the end`
#[must_use]
pub fn continuation(continues: &ContinuationView) -> Wording {
    let by = continues.by.label();
    match continues.unless_notice {
        None => wording!(en: "{by} at a time", fi: "{by} kerrallaan", by),
        Some(notice) => wording!(
            en: "{by} at a time unless terminated {notice} before the end",
            fi: "{by} kerrallaan, ellei irtisanota {notice} ennen päättymistä",
            by, notice = notice.label()
        ),
    }
}

/// `continues by itself to 2027-12-31 unless terminated by 2026-09-30`
#[must_use]
pub fn next_end(to: NaiveDate, by: NaiveDate) -> Wording {
    wording!(
        en: "continues by itself to {to} unless terminated by {by}",
        fi: "jatkuu itsestään {to} asti, ellei sitä irtisanota viimeistään {by}",
        to, by
    )
}
