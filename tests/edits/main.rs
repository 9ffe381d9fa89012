//! Edits against their texts: what goes in, what is requested, and what comes out byte for byte.

mod examples;
mod facts;
mod fields;
mod files;
mod generator;
mod harness;
mod lists;
mod merges;
mod moves;
#[path = "../workbooks/mod.rs"]
mod opened;
mod problems;
mod properties;
mod removals;
mod seats;
mod values;
mod workbooks;
