//! Regions get another id in a text, and nothing else changes.

use super::*;
use crate::model::{Agreement, DigestForm, FrozenText, Section};
use crate::source::{Content, read_bytes};
use crate::wording::Lang;

fn network(ids: &[(&str, &[&str])]) -> Network {
    let region = |(id, aliases): &(&str, &[&str])| RegionData {
        id: (*id).to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ..RegionData::default()
    };
    Network::new(NetworkData {
        regions: ids.iter().map(region).collect(),
        own: true,
        ..NetworkData::default()
    })
}

fn file() -> FilePath {
    FilePath::new("agreements/tno.yaml")
}

fn renamed_in(network: &Network, ids: (&str, &str), text: &str) -> Result<RenamedRegion, String> {
    let named = NamedRegions::of(&file(), text.as_bytes()).expect("the text can be read");
    let renamed = RegionRenaming::new(network, ids, &named).edited(&file(), text.as_bytes());
    renamed.map_err(|problem| problem.message.get(Lang::En).to_owned())
}

/// The text after `Itä` has become `Itä-Kainuu` in a network with three regions.
fn check(text: &str, expected: &str) {
    let network = network(&[("Länsi", &[]), ("Itä-Kainuu", &[]), ("Keski, osa", &[])]);
    let renamed = renamed_in(&network, ("Itä", "Itä-Kainuu"), text).expect("it can be renamed");
    assert_eq!(String::from_utf8_lossy(&renamed.bytes), expected);
    assert!(!renamed.is_restated);
}

const HEAD: &str = "id: tno\ntitle: Itä\nterm: { starts: 2020, ends: 2023 }\n";

fn signatory(regions: &str) -> String {
    format!(
        "{HEAD}signatories:\n  - {{ organisation: aa, name: Itä, kind: other, municipality: Itä, regions: {regions} }}\n"
    )
}

#[test]
fn the_lists_of_regions_alone_are_changed_in_their_own_style() {
    for (before, after) in [
        ("[Itä]", "[Itä-Kainuu]"),
        ("[ Länsi,Itä ,Länsi]", "[ Länsi,Itä-Kainuu ,Länsi]"),
        ("[\"Itä\", 'Länsi']", "[\"Itä-Kainuu\", 'Länsi']"),
        ("[\"It\\u00e4\"]", "[\"Itä-Kainuu\"]"),
        (
            "[\n      Itä, # Itä\n      Länsi ]",
            "[\n      Itä-Kainuu, # Itä\n      Länsi ]",
        ),
        ("[Itä, Itä]", "[Itä-Kainuu, Itä-Kainuu]"),
        ("all", "all"),
        ("[Länsi]", "[Länsi]"),
    ] {
        check(&signatory(before), &signatory(after));
    }
}

#[test]
fn groups_signatories_and_cooperation_are_changed_with_all_other_bytes_kept() {
    let text = "\u{feff}# Itä\r\nid: tno\r\ntitle: Itä   # Itä\r\nterm: { starts: 2020, ends: 2023 }\r\ncooperation:\r\n- [Länsi, Itä]\r\n-  - Itä\t# pari\r\n   - Länsi\r\ngroups:\r\n  - id: ita\r\n    name: Itä\r\n    regions:\r\n    - Itä # kommentti\r\n\r\n    - 'Länsi'\r\n    duties: [Itä, { text: Itä }]\r\nsource: Itä";
    let expected = text
        .replace("[Länsi, Itä]", "[Länsi, Itä-Kainuu]")
        .replace("- Itä\t", "- Itä-Kainuu\t")
        .replace("- Itä # k", "- Itä-Kainuu # k");
    check(text, &expected);
}

#[test]
fn an_id_that_needs_quotes_gets_them() {
    let network = network(&[("Länsi", &[]), ("Itä: ylä", &[])]);
    let renamed = renamed_in(&network, ("Itä", "Itä: ylä"), &signatory("[Länsi, Itä]"));
    let expected = signatory("[Länsi, \"Itä: ylä\"]");
    assert_eq!(renamed.map(|renamed| renamed.bytes), Ok(expected.into_bytes()));
}

#[test]
fn two_regions_do_not_become_one() {
    let network = network(&[("Länsi", &[]), ("Uusi", &[])]);
    let renamed = renamed_in(&network, ("Itä", "Uusi"), &signatory("[Länsi, Itä, Uusi]"));
    assert_eq!(
        renamed.expect_err("it is refused"),
        "a list names both `Itä` and `Uusi`, which would become one"
    );
    // In two lists they are what they are.
    let text = format!(
        "{}  - {{ organisation: bb, name: Bb, kind: other, regions: [Uusi] }}\n",
        signatory("[Itä]")
    );
    let renamed = renamed_in(&network, ("Itä", "Uusi"), &text).expect("it can be renamed");
    assert_eq!(
        String::from_utf8_lossy(&renamed.bytes),
        text.replace("regions: [Itä]", "regions: [Uusi]")
    );
}

fn opened(regions: &str, digest: &str) -> String {
    format!(
        "{HEAD}opened: {{ on: 2020, text: {digest} }} # avattu\ncooperation: [[Länsi, Keski]]\n\
         groups: [{{ id: r, name: Ryhmä, regions: {regions} }}]\n"
    )
}

fn read(network: &Network, text: &str) -> Agreement {
    let reading = read_bytes(&file(), Role::Agreement, network, text.as_bytes().to_vec());
    let Some(Content::Agreement(agreement)) = reading.content else {
        panic!("the file holds an agreement")
    };
    *agreement
}

/// An agreement opened with regions in a network where they were so called.
fn opened_in(network: &Network, regions: &str) -> String {
    opened(
        regions,
        &FrozenText::of(&read(network, &opened(regions, "0"))).digest(),
    )
}

fn changed(network: &Network, text: &[u8]) -> Vec<Section> {
    let agreement = read(network, &String::from_utf8_lossy(text));
    let recorded = &agreement.opened.as_ref().expect("it is opened").text.value;
    let recorded = RecordedDigest::parse(recorded).expect("it is a digest");
    recorded.changed_in(&agreement)
}

#[test]
fn an_opened_text_is_the_same_under_the_new_id() {
    let old = network(&[("Länsi", &[]), ("Itä", &[]), ("Keski", &[])]);
    let new = network(&[("Länsi", &[]), ("Uusi", &[]), ("Keski", &[])]);
    // The regions of a list count in the order of the network, whatever their order in the file.
    for regions in ["[Itä]", "[Keski, Itä]", "[Keski, Länsi, Itä]"] {
        let text = opened_in(&old, regions);
        assert_eq!(changed(&old, text.as_bytes()), []);
        let renamed = renamed_in(&new, ("Itä", "Uusi"), &text).expect("it can be renamed");
        assert!(renamed.is_restated);
        assert_eq!(changed(&new, &renamed.bytes), []);
        let back = renamed_in(&old, ("Uusi", "Itä"), &String::from_utf8_lossy(&renamed.bytes));
        assert_eq!(back.map(|back| back.bytes), Ok(text.into_bytes()));
    }
}

#[test]
fn what_had_changed_since_the_opening_stays_changed() {
    let old = network(&[("Länsi", &[]), ("Itä", &[]), ("Keski", &[])]);
    let new = network(&[("Länsi", &[]), ("Uusi", &[]), ("Keski", &[])]);
    let text = opened_in(&old, "[Itä]").replace("name: Ryhmä", "name: Toinen");
    let renamed = renamed_in(&new, ("Itä", "Uusi"), &text).expect("it can be renamed");
    assert!(!renamed.is_restated);
    assert_eq!(changed(&new, &renamed.bytes), [Section::Groups]);
    let text = opened_in(&old, "[Itä]").replace("title: Itä", "title: Toinen");
    let renamed = renamed_in(&new, ("Itä", "Uusi"), &text).expect("it can be renamed");
    assert!(renamed.is_restated);
    assert_eq!(changed(&new, &renamed.bytes), [Section::Title]);
}

/// Of two regions with other ids the first is renamed while the second is still called as it was.
#[test]
fn one_region_after_the_other_can_be_renamed() {
    let old = network(&[("Länsi", &[]), ("Itä", &[]), ("Keski", &[])]);
    let new = network(&[("Ranta", &["Länsi"]), ("Uusi", &["Itä"]), ("Keski", &[])]);
    let text = opened_in(&old, "[Keski, Itä, Länsi]");
    let first = renamed_in(&new, ("Itä", "Uusi"), &text).expect("the first can be renamed");
    let second = renamed_in(&new, ("Länsi", "Ranta"), &String::from_utf8_lossy(&first.bytes));
    let second = second.expect("and the second");
    assert_eq!(changed(&new, &second.bytes), []);
    assert!(String::from_utf8_lossy(&second.bytes).contains("regions: [Keski, Uusi, Ranta]"));
}

/// The digest of an earlier version counted a repetition.
#[test]
fn a_text_that_was_opened_with_repetitions_is_the_same() {
    let old = network(&[("Länsi", &[]), ("Itä", &[]), ("Keski", &[])]);
    let new = network(&[("Länsi", &[]), ("Uusi", &[]), ("Keski", &[])]);
    let text = opened("[Itä]", "0").replace("regions: [Itä]", "regions: [Itä], members: [aa, aa]");
    let mut unheard = Findings::default();
    let tree = Tree::parse(&file(), &text, &mut unheard).expect("it is YAML");
    let written = agreement_as(Reading::AsWritten, &file(), &tree, &old).expect("it is an agreement");
    let first = FrozenText::in_form(&written, DigestForm::First);
    let text = text.replace("text: 0", &format!("text: {}", first.digest()));
    assert_eq!(changed(&old, text.as_bytes()), []);
    let renamed = renamed_in(&new, ("Itä", "Uusi"), &text).expect("it can be renamed");
    assert_eq!(changed(&new, &renamed.bytes), []);
}

#[test]
fn a_text_that_cannot_be_read_names_nothing_for_certain() {
    assert_eq!(NamedRegions::of(&file(), b"a: [b"), None);
    assert_eq!(NamedRegions::of(&file(), b"\xff"), None);
    assert_eq!(NamedRegions::of(&file(), b"# nothing\n"), None);
}

/// Two approved the same text, one another text before.
#[test]
fn an_approved_text_is_the_same_under_the_new_id() {
    let old = network(&[("Länsi", &[]), ("Itä", &[]), ("Keski", &[])]);
    let new = network(&[("Länsi", &[]), ("Uusi", &[]), ("Keski", &[])]);
    let with = |title: &str, approved: &str| {
        let plain = opened("[Itä]", "0").replace("title: Itä", &format!("title: {title}"));
        let begin = plain.find("opened:").expect("it is opened");
        let end = begin + plain[begin..].find('\n').expect("the line ends");
        format!("{}approved: [{approved}]{}", &plain[..begin], &plain[end..])
    };
    let digest = |title: &str| FrozenText::of(&read(&old, &with(title, ""))).digest();
    let (now, before) = (digest("Itä"), digest("Ennen"));
    let approved = ["a", "b", "c"].map(|id| {
        let text = if id == "c" { &before } else { &now };
        format!("{{ organisation: {id}, on: 2019, text: {text} }}")
    });
    let text = with("Itä", &approved.join(", "));
    let changed = |network: &Network, text: &[u8]| {
        let agreement = read(network, &String::from_utf8_lossy(text));
        let approvals = agreement.compared_approvals();
        approvals.map(|(_, changed)| changed).collect::<Vec<_>>()
    };
    let expected = [vec![], vec![], vec![Section::Title]];
    assert_eq!(changed(&old, text.as_bytes()), expected);
    let renamed = renamed_in(&new, ("Itä", "Uusi"), &text).expect("it can be renamed");
    assert!(!renamed.is_restated);
    assert_eq!(changed(&new, &renamed.bytes), expected);
}
