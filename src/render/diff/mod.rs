//! How two agreements differ, as a person would say it: first in numbers, then who signs, the
//! groups, what is promised, the term and the strategies. What did not change is only counted.

mod provisions;

use super::block::Outline;
use super::outline::Described;
use crate::model::{Notice, PartialDate};
use crate::view::{
    ChangedDuty, ContinuationView, DiffView, DutyChanges, DutyDetail, DutyInDiff, GroupChanges, NamedView,
    Renamed, SignatoryChanges, Spoken, StrategyChanges, Succeeded, TermChange, TermView,
};
use crate::wording;
use crate::wording::Wording;

impl Described for DiffView {
    fn describe(&self, page: &mut Outline) {
        let title = Wording::fixed("Differences between two agreements", "Kahden sopimuksen erot");
        page.own_title(&page.word(&title));
        page.named_fact(&Wording::fixed("from", "vanha"), &self.old_title, &self.old);
        page.named_fact(&Wording::fixed("to", "uusi"), &self.new_title, &self.new);
        counts(self, page);
        term(&self.term, page);
        strategies(&self.strategies, page);
        provisions::provisions(&self.provisions, page);
        signatories(&self.signatories, page);
        groups(&self.groups, page);
        duties(&self.duties, page);
    }
}

/// A fact that counts what changed; nothing when all counts are nought.
fn counted(page: &mut Outline, label: &Wording, counts: &[(usize, Wording)]) {
    let shown: Vec<String> = counts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {}", page.word(word)))
        .collect();
    page.fact(label, &shown.join(" · "));
}

fn counts(view: &DiffView, page: &mut Outline) {
    let DiffView {
        signatories: who,
        groups,
        duties,
        ..
    } = view;
    counted(
        page,
        &Wording::fixed("signatories", "allekirjoittajat"),
        &[
            (who.continuing.len(), Wording::fixed("continue", "jatkaa")),
            (who.joined.len(), Wording::fixed("joined", "liittyi")),
            (who.left.len(), Wording::fixed("left", "jäi pois")),
            (
                n_replaced(&who.succeeded),
                Wording::fixed("succeeded", "korvautui seuraajalla"),
            ),
        ],
    );
    provisions::counts(&view.provisions, page);
    let n_merged: usize = groups.merged.iter().map(|merged| merged.from.len()).sum();
    counted(
        page,
        &Wording::fixed("groups", "ryhmät"),
        &[
            (groups.kept.len(), Wording::fixed("kept", "ennallaan")),
            (groups.appeared.len(), Wording::fixed("new", "uusia")),
            (groups.ended.len(), Wording::fixed("ended", "päättyi")),
            (groups.renamed.len(), Wording::fixed("renamed", "sai uuden nimen")),
            (n_merged, Wording::fixed("merged", "yhdistyi")),
        ],
    );
    counted(
        page,
        &Wording::fixed("duties", "tehtävät"),
        &[
            (duties.kept as usize, Wording::fixed("kept", "ennallaan")),
            (duties.added.len(), Wording::fixed("added", "lisätty")),
            (duties.dropped.len(), Wording::fixed("dropped", "poistettu")),
            (duties.reworded.len(), Wording::fixed("reworded", "muutettu")),
            (duties.moved.len(), Wording::fixed("moved", "siirretty")),
            (
                duties.changed.len(),
                Wording::fixed("with changed details", "tiedoiltaan muutettu"),
            ),
        ],
    );
}

/// How many organisations were succeeded; one that has several successors counts once.
fn n_replaced(succeeded: &[Succeeded]) -> usize {
    let mut ids: Vec<&str> = succeeded
        .iter()
        .map(|pair| pair.predecessor.id.as_str())
        .collect();
    ids.dedup();
    ids.len()
}

fn term(term: &TermChange, page: &mut Outline) {
    let (old, new) = (&term.old, &term.new);
    let months = |months: Option<u32>| {
        months.map_or(
            Wording::fixed("none", "ei ole"),
            |n| wording!(en: "{n} months", fi: "{n} kk"),
        )
    };
    let notice = |notice: Option<Notice>| notice.map_or(Wording::fixed("none", "ei ole"), Notice::label);
    let continues = |continues: &Option<ContinuationView>| {
        continues
            .as_ref()
            .map_or(Wording::fixed("no", "ei"), ContinuationView::label)
    };
    let changes = [
        (
            Wording::fixed("term", "sopimuskausi"),
            period(old, page),
            period(new, page),
        ),
        (
            Wording::fixed("enters into force", "tulee voimaan"),
            rule(old, page),
            rule(new, page),
        ),
        (
            Wording::fixed("notice", "päätösaika"),
            page.word(&months(old.notice_months)),
            page.word(&months(new.notice_months)),
        ),
        (
            Wording::fixed("period of notice", "irtisanomisaika"),
            page.word(&notice(old.notice)),
            page.word(&notice(new.notice)),
        ),
        (
            Wording::fixed("continues", "jatkuu itsestään"),
            page.word(&continues(&old.continues)),
            page.word(&continues(&new.continues)),
        ),
        (
            Wording::fixed("review", "tilannekatsaukset"),
            page.word(&months(old.review_months)),
            page.word(&months(new.review_months)),
        ),
    ];
    let others: Vec<_> = changes.into_iter().filter(|(_, old, new)| old != new).collect();
    if others.is_empty() {
        return;
    }
    page.heading(&Wording::fixed("Term", "Sopimuskausi"));
    for (label, old, new) in others {
        page.fact(&label, &format!("{old} → {new}"));
    }
}

fn period(term: &TermView, page: &Outline) -> String {
    page.term(term.starts, term.ends)
}

fn rule(term: &TermView, page: &Outline) -> String {
    let rule = match (term.in_force_when, term.signed_at_least) {
        ("all-signed", _) => Wording::fixed("when all have signed", "kun kaikki ovat allekirjoittaneet"),
        (_, Some(n)) => wording!(en: "when {n} have signed", fi: "kun {n} on allekirjoittanut"),
        _ => Wording::fixed("from its start", "sopimuskauden alusta"),
    };
    page.word(&rule)
}

fn strategies(changes: &StrategyChanges, page: &mut Outline) {
    let ends =
        |page: &dyn Fn(PartialDate) -> String, ends: Option<PartialDate>| ends.map_or("–".to_owned(), page);
    let mut items = Vec::new();
    let date = |date: PartialDate| page.date(date);
    for strategy in &changes.added {
        let until = strategy
            .ends
            .map(|end| format!(" (–{})", date(end)))
            .unwrap_or_default();
        items.push(describe(&page.word(&ADDED), &strategy.name, &until));
    }
    for strategy in &changes.dropped {
        items.push(describe(&page.word(&DROPPED), &strategy.name, ""));
    }
    for strategy in &changes.other_end {
        let (from, to) = (ends(&date, strategy.from), ends(&date, strategy.to));
        let end = page.word(&Wording::fixed("end of the strategy", "strategian päättyminen"));
        items.push(describe(&end, &strategy.name, &format!(" ({from} → {to})")));
    }
    page.spoken_section(&Wording::fixed("Strategies", "Strategiat"), items);
}

const ADDED: Wording = Wording::fixed("added", "lisätty");
const DROPPED: Wording = Wording::fixed("dropped", "poistettu");

fn signatories(changes: &SignatoryChanges, page: &mut Outline) {
    let names = |named: &[NamedView]| named.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    page.section(&Wording::fixed("Joined", "Liittyneet"), names(&changes.joined));
    page.section(&Wording::fixed("Left", "Pois jääneet"), names(&changes.left));
    let succeeded: Vec<String> = changes
        .succeeded
        .iter()
        .map(|pair| succession_text(pair, page))
        .collect();
    page.section(&Wording::fixed("Succeeded", "Seuraajat"), succeeded);
    page.section(
        &Wording::fixed("Renamed signatories", "Uudet nimet"),
        changes.renamed.iter().map(renamed_text),
    );
    let regions: Vec<String> = changes
        .regions_changed
        .iter()
        .map(|change| {
            format!(
                "{}: {} → {}",
                change.name,
                page.word(&change.from.words()),
                page.word(&change.to.words())
            )
        })
        .collect();
    page.section(&Wording::fixed("Changed regions", "Muuttuneet alueet"), regions);
}

fn renamed_text(renamed: &Renamed) -> String {
    format!("{} → {}", renamed.from, renamed.to)
}

fn succession_text(pair: &Succeeded, page: &Outline) -> String {
    let ceased = pair
        .ceased
        .map(|date| page.word(&wording!(en: "ceased {date}", fi: "lakannut {date}", date)));
    let details: Vec<String> = pair.scope.iter().cloned().chain(ceased).collect();
    let details = if details.is_empty() {
        String::new()
    } else {
        format!(" ({})", details.join("; "))
    };
    format!("{} → {}{details}", pair.predecessor.name, pair.successor.name)
}

fn groups(changes: &GroupChanges, page: &mut Outline) {
    let named = |groups: &[NamedView]| groups.iter().map(|group| group.name.clone()).collect::<Vec<_>>();
    let merged = changes.merged.iter().map(|merged| {
        let from = named(&merged.from).join(" + ");
        format!("{from} → {}", merged.into.name)
    });
    let shown = [
        (Wording::fixed("new", "uusi"), named(&changes.appeared)),
        (Wording::fixed("ended", "päättyi"), named(&changes.ended)),
        (
            Wording::fixed("renamed", "uusi nimi"),
            changes.renamed.iter().map(renamed_text).collect(),
        ),
        (Wording::fixed("merged", "yhdistyi"), merged.collect()),
    ];
    let mut items = Vec::new();
    for (label, groups) in shown {
        let label = page.word(&label);
        items.extend(groups.iter().map(|group| format!("{label}: {group}")));
    }
    page.section(&Wording::fixed("Groups", "Ryhmät"), items);
}

fn duties(changes: &DutyChanges, page: &mut Outline) {
    let in_group = |duty: &DutyInDiff| describe(&duty.group_name.text, &duty.text, "");
    page.spoken_section(
        &Wording::fixed("Added duties", "Lisätyt tehtävät"),
        changes.added.iter().map(in_group),
    );
    page.spoken_section(
        &Wording::fixed("Dropped duties", "Poistetut tehtävät"),
        changes.dropped.iter().map(in_group),
    );
    page.spoken_section(
        &Wording::fixed("Moved duties", "Siirretyt tehtävät"),
        changes.moved.iter().map(|moved| {
            let groups = format!("{} → {}", moved.from.name.text, moved.duty.group_name.text);
            describe(&groups, &moved.duty.text, "")
        }),
    );
    let details: Vec<Spoken> = changes
        .changed
        .iter()
        .map(|duty| details_text(duty, page))
        .collect();
    page.spoken_section(
        &Wording::fixed(
            "Duties with changed details",
            "Tehtävät, joiden tiedot ovat muuttuneet",
        ),
        details,
    );
    if changes.reworded.is_empty() {
        return;
    }
    page.heading(&Wording::fixed("Reworded duties", "Muutetut tehtävät"));
    for reworded in &changes.reworded {
        page.changed_item(&reworded.duty.group_name, &reworded.words);
    }
}

/// A text from a file between words of the program, in its own language.
fn describe(label: &str, text: &Spoken, more: &str) -> Spoken {
    Spoken {
        text: format!("{label}: {}{more}", text.text),
        lang: text.lang,
    }
}

fn details_text(duty: &ChangedDuty, page: &Outline) -> Spoken {
    let side = |detail: &Option<DutyDetail>| {
        let shown = detail.as_ref().map(|detail| detail.display(page.lang));
        shown.unwrap_or_else(|| "–".to_owned())
    };
    let details: Vec<String> = duty
        .changes
        .iter()
        .map(|change| {
            let label = page.word(&change.field.label());
            format!("{label}: {} → {}", side(&change.from), side(&change.to))
        })
        .collect();
    let more = format!(" [{}]", details.join("; "));
    describe(&duty.duty.group_name.text, &duty.duty.text, &more)
}

#[cfg(test)]
mod tests;
