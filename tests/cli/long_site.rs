//! The website of a large registry: no page is too long, every page is reached by links alone, and no
//! address moves when something is added.

use std::collections::{BTreeSet, VecDeque};

use super::harness::Place;
use super::site::{Files, assert_links_lead_somewhere, attributes, is_page, resolved, site, text};

const LETTERS: [&str; 12] = ["A", "B", "E", "J", "K", "L", "O", "S", "V", "Å", "Ä", "Ö"];
const N_NETWORKS: usize = 210;

/// An agreement of a network that supersedes the one before; with a group of the network, and one that
/// all networks have.
fn agreement(network: usize, year: usize, supersedes: &str) -> String {
    let letter = LETTERS[network % LETTERS.len()];
    let day = 1 + network % 28;
    format!(
        "\
id: sopimus-{network}-{year}
title: {{ fi: Sopimus {network}/{year}, en: Agreement {network}/{year} }}
{supersedes}
term: {{ starts: {year}-01-01, ends: open-ended }}
groups:
  - id: yhteinen
    name: Yhteinen ryhmä
    regions: all
    chair: jasen-{network}-0
    members: [jasen-{network}-0]
    duties: [{{ text: Kokoaa toimijat., every: year }}]
  - id: ryhma-{network}
    name: {{ fi: {letter}-ryhmä {network}, en: Group {network} }}
    regions: all
    chair: jasen-{network}-1
    members: [jasen-{network}-1]
    duties: [{{ text: Seuraa palveluja., every: half-year }}]
signatories:
  - {{ organisation: jasen-{network}-0, name: {letter}palvelu {network}, kind: education, municipality: Rovaniemi, regions: all, signed: {year}-01-01 }}
  - {{ organisation: jasen-{network}-1, name: {letter}opisto {network}, kind: education, municipality: Kemi, regions: [Länsi], signed: {year}-01-01 }}
events:
  - {{ date: {year}-10-{day:02}, title: Katsaus, kind: review, public: true }}
  - {{ date: 2027-10-{day:02}, title: Työpaja, kind: workshop, public: true }}
"
    )
}

fn large() -> Place {
    let place = Place::of(&[]);
    for network in 0..N_NETWORKS {
        add(&place, network);
    }
    place
}

fn add(place: &Place, network: usize) {
    let (earlier, later) = (2008 + network % 6, 2019 + network % 5);
    let supersedes = format!("supersedes: [sopimus-{network}-{earlier}]");
    for (year, supersedes) in [(earlier, ""), (later, &supersedes)] {
        let path = format!("agreements/sopimus-{network}-{year}.yaml");
        place.write(&path, agreement(network, year, supersedes).as_bytes());
    }
}

fn paths(files: &Files) -> BTreeSet<&str> {
    files.keys().map(String::as_str).collect()
}

/// The pages to which links lead from the front page, one after the other.
fn reached(files: &Files) -> BTreeSet<String> {
    let mut known = BTreeSet::from(["index.html".to_owned()]);
    let mut open: VecDeque<String> = known.iter().cloned().collect();
    while let Some(path) = open.pop_front() {
        for link in attributes(text(&files[&path]), "href") {
            let target = link.split('#').next().unwrap_or_default();
            let target = resolved(&path, target);
            if is_page(&target) && known.insert(target.clone()) {
                open.push_back(target);
            }
        }
    }
    known
}

fn assert_in_parts(files: &Files) {
    for path in [
        "organisaatiot/kirjain/a.html",
        "organisaatiot/kirjain/aa.html",
        "ryhmat/kirjain/oe.html",
        "ryhmat/yhteinen--sopimus-1-2009.html",
        "alueet/lansi/ae.html",
        "alueet/kunnat/rovaniemi/k.html",
        "kalenteri/2009.html",
        "kalenteri/2027/2.html",
        "kalenteri/toistuvat/2019.html",
        "arkisto/2008.html",
        "sopimukset/voimassa/2019.html",
    ] {
        assert!(files.contains_key(path), "{path}");
        assert!(files.contains_key(&format!("en/{path}")), "en/{path}");
    }
    let page = text(&files["organisaatiot/kirjain/aa.html"]);
    assert!(page.contains("<h1>Organisaatiot: Å</h1>"), "{page}");
    assert!(page.contains("aa.html\" aria-current=\"page\">Å</a>"), "{page}");
    assert!(page.contains("Åopisto 9<") && !page.contains("Äopisto"), "{page}");
    let second = text(&files["kalenteri/2027/2.html"]);
    assert!(second.contains("<h1>Kalenteri: 2027 (2&#x2f;3)</h1>"), "{second}");
    assert!(
        second.contains("2027.html\" aria-current=\"true\">2027</a>"),
        "{second}"
    );
}

fn assert_no_page_is_long(files: &Files) {
    for (path, bytes) in files.iter().filter(|(path, _)| is_page(path)) {
        let page = text(bytes);
        // A list that is a little longer than a page is left whole.
        assert!(page.matches("<tr>").count() <= 252, "{path}");
        assert!(bytes.len() < 150_000, "{path}: {}", bytes.len());
    }
}

#[test]
fn a_large_site_has_no_long_page_and_none_that_no_link_reaches() {
    let place = large();
    let before = site(&place, &[]);
    // What is added has pages of its own, and every other one keeps its address.
    add(&place, N_NETWORKS);
    let internal = site(&place, &[]);
    assert!(paths(&before).is_subset(&paths(&internal)));
    assert!(before.len() < internal.len());
    for files in [internal, site(&place, &["--public"])] {
        assert!(assert_links_lead_somewhere(&files) > 10_000);
        assert_in_parts(&files);
        assert_no_page_is_long(&files);
        let pages = files.keys().filter(|path| is_page(path));
        assert_eq!(reached(&files), pages.cloned().collect());
    }
}
