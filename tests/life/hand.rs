//! What a person does to a file by hand, and the comments that must stay.

/// A slip that makes a file unreadable or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typo {
    /// A field has an unknown name.
    Field,
    /// A date is none.
    Date,
    /// A bracket is never closed.
    Bracket,
    /// Everything is gone.
    Emptied,
}

impl Typo {
    pub(crate) const ALL: &'static [Self] = &[Self::Field, Self::Date, Self::Bracket, Self::Emptied];

    pub(crate) fn made_in(self, bytes: &[u8]) -> Vec<u8> {
        let text = String::from_utf8(bytes.to_vec()).expect("the files of the test are UTF-8");
        let broken = match self {
            Self::Field => text.replacen("title:", "titel:", 1),
            Self::Date => text.replacen("starts: ", "starts: noin ", 1),
            Self::Bracket => text + "\nthemes: [{ id: aihe\n",
            Self::Emptied => String::new(),
        };
        broken.into_bytes()
    }
}

/// Writes a comment above a line, counted round from the second one.
pub(crate) fn with_comment(bytes: &[u8], line: usize, comment: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("the files of the test are UTF-8");
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = 1 + line % lines.len();
    let column = lines
        .get(at)
        .map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
    let comment = format!("{}# {comment}{ending}", " ".repeat(column));
    [&lines[..at].concat(), &comment, &lines[at..].concat()]
        .map(String::as_str)
        .concat()
        .into_bytes()
}

/// The comments of a text: everything from a mark that is alone to the end of its line.
pub(crate) fn comments(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let after_mark = |line: &str| {
        ["# huomautus ", "# reuna ", "# lisätty "]
            .iter()
            .find_map(|mark| line.find(mark).map(|at| line[at..].trim_end().to_owned()))
    };
    text.lines().filter_map(after_mark).collect()
}
