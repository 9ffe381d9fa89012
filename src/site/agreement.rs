//! The page of an agreement.

use super::address::agreement_page;
use super::writer::{PageWriter, REGIONS};
use super::{documents, events};
use crate::model::time::SignatoryFacts;
use crate::model::{Agreement, AgreementStatus, Piece, Provision, Signatory, Standing, TextLang, pieces};
use crate::papers;
use crate::render::continuation::next_end;
use crate::render::site::{SiteHit, SitePage, SiteSection};
use crate::render::{GroupFacts, Item, Outline, PURPOSE_ANCHOR, Runs, Span, provision_anchor};
use crate::view::ProvisionView;
use crate::wording::Wording;

pub(super) fn page(writer: &PageWriter<'_>, standing: &Standing<'_>) -> SitePage {
    let agreement = standing.agreement;
    let mut page = Outline::new(writer.lang);
    facts(writer, &mut page, standing);
    if let Some(purpose) = &agreement.purpose {
        page.heading_at(PURPOSE_ANCHOR, &Wording::fixed("Purpose", "Tarkoitus"));
        page.prose(&writer.spoken(purpose).prose());
    }
    let provisions = provisions_of(writer, agreement);
    page.provisions(&provisions, ProvisionView::numbered);
    commitments(writer, &mut page, agreement);
    groups(writer, &mut page, agreement);
    signatories(writer, &mut page, agreement);
    events::section(writer, &mut page, agreement);
    documents::section(writer, &mut page, agreement);
    if let Some(source) = &agreement.source {
        page.heading(&Wording::fixed("Source", "Lähde"));
        page.sentence(vec![Span::finnish(source)]);
    }
    let titles = agreement.title.value.iter().map(|(_, text)| text);
    let record = agreement.record.as_deref();
    let words: Vec<&str> = titles.chain(record).collect();
    let mut hits = vec![SiteHit {
        title: writer.agreement(agreement),
        kind: writer.word(&Wording::fixed("agreement", "sopimus")),
        words: format!("{} {}", agreement.id.value, words.join(" ")),
    }];
    hits.extend(
        agreement
            .provisions
            .iter()
            .zip(&provisions)
            .map(|(provision, view)| hit(writer, agreement, provision, view)),
    );
    hits.extend(documents::hits(writer, agreement));
    SitePage {
        path: agreement_page(agreement.id.value.as_str()),
        section: if standing.is_current() {
            SiteSection::Start
        } else {
            SiteSection::Archive
        },
        title: writer.local(&agreement.title.value),
        blocks: page.blocks,
        hits,
    }
}

fn provisions_of(writer: &PageWriter<'_>, agreement: &Agreement) -> Vec<ProvisionView> {
    let texts = TextLang::of(writer.lang);
    papers::provisions(writer.overview.registry, agreement, texts, writer.today)
}

/// A provision, found by its words; the values of its variables are found where they are from.
fn hit(
    writer: &PageWriter<'_>,
    agreement: &Agreement,
    provision: &Provision,
    view: &ProvisionView,
) -> SiteHit {
    let page = agreement_page(agreement.id.value.as_str());
    let text = writer.spoken(&provision.text.value).text;
    let words = pieces(&text).filter_map(|(_, piece)| match piece {
        Piece::Text(text) => Some(text),
        _ => None,
    });
    let kind = writer.word(&Wording::fixed("provision", "sopimusehto"));
    SiteHit {
        title: Span::from(&view.heading).to(format!("{page}#{}", provision_anchor(view))),
        kind: format!("{kind}, {}", writer.local(&agreement.title.value).text),
        words: words.collect(),
    }
}

fn facts(writer: &PageWriter<'_>, page: &mut Outline, standing: &Standing<'_>) {
    let agreement = standing.agreement;
    let numbered = |numbers: &[usize]| {
        let numbers = numbers.iter();
        writer.listed(numbers.map(|number| writer.agreement(writer.overview.numbered(*number).agreement)))
    };
    let extensions = agreement.term.extensions_on(writer.today).into_iter();
    let extended = extensions.map(|extension| writer.own(format!("–{}", writer.date(extension.until.value))));
    let main = agreement.part_of.as_ref();
    let main = main.and_then(|id| writer.overview.standing(&id.value));
    let parts = writer.overview.sub_agreements(&agreement.id.value).iter();
    let named = |standing: &Standing<'_>| writer.agreement(standing.agreement);
    page.fact_of(&Wording::fixed("status", "tila"), vec![writer.status(standing)]);
    page.fact_of(
        &Wording::fixed("term", "sopimuskausi"),
        vec![writer.term(standing)],
    );
    page.fact_of(&Wording::fixed("extended", "jatkettu"), writer.listed(extended));
    if let (Some(to), Some(by)) = (standing.continues_to(), standing.decision_deadline_on()) {
        page.word_fact(&Wording::fixed("next term", "seuraava kausi"), &next_end(to, by));
    }
    let is_signed = matches!(standing.status, AgreementStatus::Draft | AgreementStatus::Signing);
    let sign_by = agreement.sign_by.as_ref().filter(|_| is_signed);
    page.date_fact(
        &Wording::fixed("deadline for signatures", "allekirjoitusten määräaika"),
        sign_by.map(|at| at.value),
    );
    let terminated = agreement.terminated.as_ref().map(|end| end.on.value);
    page.date_fact(&Wording::fixed("terminated", "irtisanottu"), terminated);
    page.fact_of(
        &Wording::fixed("supersedes", "korvaa"),
        numbered(&standing.predecessors),
    );
    let after = Wording::fixed("followed by", "seuraava sopimus");
    page.fact_of(&after, numbered(&standing.successors));
    page.fact_of(
        &Wording::fixed("part of", "pääsopimus"),
        writer.listed(main.map(named)),
    );
    let label = Wording::fixed("sub-agreements", "alasopimukset");
    page.fact_of(&label, writer.listed(parts.map(|part| named(part))));
    let label = Wording::fixed("title in other languages", "nimi muilla kielillä");
    page.fact_of(&label, writer.translations(&agreement.title.value));
    page.known_fact(
        &Wording::fixed("case number", "asianumero"),
        agreement.record.as_deref(),
    );
    page.fact(&Wording::fixed("id", "tunnus"), agreement.id.value.as_str());
}

fn commitments(writer: &PageWriter<'_>, page: &mut Outline, agreement: &Agreement) {
    let strategies = agreement.strategies.iter().map(|strategy| {
        let mut words = vec![writer.local(&strategy.name.value)];
        if let Some(ends) = &strategy.ends {
            words.push(writer.own(format!(" (–{})", writer.date(ends.value))));
        }
        Item::new(words)
    });
    let themes = agreement.themes.iter();
    let themes = themes.map(|theme| Item::new(vec![writer.local(&theme.name)]));
    let products = agreement.products.iter();
    let products = products.map(|product| Item::new(vec![writer.local(&product.name)]));
    let joint = agreement.cooperation.iter();
    let joint = joint.map(|set| Item::new(writer.listed(set.value.iter().map(|region| writer.area(region)))));
    page.list(&Wording::fixed("Strategies", "Strategiat"), strategies.collect());
    page.list(&Wording::fixed("Themes", "Painopisteet"), themes.collect());
    page.list(&Wording::fixed("Products", "Palvelutuotteet"), products.collect());
    page.list(
        &Wording::fixed("Regions that work together", "Yhteistyössä toimivat alueet"),
        joint.collect(),
    );
}

/// The address of a group in the page of its agreement.
pub(super) fn group_anchor(id: &str) -> String {
    format!("ryhma-{id}")
}

fn groups(writer: &PageWriter<'_>, page: &mut Outline, agreement: &Agreement) {
    if agreement.groups.is_empty() {
        return;
    }
    page.heading(&Wording::fixed(
        "Groups and their duties",
        "Ryhmät ja niiden tehtävät",
    ));
    for group in &agreement.groups {
        let anchor = group_anchor(group.id.value.as_str());
        page.subject_at(Some(anchor), writer.group_link(agreement, group));
        let facts = GroupFacts {
            dissolved: group.dissolved.as_ref().map(|at| at.value),
            ..GroupFacts::default()
        };
        page.group_facts(&REGIONS, facts);
        page.numbered(writer.duties(agreement, group));
    }
}

fn signatories(writer: &PageWriter<'_>, page: &mut Outline, agreement: &Agreement) {
    let signatories = agreement.signatories.iter();
    let mut by_name: Vec<&Signatory> = signatories
        .filter(|signatory| signatory.has_joined_on(writer.today))
        .collect();
    by_name.sort_by(|a, b| writer.overview.order.compare(&a.name.value, &b.name.value));
    let rows = by_name
        .into_iter()
        .map(|signatory| row(writer, agreement, signatory));
    writer.table(
        page,
        &Wording::fixed("Signatories", "Allekirjoittajat"),
        &[
            Wording::fixed("organisation", "organisaatio"),
            Wording::fixed("kind", "laji"),
            REGIONS,
            Wording::fixed("state", "tila"),
            Wording::fixed("signed on", "allekirjoitettu"),
        ],
        rows.collect(),
    );
}

fn row(writer: &PageWriter<'_>, agreement: &Agreement, signatory: &Signatory) -> Vec<Runs> {
    let state = SignatoryFacts::of(signatory).state_on(writer.today);
    let signed = signatory.signed_as_of(writer.today);
    vec![
        vec![writer.organisation(&signatory.organisation.value, Some(agreement))],
        writer.kind(signatory.kind.as_ref()),
        writer.areas(&signatory.regions),
        vec![writer.say(&state.label())],
        writer.listed(signed.map(|on| writer.own(writer.date(on)))),
    ]
}
