//! Timelines: what holds from the beginning to the end of time, such as the statuses of an agreement.

use chrono::NaiveDate;

use super::AgreementStatus;

/// A stretch of days on which one thing holds: a status, a state, an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period<T = AgreementStatus> {
    /// What holds.
    pub value: T,
    /// The first day; `None` for the beginning of time.
    pub from_on: Option<NaiveDate>,
    /// The last day; `None` when nothing is known to end it.
    pub to_on: Option<NaiveDate>,
}

impl Period<()> {
    /// All days.
    pub(super) const ALWAYS: Self = Self {
        value: (),
        from_on: None,
        to_on: None,
    };
}

impl<T> Period<T> {
    /// Whether a day is within the period.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from_on.is_none_or(|from| from <= day) && self.to_on.is_none_or(|to| day <= to)
    }

    /// Whether all days of another period are within this one.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let ends_later = self
            .to_on
            .is_none_or(|to| other.to_on.is_some_and(|other| other <= to));
        self.from_on <= other.from_on && ends_later
    }

    /// The part from one day to another, both included; `None` when nothing is left.
    pub(super) fn within(self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<Self> {
        let part = Self {
            from_on: self.from_on.max(from),
            to_on: self.to_on.into_iter().chain(to).min(),
            ..self
        };
        let is_empty = matches!((part.from_on, part.to_on), (Some(from), Some(to)) if to < from);
        (!is_empty).then_some(part)
    }
}

/// What holds on all days, without gap or overlap, neighbours differing; `turns` are the days on which
/// it may change.
pub(super) fn timeline_of<T: Copy + PartialEq>(
    turns: impl IntoIterator<Item = NaiveDate>,
    value_on: impl Fn(NaiveDate) -> T,
) -> Vec<Period<T>> {
    let mut turns: Vec<NaiveDate> = turns.into_iter().collect();
    turns.sort_unstable();
    let mut current = Period {
        value: value_on(NaiveDate::MIN),
        from_on: None,
        to_on: None,
    };
    let mut periods = Vec::new();
    for turn in turns {
        let value = value_on(turn);
        if current.value != value {
            periods.push(Period {
                to_on: turn.pred_opt(),
                ..current
            });
            current = Period {
                value,
                from_on: Some(turn),
                to_on: None,
            };
        }
    }
    periods.push(current);
    periods
}
