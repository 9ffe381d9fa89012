//! The page of a group, and the list of all.

use std::collections::BTreeSet;

use super::agreement::group_anchor;
use super::cut::MOST;
use super::parts::{Division, Key, KeyedRow, Listing};
use super::teller::{Teller, agreement_page, count, group_page, item, listed};
use crate::model::{Group, Standing, TextLang};
use crate::view::{SiteBlock, SiteHit, SitePage, SiteSection, SiteText};
use crate::wording;
use crate::wording::Wording;

pub(super) fn list(teller: &Teller<'_>) -> Vec<SitePage> {
    let path = "ryhmat/index.html";
    let title = teller.say(&Wording::fixed("Groups", "Ryhmät"));
    let listing = Listing {
        back: title.clone().to(path),
        folder: "ryhmat/kirjain",
        section: SiteSection::Groups,
        title: title.clone(),
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
    let (blocks, parts) = listing.told(teller, rows, &size);
    let page = SitePage {
        path: path.to_owned(),
        section: SiteSection::Groups,
        title,
        blocks,
        hits: Vec::new(),
    };
    [vec![page], parts].concat()
}

/// The groups by id, or by name when they are so many that they are divided by its first letter.
fn rows(teller: &Teller<'_>) -> Vec<KeyedRow> {
    let shown = teller.atlas.groups().filter_map(|(_, same)| shown_first(same));
    let mut shown: Vec<InAgreement<'_>> = shown.collect();
    if shown.len() > MOST {
        let name = |group: &Group| group.name.value.get(TextLang::Fi).to_owned();
        shown.sort_by(|(_, a), (_, b)| teller.atlas.order.compare(&name(a), &name(b)));
    }
    let rows = shown.into_iter().map(|(standing, group)| {
        let chair = group.chair.as_ref();
        let chair = chair.map(|id| teller.organisation(&id.value, Some(standing.agreement)));
        let row = vec![
            teller.group(group),
            teller.areas(&group.regions),
            listed(chair),
            vec![SiteText::plain(group.duties.len().to_string())],
            vec![teller.agreement(standing.agreement)],
        ];
        (Key::letter(group.name.value.get(TextLang::Fi)), row)
    });
    rows.collect()
}

type InAgreement<'a> = (&'a Standing<'a>, &'a Group);

/// A group as the agreement in force has it, else as the latest one has it.
fn shown_first<'a>(same: &[InAgreement<'a>]) -> Option<InAgreement<'a>> {
    let in_force = same.iter().find(|(standing, _)| is_in_force(standing));
    in_force.or_else(|| same.first()).copied()
}

fn is_in_force(standing: &Standing<'_>) -> bool {
    standing.status == crate::model::AgreementStatus::InForce
}

pub(super) fn groups(teller: &Teller<'_>) -> Vec<SitePage> {
    let all = teller.atlas.groups();
    all.filter_map(|(_, same)| page(teller, same)).collect()
}

fn page(teller: &Teller<'_>, same: &[InAgreement<'_>]) -> Option<SitePage> {
    let (_, first) = shown_first(same)?;
    let mut blocks = Vec::new();
    // Whole where it works today; else as the latest agreement has it.
    let mut whole: Vec<&InAgreement<'_>> = same
        .iter()
        .filter(|(standing, _)| is_in_force(standing))
        .collect();
    whole.extend(same.first().filter(|_| whole.is_empty()));
    for (standing, group) in &whole {
        blocks.extend(in_agreement(teller, standing, group));
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
        item(vec![
            title.to(format!("{page}#{anchor}")),
            SiteText::plain(format!(" ({status})")),
        ])
    });
    blocks.extend(teller.section(
        &Wording::fixed("In other agreements", "Muissa sopimuksissa"),
        others.collect(),
    ));
    let path = group_page(&first.id.value);
    Some(SitePage {
        hits: hits(teller, &path, first, &whole),
        path,
        section: SiteSection::Groups,
        title: teller.local(&first.name.value),
        blocks,
    })
}

fn in_agreement(teller: &Teller<'_>, standing: &Standing<'_>, group: &Group) -> Vec<SiteBlock> {
    let agreement = standing.agreement;
    let chair = group.chair.as_ref().map(|at| &at.value);
    let members = group.members.iter().map(|at| &at.value);
    let mut blocks = vec![
        SiteBlock::Heading {
            id: None,
            text: teller.local(&agreement.title.value),
        },
        teller.facts(vec![
            (
                Wording::fixed("agreement", "sopimus"),
                vec![
                    teller.agreement(agreement),
                    SiteText::plain(format!(" ({})", teller.status(standing).text)),
                ],
            ),
            (Wording::fixed("areas", "alueet"), teller.areas(&group.regions)),
            (
                Wording::fixed("chair", "puheenjohtaja"),
                teller.organisations(agreement, chair),
            ),
            (
                Wording::fixed("members", "jäsenet"),
                teller.organisations(agreement, members),
            ),
            teller.dissolved(group),
            (
                Wording::fixed("name in other languages", "nimi muilla kielillä"),
                teller.translations(&group.name.value),
            ),
        ]),
    ];
    if let Some(duties) = teller.duties(agreement, group) {
        blocks.push(SiteBlock::Subject {
            id: None,
            text: teller.say(&Wording::fixed("Duties", "Tehtävät")),
        });
        blocks.push(duties);
    }
    blocks
}

/// The group itself and each of its duties once.
fn hits(teller: &Teller<'_>, path: &str, first: &Group, whole: &[&InAgreement<'_>]) -> Vec<SiteHit> {
    let names = first.name.value.iter().map(|(_, text)| text);
    let mut hits = vec![SiteHit {
        title: teller.local(&first.name.value).to(path),
        kind: teller.word(&Wording::fixed("group", "ryhmä")),
        words: names.collect::<Vec<_>>().join(" "),
    }];
    let mut known = BTreeSet::new();
    for duty in whole.iter().flat_map(|(_, group)| &group.duties) {
        let title = teller.local(&duty.text.value);
        if known.insert(title.text.clone()) {
            hits.push(SiteHit {
                title: title.to(path),
                kind: teller.word(&Wording::fixed("duty", "tehtävä")),
                words: teller.local(&first.name.value).text,
            });
        }
    }
    hits
}
