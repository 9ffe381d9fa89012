//! The page of a group, and the list of all.

use std::collections::BTreeSet;

use super::address::agreement_page;
use super::agreement::group_anchor;
use super::cut::MOST;
use super::group_lines::{GroupLine, InAgreement};
use super::parts::{Division, Key, KeyedRow, Listing};
use super::writer::{PageWriter, REGIONS, count};
use crate::model::{Agreement, Group, Standing, TextLang};
use crate::render::site::{SiteHit, SitePage, SiteSection};
use crate::render::{Block, GroupFacts, Item, Outline, Span};
use crate::wording;
use crate::wording::Wording;

pub(super) fn list(writer: &PageWriter<'_>) -> Vec<SitePage> {
    let path = "ryhmat/index.html";
    let title = writer.say(&Wording::fixed("Groups", "Ryhmät"));
    let listing = Listing {
        back: title.clone().to(path),
        folder: "ryhmat/kirjain",
        section: SiteSection::Groups,
        title,
        heading: Wording::fixed("Groups of the network", "Verkoston ryhmät"),
        heads: &[
            Wording::fixed("group", "ryhmä"),
            REGIONS,
            Wording::fixed("chair", "puheenjohtaja"),
            Wording::fixed("duties", "tehtäviä"),
            Wording::fixed("agreement", "sopimus"),
        ],
        division: Division::Letters,
    };
    let rows = rows(writer);
    let n = count(rows.len());
    let size = wording!(
        en: "{n} groups, by the first letter of the Finnish name",
        fi: "{n} ryhmää",
    );
    listing.pages(writer, path, rows, &size)
}

/// The groups by id, or by name when they are so many that they are divided by its first letter.
fn rows(writer: &PageWriter<'_>) -> Vec<KeyedRow> {
    let lines = writer.overview.groups.all().iter();
    let shown = lines.filter_map(|line| shown_first(&line.same));
    let mut shown: Vec<InAgreement<'_>> = shown.collect();
    if shown.len() > MOST {
        let name = |group: &Group| group.name.value.get(TextLang::Fi).to_owned();
        shown.sort_by(|(_, a), (_, b)| writer.overview.order.compare(&name(a), &name(b)));
    }
    let rows = shown.into_iter().map(|(standing, group)| {
        let chair = group.chair_on(writer.today).map(|seat| &seat.organisation.value);
        let chair = chair.map(|id| writer.organisation(id, Some(standing.agreement)));
        let row = vec![
            writer.group(standing.agreement, group),
            writer.areas(&group.regions),
            writer.listed(chair),
            vec![writer.own(group.duties.len().to_string())],
            vec![writer.agreement(standing.agreement)],
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

pub(super) fn page(writer: &PageWriter<'_>, line: &GroupLine<'_>) -> Option<SitePage> {
    let same = &line.same;
    let (shown, first) = shown_first(same)?;
    let mut page = Outline::new(writer.lang);
    // Whole where it works today; else as the latest agreement has it.
    let mut whole: Vec<&InAgreement<'_>> = same
        .iter()
        .filter(|(standing, _)| is_in_force(standing))
        .collect();
    whole.extend(same.first().filter(|_| whole.is_empty()));
    for (standing, group) in &whole {
        in_agreement(writer, &mut page, standing, group);
    }
    let others = same.iter().filter(|(standing, _)| {
        let mut described = whole.iter();
        !described.any(|(other, _)| std::ptr::eq(other.agreement, standing.agreement))
    });
    let others = others.map(|(standing, group)| {
        let anchor = group_anchor(group.id.value.as_str());
        let page = agreement_page(standing.agreement.id.value.as_str());
        let title = writer.local(&standing.agreement.title.value);
        let status = writer.status(standing).text;
        Item::new(vec![
            title.to(format!("{page}#{anchor}")),
            writer.own(format!(" ({status})")),
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
        let items = others.map(|(standing, group)| Item::new(writer.group_apart(standing.agreement, group)));
        page.list(&heading, items.collect());
    }
    let described = line.is_shared_name.then_some(shown.agreement);
    Some(SitePage {
        hits: hits(writer, line, (described, first), &whole),
        path: line.page.clone(),
        section: SiteSection::Groups,
        title: titled(writer, described, writer.local(&first.name.value)),
        blocks: page.blocks,
    })
}

/// A text, and the agreement where it is needed to say the group from others.
fn titled(writer: &PageWriter<'_>, agreement: Option<&Agreement>, mut text: Span) -> Span {
    if let Some(agreement) = agreement {
        let title = writer.local(&agreement.title.value).text;
        text.text = format!("{} ({title})", text.text);
    }
    text
}

fn in_agreement(writer: &PageWriter<'_>, page: &mut Outline, standing: &Standing<'_>, group: &Group) {
    let agreement = standing.agreement;
    let roles = group.roles_on(writer.today).map(|role| {
        let holder = writer.seated(agreement, [&role.seat]);
        (role.role.value.clone(), holder)
    });
    let roles = roles.collect();
    page.blocks.push(Block::Subject {
        id: None,
        text: writer.local(&agreement.title.value),
        level: 2,
    });
    page.fact_of(
        &Wording::fixed("agreement", "sopimus"),
        vec![
            writer.agreement(agreement),
            writer.own(format!(" ({})", writer.status(standing).text)),
        ],
    );
    let facts = GroupFacts {
        areas: writer.areas(&group.regions),
        chair: writer.seated(agreement, group.chair_on(writer.today)),
        members: writer.seated(agreement, group.members_on(writer.today)),
        roles,
        dissolved: group.dissolved.as_ref().map(|at| at.value),
    };
    page.group_facts(&REGIONS, facts);
    page.fact_of(
        &Wording::fixed("name in other languages", "nimi muilla kielillä"),
        writer.translations(&group.name.value),
    );
    let duties = writer.duties(agreement, group);
    if !duties.is_empty() {
        page.subject_at(None, writer.say(&Wording::fixed("Duties", "Tehtävät")));
    }
    page.numbered(duties);
}

/// The group itself and each of its duties once; with the agreement where the name alone does not say
/// which group it is.
fn hits(
    writer: &PageWriter<'_>,
    line: &GroupLine<'_>,
    (described, first): (Option<&Agreement>, &Group),
    whole: &[&InAgreement<'_>],
) -> Vec<SiteHit> {
    let of_agreement = |kind: &Wording| {
        let title = described.map(|agreement| writer.local(&agreement.title.value).text);
        let kind = std::iter::once(writer.word(kind)).chain(title);
        kind.collect::<Vec<_>>().join(", ")
    };
    let titles = described
        .iter()
        .flat_map(|agreement| agreement.title.value.iter());
    let names = first.name.value.iter().chain(titles).map(|(_, text)| text);
    let mut hits = vec![SiteHit {
        title: writer.local(&first.name.value).to(line.page.as_str()),
        kind: of_agreement(&Wording::fixed("group", "ryhmä")),
        words: names.collect::<Vec<_>>().join(" "),
    }];
    let mut known = BTreeSet::new();
    for duty in whole.iter().flat_map(|(_, group)| &group.duties) {
        let title = writer.local(&duty.text.value);
        if known.insert(title.text.clone()) {
            hits.push(SiteHit {
                title: title.to(line.page.as_str()),
                kind: of_agreement(&Wording::fixed("duty", "tehtävä")),
                words: writer.local(&first.name.value).text,
            });
        }
    }
    hits
}
