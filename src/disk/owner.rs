//! Files that each user of a shared folder has alone.

use std::path::{Path, PathBuf};

/// The file at `path`; where it belongs to another user, the one beside it that has this user's number at its end.
#[must_use]
pub fn own_file(path: &Path) -> PathBuf {
    match other_owner(path) {
        Some(user) => super::with_ending(path, format!("-{user}")),
        None => path.to_owned(),
    }
}

/// The number of this user, where the file belongs to another.
#[cfg(unix)]
fn other_owner(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    let user = rustix::process::geteuid().as_raw();
    let owner = path.symlink_metadata().ok()?.uid();
    (owner != user).then_some(user)
}

#[cfg(not(unix))]
fn other_owner(_path: &Path) -> Option<u32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_user_is_left_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("journal");
        assert_eq!(own_file(&path), path);
        std::fs::write(&path, "").expect("it can be written");
        assert_eq!(own_file(&path), path);
        if std::os::unix::fs::chown(&path, Some(65534), None).is_ok() {
            let user = rustix::process::geteuid().as_raw();
            assert_eq!(own_file(&path), folder.path().join(format!("journal-{user}")));
        }
    }
}
