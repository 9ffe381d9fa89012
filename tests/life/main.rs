//! The life of a registry: random edits, carried out on a registry in a folder and on a plain model
//! in memory. After every one of them the files say what the model says, nothing else in them has
//! changed, the index that was kept up to date answers like one built from nothing, and every status
//! is right on every day that matters. The statuses are worked out again here, from the description
//! of the format alone.

mod acts;
mod answers;
mod changes;
mod clocks;
mod commands;
mod contradictions;
mod corrections;
mod date;
mod day;
mod days;
mod edits;
mod example;
mod expected;
mod facts;
mod generator;
mod groups;
mod hand;
mod index;
mod kept;
mod library;
mod matters;
mod oracle;
mod owners;
mod pages;
mod papers;
mod past;
mod publication;
mod questions;
mod reading;
mod registries;
mod runs;
mod seating;
mod seats;
mod steps;
mod tally;
mod text;
mod told;
mod verdict;
mod words;
mod world;
