//! What a person types when the program asks: a value like the clock, so that a test can type, too.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Who answers questions.
#[derive(Clone, Debug, Default)]
pub enum Keyboard {
    /// No one: nothing is asked.
    #[default]
    Absent,
    /// A person at the terminal.
    Terminal,
    /// A test, with these lines.
    Lines(Arc<Mutex<VecDeque<String>>>),
}

impl Keyboard {
    /// One on which these lines are typed, and then the end of the input.
    #[must_use]
    pub fn lines(lines: &[&str]) -> Self {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        Self::Lines(Arc::new(Mutex::new(lines)))
    }

    /// Whether someone is there to be asked.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    /// The next line without its end; `None` at the end of the input.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub fn next_line(&self) -> io::Result<Option<String>> {
        match self {
            Self::Absent => Ok(None),
            Self::Lines(lines) => Ok(lines.lock().unwrap_or_else(PoisonError::into_inner).pop_front()),
            Self::Terminal => {
                let mut line = String::new();
                let n_bytes = io::stdin().read_line(&mut line)?;
                Ok((n_bytes > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
            }
        }
    }
}
