//! A registry as a folder: reads and checks all its files in parallel, and keeps the index fresh.
//! It joins the reader, the rules and the index, which do not know each other. It prints nothing.

pub(crate) mod check;
mod copies;
mod fix;
pub(crate) mod fresh;
pub(crate) mod read;
pub(crate) mod survey;

pub use check::{Checked, Models, check, check_one, models, models_of};
pub use fix::fixed;
pub use fresh::{Fresh, Freshness, Instead, Keeping, OpenError, RefusedFile, Wanted, open, open_found};
pub use read::{is_read_as, written_id};

/// Is told how many files have been read so far; called from several threads.
pub type Observer<'o> = &'o (dyn Fn(usize) + Sync);
