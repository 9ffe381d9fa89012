//! Timelines: the statuses of an agreement, or the states of a signatory, from the beginning to the
//! end of time.

use chrono::NaiveDate;

use super::AgreementStatus;

/// A stretch of days with one status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period<S = AgreementStatus> {
    /// The status.
    pub status: S,
    /// The first day; `None` for the beginning of time.
    pub from_on: Option<NaiveDate>,
    /// The last day; `None` when nothing is known to end it.
    pub to_on: Option<NaiveDate>,
}

/// All statuses without gap or overlap, neighbours differing; `turns` are the days on which the
/// status may change.
pub(super) fn timeline_of<S: Copy + PartialEq>(
    turns: impl IntoIterator<Item = NaiveDate>,
    status_on: impl Fn(NaiveDate) -> S,
) -> Vec<Period<S>> {
    let mut turns: Vec<NaiveDate> = turns.into_iter().collect();
    turns.sort_unstable();
    let mut current = Period {
        status: status_on(NaiveDate::MIN),
        from_on: None,
        to_on: None,
    };
    let mut periods = Vec::new();
    for turn in turns {
        let status = status_on(turn);
        if current.status != status {
            periods.push(Period {
                to_on: turn.pred_opt(),
                ..current
            });
            current = Period {
                status,
                from_on: Some(turn),
                to_on: None,
            };
        }
    }
    periods.push(current);
    periods
}
