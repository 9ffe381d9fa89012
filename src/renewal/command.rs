//! Commands as they are typed into a shell. Only what a shell could misread is quoted.

/// `kumppani` with its arguments, ready to type.
pub(super) fn command(arguments: &[&str]) -> String {
    let quoted = arguments.iter().map(|argument| quoted(argument));
    std::iter::once("kumppani".to_owned())
        .chain(quoted)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Single quotes keep a text whole in the shells of all systems; one inside of them ends the quotes,
/// stands by itself and begins them again.
fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | ',');
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    let line: Vec<&str> = argument.split_whitespace().collect();
    format!("'{}'", line.join(" ").replace('\'', r"'\''"))
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
            ("O'Hara\n$(x)", r"kumppani 'O'\''Hara $(x)'"),
            ("", "kumppani ''"),
        ] {
            assert_eq!(command(&[argument]), typed);
        }
    }
}
