//! Variables of provisions that stand for a fact which the agreement does not have.

use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Variable};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_variables(agreement: &Agreement, findings: &mut Findings) {
    for (provision, variable) in agreement.variables_without_value() {
        findings.push_with(Code::VariableWithoutValue, &agreement.file, || {
            let place = Place::new(&agreement.file, provision.text.span);
            let name = variable.in_braces();
            let message = wording!(
                en: "nothing is recorded for the variable `{name}`",
                fi: "muuttuvaa tietoa `{name}` ei ole kirjattu sopimukseen"
            );
            Diagnostic::new(Code::VariableWithoutValue, place, message).with_help(help(variable))
        });
    }
}

fn help(variable: Variable) -> Wording {
    let (field, name) = (variable.field(), variable.in_braces());
    wording!(
        en: "record it (`{field}`), or write the text without it; until then the text shows `{name}`",
        fi: "kirjaa se (`{field}`) tai kirjoita teksti ilman sitä; sitä ennen tekstissä näkyy `{name}`"
    )
}

#[cfg(test)]
mod tests {
    use crate::model::{LocalText, Provision, TextLang};
    use crate::validate::fixture::{agreement, at, check_file, text};

    #[test]
    fn a_variable_has_something_to_show() {
        let mut with = agreement("tno");
        let provision = |text| Provision {
            number: 1,
            id: None,
            heading: at(LocalText::plain("Kesto")),
            text,
        };
        with.provisions = vec![provision(text(
            "{title} {term} {starts} {ends} {entry_rule} {n_signatories} {groups} {{strategies}}\n{parties}",
        ))];
        check_file(&with, &[]);
        let months = LocalText::plain("{notice} {notice}").with(TextLang::Sv, "{review_months} {notice}");
        with.provisions.push(provision(at(months)));
        let found = |name| format!("variable-without-value: nothing is recorded for the variable `{name}`");
        let expected = [found("{notice}"), found("{review_months}")];
        check_file(&with, &expected.each_ref().map(String::as_str));
        with.term.notice_months = Some(3);
        with.term.review_months = Some(at(12));
        check_file(&with, &[]);
    }
}
