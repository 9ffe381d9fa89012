//! What a hurried person does to a file: each case is a whole run of `validate`, and the message
//! must be one that one would thank for.

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

/// A file that was made from the small agreement by one change.
fn changed(from: &str, to: &str) -> Place {
    assert!(SMALL.contains(from), "the small agreement has no {from:?}");
    Place::of(&[("sopimus-2014.yaml", &SMALL.replacen(from, to, 1))])
}

fn of_bytes(bytes: &[u8]) -> Place {
    let place = Place::of(&[]);
    place.write("agreements/sopimus-2014.yaml", bytes);
    place
}

#[test]
fn the_small_agreement_has_no_findings() {
    assert_snapshot!(
        "bad_nothing",
        Place::of(&[("sopimus-2014.yaml", SMALL)]).run(&["validate"])
    );
}

#[test]
fn slips_of_the_keyboard() {
    assert_snapshot!(
        "bad_tab",
        changed("    name: Ryhmä", "\tname: Ryhmä").run(&["validate"])
    );
    assert_snapshot!("bad_colon_fi", changed("title: ", "title ").run_fi(&["validate"]));
    assert_snapshot!("bad_space", changed("title: ", "title:").run(&["validate"]));
    assert_snapshot!(
        "bad_quote_fi",
        changed("title: Sopimus", "title: \"Sopimus").run_fi(&["validate"])
    );
    assert_snapshot!("bad_bracket", changed("[opisto]", "[opisto").run(&["validate"]));
    assert_snapshot!(
        "bad_brace_lines_before_fi",
        changed(
            "    chair: opisto\n",
            "    chair: # it's \"{\n      - { organisation: opisto, from: 2014-01-02\n"
        )
        .run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_indent_fi",
        changed("    kind:", "     kind:").run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_colon_in_text",
        changed("- Seuraa toimintaa.", "- Seuraa: kaikkea.").run(&["validate"])
    );
    assert_snapshot!(
        "bad_brace_in_text",
        changed("title: Sopimus 2014", "title: {term} on kausi").run(&["validate"])
    );
    assert_snapshot!(
        "bad_list_for_text",
        changed("title: Sopimus 2014", "title: [Sopimus]").run(&["validate"])
    );
    assert_snapshot!(
        "bad_text_for_list_fi",
        changed("members: [opisto]", "members: opisto").run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_empty_value",
        changed("signed: 2014-01-02", "signed:").run(&["validate"])
    );
}

#[test]
fn wrong_values() {
    assert_snapshot!(
        "bad_region_fi",
        changed(
            "    regions: all\n    chair",
            "    regions: [Lansi, Pohjoinen]\n    chair"
        )
        .run_fi(&["validate"])
    );
    assert_snapshot!("bad_day", changed("2014-01-02", "2014-02-30").run(&["validate"]));
    assert_snapshot!(
        "bad_finnish_day_fi",
        changed("2014-01-02", "30.3.2017").run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_business_id",
        changed("    kind:", "    business_id: 2296962-2\n    kind:").run(&["validate"])
    );
    assert_snapshot!(
        "bad_business_id_shape",
        changed("    kind:", "    business_id: 22969621\n    kind:").run(&["validate"])
    );
    assert_snapshot!(
        "bad_email_fi",
        changed("opisto@example.fi", "opisto(at)example.fi").run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_field",
        changed("signed:", "allekirjoitettu:").run(&["validate"])
    );
    assert_snapshot!(
        "bad_field_near",
        changed("signatories:", "signatorys:").run(&["validate"])
    );
    assert_snapshot!(
        "bad_kind_fi",
        changed("kind: education", "kind: Education").run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_member",
        changed("members: [opisto]", "members: [opitso]").run(&["validate"])
    );
    assert_snapshot!(
        "bad_id",
        changed("id: sopimus-2014", "id: Sopimus 2014").run(&["validate"])
    );
    assert_snapshot!(
        "bad_normal_form_fi",
        changed("Ryhmä", "Ryhma\u{308}").run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_bidi",
        changed("Seuraa toimintaa.", "Seuraa \u{202e}atnimiot.").run(&["validate"])
    );
    assert_snapshot!(
        "bad_escape_sequence",
        changed("Seuraa toimintaa.", "Seuraa \u{1b}[31mtoimintaa.").run(&["validate"])
    );
}

#[test]
fn what_yaml_offers_beyond_plain_data() {
    assert_snapshot!(
        "bad_anchor",
        changed("name: Ryhmä", "name: &nimi Ryhmä").run(&["validate"])
    );
    assert_snapshot!(
        "bad_alias_fi",
        changed("name: Ryhmä", "name: *nimi").run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_tag",
        changed("name: Ryhmä", "name: !!str Ryhmä").run(&["validate"])
    );
    assert_snapshot!(
        "bad_merge",
        changed("name: Ryhmä", "<<: { name: Ryhmä }").run(&["validate"])
    );
    assert_snapshot!(
        "bad_second_document",
        changed("groups:", "---\ngroups:").run(&["validate"])
    );
    assert_snapshot!(
        "bad_duplicate_field_fi",
        changed("groups:", "title: Toinen\ngroups:").run_fi(&["validate"])
    );
    assert_snapshot!(
        "bad_null",
        changed("title: Sopimus 2014", "title: ~").run(&["validate"])
    );
    let deep = format!("id: a\ntitle: {}\n", "[".repeat(100_000));
    assert_snapshot!(
        "bad_deep",
        of_bytes(deep.as_bytes()).run(&["validate", "--format", "short"])
    );
}

#[test]
fn words_that_other_programs_take_for_values_stay_text() {
    let place = changed("name: Opisto", "name: no");
    assert_eq!(place.json(&["signatories"])[0]["name"], "no");
    let place = changed("name: Opisto", "name: 047");
    assert_eq!(place.json(&["signatories"])[0]["name"], "047");
    let place = changed("name: Opisto", "name: 1_000");
    assert_eq!(place.json(&["signatories"])[0]["name"], "1_000");
}

#[test]
fn files_that_are_no_texts() {
    let latin1: Vec<u8> = SMALL
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    assert_snapshot!("bad_latin1_fi", of_bytes(&latin1).run_fi(&["validate"]));
    let utf16: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_snapshot!(
        "bad_utf16",
        of_bytes(&[&[0xFF, 0xFE], &utf16[..]].concat()).run(&["validate"])
    );
    assert_snapshot!("bad_empty_file_fi", of_bytes(b"").run_fi(&["validate"]));
    let large = vec![b'#'; 5 * 1024 * 1024];
    assert_snapshot!("bad_large", of_bytes(&large).run(&["validate"]));
    let with_mark = [b"\xEF\xBB\xBF", SMALL.replace('\n', "\r\n").as_bytes()].concat();
    assert_snapshot!("good_mark_and_crlf", of_bytes(&with_mark).run(&["validate"]));
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_shown() {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    std::os::unix::fs::symlink("sopimus-2014.yaml", place.path("agreements/linkki.yaml"))
        .expect("a link can be made");
    assert_snapshot!("bad_link", place.run(&["validate"]));
    let status = std::process::Command::new("mkfifo")
        .arg(place.path("agreements/putki.yaml"))
        .status();
    if status.is_ok_and(|status| status.success()) {
        assert_snapshot!("bad_pipe_fi", place.run_fi(&["validate", "--format", "short"]));
        assert_snapshot!("bad_pipe_query", place.run(&["agreements", "--format", "csv"]));
    }
}

#[test]
fn folders_that_are_no_registry() {
    assert_snapshot!("no_registry_fi", Place::empty().run_fi(&["agreements"]));
    assert_snapshot!(
        "no_registry_dir",
        Place::empty().run(&["validate", "--dir", "nowhere"])
    );
    assert_snapshot!("empty_registry", Place::of(&[]).run(&["agreements"]));
    assert_snapshot!("empty_registry_validate_fi", Place::of(&[]).run_fi(&["validate"]));
}

#[test]
fn two_files_with_one_id() {
    let place = Place::of(&[("a/sopimus-2014.yaml", SMALL), ("b/sopimus-2014.yaml", SMALL)]);
    assert_snapshot!("bad_twins", place.run(&["validate"]));
    assert_snapshot!("bad_twins_query", place.run(&["agreements", "--format", "csv"]));
}

#[test]
fn every_finding_of_every_file_comes_in_one_run() {
    let place = Place::of(&[
        (
            "a.yaml",
            "id: a\ntitle: A\nterm: { starts: 2014-13, ends: 2012 }\nsignatories:\n  - { organisation: x, kind: educaton, regions: [Lansi] }\n",
        ),
        ("b.yaml", "id: c\ntitel: B\nterm: { starts: 2014 }\n"),
    ]);
    assert_snapshot!("bad_many", place.run(&["validate", "--format", "short"]));
}

#[test]
fn ten_thousand_findings_are_as_calm_as_one() {
    let entries = "  - { organisation: x, name: X, kind: other, regions: [Lansi] }\n".repeat(600);
    let file =
        format!("id: a\ntitle: A\nterm: {{ starts: 2014, ends: open-ended }}\nsignatories:\n{entries}");
    let place = Place::of(&[("a.yaml", &file)]);
    let shown = place.run(&["validate", "--limit", "2"]);
    assert!(shown.len() < 4000, "{} bytes", shown.len());
    assert_snapshot!("bad_limit", shown);
}
