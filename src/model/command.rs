//! Commands as they are typed into a shell. Only what a shell could misread is quoted, and a value that begins with
//! a hyphen is distinguished from an option: whatever proposes a command composes it here.

/// `kumppani` with its arguments, ready to type.
#[must_use]
pub fn command(arguments: &[&str]) -> String {
    let quoted = arguments.iter().map(|argument| quoted(argument));
    std::iter::once("kumppani".to_owned())
        .chain(quoted)
        .collect::<Vec<_>>()
        .join(" ")
}

/// An option with its value, as a part of a command.
#[must_use]
pub fn option(name: &str, value: &str) -> String {
    let joint = if value.starts_with('-') { "=" } else { " " };
    format!("{name}{joint}{}", quoted(value))
}

/// A value by itself, as the last part of a command.
#[must_use]
pub fn operand(value: &str) -> String {
    let dashes = if value.starts_with('-') { "-- " } else { "" };
    format!("{dashes}{}", quoted(value))
}

/// Single quotes keep a text whole in the shells of all systems; one inside of them ends the quotes,
/// is by itself and begins them again. A text of several lines becomes one.
#[must_use]
pub fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | ',');
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    let lines: Vec<&str> = argument.lines().map(str::trim).collect();
    let line = if lines.len() > 1 {
        lines.join(" ")
    } else {
        argument.to_owned()
    };
    format!("'{}'", line.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_shell_misreads_is_quoted() {
        for (argument, typed) in [
            ("lapin-tno-2014", "kumppani lapin-tno-2014"),
            ("Itä", "kumppani Itä"),
            ("Salla & Posio", "kumppani 'Salla & Posio'"),
            ("kaksi  väliä", "kumppani 'kaksi  väliä'"),
            ("O'Hara\n$(x)", r"kumppani 'O'\''Hara $(x)'"),
            ("", "kumppani ''"),
        ] {
            assert_eq!(command(&[argument]), typed);
        }
    }

    #[test]
    fn a_value_that_begins_with_a_hyphen_is_no_option() {
        assert_eq!(option("--name", "Lapin AMK"), "--name 'Lapin AMK'");
        assert_eq!(option("--name", "--all"), "--name=--all");
        assert_eq!(option("--name", "-x y"), "--name='-x y'");
        assert_eq!(operand("a-b"), "a-b");
        assert_eq!(operand("-q"), "-- -q");
        assert_eq!(operand("-q \"$x\""), "-- '-q \"$x\"'");
    }
}
