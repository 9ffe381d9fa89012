//! kumppani: a registry of partnership agreements.
//!
//! The map of the floors; a module uses only what is above it in this list, and neighbours of
//! one floor do not use each other (`tests/tidy.rs` checks it).
//!
//! 1. [`mod@wording`], [`disk`]: text in two languages; safe opening, writing and locking of files.
//! 2. [`diagnostic`]: findings and their places.
//! 3. [`model`]: agreements, and the rules of time. No YAML, no SQL, no clock.
//! 4. [`view`]: answers as data, the public names of the JSON output.
//! 5. [`source`]: from bytes to the model, with findings.
//! 5. [`validate`]: the rules on what is well formed, and the explanation of every finding.
//! 5. [`index`]: the SQLite index that is made from the files, and every question asked of it.
//! 5. [`questions`]: what is due, how far signing has come, how agreements differ, the calendar.
//! 6. [`renewal`]: the draft of a renewal.
//! 6. [`papers`]: what documents and letters say.
//! 6. [`site`]: the pages of the network's website.
//! 6. [`registry`]: a registry as a folder: all its files checked, its index kept fresh.
//! 7. [`acts`]: recording what happened in the files.
//! 7. [`render`]: answers and findings as text, one file for each output format.
//! 8. [`cli`]: the command line.

pub mod wording;

pub mod diagnostic;

pub mod disk;

pub mod model;

pub mod view;

pub mod source;

pub mod validate;

pub mod index;

pub mod questions;

pub mod renewal;

pub mod papers;

pub mod site;

pub mod registry;

pub mod acts;

pub mod render;

pub mod cli;
