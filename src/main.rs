//! The program: arguments in, exit code out. Everything it does is in the library crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    pressmark::cli::run(std::env::args_os())
}
