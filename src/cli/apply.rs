//! `apply`: the changes of a workbook, shown by sheet, row and column, and written into the agreement's file.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, Subject};
use super::confirm::{Answer, Confirmation};
use super::context::{Context, Exit};
use super::fields::Reason;
use super::list;
use super::trouble::Trouble;
use super::workbook::{organisations, present_file};
use crate::acts::{
    self, Act, ActError, ActRefusal, Correcting, FieldChanges, Performed, PresentFile, Writing,
};
use crate::source::Edit;
use crate::source::workbook::{
    BookChange, BookChangeKind, BookPlace, BookProblem, ComparedWith, Comparison, FilledBook,
};
use crate::view::{AppliedKind, AppliedRow};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Record the changes of a workbook in its agreement, all or none
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Workbook made with `workbook` and changed
    #[arg(value_name = "FILE.xlsx")]
    file: PathBuf,
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    confirmation: Confirmation,
    /// Show the changes without writing them
    #[arg(long)]
    dry_run: bool,
}

const NOTHING_WRITTEN: Wording = Wording::fixed("nothing was written", "mitään ei kirjoitettu");

/// So many rounds of refusals are looked into, each of which leaves out the changes that it names.
const MOST_ROUNDS: usize = 20;

/// A refusal is not looked for in each change where that would read more bytes than this.
const MOST_TRIED_BYTES: usize = 32 * 1024 * 1024;

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.rows_as()?;
    let filled = read(cx, &args.file)?;
    let (fresh, found) = cx.open_to_change()?;
    let network = found.network.get().clone();
    let organisations = organisations(cx, &fresh)?;
    let subject = Subject::named(cx, &filled.origin().agreement, (&fresh, found))?;
    drop(fresh);
    let present = present_file(cx, &subject)?;
    let compared = filled.compare(&ComparedWith {
        file: &present.file,
        bytes: &present.bytes,
        network: &network,
        organisations: &organisations,
        lang: cx.lang,
    });
    if !compared.problems.is_empty() {
        report(cx, &compared.problems);
        return Ok(Exit::Findings);
    }
    let missing = filled.missing_sheets(&network);
    if !missing.is_empty() {
        let list = Wording::joined(&missing, ", ");
        cx.note(&wording!(
            en: "sheets that are not in the workbook, whose contents are kept: {list}",
            fi: "taulukot, joita työkirjassa ei ole ja joiden sisältö säilyy: {list}",
            list
        ));
    }
    if compared.edits.is_empty() {
        cx.note(&wording!(
            en: "the workbook has no changes for {file}",
            fi: "työkirjassa ei ole muutoksia tiedostoon {file}",
            file = present.file.as_str()
        ));
        return Ok(Exit::Done);
    }
    let run = Run {
        subject: &subject,
        present: &present,
        compared: &compared,
        correcting: args.reason.correcting(cx),
    };
    run.carry_out(cx, args)
}

fn read(cx: &Context<'_>, path: &Path) -> Result<FilledBook> {
    let bytes = list::bytes_of(cx, path)?;
    FilledBook::read(&bytes).map_err(|unreadable| {
        let message = Wording::joined(
            &[Wording::same(path.display().to_string()), unreadable.message],
            ": ",
        );
        anyhow::Error::new(Trouble::refused(message, Some(unreadable.help)))
    })
}

fn report(cx: &mut Context<'_>, problems: &[BookProblem]) {
    for problem in problems {
        let place = problem.place.as_ref().map(BookPlace::named);
        let parts: Vec<Wording> = place.into_iter().chain([problem.message.clone()]).collect();
        let message = Wording::joined(&parts, ": ");
        cx.report_error(&anyhow::Error::new(Trouble::refused(
            message,
            problem.help.clone(),
        )));
    }
    cx.note(&NOTHING_WRITTEN);
}

/// A workbook with changes.
struct Run<'r> {
    subject: &'r Subject,
    present: &'r PresentFile,
    compared: &'r Comparison,
    correcting: Option<Correcting>,
}

impl Run<'_> {
    fn carry_out(&self, cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
        let act = self.act(self.compared.edits.clone());
        let (planned, meaning) = self.subject.perform(cx, &act, Writing::OnlyShown);
        let follows = consequences(planned.as_ref().ok(), &meaning).to_vec();
        if let Err(ActError::Refused(refused)) = &planned {
            let problems = self.problems(cx, refused);
            report(cx, &problems);
            return Ok(Exit::Findings);
        }
        let rows: Vec<AppliedRow> = self.compared.changes.iter().map(row).collect();
        let exit = cx.answer(&rows, &Wording::same(""))?;
        if args.dry_run {
            cx.notes(&follows);
            cx.note(&Wording::fixed(
                "preview; nothing was recorded",
                "esikatselu; mitään ei kirjattu",
            ));
            return Ok(exit);
        }
        if !self.is_confirmed(cx, args)? {
            return Ok(Exit::Findings);
        }
        let (performed, meaning) = self.subject.perform(cx, &act, Writing::Done);
        let follows = consequences(performed.as_ref().ok(), &meaning).to_vec();
        act::report(cx, performed, (Writing::Done, &follows), |edit| self.origin(edit))
    }

    fn act(&self, edits: Vec<Edit>) -> Act {
        Act::Fields(FieldChanges {
            seen: self.present.bytes.clone(),
            edits,
            correcting: self.correcting.clone(),
        })
    }

    /// Whether the changes are to be written.
    fn is_confirmed(&self, cx: &mut Context<'_>, args: &Args) -> Result<bool> {
        let n_changes = self.compared.changes.len();
        let file = self.present.file.as_str();
        let question = wording!(
            en: "Write the changes ({n_changes}) to {file}?",
            fi: "Kirjoitetaanko muutokset ({n_changes}) tiedostoon {file}?"
        );
        let answer = args.confirmation.ask(cx, &question)?;
        if answer == Answer::No {
            cx.note(&NOTHING_WRITTEN);
        }
        Ok(answer == Answer::Yes)
    }

    fn origin(&self, edit: usize) -> Option<Wording> {
        let change = self.compared.changes.get(*self.compared.origins.get(edit)?)?;
        Some(change.place.named())
    }

    /// The refusals by the cells from which they come. An act of many changes is refused as a whole, so each change is
    /// tried alone; those that are refused for the same reason are named and left out, and the rest is tried again.
    fn problems(&self, cx: &Context<'_>, refused: &[ActRefusal]) -> Vec<BookProblem> {
        let mut left: Vec<usize> = (0..self.compared.edits.len()).collect();
        let mut found: Vec<(usize, BookProblem)> = Vec::new();
        let mut open = refused.to_vec();
        for _ in 0..MOST_ROUNDS {
            let guilty = self.guilty(cx, &left, &open);
            if guilty.is_empty() {
                break;
            }
            left.retain(|edit| guilty.iter().all(|(other, _)| other != edit));
            found.extend(guilty);
            match self.tried(cx, &left) {
                Some(refused) if !left.is_empty() => open = refused,
                _ => break,
            }
        }
        if found.is_empty() {
            let problem = |refusal: &ActRefusal| {
                let change = refusal.entry.and_then(|edit| self.compared.origins.get(edit));
                let change = change.and_then(|change| self.compared.changes.get(*change));
                BookProblem {
                    place: change.map(|change| change.place.clone()),
                    message: refusal.message.clone(),
                    help: refusal.help.clone(),
                }
            };
            return refused.iter().map(problem).collect();
        }
        found.sort_by_key(|(edit, _)| *edit);
        found.into_iter().map(|(_, problem)| problem).collect()
    }

    /// The edits that are refused alone as they are all together.
    fn guilty(&self, cx: &Context<'_>, left: &[usize], open: &[ActRefusal]) -> Vec<(usize, BookProblem)> {
        if left.len() * self.present.bytes.len() > MOST_TRIED_BYTES {
            return Vec::new();
        }
        let is_open = |refusal: &ActRefusal| {
            let said = refusal.message.get(Lang::En);
            open.iter().any(|open| open.message.get(Lang::En) == said)
        };
        let of_edit = |edit: usize| {
            let refused = self.tried(cx, &[edit])?;
            let refusal = refused.into_iter().find(|refusal| is_open(refusal))?;
            let change = self.compared.changes.get(self.compared.origins[edit])?;
            Some((
                edit,
                BookProblem {
                    place: Some(change.place.clone()),
                    message: refusal.message,
                    help: refusal.help,
                },
            ))
        };
        left.iter().filter_map(|edit| of_edit(*edit)).collect()
    }

    /// Why some of the edits would be refused.
    fn tried(&self, cx: &Context<'_>, edits: &[usize]) -> Option<Vec<ActRefusal>> {
        let edits = edits.iter().map(|edit| self.compared.edits[*edit].clone());
        let ground = self.subject.ground(cx, Writing::OnlyShown);
        match acts::perform(&ground, &self.subject.id, &self.act(edits.collect())) {
            Err(ActError::Refused(refused)) => Some(refused),
            _ => None,
        }
    }
}

/// What follows from the changes, which are shown by their cells.
fn consequences<'m>(performed: Option<&Performed>, meaning: &'m [Wording]) -> &'m [Wording] {
    let n_changes = performed.map_or(0, |performed| performed.differences.len());
    meaning.get(n_changes..).unwrap_or_default()
}

fn row(change: &BookChange) -> AppliedRow {
    let place = &change.place;
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    AppliedRow {
        sheet: place.sheet.clone(),
        row: place.row,
        column: place.column.as_ref().map(|column| column.letter.clone()),
        field: place.column.as_ref().and_then(|column| some(&column.heading)),
        change: match change.kind {
            BookChangeKind::Changed => AppliedKind::Changed,
            BookChangeKind::Added => AppliedKind::Added,
            BookChangeKind::Removed => AppliedKind::Removed,
            BookChangeKind::Moved => AppliedKind::Moved,
        },
        entry: change.entry.clone(),
        from: some(&change.from),
        to: some(&change.to),
    }
}
