//! The program as a coordinator meets it: whole commands in a scrubbed environment, with a fixed
//! day; the snapshots show stdout, stderr and the exit status.

mod about;
mod acts;
mod approvals;
mod areas;
mod attachments;
mod bad_input;
mod broken_files;
mod calendar;
mod cases;
mod clean;
mod columns;
mod completion;
mod document;
mod documents;
mod file_names;
mod front_page;
mod gaps;
mod guards;
mod harness;
mod index;
mod init;
mod kinds;
mod letters;
mod lists;
mod long_site;
mod map;
mod meaning;
mod meetings;
mod names;
mod networks;
mod new;
mod no_regions;
mod notice;
mod options;
mod organisation;
mod own_regions;
mod pages;
mod papers;
mod placeholders;
mod proposals;
mod provisions;
mod queries;
mod region;
mod register;
mod registries;
mod relations;
mod remind;
mod renewal;
#[cfg(unix)]
mod rights;
mod schema;
mod seen;
#[cfg(unix)]
mod sharing;
mod sign_by;
mod site;
mod spreadsheets;
mod templates;
mod trust;
mod truth;
#[path = "../proposals/mod.rs"]
mod try_proposals;
mod validate;
mod verify;
mod writing;
