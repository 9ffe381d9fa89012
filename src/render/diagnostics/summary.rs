//! The last line of a report: how many findings there are, and in how many files.

use std::collections::BTreeSet;

use super::Report;
use crate::diagnostic::Diagnostic;
use crate::render::phrase::{ERRORS, IN_FILES, Noun, WARNINGS, counted};
use crate::wording;
use crate::wording::Wording;

/// `2 errors, 3 warnings in 2 files`, and beside it how many findings are waived.
#[must_use]
pub fn summary(report: &Report<'_>) -> Wording {
    let waived_more = report.more.iter().filter(|more| more.is_waived);
    let n_waived =
        report.diagnostics.len() - report.open().count() + waived_more.map(|more| more.n).sum::<usize>();
    let open = open_findings(report);
    if n_waived == 0 {
        return open;
    }
    let waived = counted(n_waived, WAIVED);
    wording!(en: "{open}; {waived}", fi: "{open}; {waived}", waived, open)
}

/// How many checks wait; `None` where none does, or no error is shown that they wait for.
#[must_use]
pub fn waiting(report: &Report<'_>) -> Option<Wording> {
    let has_errors = report.open().any(Diagnostic::is_error);
    let n = Some(report.n_waiting).filter(|n| *n > 0 && has_errors)?;
    Some(match n {
        1 => Wording::fixed(
            "1 check was skipped because of the errors above",
            "1 tarkistus jätettiin tekemättä edellä olevien virheiden vuoksi",
        ),
        _ => wording!(
            en: "{n} checks were skipped because of the errors above",
            fi: "{n} tarkistusta jätettiin tekemättä edellä olevien virheiden vuoksi"
        ),
    })
}

const WAIVED: Noun = Noun {
    en: ["finding waived", "findings waived"],
    fi: ["kuitattu varoitus", "kuitattua varoitusta"],
};

fn open_findings(report: &Report<'_>) -> Wording {
    let count = |is_error: bool| {
        let kept = report.open().filter(|found| found.is_error() == is_error);
        let more = report.open_more().filter(|more| more.code.is_error() == is_error);
        kept.count() + more.map(|more| more.n).sum::<usize>()
    };
    let (n_errors, n_warnings) = (count(true), count(false));
    let files: BTreeSet<_> = report.open().map(|found| &found.place.file).collect();
    if files.is_empty() {
        return Wording::fixed("no findings", "ei havaintoja");
    }
    let count = |n, noun: Noun| (n > 0).then(|| counted(n, noun));
    let counts = [count(n_errors, ERRORS), count(n_warnings, WARNINGS)];
    let counts: Vec<Wording> = counts.into_iter().flatten().collect();
    let (counts, in_files) = (Wording::joined(&counts, ", "), counted(files.len(), IN_FILES));
    wording!(en: "{counts} in {in_files}", fi: "{counts} {in_files}", counts, in_files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Sources};
    use crate::render::diagnostics::testing::{error_in, warning_in};
    use crate::wording::Lang;

    fn check(diagnostics: &[Diagnostic], en: &str, fi: &str) {
        let sources = Sources::default();
        let lang = Lang::En;
        let summary = summary(&Report {
            diagnostics,
            more: &[],
            sources: &sources,
            lang,
            n_waiting: 0,
        });
        assert_eq!((summary.get(Lang::En), summary.get(Lang::Fi)), (en, fi));
    }

    #[test]
    fn the_number_of_each_noun_is_right() {
        let waived = |file: &str| {
            let mut warning = warning_in(file);
            warning.waived = Some("sovittu".to_owned());
            warning
        };
        check(&[], "no findings", "ei havaintoja");
        check(&[error_in("a")], "1 error in 1 file", "1 virhe 1 tiedostossa");
        check(
            &[warning_in("a"), warning_in("b")],
            "2 warnings in 2 files",
            "2 varoitusta 2 tiedostossa",
        );
        check(
            &[
                error_in("a"),
                error_in("a"),
                warning_in("b"),
                waived("c"),
                waived("d"),
            ],
            "2 errors, 1 warning in 2 files; 2 findings waived",
            "2 virhettä, 1 varoitus 2 tiedostossa; 2 kuitattua varoitusta",
        );
        check(
            &[waived("a")],
            "no findings; 1 finding waived",
            "ei havaintoja; 1 kuitattu varoitus",
        );
    }
}
