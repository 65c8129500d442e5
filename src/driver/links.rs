//! Opens links: http and https only, as an argument of a program, never through a shell.

use super::spawn::feed;

/// Opens `address` with the configured program (`{url}` stands for the address, else it comes last), else
/// with the system's.
///
/// # Errors
/// One line: the address is no web address, or the program failed.
pub fn open(opener: &[String], address: &str) -> Result<(), String> {
    feed(&command(opener, address)?, None)
}

fn command(opener: &[String], address: &str) -> Result<Vec<String>, String> {
    let scheme = address
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let web = matches!(scheme.as_deref(), Some("http" | "https"));
    if !web || address.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(format!(
            "{address}: only http and https addresses are opened"
        ));
    }
    if opener.is_empty() {
        let system = if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        return Ok(vec![system.to_owned(), address.to_owned()]);
    }
    let mut command: Vec<String> = opener
        .iter()
        .map(|part| part.replace("{url}", address))
        .collect();
    if !opener.iter().any(|part| part.contains("{url}")) {
        command.push(address.to_owned());
    }
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_reach_a_program() {
        let opener = ["firefox".to_owned()];
        assert_eq!(
            command(&opener, "https://a.example/x").unwrap(),
            ["firefox", "https://a.example/x"]
        );
        assert_eq!(
            command(&["o".into(), "--u={url}".into()], "http://a").unwrap(),
            ["o", "--u=http://a"]
        );
        for wrong in [
            "file:///etc/passwd",
            "javascript://x",
            "-https://a",
            "https://a b",
            "a.example",
        ] {
            assert!(command(&opener, wrong).is_err(), "{wrong}");
        }
    }
}
