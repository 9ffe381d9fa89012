//! Workflow commands of GitHub Actions, which show a finding beside the line in a pull request.
//! <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>

use std::io;

use super::more::counted;
use super::{HELP, Report};
use crate::diagnostic::Diagnostic;
use crate::render::{Keep, clean};

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=code::message`; waived findings are left
/// out; a `::notice` counts those of a file that are not kept. Paths are those of the findings, from the registry's root.
///
/// # Errors
/// When `out` takes no more.
pub fn render_github(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for found in report.open() {
        let file = property(found.place.file.as_str());
        write!(out, "::{} file={file}", found.code.severity().name())?;
        if let Some(extent) = report.extent(&found.place) {
            let (start, end) = (extent.start, extent.end);
            write!(out, ",line={},col={}", start.line, start.column)?;
            write!(out, ",endLine={},endColumn={}", end.line, end.column)?;
        }
        writeln!(out, ",title={}::{}", found.code.name(), message(report, found))?;
    }
    for (file, counts) in counted(report) {
        let file = property(file.as_str());
        writeln!(out, "::notice file={file}::{}", data(counts.get(report.lang)))?;
    }
    Ok(())
}

fn message(report: &Report<'_>, found: &Diagnostic) -> String {
    let message = found.message.get(report.lang);
    match &found.help {
        Some(help) => {
            let (word, help) = (HELP.get(report.lang), help.get(report.lang));
            data(&format!("{message}\n{word}: {help}"))
        }
        None => data(message),
    }
}

/// What is after `::`.
fn data(text: &str) -> String {
    clean(text, Keep::Lines)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What is after `=`, where colons and commas mean something.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::diagnostics::testing::{all, sources, text_of};
    use crate::wording::Lang;

    #[test]
    fn each_finding_is_a_command() {
        insta::assert_snapshot!(text_of(&all(), &sources(), Lang::En, render_github), @"
        ::error file=agreements/tno 2014.yaml,line=6,col=15,endLine=6,endColumn=20,title=unknown-region::unknown region `länsi`
        ::error file=agreements/tno 2014.yaml,line=7,col=19,endLine=7,endColumn=25,title=duplicate-signatory::`lappia` is listed twice%0Ahelp: keep one entry, and put the units of the other under `covers`
        ::warning file=agreements/tno 2014.yaml,line=8,col=11,endLine=8,endColumn=32,title=non-nfc-text::bad text ␛[31m: 100 %25,%0Anext
        ::error file=agreements/salainen.yaml,title=unreadable-file::the file cannot be read
        ");
        insta::assert_snapshot!(text_of(&all(), &sources(), Lang::Fi, render_github), @r#"
        ::error file=agreements/tno 2014.yaml,line=6,col=15,endLine=6,endColumn=20,title=unknown-region::aluetta `länsi` ei ole
        ::error file=agreements/tno 2014.yaml,line=7,col=19,endLine=7,endColumn=25,title=duplicate-signatory::`lappia` on luettelossa kahdesti%0Aohje: jätä yksi kohta, ja kirjaa toisen yksiköt kohtaan `covers`
        ::warning file=agreements/tno 2014.yaml,line=8,col=11,endLine=8,endColumn=32,title=non-nfc-text::paha teksti ␛[31m: 100 %25,%0Anext
        ::error file=agreements/salainen.yaml,title=unreadable-file::tiedostoa ei voi lukea
        "#);
    }

    #[test]
    fn what_parts_a_command_is_escaped() {
        assert_eq!(property("a:b,c%\nd\r"), "a%3Ab%2Cc%25%0Ad␍");
        assert_eq!(data("a:b,c ::error::"), "a:b,c ::error::");
    }
}
