//! The website: every link leads somewhere, nothing internal is in the public edition, the same registry
//! makes the same bytes, and a folder of somebody else's stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use super::harness::Place;

pub(super) type Files = BTreeMap<String, Vec<u8>>;

fn files_of(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(open) = folders.pop() {
        for entry in fs::read_dir(&open).expect("a folder of the site can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it is in the folder");
            let bytes = fs::read(&path).expect("a file of the site can be read");
            files.insert(name.display().to_string(), bytes);
        }
    }
    files
}

pub(super) fn site(place: &Place, options: &[&str]) -> Files {
    let output = place.output(&[&["site", "out"], options].concat());
    assert!(output.status.success(), "{}", place.describe(&output));
    files_of(&place.path("out"))
}

pub(super) fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

pub(super) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("a file of the site is UTF-8")
}

pub(super) fn attributes(page: &str, name: &str) -> Vec<String> {
    let opening = format!(" {name}=\"");
    let parts = page.split(&opening).skip(1);
    let values = parts.filter_map(|part| part.split('"').next());
    values
        .map(|value| value.replace("&#x2f;", "/").replace("&amp;", "&"))
        .collect()
}

/// The path to which a link of a page leads.
pub(super) fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop().expect("no link leads out of the site");
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

pub(super) fn assert_links_lead_somewhere(files: &Files) -> usize {
    let pages = files.iter().filter(|(path, _)| is_page(path));
    let mut n_links = 0;
    for (path, bytes) in pages {
        let page = text(bytes);
        let ids = attributes(page, "id");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path} has an id twice");
        for link in [
            attributes(page, "href"),
            attributes(page, "src"),
            attributes(page, "action"),
        ]
        .concat()
        {
            if link.starts_with("mailto:") {
                continue;
            }
            n_links += 1;
            assert!(!link.contains(':'), "{path}: {link} leads elsewhere");
            let (target, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target = if target.is_empty() {
                path.clone()
            } else {
                resolved(path, target)
            };
            let found = files
                .get(&target)
                .unwrap_or_else(|| panic!("{path}: {link}: no {target}"));
            let has_it = || attributes(text(found), "id").iter().any(|id| id == fragment);
            assert!(fragment.is_empty() || has_it(), "{path}: no {link}");
        }
    }
    n_links
}

#[test]
fn every_link_leads_somewhere() {
    let place = Place::example();
    for options in [&["--public"][..], &["--public", "--as-of", "2016-06-01"]] {
        assert!(assert_links_lead_somewhere(&site(&place, options)) > 2000);
    }
    let internal = Place::example();
    let files = site(&internal, &[]);
    assert!(assert_links_lead_somewhere(&files) > 2000);
    // What the search finds is a page or a document, too.
    for root in ["", "en/"] {
        let data = text(&files[&format!("{root}haku/tiedot.js")]);
        let places: Vec<&str> = data.split("\"u\":\"").skip(1).collect();
        assert!(places.len() > 80);
        for place in places {
            let address = place.split('"').next().expect("the address ends");
            let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
            let path = resolved(&format!("{root}index.html"), path);
            let found = files.get(&path).unwrap_or_else(|| panic!("{path}"));
            let has_it = || attributes(text(found), "id").iter().any(|id| id == fragment);
            assert!(fragment.is_empty() || has_it(), "{address}");
        }
    }
}

#[test]
fn both_languages_have_the_same_pages() {
    let files = site(&Place::example(), &[]);
    let html = |path: &&String| is_page(path);
    let (english, finnish): (Vec<&String>, Vec<&String>) = files
        .keys()
        .filter(html)
        .partition(|path| path.starts_with("en/"));
    let english: Vec<&str> = english.iter().map(|path| &path[3..]).collect();
    assert_eq!(english, finnish);
    let (fi, en) = (text(&files["index.html"]), text(&files["en/index.html"]));
    assert!(fi.contains("<html lang=\"fi\">") && fi.contains("<h2 id=\"voimassa\">Voimassa</h2>"));
    assert!(en.contains("<html lang=\"en\">") && en.contains("<h2 id=\"voimassa\">In force</h2>"));
    assert!(fi.contains("esimerkkiaineistoa") && en.contains("example data"));
    let (fi, en) = (
        text(&files["haku/index.html"]),
        text(&files["en/haku/index.html"]),
    );
    assert_eq!(attributes(fi, "data-none"), ["Hakua vastaavaa ei löytynyt."]);
    assert_eq!(attributes(en, "data-none"), ["No results."]);
    let inari = text(&files["alueet/saamelaisalue.html"]);
    assert!(inari.contains("<span lang=\"sms\">Aanar</span>"), "{inari}");
}

#[test]
fn no_page_has_a_style_or_script_in_it() {
    for (path, bytes) in site(&Place::example(), &[]) {
        if is_page(&path) {
            let page = text(&bytes);
            assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
            assert!(!page.contains("<style") && !page.contains(" style="), "{path}");
            assert!(!page.contains("<script>") && !page.contains(" onclick"), "{path}");
            assert_eq!(page.matches("<h1").count(), 1, "{path}");
        }
    }
}

/// A registry in which everything that is not for everybody carries a planted word.
const PLANTED: &str = "\
id: sopimus-2014
title: Sopimus 2014
term: { starts: 2014-01-01, ends: open-ended, review_months: 12 }
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: opisto
    members: [opisto, salaatunnus-odottaa]
    duties:
      - { text: Salaätunnus 14., responsible: [salaatunnus-odottaa], every: year }
      - { text: Seuraa., responsible: [opisto, salaatunnus-odottaa], every: year }
signatories:
  - { organisation: opisto, name: Opisto & <Kumppanit>, kind: education, regions: all, signed: 2014-01-02, signed_by: Salaätunnus 15,
      decision: Salaätunnus 1, contact: { role: Salaätunnus 2, email: salaatunnus@example.fi, name: Salaätunnus 3 } }
  - { organisation: salaatunnus-odottaa, name: Salaätunnus & 4, kind: education, regions: all }
  - { organisation: salaatunnus-kieltaytyi, name: \"Salaätunnus <5>\", kind: education, regions: all, declined: 2014-02-01 }
events:
  - { date: 2027-10-06, title: Avoin, kind: review, public: true }
  - { date: 2027-10-07, title: SALAÄTUNNUS 6, place: Salaätunnus 7, kind: meeting }
documents:
  - { file: sopimus-2014/avoin.txt, title: Avoin asiakirja, kind: signed-original, on: 2014-01-02, of: salaatunnus-odottaa,
      sha256: af61f651da9da71db642c2895fe2b8c3c5bdb9c462ddb9a2a352b7110c837f30, public: true }
  - { file: sopimus-2014/salaatunnus.txt, title: Salaätunnus 24, kind: decision, of: opisto,
      sha256: fcbcf3ea7eb62915efccc65207a75ff40f2f88fae0cc98dec83085350e28d852 }
source: Luettu asiakirjoista.
waivers: [{ code: unsigned-in-force, reason: Salaätunnus 16 }]
# Salaätunnus 17
";

/// One that is extended and terminated, and that somebody is leaving: 1.9.2026 is the day of the decision,
/// 2.9.2026 that of the notice, 3.9.2027 that of leaving.
const PLANTED_TERMINATED: &str = "\
id: sopimus-2015
title: Sopimus 2015
term:
  starts: 2015-01-01
  ends: 2027-12-31
  extended: [{ until: 2029-12-31, decided: 2026-09-01, decision: Salaätunnus 18 }] # Salaätunnus 19
terminated: { on: 2028-05-04, reason: Salaätunnus 20 }
signatories:
  - { organisation: opisto, name: Opisto & <Kumppanit>, kind: education, regions: all, signed: 2015-01-02,
      withdrawn: { notice: 2026-09-02, effective: 2027-09-03 } }
";

const PLANTED_SENDER: &str = "\
name: Verkosto # Salaätunnus 21
sender: { name: Salaätunnus 22, role: Salaätunnus 23, email: salaatunnus@example.org }
";

/// The planted days, as files, pages and calendars write them.
const PLANTED_DAYS: [&str; 9] = [
    "2026-09-01",
    "1.9.2026",
    "20260901",
    "2026-09-02",
    "2.9.2026",
    "20260902",
    "2027-09-03",
    "3.9.2027",
    "20270903",
];

const PLANTED_DRAFT: &str = "\
id: salaatunnus-luonnos
title: { fi: Salaätunnus 8, en: Salaätunnus 9, se: Salaätunnus 10 }
term: { starts: 2027-01-01, ends: open-ended }
supersedes: [sopimus-2014]
groups: [{ id: salaatunnus-ryhma, name: Salaätunnus 11, regions: all, chair: opisto, members: [opisto], duties: [Salaätunnus 12.] }]
signatories: [{ organisation: opisto, name: Salaätunnus 13, kind: education, regions: all }]
";

/// The planted word as it may be written: plain, folded, escaped for HTML, JSON, addresses and calendars.
const SPELLINGS: [&str; 7] = [
    "salaätunnus",
    "salaatunnus",
    "sala&auml;tunnus",
    "sala&#228;tunnus",
    "sala\\u00e4tunnus",
    "sala%c3%a4tunnus",
    "salaa\u{308}tunnus",
];

#[test]
fn nothing_internal_is_in_the_public_site() {
    let place = Place::of(&[
        ("sopimus-2014.yaml", PLANTED),
        ("sopimus-2015.yaml", PLANTED_TERMINATED),
        ("salaatunnus-luonnos.yaml", PLANTED_DRAFT),
    ]);
    place.write("registry.yaml", PLANTED_SENDER.as_bytes());
    place.write("documents/sopimus-2014/avoin.txt", b"yksi");
    place.write(
        "documents/sopimus-2014/salaatunnus.txt",
        "Salaätunnus 25".as_bytes(),
    );
    let shown = |files: &Files| {
        let found = files.iter().filter(|(path, bytes)| {
            // A line of a calendar may be folded in the middle of a word.
            let content = text(bytes).replace("\r\n ", "").to_lowercase();
            let all = format!("{} {content}", path.to_lowercase());
            let mut planted = SPELLINGS.iter().chain(&PLANTED_DAYS);
            planted.any(|planted| all.contains(planted))
        });
        found.map(|(path, _)| path.clone()).collect::<Vec<_>>()
    };
    let internal = shown(&site(&place, &[]));
    for kind in [
        "index.html",
        "haku/tiedot.js",
        "kalenteri/kalenteri.ics",
        "en/index.html",
        "asiakirjat/sopimus-2014/salaatunnus.txt",
    ] {
        assert!(
            internal.iter().any(|path| path == kind),
            "the secrets are planted: {kind}"
        );
    }
    let public = site(&place, &["--public"]);
    assert_eq!(shown(&public), Vec::<String>::new());
    assert_links_lead_somewhere(&public);
    let page = text(&public["organisaatiot/opisto.html"]);
    assert!(
        page.contains("Omat tehtävät") && page.contains("Seuraa."),
        "{page}"
    );
    assert!(!page.contains("Ryhmän mukana"), "{page}");
    let group = text(&public["ryhmat/ryhma.html"]);
    // The duty keeps the number of the annex.
    assert!(group.contains("<li value=\"2\">Seuraa."), "{group}");
    assert!(group.contains("vastuutaho"), "{group}");
    let agreement = text(&public["sopimukset/sopimus-2014.html"]);
    assert!(agreement.contains("<li value=\"2\">Seuraa."), "{agreement}");
    assert!(agreement.contains("Avoin asiakirja"), "{agreement}");
    assert_eq!(text(&public["asiakirjat/sopimus-2014/avoin.txt"]), "yksi");
    assert!(page.contains("Opisto &amp; &lt;Kumppanit&gt;"), "{page}");
    assert!(text(&public["kalenteri/index.html"]).contains("Avoin"));
    assert!(text(&public["sopimukset/sopimus-2014.html"]).contains("Luettu asiakirjoista."));
    // When an agreement ends is everybody's business.
    assert!(text(&public["sopimukset/sopimus-2015.html"]).contains("4.5.2028"));
}

#[test]
fn unchanged_pages_keep_their_bytes() {
    let place = Place::example();
    let before = site(&place, &[]);
    assert_eq!(before, site(&place, &[]), "built twice");
    let path = "agreements/lapin-tno-2012.yaml";
    let changed = place
        .read(path)
        .replace("source: >-\n", "source: >-\n  Muutettu.\n");
    place.write(path, changed.as_bytes());
    let after = site(&place, &[]);
    let other: Vec<&String> = before
        .keys()
        .filter(|path| before[*path] != after[*path])
        .collect();
    assert_eq!(
        other,
        [
            "en/sopimukset/lapin-tno-2012.html",
            "kumppani-site.txt",
            "sopimukset/lapin-tno-2012.html"
        ]
    );
}

#[test]
fn a_folder_of_somebody_else_stays_as_it_is() {
    let place = Place::example();
    place.write("muu/kirje.txt", b"oma");
    assert_snapshot!("site_foreign_fi", place.run_fi(&["site", "muu"]));
    assert_eq!(place.read("muu/kirje.txt"), "oma");
    assert_snapshot!("site_registry", place.run(&["site", "."]));
    assert_snapshot!("site_public_fi", place.run_fi(&["site", "julkinen", "--public"]));
    let before = files_of(&place.path("julkinen"));
    assert_snapshot!("site_internal_over_public", place.run(&["site", "julkinen"]));
    assert_eq!(before, files_of(&place.path("julkinen")));
    assert_snapshot!(
        "site_json",
        place.run(&["site", "julkinen", "--public", "--format", "json"])
    );
}

/// A list says what the program wrote; whoever writes one, or brings one from elsewhere, deletes nothing with it.
#[test]
fn a_list_written_by_hand_deletes_nothing() {
    let place = Place::example();
    let by_hand = "kumppani site: internal edition\nindex.html\nkirje.txt\ntyyli.css\n";
    for (path, text) in [
        ("kumppani-site.txt", by_hand),
        ("kirje.txt", "oma"),
        ("index.html", "<p>oma"),
        ("tyyli.css", "p {}"),
    ] {
        place.write(&format!("kasin/{path}"), text.as_bytes());
    }
    let before = files_of(&place.path("kasin"));
    assert_snapshot!("site_list_by_hand", place.run(&["site", "kasin"]));
    place.run(&["site", "toinen"]);
    place.write(
        "kasin/kumppani-site.txt",
        place.read("toinen/kumppani-site.txt").as_bytes(),
    );
    fs::remove_file(place.path("kasin/kirje.txt")).expect("it can be removed");
    assert_snapshot!("site_list_copied_fi", place.run_fi(&["site", "kasin"]));
    assert_eq!(
        place.read("kasin/index.html"),
        before["index.html"].as_slice().escape_ascii().to_string()
    );
}

/// A site of a version whose lists had no digests shows by its pages that it is one.
#[test]
fn a_site_of_an_earlier_version_is_replaced() {
    let place = Place::example();
    // It had no documents.
    fs::remove_dir_all(place.path("documents")).expect("the example has documents");
    let made = site(&place, &[]);
    let without = |list: &str| -> String {
        let lines = list
            .lines()
            .map(|line| line.split_once("  ").map_or(line, |(_, path)| path));
        lines.fold(String::new(), |list, line| list + line + "\n")
    };
    let list = without(text(&made["kumppani-site.txt"]));
    assert!(list.lines().count() > 100 && list.contains("\nen/kalenteri/kalenteri.ics\n"));
    place.write("out/kumppani-site.txt", list.as_bytes());
    assert!(site(&place, &[]) == made);
    place.write("out/kumppani-site.txt", list.as_bytes());
    place.write("out/alueet/index.html", b"<h1>Oma</h1>");
    let shown = place.run(&["site", "out"]);
    assert!(
        shown.contains("out/alueet/index.html is not part of a site"),
        "{shown}"
    );
    assert_eq!(place.read("out/alueet/index.html"), "<h1>Oma</h1>");
}

/// Many at once: each has its turn, and what is there is whole.
#[test]
fn sites_made_at_once_wait_for_each_other() {
    let place = Place::of(&[("sopimus-2014.yaml", super::harness::SMALL)]);
    let whole = site(&place, &[]);
    for _ in 0..3 {
        let runs: Vec<_> = (0..10)
            .map(|_| {
                place
                    .command(&["site", "out"])
                    .spawn()
                    .expect("the program can be started")
            })
            .collect();
        for mut run in runs {
            // The folder is never away.
            assert!(place.path("out/index.html").exists());
            assert!(run.wait().expect("it ends").success());
        }
        assert!(site(&place, &[]) == whole);
    }
    let mut names: Vec<_> = fs::read_dir(place.path(""))
        .expect("it can be read")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["agreements", "out"]);
}

/// What a run that was killed has left is gone after the next.
#[test]
fn what_a_killed_run_left_is_tidied() {
    let place = Place::of(&[("sopimus-2014.yaml", super::harness::SMALL)]);
    let whole = site(&place, &[]);
    let mut n_left = 0;
    for number in 0..30 {
        let mut run = place
            .command(&["site", "out"])
            .spawn()
            .expect("the program can be started");
        std::thread::sleep(std::time::Duration::from_millis(2 * number));
        run.kill().expect("it can be killed");
        run.wait().expect("it ends");
        n_left += usize::from(place.path(".kumppani-site-out.lock").exists());
        assert!(files_of(&place.path("out")) == whole, "{number}");
    }
    assert!(n_left > 0, "no run was killed in its midst");
    assert!(site(&place, &[]) == whole);
    let names = fs::read_dir(place.path("")).expect("it can be read").count();
    assert_eq!(names, 2, "agreements and out");
}

/// What supersedes what is not known while a file is broken, and a site is looked at for days.
#[test]
fn no_site_is_made_of_a_broken_registry() {
    let place = Place::example();
    place.run(&["site", "sivut", "--public"]);
    let before = files_of(&place.path("sivut"));
    let text = place.read("agreements/lapin-tno-2014.yaml");
    place.write(
        "agreements/lapin-tno-2014.yaml",
        text.replace("starts: 2014", "starts: 2014-13").as_bytes(),
    );
    assert_snapshot!("site_broken_fi", place.run_fi(&["site", "sivut", "--public"]));
    assert_eq!(before, files_of(&place.path("sivut")));
}

/// A dissolved group is shown as one, and no one has its duties any more.
#[test]
fn a_dissolved_group_leaves_nobody_a_duty() {
    let dissolved =
        super::harness::SMALL.replace("    duties:\n", "    dissolved: 2015-09-01\n    duties:\n");
    let place = Place::of(&[("sopimus-2014.yaml", &dissolved)]);
    place.run(&["site", "ennen", "--as-of", "2015-08-31"]);
    place.run(&["site", "sitten", "--as-of", "2015-09-01"]);
    let organisation = "organisaatiot/opisto.html";
    assert!(
        place
            .read(&format!("ennen/{organisation}"))
            .contains("Seuraa toimintaa.")
    );
    let page = place.read(&format!("sitten/{organisation}"));
    assert!(
        !page.contains("Seuraa toimintaa.") && !page.contains("Ryhmät</h2>"),
        "{page}"
    );
    let mark = "(lakkautettu 1.9.2015)";
    assert!(!place.read("ennen/ryhmat/index.html").contains(mark));
    assert!(place.read("sitten/ryhmat/index.html").contains(mark));
    for page in ["sopimukset/sopimus-2014.html", "ryhmat/ryhma.html"] {
        let page = place.read(&format!("sitten/{page}"));
        assert!(page.contains("<dt>lakkautettu</dt><dd>1.9.2015</dd>"), "{page}");
    }
}

/// Who joins later is no signatory before: neither listed nor counted, as in every other answer.
#[test]
fn who_joins_later_is_not_listed_before() {
    let joins = super::harness::SMALL.replace("members: [opisto]", "members: [opisto, uusi]")
        + "  - { organisation: uusi, name: Myöhempi liittyjä, kind: other, regions: all, signed: 2014-05-01, joined: 2015-09-01 }\n";
    let place = Place::of(&[("sopimus-2014.yaml", &joins)]);
    place.run(&["site", "ennen", "--as-of", "2015-08-31"]);
    place.run(&["site", "sitten", "--as-of", "2015-09-01"]);
    for page in [
        "sopimukset/sopimus-2014.html",
        "organisaatiot/index.html",
        "haku/tiedot.js",
    ] {
        let is_listed = |folder: &str| {
            place
                .read(&format!("{folder}/{page}"))
                .contains("Myöhempi liittyjä")
        };
        assert!(!is_listed("ennen"), "{page}");
        assert!(is_listed("sitten"), "{page}");
    }
    assert!(!place.path("ennen/organisaatiot/uusi.html").exists());
    let page = place.read("sitten/organisaatiot/uusi.html");
    assert!(page.contains("allekirjoittanut"), "{page}");
    // The text of the agreement has it in a group all the time, by name and without a page to go to.
    assert!(
        place
            .read("ennen/ryhmat/ryhma.html")
            .contains("Myöhempi liittyjä")
    );
    assert_links_lead_somewhere(&files_of(&place.path("ennen")));
}

/// Windows keeps some names for its devices, with any ending: no page and no folder has one.
#[test]
fn no_page_is_called_as_a_device_of_windows() {
    let agreement = |id: &str| {
        format!(
            "id: {id}\ntitle: Sopimus {id}\nterm: {{ starts: 2014, ends: open-ended }}\ngroups:\n  - {{ id: lpt9, name: Ryhmä, \
             regions: all, chair: nul, members: [nul], duties: [Seuraa.] }}\nsignatories:\n  \
             - {{ organisation: nul, name: Nolla, kind: education, regions: all, signed: 2014-01-01 }}\n  \
             - {{ organisation: com, name: Com, kind: education, regions: all, signed: 2014-01-01 }}\n{}",
            (0..300).map(long_event).collect::<String>()
        )
    };
    let place = Place::of(&[("con.yaml", &agreement("con")), ("com1.yaml", &agreement("com1"))]);
    let files = site(&place, &[]);
    for path in [
        "sopimukset/con-.html",
        "sopimukset/con-/2.html",
        "sopimukset/com1-.html",
        "organisaatiot/nul-.html",
        "organisaatiot/com.html",
        "ryhmat/lpt9-.html",
    ] {
        assert!(files.contains_key(path), "{path}: {:#?}", files.keys());
    }
    let is_device = |part: &str| ["con", "com1", "nul", "lpt9"].contains(&part.trim_end_matches(".html"));
    let devices = files.keys().filter(|path| path.split('/').any(is_device));
    assert_eq!(devices.count(), 0);
    assert_links_lead_somewhere(&files);
}

fn long_event(n: usize) -> String {
    let heading = if n == 0 { "events:\n" } else { "" };
    format!(
        "{heading}  - {{ date: 2015-01-{:02}, title: Kokous {n}, kind: meeting }}\n",
        n % 28 + 1
    )
}

/// What is before the `@` may look like the fields of a link, and adds none.
#[test]
fn an_address_adds_nothing_to_its_link() {
    let agreement = super::harness::SMALL.replace("opisto@example.fi", "'t+o%41?bcc=x&y#z@example.fi'");
    let place = Place::of(&[("sopimus-2014.yaml", &agreement)]);
    let files = site(&place, &[]);
    let page = text(&files["organisaatiot/opisto.html"]);
    let mail: Vec<String> = attributes(page, "href")
        .into_iter()
        .filter(|link| link.starts_with("mailto:"))
        .collect();
    assert_eq!(mail, ["mailto:t+o%2541%3Fbcc%3Dx%26y%23z@example.fi"]);
    assert!(page.contains("t+o%41?bcc=x&amp;y#z@example.fi"), "{page}");
}

/// What is still to come is not shown as past, and what the network has said is no estimate.
#[test]
fn a_day_to_come_and_the_division_of_the_network_are_shown_as_such() {
    let place = Place::example();
    let organisations = place.read("agreements/organisations.yaml");
    place.write(
        "agreements/organisations.yaml",
        (organisations + "  - { id: lappia, name: Lappia, ceased: 2099-12-31 }\n").as_bytes(),
    );
    let areas = "areas:\n  Länsi: [Kemi]\n  Itä: [Salla]\n  Keski: [Ranua]\n  Tunturi: [Kolari]\n  Saamelaisalue: [Inari]\n";
    let without = site(&place, &[]);
    assert!(text(&without["alueet/index.html"]).contains("jako on arvio"));
    let settings = place.read("registry.yaml");
    let settings = settings.split("areas:").next().unwrap_or_default().to_owned() + areas;
    place.write("registry.yaml", settings.as_bytes());
    let pages = site(&place, &[]);
    let page = |path: &str| text(&pages[path]);
    assert!(page("organisaatiot/lappia.html").contains("<dt>lakkaa</dt><dd>31.12.2099</dd>"));
    assert!(page("organisaatiot/ita-lapin-ammattiopisto.html").contains("<dt>lakannut</dt>"));
    assert!(page("alueet/index.html").contains("verkoston ilmoittamat"));
    assert!(!page("alueet/lansi.html").contains("jako on arvio"));
}

/// A page of an earlier day shows no signature that came later.
#[test]
fn a_signature_of_a_later_day_is_on_no_page() {
    let place = Place::example();
    let row = |pages: &Files| {
        let page = text(&pages["organisaatiot/esimerkkisaatio.html"]);
        page.contains("27.2.2015")
    };
    assert!(row(&site(&place, &[])));
    assert!(!row(&site(&place, &["--as-of", "26.2.2015"])));
}
