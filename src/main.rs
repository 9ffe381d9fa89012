//! The command `kumppani`: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    kumppani::cli::main()
}
