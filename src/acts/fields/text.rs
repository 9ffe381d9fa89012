//! The text of an agreement, which is not changed once it is open for signing or has signatures.

use super::of_edit;
use crate::acts::ActRefusal;
use crate::model::{Agreement, FrozenText, RecordedDigest, Section};
use crate::source::Edit;
use crate::wording;

/// The sections of the text that the changes would make other than they were when signing began, or, where no opening
/// is recorded, than they were when the first ones signed. Only the latter can be corrected: the file was wrong.
pub(super) fn changed_text(
    edits: &[Edit],
    (before, after): (&Agreement, &Agreement),
    is_correction: bool,
) -> Vec<ActRefusal> {
    let n_signed = before
        .signatories
        .iter()
        .filter(|entry| entry.signed.is_some())
        .count();
    let opened = before.opened.as_ref();
    if opened.is_some() && after.opened.is_none() && n_signed > 0 {
        return vec![not_reopened(before, n_signed)];
    }
    let is_text_fixed = match opened {
        Some(_) => after.opened.is_some(),
        None => n_signed > 0 && !is_correction,
    };
    let texts = [before, after].map(|agreement| FrozenText::of(agreement).digest());
    let [Some(was), Some(is)] = [&texts[0], &texts[1]].map(|digest| RecordedDigest::parse(digest)) else {
        return Vec::new();
    };
    if !is_text_fixed {
        return Vec::new();
    }
    // A text that is put back as it was opened is right again.
    let recorded = opened.and_then(|opened| RecordedDigest::parse(&opened.text.value));
    let other = recorded.map(|recorded| recorded.changed_in(after));
    let is_other = |section: &Section| other.as_ref().is_none_or(|other| other.contains(section));
    let is_frozen = |section: &Section| recorded.is_none_or(|recorded| recorded.covers(*section));
    let changed = was.differs_from(is).into_iter();
    let changed = changed.filter(|section| is_frozen(section) && is_other(section));
    changed
        .map(|section| fixed_text(edits, before, section, n_signed))
        .collect()
}

/// An opening is only taken back while the text has not been signed.
fn not_reopened(agreement: &Agreement, n_signed: usize) -> ActRefusal {
    let id = &agreement.id.value;
    let (have, are) = match n_signed {
        1 => ("organisation has", "organisaatio on"),
        _ => ("organisations have", "organisaatiota on"),
    };
    ActRefusal::with_help(
        wording!(
            en: "{n_signed} {have} signed the text, so its opening is not taken back",
            fi: "{n_signed} {are} allekirjoittanut tekstin, joten avaamista ei peruta"
        ),
        wording!(
            en: "another text is another agreement: `kumppani renew {id}` drafts it",
            fi: "toinen teksti on toinen sopimus: `kumppani renew {id}` laatii luonnoksen"
        ),
    )
}

fn fixed_text(edits: &[Edit], agreement: &Agreement, section: Section, n_signed: usize) -> ActRefusal {
    let (id, label) = (&agreement.id.value, section.label());
    let message = match &agreement.opened {
        Some(opened) => wording!(
            en: "the text has been frozen since {on} and would change ({label})",
            fi: "teksti on jäädytetty {on} alkaen, ja se muuttuisi ({label})",
            on = opened.on.value, label
        ),
        None => wording!(
            en: "the text has been signed by {n_signed} and would change ({label})",
            fi: "tekstin on allekirjoittanut {n_signed}, ja se muuttuisi ({label})",
            label
        ),
    };
    let help = match &agreement.opened {
        Some(_) if n_signed == 0 => wording!(
            en: "if it was opened by mistake, take the opening back: `kumppani reopen {id} --because TEXT`",
            fi: "jos sopimus avattiin vahingossa, peru avaaminen: `kumppani reopen {id} --because TEKSTI`"
        ),
        Some(_) => wording!(
            en: "another text is another agreement: `kumppani renew {id}` drafts it",
            fi: "toinen teksti on toinen sopimus: `kumppani renew {id}` laatii luonnoksen"
        ),
        None => wording!(
            en: "if the file differs from what was signed, correct it and say why: `--because TEXT`; another text is another \
                 agreement: `kumppani renew {id}` drafts it",
            fi: "jos tiedosto poikkeaa allekirjoitetusta, korjaa se ja kerro syy: `--because TEKSTI`; toinen teksti on toinen \
                 sopimus: `kumppani renew {id}` laatii luonnoksen"
        ),
    };
    let path = [match section {
        Section::Term => "term",
        other => other.code(),
    }
    .to_owned()];
    of_edit(edits, &path, ActRefusal::with_help(message, help))
}
