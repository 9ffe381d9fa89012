//! The papers of an agreement of which each group, each party or each region has one, with the names of their
//! files.

use chrono::NaiveDate;

use super::WantedPart;
use crate::model::{Agreement, NameOrder, Network, Region, TextLang, fold};
use crate::view::PaperKind;

/// A paper that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPaper {
    /// What it shows.
    pub part: WantedPart,
    /// The id of the group or the organisation, or the name of the region.
    pub id: String,
    /// The name of the group, the organisation or the region.
    pub name: String,
    /// The name of its file, without the ending. No id has an underscore, so that no two papers share a name.
    pub stem: String,
}

/// A paper for each group that works on the day and each party of it, by name, or for each region that has a
/// group.
#[must_use]
pub fn plan_papers(
    (agreement, network): (&Agreement, &Network),
    kind: PaperKind,
    texts: TextLang,
    today: NaiveDate,
) -> Vec<PlannedPaper> {
    match kind {
        PaperKind::Group => of_groups(agreement, texts, today),
        PaperKind::Organisation => of_parties(agreement, today),
        PaperKind::Region => of_regions(agreement, network, texts, today),
    }
}

fn planned(agreement: &Agreement, kind: PaperKind, part: WantedPart, [id, name]: [&str; 2]) -> PlannedPaper {
    let agreement = &agreement.id.value;
    PlannedPaper {
        part,
        id: id.to_owned(),
        name: name.to_owned(),
        stem: format!("{agreement}_{}_{}", kind.code(), fold(id)),
    }
}

fn of_groups(agreement: &Agreement, texts: TextLang, today: NaiveDate) -> Vec<PlannedPaper> {
    let groups = agreement.groups.iter();
    let working = groups.filter(|group| !group.is_dissolved_on(today));
    let paper = working.map(|group| {
        let id = &group.id.value;
        let part = WantedPart::Group(id.clone());
        let names = [id.as_str(), group.name.value.get(texts)];
        planned(agreement, PaperKind::Group, part, names)
    });
    paper.collect()
}

fn of_parties(agreement: &Agreement, today: NaiveDate) -> Vec<PlannedPaper> {
    let signatories = agreement.signatories.iter();
    let parties = signatories.filter(|signatory| signatory.is_party_on(today));
    let paper = parties.map(|signatory| {
        let id = &signatory.organisation.value;
        let part = WantedPart::Organisation(id.clone());
        let names = [id.as_str(), &signatory.name.value];
        planned(agreement, PaperKind::Organisation, part, names)
    });
    let mut papers: Vec<PlannedPaper> = paper.collect();
    let order = NameOrder::finnish();
    papers.sort_by(|a, b| order.compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    papers
}

fn of_regions(
    agreement: &Agreement,
    network: &Network,
    texts: TextLang,
    today: NaiveDate,
) -> Vec<PlannedPaper> {
    let has_group = |region: &&Region| {
        let mut groups = agreement.groups.iter();
        groups.any(|group| group.regions.contains(region) && !group.is_dissolved_on(today))
    };
    let regions = network.regions().iter().filter(has_group);
    let paper = regions.map(|region| {
        let names = [region.id(), region.name(texts)];
        let part = WantedPart::Region(region.clone());
        planned(agreement, PaperKind::Region, part, names)
    });
    paper.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::{day, find, registry};

    const AGREEMENT: &str = "
title: Sopimus
term: { starts: 2014, ends: open-ended }
groups:
  - { id: toimii, name: { fi: Toimii, en: Works }, regions: [Saamelaisalue, Itä], duties: [Seuraa.] }
  - { id: lakkaa, name: Lakkaa, regions: [Länsi], duties: [Seuraa.], dissolved: 2016-01-01 }
signatories:
  - { organisation: o, name: Öljy, kind: other, regions: all, signed: 2014-01-01 }
  - { organisation: a, name: Aapa, kind: other, regions: all }
  - { organisation: k, name: Kieltäytynyt, kind: other, regions: all, declined: 2014-02-01 }
  - { organisation: l, name: Liittyy, kind: other, regions: all, joined: 2016-01-01, signed: 2016-01-01 }
";

    fn check(kind: PaperKind, today: &str, expected: &[(&str, &str)]) {
        let registry = registry(&[("x-2014", AGREEMENT)], "");
        let agreement = find(&registry, "x-2014");
        let papers = plan_papers((agreement, registry.network()), kind, TextLang::En, day(today));
        let found: Vec<_> = papers
            .iter()
            .map(|paper| (paper.name.as_str(), paper.stem.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_group_has_a_paper_while_it_works() {
        let works = ("Works", "x-2014_group_toimii");
        check(
            PaperKind::Group,
            "2015-12-31",
            &[works, ("Lakkaa", "x-2014_group_lakkaa")],
        );
        check(PaperKind::Group, "2016-06-01", &[works]);
    }

    #[test]
    fn a_party_has_a_paper_from_its_day_on_by_name() {
        let [aapa, liittyy, oljy] = [
            ("Aapa", "x-2014_organisation_a"),
            ("Liittyy", "x-2014_organisation_l"),
            ("Öljy", "x-2014_organisation_o"),
        ];
        check(PaperKind::Organisation, "2015-12-31", &[aapa, oljy]);
        check(PaperKind::Organisation, "2016-01-01", &[aapa, liittyy, oljy]);
    }

    #[test]
    fn a_region_has_a_paper_when_a_group_works_there() {
        let (ita, saame) = (
            ("Itä-Lappi", "x-2014_region_ita"),
            ("Saamelaisalue", "x-2014_region_saamelaisalue"),
        );
        check(
            PaperKind::Region,
            "2015-12-31",
            &[("Länsi-Lappi", "x-2014_region_lansi"), ita, saame],
        );
        check(PaperKind::Region, "2016-06-01", &[ita, saame]);
    }
}
