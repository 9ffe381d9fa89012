//! A registry as a folder: reads and checks all its files in parallel, and keeps the index fresh.
//! It joins the reader, the rules and the index, which do not know each other. It prints nothing.

pub(crate) mod check;
mod copies;
mod documents;
mod fix;
mod fresh;
pub(crate) mod read;
pub(crate) mod refused;
mod schemas;
mod survey;

pub use check::{Checked, Models, agreements_as_read, check, check_of, check_one, models, models_of};
pub use documents::{DocumentFault, LARGEST_DOCUMENT, digest_of, examine, open_document};
pub use fix::fixed;
pub use fresh::{Fresh, Keeping, OpenError, open, open_found, open_supposed};
pub use read::{is_read_as, written_id};
pub use refused::{Instead, RefusedFile};
pub use schemas::{SchemaFile, schemas};
pub use survey::{Freshness, Wanted};

/// Is shown how many files have been read so far; called from several threads.
pub type Observer<'o> = &'o (dyn Fn(usize) + Sync);
