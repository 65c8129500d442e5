//! Starts other programs: never through a shell, never with the terminal, never waited for on the screen's thread.

use std::io::Write;
use std::process::{Command, Stdio};

/// Runs a program with its arguments and `input` on its standard input, and waits for it.
///
/// # Errors
/// One line that names the program and what is wrong.
pub fn feed(command: &[String], input: Option<&str>) -> Result<(), String> {
    let Some((program, arguments)) = command.split_first() else {
        return Err("no program is configured".to_owned());
    };
    let failed = |error: std::io::Error| format!("{program}: {error}");
    let stdin = if input.is_some() {
        Stdio::piped()
    } else {
        Stdio::null()
    };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(stdin)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    if let (Some(text), Some(mut pipe)) = (input, child.stdin.take()) {
        // A program that closes its input early has what it wants.
        let _ = pipe.write_all(text.as_bytes());
    }
    let status = child.wait().map_err(failed)?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{program}: {status}"))
    }
}
