//! The full-text search.

use super::*;
use crate::diagnostic::Span;
use crate::model::{
    Ending, Event, EventKind, LocalText, Network, PartialDate, Provision, ProvisionId, Regions, TextLang,
};
use crate::view::{HitKind, SearchRow};

fn search(text: &str) -> Vec<SearchRow> {
    registry_index()
        .search(&asked("2014-06"), text, SearchExtent::Best(50))
        .expect("an answer")
        .rows
}

/// Kind, id, agreement and snippet of every hit.
fn check(text: &str, expected: &[&str]) {
    let shown: Vec<String> = search(text).iter().map(line).collect();
    assert_eq!(shown, expected, "{text}");
}

fn line(row: &SearchRow) -> String {
    let id = row.id.as_deref().unwrap_or("-");
    let agreement = row.agreement.as_deref().unwrap_or("-");
    format!("{} {id} {agreement}: {}", row.kind.code(), row.snippet)
}

#[test]
fn case_accents_and_endings_do_not_matter() {
    for query in [
        "akaslompolo",
        "ÄKÄSLOMPOLO",
        "a\u{308}ka\u{308}slom",
        "toteutumista äkäs",
    ] {
        let rows = search(query);
        assert_eq!(rows.len(), 1, "{query}");
        assert_eq!(rows[0].id.as_deref(), Some("seuranta"));
        assert_eq!(rows[0].title, "Koordinaatioryhmä");
    }
    check(
        "akaslompolo",
        &["duty seuranta lapin-tno-2014: Seuraa palvelujen toteutumista [Äkäslompolossa]."],
    );
}

#[test]
fn a_skolt_prime_is_found_by_its_look_alikes() {
    for prime in ["ʹ", "'", "’", "´", "′", ""] {
        let query = ["Suä", prime, "đjel"].concat();
        check(&query, &["group ita-ryhma lapin-tno-2014: [Suäʹđjel] joukk"]);
    }
}

#[test]
fn an_agreement_is_found_by_its_case_number() {
    for query in ["LAPELY/417/2013", "lapely 417"] {
        let rows = search(query);
        assert_eq!(rows.len(), 1, "{query}");
        assert_eq!(rows[0].id.as_deref(), Some("lapin-tno-2014"));
    }
    assert!(search("LAPELY/418/2013").is_empty());
}

#[test]
fn all_words_must_be_there() {
    assert_eq!(search("lapin kumppanuussopimus").len(), 1);
    assert!(search("lapin kumppanuussopimus kemi").is_empty());
}

#[test]
fn what_is_in_force_comes_first_and_kinds_stay_together() {
    check(
        "lapin tno",
        &[
            "agreement lapin-tno-2014 lapin-tno-2014: [Lapin] [TNO]-palvelujen kumppanuussopimus · \
             Ohjauspalvelut toteutetaan verkostona. · Menestyjäksi [Lapissa] …",
            "agreement lapin-tno-2018 lapin-tno-2018: [Lapin] [TNO]-palvelut 2018",
            "agreement lapin-tno-2012 lapin-tno-2012: [Lapin] [TNO]-palvelujen sopimus",
        ],
    );
    let kinds: Vec<&str> = search("ita lapin").iter().map(|row| row.kind.code()).collect();
    assert_eq!(kinds, ["organisation", "group"]);
}

#[test]
fn an_organisation_is_found_once_and_by_every_name() {
    check(
        "lapin ely",
        &["organisation ely lapin-tno-2014: [Lapin] [ELY]-keskus"],
    );
    check(
        "kemijarven",
        &["organisation ita -: Itä-Lapin ammattiopisto · [Kemijärven] ammattikoulu"],
    );
    check(
        "muonion",
        &["organisation lappia lapin-tno-2014: Ammattiopisto Lappia · [Muonion] toimipiste"],
    );
}

#[test]
fn the_record_of_an_organisation_says_more_than_an_agreement_that_is_over() {
    let mut over = of_2017();
    over.signatories = vec![signatory("ita", "Itä-Lapin opisto", Regions::All, None)];
    let of_day = |day: &str| {
        let files = [agreement_file(over.clone(), 1), organisations_file(1)];
        let (index, _) = Index::in_memory(&crate::model::Network::lapland(), files).expect("an index");
        let hits = index.search(&asked(day), "ita lapin", SearchExtent::Best(50));
        let hits = hits.expect("an answer").rows;
        let organisation = hits.iter().find(|row| row.kind == HitKind::Organisation);
        organisation.expect("it is found").title.clone()
    };
    assert_eq!(of_day("2010"), "Itä-Lapin ammattiopisto");
}

#[test]
fn a_word_is_found_in_its_forms() {
    let mut agreement = agreement("a", "Kunnes kunnat sopivat viestinnästä", "2014", None);
    agreement.groups = vec![group(
        "r",
        "Viestintäryhmä",
        Regions::All,
        &["ely"],
        vec![
            duty("Kunnes viestinnän suunnitelma on valmis.", &[]),
            duty("Viestii.", &[]),
        ],
    )];
    let index = Index::in_memory(&crate::model::Network::lapland(), [agreement_file(agreement, 1)])
        .expect("an index")
        .0;
    let snippets = |query: &str| -> Vec<String> {
        let hits = index.search(&asked("2014-06"), query, SearchExtent::Best(50));
        let rows = hits.expect("an answer").rows;
        rows.into_iter().map(|row| row.snippet).collect()
    };
    // What begins with the word goes first.
    assert_eq!(
        snippets("viestintä"),
        [
            "[Viestintäryhmä]",
            "Kunnes kunnat sopivat [viestinnästä]",
            "Kunnes [viestinnän] suunnitelma on valmis.",
        ]
    );
    assert_eq!(snippets("KUNTA"), ["Kunnes [kunnat] sopivat viestinnästä"]);
    assert_eq!(
        snippets("suunnitelmia viestinta"),
        ["Kunnes [viestinnän] [suunnitelma] on valmis."]
    );
    assert!(snippets("suunnitelmia kunta").is_empty());
}

#[test]
fn events_are_found_by_their_place() {
    check(
        "rovaniemi",
        &["event - lapin-tno-2014: Tilannekatsauskäynti · [Rovaniemi]"],
    );
}

/// Events of one name are told apart by their days.
#[test]
fn an_event_is_found_with_its_days() {
    let mut agreement = agreement("a", "Sopimus", "2014", None);
    let held = |on: &str| {
        Event::new(
            at(date(on)),
            at(LocalText::plain("Kuukausikokous")),
            EventKind::Meeting,
        )
    };
    let (mut two_days, mut cancelled) = (held("2014-10-06"), held("2014-11"));
    two_days.ends = Some(at(date("2014-10-07")));
    cancelled.cancelled = Some(Span::default());
    agreement.events = vec![two_days, cancelled];
    let files = vec![agreement_file(agreement, 1)];
    let index = Index::in_memory(&Network::lapland(), files).expect("an index").0;
    let hits = index
        .search(&asked("2014-06"), "kuukausikokous", SearchExtent::All)
        .expect("an answer");
    let shown = hits.rows.iter().map(|row| {
        let date = |date: Option<PartialDate>| date.map_or("-".to_owned(), |date| date.to_string());
        format!("{} {} {}", date(row.date), date(row.ends), row.cancelled)
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        ["2014-10-06 2014-10-07 false", "2014-11 - true"]
    );
}

#[test]
fn provisions_are_found_by_their_words_in_any_language() {
    let provision = |number, id: Option<&str>, heading: LocalText, text: &str| Provision {
        number,
        id: id.map(|id| at(ProvisionId::parse(id).expect("an id"))),
        heading: at(heading),
        text: at(LocalText::plain(text).with(TextLang::En, "Each party bears its own costs.")),
    };
    let mut agreement = agreement("a", "Sopimus", "2014", None);
    let costs = LocalText::plain("Kustannukset").with(TextLang::Sv, "Kostnader");
    agreement.provisions = vec![
        provision(
            1,
            Some("kulut"),
            costs,
            "Kukin vastaa kuluistaan.\n- matkat\n- työ",
        ),
        provision(
            2,
            None,
            LocalText::plain("Muut ehdot"),
            "Kustannuksista ei sovita {term}.",
        ),
    ];
    let index = Index::in_memory(&crate::model::Network::lapland(), [agreement_file(agreement, 1)])
        .expect("an index")
        .0;
    let found = |query: &str| -> Vec<String> {
        let hits = index.search(&asked("2014-06"), query, SearchExtent::Best(50));
        hits.expect("an answer").rows.iter().map(line).collect()
    };
    assert_eq!(
        found("kostnader"),
        ["provision kulut a: [Kostnader] · Kukin vastaa kuluistaan. - matkat - työ"]
    );
    assert_eq!(
        found("kustannukset"),
        [
            "provision kulut a: [Kustannukset] · Kukin vastaa kuluistaan. - matkat - työ",
            "provision - a: Muut ehdot · [Kustannuksista] ei sovita {term}.",
        ]
    );
    assert_eq!(
        found("own costs"),
        [
            "provision kulut a: Kustannukset · Each party bears its [own] [costs].",
            "provision - a: … ehdot · Each party bears its [own] [costs].",
        ]
    );
}

#[test]
fn the_title_is_in_the_language_that_was_asked_for() {
    let asked = Asked {
        day: day("2014-06"),
        texts: TextLang::Sv,
    };
    let hits = registry_index().search(&asked, "kumppanuus", SearchExtent::Best(50));
    let rows = hits.expect("an answer").rows;
    assert_eq!(
        rows[0].title,
        "Partnerskapsavtal för Lapplands vägledningstjänster"
    );
    assert!(
        rows[0].snippet.contains("[kumppanuussopimus]"),
        "{}",
        rows[0].snippet
    );
}

#[test]
fn no_text_is_a_syntax_error() {
    for query in ["", " ", "\"", "*", "-", "()", "^", "'", "…", "\0"] {
        check(query, &[]);
    }
    for query in [
        "a OR b",
        "NEAR(lapin tno)",
        "folded:lapin",
        "AND",
        "\"lapin",
        "½ ㈠ ﷺ",
        "lapin\0tno",
    ] {
        search(query);
    }
    assert_eq!(search("\"lapin* (tno)^-\"").len(), 3);
}

/// A registry in which every agreement has the same word, in its title and in a duty.
fn of_many(n: usize) -> Index {
    let files = (0..n).map(|i| {
        let mut agreement = agreement(&format!("a-{i:03}"), "Ohjaus", &format!("{}", 1990 + i), None);
        agreement.term.ending = at(Ending::On(date(&format!("{}", 1990 + i))));
        agreement.signatories = vec![signatory("ely", "Ohjauskeskus", Regions::All, Some("1990"))];
        agreement.groups = vec![group(
            "r",
            "Ryhmä",
            Regions::All,
            &["ely"],
            vec![duty("Ohjaa.", &[])],
        )];
        agreement_file(agreement, 1)
    });
    Index::in_memory(&crate::model::Network::lapland(), files)
        .expect("an index")
        .0
}

#[test]
fn of_very_many_hits_the_best_of_each_kind_are_shown_and_the_others_counted() {
    let index = of_many(30);
    let found = |extent| {
        let hits = index
            .search(&asked("2005-06"), "ohja", extent)
            .expect("an answer");
        (hits.rows, hits.n_more)
    };
    let (all, none) = found(SearchExtent::All);
    assert_eq!(
        (all.len(), none),
        (30 + 1 + 30, 0),
        "an organisation is found once"
    );
    let (best, more) = found(SearchExtent::Best(50));
    assert_eq!((best.len(), more), (50, 11), "of each kind a fair share");
    assert_eq!(best[..24], all[..24]);
    assert_eq!(best[24..], all[30..56]);
    let (best, more) = found(SearchExtent::Best(2));
    assert_eq!((best.len(), more), (2, 59));
    let (best, more) = found(SearchExtent::Best(0));
    assert_eq!((best.len(), more), (0, 61));
    let (best, _) = found(SearchExtent::Best(50));
    // The one in force, and from then on the later before the earlier.
    let ids: Vec<&str> = best.iter().filter_map(|row| row.agreement.as_deref()).collect();
    assert_eq!(ids[..4], ["a-015", "a-029", "a-028", "a-027"]);
}

/// The best is found however many lesser hits the index has before it.
#[test]
fn the_best_hit_may_be_the_last_that_was_loaded() {
    let mut earlier = of_2017();
    let duties = (0..20_000).map(|_| duty("Ohjaa.", &[])).collect();
    earlier.groups = vec![group("r", "Ryhmä", Regions::All, &["ely"], duties)];
    let later = agreement("zz-2025", "Ohjaussopimus", "2025", None);
    let files = [agreement_file(earlier, 1), agreement_file(later, 1)];
    let (index, _) = Index::in_memory(&crate::model::Network::lapland(), files).expect("an index");
    let hits = index.search(&asked("2014"), "ohja", SearchExtent::Best(50));
    let hits = hits.expect("an answer");
    assert_eq!(hits.rows[0].id.as_deref(), Some("zz-2025"));
    assert_eq!((hits.rows.len(), hits.n_more), (50, 20_001 - 50));
}
