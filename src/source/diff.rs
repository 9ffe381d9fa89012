//! What changes in a file, shown as a unified diff.

use similar::TextDiff;

use crate::diagnostic::FilePath;

/// The differences between two versions of a file, as `diff -u` and git say them.
#[must_use]
pub fn unified_diff(path: &FilePath, old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    TextDiff::from_lines(old.as_ref(), new.as_ref())
        .unified_diff()
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_that_change_and_their_neighbours() {
        let shown = unified_diff(
            &FilePath::new("agreements/a.yaml"),
            "id: a\ntitle: Å".as_bytes(),
            "id: a\ntitle: Ä".as_bytes(),
        );
        let expected = "--- a/agreements/a.yaml\n+++ b/agreements/a.yaml\n@@ -1,2 +1,2 @@\n id: a\n-title: Å\n\\ No newline at end of file\n+title: Ä\n\\ No newline at end of file\n";
        assert_eq!(shown, expected);
    }
}
