//! The questions asked on the command line, in this process: what a command prints is what counts.

use std::path::Path;
use std::time::SystemTime;

use chrono::NaiveDate;
use kumppani::cli::{World, run};
use kumppani::disk::Disk;
use kumppani::wording::Lang;
use serde_json::Value;

use crate::questions::Question;

/// What a command prints on stdout; on stderr it may say why an answer is empty.
pub(crate) fn print(root: &Path, words: &[String], day: NaiveDate, lang: Lang) -> String {
    let fixed = ["--format", "json", "--as-of"].map(str::to_owned);
    let args = [&["kumppani".to_owned()], words, &fixed, &[day.to_string()]].concat();
    let world = World {
        args: args.into_iter().map(Into::into).collect(),
        folder: root.to_owned(),
        today: day,
        now: SystemTime::UNIX_EPOCH,
        disk: Disk::real(),
        locale: lang,
        completing: None,
        no_color: true,
        columns: None,
        lines: None,
        pager: None,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        keyboard: kumppani::cli::Keyboard::Absent,
        ..World::real()
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(&world, &mut out, &mut err);
    let err = String::from_utf8_lossy(&err);
    assert!(exit == 0, "{words:?} on {day}: exit {exit}\n{err}");
    String::from_utf8(out).expect("an answer is UTF-8")
}

/// The answer to a question.
pub(crate) fn ask(root: &Path, question: &Question, day: NaiveDate, lang: Lang) -> Value {
    let printed = print(root, &question.command(), day, lang);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{question:?}: {error}\n{printed}"))
}
