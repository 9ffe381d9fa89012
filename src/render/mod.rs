//! Answers and findings as text: one file for each output format. Pure functions from data to text
//! or bytes; nothing here prints, or reads the environment, the terminal or the clock.

mod clean;
pub mod csv;
pub mod diagnostics;
pub mod duties;
mod grid;
pub mod json;
pub mod markdown;
mod page;
pub mod phrase;
pub mod sheet;
pub mod show;
pub mod table;
mod wrap;

#[cfg(test)]
mod testing;

pub use clean::{Keep, clean};

/// Whether escape sequences for colours may be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Never,
    /// Text with colours; the words alone say the same.
    Always,
}
