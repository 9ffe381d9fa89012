//! What a failing disk, a killed process and two writers at once leave: every agreement as it was or as it was to
//! be, nothing reported that is not so, and nothing beside it after the next run. `docs/reliability.md` promises it.

#![expect(
    clippy::print_stdout,
    reason = "the figures that docs/reliability.md has are printed"
)]

mod cases;
mod kills;
mod loops;
mod registry;
mod steps;
mod undo;
#[path = "../workbooks/mod.rs"]
mod workbooks;
