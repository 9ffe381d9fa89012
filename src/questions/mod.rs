//! Questions about the life of agreements, answered by pure functions of the model: what needs a decision, how far
//! the signing has come, how two agreements differ, the calendar. Nothing here touches a disk or the clock.

mod board;
mod calendar;
mod diff;
mod due;
mod duty_changes;
mod duty_days;
mod same_duty;
mod successions;
mod supposition;
mod within;

#[cfg(test)]
mod testing;

pub use board::board;
pub use calendar::{Calendar, plan_calendar};
pub use diff::diff;
pub use due::DueList;
pub use duty_changes::compare_duties;
pub(crate) use same_duty::plain;
pub(crate) use successions::{ceasing, known_name, passed_on, regions_passed_to};
pub use supposition::{Compared, Differences, Situation, differences, new_matters};
pub use within::{Within, WithinProblem};
