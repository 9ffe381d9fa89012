//! Approvals of a text that is not the text any more.

use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Approval, Section};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_approvals(agreement: &Agreement, findings: &mut Findings) {
    for (approval, sections) in agreement.stale_approvals() {
        findings.push_with(Code::StaleApproval, &agreement.file, || {
            stale(agreement, approval, &sections)
        });
    }
}

fn stale(agreement: &Agreement, approval: &Approval, sections: &[Section]) -> Diagnostic {
    let (id, organisation) = (&agreement.id.value, &approval.organisation.value);
    let labels: Vec<Wording> = sections.iter().map(|section| section.label()).collect();
    let sections = Wording::joined(&labels, ", ");
    let message = wording!(
        en: "`{organisation}` approved another text on {on}; since then these have changed: {sections}",
        fi: "`{organisation}` on hyväksynyt {on} toisen tekstin; sen jälkeen ovat muuttuneet: {sections}",
        on = approval.on.value, sections
    );
    let help = if agreement.opened.is_some() {
        wording!(
            en: "ask it whether it accepts the text that was opened for signing; when it signs (`kumppani sign {id} {organisation}`), the approval no longer matters",
            fi: "kysy, hyväksyykö se allekirjoitettavaksi avatun tekstin; kun se allekirjoittaa (`kumppani sign {id} {organisation}`), hyväksynnällä ei ole enää merkitystä"
        )
    } else {
        wording!(
            en: "ask it to approve the current text, and record that (`kumppani approve {id} {organisation} --on DATE`)",
            fi: "pyydä sitä hyväksymään nykyinen teksti ja kirjaa hyväksyntä (`kumppani approve {id} {organisation} --on PÄIVÄ`)"
        )
    };
    Diagnostic::new(
        Code::StaleApproval,
        Place::new(&agreement.file, approval.text.span),
        message,
    )
    .with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::model::{FrozenText, LocalText};
    use crate::validate::fixture::{agreement, approval, at, check_file, date};

    #[test]
    fn the_last_approval_of_who_has_not_signed_is_held_against_the_text() {
        let mut draft = agreement("tno");
        for party in &mut draft.signatories {
            party.signed = None;
        }
        let now = FrozenText::of(&draft).digest();
        draft.title = at(LocalText::plain("Ennen"));
        let before = FrozenText::of(&draft).digest();
        draft.title = agreement("tno").title;
        let id = draft.signatories[0].organisation.value.to_string();
        draft.approvals = vec![approval(&id, "2013-11", &now)];
        check_file(&draft, &[]);
        draft.approvals = vec![approval(&id, "2013-11", &before), approval(&id, "2013-12", &now)];
        check_file(&draft, &[]);
        draft.approvals.reverse();
        check_file(&draft, &[]);
        draft.approvals = vec![approval(&id, "2013-11", &before)];
        check_file(
            &draft,
            &["stale-approval: `ely` approved another text on 2013-11; since then these have changed: title"],
        );
        // A vague date may be that of the earlier or of the later one.
        draft.approvals = vec![approval(&id, "2013", &before), approval(&id, "2013-11-20", &now)];
        check_file(&draft, &[]);
        draft.approvals.truncate(1);
        draft.signatories[0].declined = Some(date("2013-12"));
        check_file(&draft, &[]);
        draft.signatories[0].declined = None;
        draft.signatories[0].signed = Some(date("2014-02"));
        check_file(&draft, &[]);
        draft.approvals = vec![approval("vieras", "2013-11", &now)];
        check_file(
            &draft,
            &[
                "unknown-organisation: organisation of an approval `vieras` is not a signatory of this agreement",
            ],
        );
    }
}
