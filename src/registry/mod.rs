//! A registry as a folder: reads and checks all its files in parallel, and keeps the index fresh.
//! It joins the reader, the rules and the index, which do not know each other. It prints nothing.

mod acts;
mod check;
mod copies;
mod fix;
mod fresh;
mod read;
mod survey;

pub use acts::{
    Act, ActError, LOCK, NewSuccessor, OrganisationAct, Performed, Refusal as ActRefusal, Writing, accession,
    lock, organisation_outcome, outcome, perform, perform_on_organisation,
};
pub use check::{Checked, Models, check, check_one, models};
pub use fix::fixed;
pub use fresh::{Fresh, Freshness, Instead, Keeping, OpenError, RefusedFile, Wanted, open};
pub use read::{is_read_as, written_id};

/// Is told how many files have been read so far; called from several threads.
pub type Observer<'o> = &'o (dyn Fn(usize) + Sync);
