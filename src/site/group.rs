//! The page of a group, and the list of all.

use std::collections::BTreeSet;

use super::address::agreement_page;
use super::agreement::group_anchor;
use super::cut::MOST;
use super::group_lines::{GroupLine, InAgreement};
use super::parts::{Division, Key, KeyedRow, Listing};
use super::teller::{AREAS, Teller, count};
use crate::model::{Agreement, Group, Standing, TextLang};
use crate::render::site::{SiteHit, SitePage, SiteSection};
use crate::render::{Block, GroupFacts, Item, Outline, Span};
use crate::wording;
use crate::wording::Wording;

pub(super) fn list(teller: &Teller<'_>) -> Vec<SitePage> {
    let path = "ryhmat/index.html";
    let title = teller.say(&Wording::fixed("Groups", "Ryhmät"));
    let listing = Listing {
        back: title.clone().to(path),
        folder: "ryhmat/kirjain",
        section: SiteSection::Groups,
        title,
        heading: Wording::fixed("Groups of the network", "Verkoston ryhmät"),
        heads: &[
            Wording::fixed("group", "ryhmä"),
            Wording::fixed("areas", "alueet"),
            Wording::fixed("chair", "puheenjohtaja"),
            Wording::fixed("duties", "tehtäviä"),
            Wording::fixed("agreement", "sopimus"),
        ],
        division: Division::Letters,
    };
    let rows = rows(teller);
    let n = count(rows.len());
    let size = wording!(
        en: "{n} groups, by the first letter of the Finnish name",
        fi: "{n} ryhmää",
    );
    listing.pages(teller, path, rows, &size)
}

/// The groups by id, or by name when they are so many that they are divided by its first letter.
fn rows(teller: &Teller<'_>) -> Vec<KeyedRow> {
    let lines = teller.overview.groups.all().iter();
    let shown = lines.filter_map(|line| shown_first(&line.same));
    let mut shown: Vec<InAgreement<'_>> = shown.collect();
    if shown.len() > MOST {
        let name = |group: &Group| group.name.value.get(TextLang::Fi).to_owned();
        shown.sort_by(|(_, a), (_, b)| teller.overview.order.compare(&name(a), &name(b)));
    }
    let rows = shown.into_iter().map(|(standing, group)| {
        let chair = group.chair.as_ref();
        let chair = chair.map(|id| teller.organisation(&id.value, Some(standing.agreement)));
        let row = vec![
            teller.group(standing.agreement, group),
            teller.areas(&group.regions),
            teller.listed(chair),
            vec![teller.own(group.duties.len().to_string())],
            vec![teller.agreement(standing.agreement)],
        ];
        (Key::letter(group.name.value.get(TextLang::Fi)), row)
    });
    rows.collect()
}

/// A group as the agreement in force has it, else as the latest one has it.
fn shown_first<'a>(same: &[InAgreement<'a>]) -> Option<InAgreement<'a>> {
    let in_force = same.iter().find(|(standing, _)| is_in_force(standing));
    in_force.or_else(|| same.first()).copied()
}

fn is_in_force(standing: &Standing<'_>) -> bool {
    standing.status == crate::model::AgreementStatus::InForce
}

pub(super) fn page(teller: &Teller<'_>, line: &GroupLine<'_>) -> Option<SitePage> {
    let same = &line.same;
    let (shown, first) = shown_first(same)?;
    let mut page = Outline::new(teller.lang);
    // Whole where it works today; else as the latest agreement has it.
    let mut whole: Vec<&InAgreement<'_>> = same
        .iter()
        .filter(|(standing, _)| is_in_force(standing))
        .collect();
    whole.extend(same.first().filter(|_| whole.is_empty()));
    for (standing, group) in &whole {
        in_agreement(teller, &mut page, standing, group);
    }
    let others = same.iter().filter(|(standing, _)| {
        let mut told = whole.iter();
        !told.any(|(other, _)| std::ptr::eq(other.agreement, standing.agreement))
    });
    let others = others.map(|(standing, group)| {
        let anchor = group_anchor(group.id.value.as_str());
        let page = agreement_page(standing.agreement.id.value.as_str());
        let title = teller.local(&standing.agreement.title.value);
        let status = teller.status(standing).text;
        Item::new(vec![
            title.to(format!("{page}#{anchor}")),
            teller.own(format!(" ({status})")),
        ])
    });
    page.list(
        &Wording::fixed("In other agreements", "Muissa sopimuksissa"),
        others.collect(),
    );
    // Where agreements part or come together.
    for (heading, others) in [
        (Wording::fixed("Continues", "Jatkaa"), &line.before),
        (Wording::fixed("Continued by", "Jatkajat"), &line.after),
    ] {
        let others = others.iter();
        let items = others.map(|(standing, group)| Item::new(teller.group_apart(standing.agreement, group)));
        page.list(&heading, items.collect());
    }
    let told = line.is_shared_name.then_some(shown.agreement);
    Some(SitePage {
        hits: hits(teller, line, (told, first), &whole),
        path: line.page.clone(),
        section: SiteSection::Groups,
        title: titled(teller, told, teller.local(&first.name.value)),
        blocks: page.blocks,
    })
}

/// A text, and the agreement where it is needed to tell the group from others.
fn titled(teller: &Teller<'_>, agreement: Option<&Agreement>, mut text: Span) -> Span {
    if let Some(agreement) = agreement {
        let title = teller.local(&agreement.title.value).text;
        text.text = format!("{} ({title})", text.text);
    }
    text
}

fn in_agreement(teller: &Teller<'_>, page: &mut Outline, standing: &Standing<'_>, group: &Group) {
    let agreement = standing.agreement;
    let chair = group.chair.as_ref().map(|at| &at.value);
    let members = group.members.iter().map(|at| &at.value);
    page.blocks.push(Block::Subject {
        id: None,
        text: teller.local(&agreement.title.value),
        level: 2,
    });
    page.fact_of(
        &Wording::fixed("agreement", "sopimus"),
        vec![
            teller.agreement(agreement),
            teller.own(format!(" ({})", teller.status(standing).text)),
        ],
    );
    let facts = GroupFacts {
        areas: teller.areas(&group.regions),
        chair: teller.organisations(agreement, chair),
        members: teller.organisations(agreement, members),
        dissolved: group.dissolved.as_ref().map(|at| at.value),
    };
    page.group_facts(&AREAS, facts);
    page.fact_of(
        &Wording::fixed("name in other languages", "nimi muilla kielillä"),
        teller.translations(&group.name.value),
    );
    let duties = teller.duties(agreement, group);
    if !duties.is_empty() {
        page.subject_at(None, teller.say(&Wording::fixed("Duties", "Tehtävät")));
    }
    page.numbered(duties);
}

/// The group itself and each of its duties once; with the agreement where the name alone does not tell
/// which group it is.
fn hits(
    teller: &Teller<'_>,
    line: &GroupLine<'_>,
    (told, first): (Option<&Agreement>, &Group),
    whole: &[&InAgreement<'_>],
) -> Vec<SiteHit> {
    let of_agreement = |kind: &Wording| {
        let title = told.map(|agreement| teller.local(&agreement.title.value).text);
        let kind = std::iter::once(teller.word(kind)).chain(title);
        kind.collect::<Vec<_>>().join(", ")
    };
    let titles = told.iter().flat_map(|agreement| agreement.title.value.iter());
    let names = first.name.value.iter().chain(titles).map(|(_, text)| text);
    let mut hits = vec![SiteHit {
        title: teller.local(&first.name.value).to(line.page.as_str()),
        kind: of_agreement(&Wording::fixed("group", "ryhmä")),
        words: names.collect::<Vec<_>>().join(" "),
    }];
    let mut known = BTreeSet::new();
    for duty in whole.iter().flat_map(|(_, group)| &group.duties) {
        let title = teller.local(&duty.text.value);
        if known.insert(title.text.clone()) {
            hits.push(SiteHit {
                title: title.to(line.page.as_str()),
                kind: of_agreement(&Wording::fixed("duty", "tehtävä")),
                words: teller.local(&first.name.value).text,
            });
        }
    }
    hits
}
