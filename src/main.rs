//! The command `kumppani`.

fn main() {}
