//! Makes a registry of any size, for trials:
//! `cargo run --release --example registry_of -- 1000 /tmp/trial`.
#![expect(
    clippy::print_stderr,
    reason = "a tool for developers tells its errors itself"
)]

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(n), Some(folder)) = (args.next().and_then(|n| n.parse().ok()), args.next()) else {
        eprintln!("usage: registry_of NUMBER FOLDER");
        return ExitCode::from(2);
    };
    match generator::make(n, Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}
