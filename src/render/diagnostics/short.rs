//! One line for each finding, in the form that editors and `grep` know from compilers. The words
//! `error` and `warning` are part of that form and are the same in every language.

use std::io;

use super::Report;
use super::more::counted;
use crate::render::{Keep, clean};

/// `file:line:column: error[code]: message`; waived findings are left out. Where more were found than are kept,
/// `file: note: and 8000 more: …` follows.
///
/// # Errors
/// When `out` takes no more.
pub fn render_short(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for found in report.open() {
        write!(out, "{}:", clean(found.place.file.as_str(), Keep::Nothing))?;
        if let Some(extent) = report.extent(&found.place) {
            write!(out, "{}:{}:", extent.start.line, extent.start.column)?;
        }
        let (severity, code) = (found.code.severity().name(), found.code.name());
        let message = clean(found.message.get(report.lang), Keep::Nothing);
        writeln!(out, " {severity}[{code}]: {message}")?;
    }
    for (file, counts) in counted(report) {
        let file = clean(file.as_str(), Keep::Nothing);
        writeln!(out, "{file}: note: {}", counts.get(report.lang))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::diagnostics::testing::{all, sources, text_of};
    use crate::wording::Lang;

    #[test]
    fn each_finding_is_a_line() {
        insta::assert_snapshot!(text_of(&all(), &sources(), Lang::En, render_short), @"
        agreements/tno 2014.yaml:6:15: error[unknown-region]: unknown region `länsi`
        agreements/tno 2014.yaml:7:19: error[duplicate-signatory]: `lappia` is listed twice
        agreements/tno 2014.yaml:8:11: warning[non-nfc-text]: bad text ␛[31m: 100 %,␊next
        agreements/salainen.yaml: error[unreadable-file]: the file cannot be read
        ");
        insta::assert_snapshot!(text_of(&all(), &sources(), Lang::Fi, render_short), @r#"
        agreements/tno 2014.yaml:6:15: error[unknown-region]: aluetta `länsi` ei ole
        agreements/tno 2014.yaml:7:19: error[duplicate-signatory]: `lappia` on luettelossa kahdesti
        agreements/tno 2014.yaml:8:11: warning[non-nfc-text]: paha teksti ␛[31m: 100 %,␊next
        agreements/salainen.yaml: error[unreadable-file]: tiedostoa ei voi lukea
        "#);
    }

    #[test]
    fn without_findings_there_is_nothing() {
        assert_eq!(text_of(&[], &sources(), Lang::En, render_short), "");
    }
}
