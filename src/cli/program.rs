//! Programs of the user's choice, as the environment names them: `less -S`, `code --wait`, `FOO=1 vim`.

use std::process::Command;

/// The program of a command, ready for more arguments: words are started as they are, anything more is read by the
/// shell.
pub(super) fn program(command: &str) -> Command {
    let is_plain = |c: char| c.is_alphanumeric() || " /._-+=:,@%".contains(c);
    let mut words = command.split(' ').filter(|word| !word.is_empty());
    let is_assignment = words.clone().next().is_some_and(|word| word.contains('='));
    if cfg!(unix) && (is_assignment || !command.chars().all(is_plain)) {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{command} \"$@\""), "sh"]);
        return shell;
    }
    let mut program = Command::new(words.next().unwrap_or_default());
    program.args(words);
    program
}
