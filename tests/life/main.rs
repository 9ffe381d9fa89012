//! The life of a registry: random edits, carried out on a registry in a folder and on a plain model
//! in memory. After every one of them the files say what the model says, nothing else in them has
//! changed, the index that was kept up to date answers like one built from nothing, and every status
//! is right on every day that matters. The statuses are worked out anew here, from the description
//! of the format alone.

mod acts;
mod date;
mod days;
mod facts;
mod generator;
mod index;
mod oracle;
mod reading;
mod runs;
mod steps;
mod tally;
mod text;
mod verdict;
mod world;
