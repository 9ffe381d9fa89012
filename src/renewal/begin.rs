//! Another agreement: the draft of one that supersedes none, empty or with another agreement as its template.

use chrono::{Datelike as _, NaiveDate};

use super::term::NewTerm;
use super::text::{self, Frame};
use super::{LeftOut, Notes, carry, questions, unplaced};
use crate::diagnostic::FilePath;
use crate::model::{
    Agreement, AgreementId, Ending, EntryRule, LocalText, Network, PartialDate, Registry, Term,
};
use crate::source::{Example, ExampleFacts, UNKNOWN_START};
use crate::wording;
use crate::wording::{Lang, Wording};

/// What is wanted of a new agreement.
#[derive(Clone, Debug)]
pub struct NewWanted<'a> {
    pub id: AgreementId,
    pub title: String,
    /// The start; while it is not known the file has an example in its place.
    pub starts: Option<PartialDate>,
    pub ending: Ending,
    /// The agreement whose contents it takes over.
    pub template: Option<&'a Agreement>,
    /// The language of the comments in the file.
    pub lang: Lang,
}

/// A file to be written, and what its writer should know.
#[derive(Clone, Debug)]
pub struct NewPlan {
    /// The path of the file.
    pub file: FilePath,
    /// The whole file.
    pub text: String,
    /// What it says.
    pub draft: Agreement,
    /// What the template has and the draft does not, and why.
    pub left_out: Vec<LeftOut>,
    /// What only a person can decide.
    pub questions: Vec<Wording>,
}

/// Plans a new agreement. The same registry, wishes and day give the same plan.
#[must_use]
pub fn plan_new(registry: &Registry, wanted: &NewWanted<'_>, today: NaiveDate) -> NewPlan {
    let term = NewTerm {
        // What is asked of a template is asked for today while the start is not known.
        starts: wanted.starts.unwrap_or(PartialDate::Day(today)),
        ending: wanted.ending,
    };
    let mut notes = Notes::default();
    let mut draft = match wanted.template {
        Some(template) => from_template(registry, template, &term, &mut notes),
        None => empty(wanted, &term),
    };
    draft.file = FilePath::new(&format!("agreements/{}.yaml", wanted.id));
    draft.id.value = wanted.id.clone();
    draft.title.value = LocalText::plain(&wanted.title);
    if wanted.template.is_some() {
        questions::ask(registry, &draft, &term, today, &mut notes);
    }
    draft.term.starts.value = wanted.starts.unwrap_or(UNKNOWN_START);
    let example = example(&draft, registry.network(), wanted.lang, today);
    let frame = Frame {
        made: made(wanted.template),
        offered: Some(&example),
        lang: wanted.lang,
    };
    NewPlan {
        file: draft.file.clone(),
        text: text::write(registry, &draft, &notes, &frame, today),
        draft,
        left_out: notes.left_out,
        questions: notes.questions,
    }
}

fn made(template: Option<&Agreement>) -> Wording {
    let Some(template) = template else {
        return Wording::fixed(
            "Draft of a new agreement (`kumppani new`). No one has signed it.",
            "Uuden sopimuksen luonnos (`kumppani new`). Kukaan ei ole allekirjoittanut sitä.",
        );
    };
    let from = &template.id.value;
    wording!(
        en: "Draft with {from} as its template (`kumppani new`). No one has signed it.",
        fi: "Luonnoksen pohjana on sopimus {from} (`kumppani new`). Kukaan ei ole allekirjoittanut sitä."
    )
}

/// What a renewal would carry over, without being one.
fn from_template(registry: &Registry, template: &Agreement, term: &NewTerm, notes: &mut Notes) -> Agreement {
    if let Some(main) = &template.part_of {
        let (id, main) = (&template.id.value, &main.value);
        notes.ask(wording!(
            en: "{id} is part of {main}: is the new agreement part of it as well (`part_of: {main}`)?",
            fi: "sopimus {id} kuuluu pääsopimukseen {main}: kuuluuko myös uusi sopimus siihen (`part_of: {main}`)?"
        ));
    }
    let apart = Agreement {
        part_of: None,
        ..template.clone()
    };
    // The template goes on beside the new agreement: it is taken as it is on the first day.
    let mut draft = carry::carry(registry, &[&apart], (term, term.starts.first_day()), notes);
    draft.supersedes.clear();
    draft
}

fn empty(wanted: &NewWanted<'_>, term: &NewTerm) -> Agreement {
    let term = Term {
        starts: unplaced(term.starts),
        ending: unplaced(term.ending),
        notice_months: None,
        notice: None,
        continues: None,
        review_months: None,
        extensions: Vec::new(),
    };
    let title = LocalText::plain(&wanted.title);
    Agreement {
        entry_rule: EntryRule::AllSigned,
        ..Agreement::new(
            FilePath::new(""),
            unplaced(wanted.id.clone()),
            unplaced(title),
            term,
        )
    }
}

/// The example whose parts are offered.
fn example(draft: &Agreement, network: &Network, lang: Lang, today: NaiveDate) -> Example {
    Example::new(
        lang,
        &ExampleFacts {
            year: today.year(),
            starts: &draft.term.starts.value.to_string(),
            today: &today.to_string(),
            regions: &network.region_ids(),
            municipality: None,
        },
    )
}
