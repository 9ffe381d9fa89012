//! Comparing agreements with each other. Pure functions; nothing here touches a disk.

mod duty_changes;

pub use duty_changes::compare_duties;
