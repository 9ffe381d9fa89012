//! What became of writing a website.

use serde::Serialize;

/// What became of writing a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteWritten {
    pub folder: String,
    /// `public` or `internal`.
    pub edition: &'static str,
    /// How many pages there are in both languages together.
    pub pages: usize,
    /// How many documents it offers.
    pub documents: usize,
    /// How many files there are.
    pub files: usize,
}
