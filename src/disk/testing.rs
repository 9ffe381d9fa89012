//! What tests need of the system.

use std::path::Path;
use std::process::Command;

/// Makes a pipe. No call of a library makes one on every system.
pub(crate) fn make_pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.expect("mkfifo runs").success());
}
