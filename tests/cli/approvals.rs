//! Approvals of the text of a draft.

use insta::assert_snapshot;

use super::harness::Place;

const FILE: &str = "agreements/luonnos-2027.yaml";

const DRAFT: &str = "\
id: luonnos-2027
title: Luonnos 2027 # ei vielä avattu
term: { starts: 2027-01-01, ends: 2029-12-31 }
in_force_when: all-signed
groups:
  - { id: ryhma, name: Ryhmä, regions: all, chair: opisto, members: [opisto], duties: [Seuraa toimintaa.] }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, contact: { role: Toimisto, email: o@example.fi } }
  - { organisation: kunta, name: Kunta, kind: other, regions: all, contact: { role: Kirjaamo, email: k@example.fi } }
";

fn place() -> Place {
    Place::of(&[("luonnos-2027.yaml", DRAFT)])
}

const ON: [&str; 3] = ["--on", "12.11.2026", "--decision"];

fn approve<'a>(organisations: &[&'a str], decision: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [
        &["approve", "luonnos-2027"],
        organisations,
        &ON,
        &[decision],
        more,
    ]
    .concat()
}

#[test]
fn an_approval_names_the_text_that_was_approved() {
    let place = place();
    assert_snapshot!(
        "approve_dry_run",
        place.run(&approve(&["Opisto", "kunta"], "§ 45", &["--dry-run"]))
    );
    assert_eq!(place.read(FILE), DRAFT);
    assert_snapshot!("approve_fi", place.run_fi(&approve(&["opisto"], "§ 45", &[])));
    let recorded = place.read(FILE);
    assert_snapshot!("approve_again", place.run(&approve(&["opisto"], "§ 45", &[])));
    assert_snapshot!(
        "approve_other_day",
        place.run(&["approve", "luonnos-2027", "opisto", "--on", "2026-11-14"])
    );
    assert_eq!(place.read(FILE), recorded);
    assert_eq!(place.json(&["validate"]).to_string(), "[]");
    // The text changes: the approval is of another one, until it is approved again.
    place.write(
        FILE,
        recorded
            .replace("ends: 2029-12-31", "ends: 2030-12-31")
            .as_bytes(),
    );
    assert_snapshot!("approve_stale", place.run(&["validate", "--format", "human"]));
    assert_snapshot!("approve_stale_show_fi", place.run_fi(&["show", "luonnos-2027"]));
    assert_snapshot!(
        "approve_earlier",
        place.run(&["approve", "luonnos-2027", "opisto", "--on", "2026-11-11"])
    );
    let anew = [
        "approve",
        "luonnos-2027",
        "opisto",
        "--on",
        "2026-11-16",
        "--decision",
        "§ 51",
    ];
    assert_snapshot!("approve_new_text", place.run(&anew));
    assert_eq!(place.json(&["validate"]).to_string(), "[]");
    let shown = place.json(&["show", "luonnos-2027"]);
    assert_eq!(shown["approvals"][0]["differs_in"][0], "term");
    assert_eq!(shown["approvals"][1]["differs_in"], serde_json::json!([]));
    let earlier = place.json(&["show", "luonnos-2027", "--as-of", "2026-11-15"]);
    assert_eq!(earlier["approvals"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_cannot_be_approved_is_refused() {
    let place = place();
    assert_snapshot!(
        "approve_future",
        place.run(&["approve", "luonnos-2027", "opisto", "--on", "2026-12-24"])
    );
    assert_snapshot!(
        "approve_stranger_fi",
        place.run_fi(&approve(&["opsito"], "§ 1", &[]))
    );
    assert_snapshot!(
        "approve_twice",
        place.run(&approve(&["opisto", "Opisto"], "§ 1", &[]))
    );
    place.run(&["open", "luonnos-2027", "--on", "2026-11-15"]);
    assert_snapshot!("approve_opened", place.run(&approve(&["opisto"], "§ 1", &[])));
    assert!(!place.read(FILE).contains("approved"));
    // Signing has begun by a signature.
    let signed = DRAFT.replace("name: Kunta, ", "name: Kunta, signed: 2026-11-10, ");
    place.write(FILE, signed.as_bytes());
    assert_snapshot!("approve_signed", place.run(&approve(&["opisto"], "§ 1", &[])));
    let declined = DRAFT.replace("name: Opisto, ", "name: Opisto, declined: 2026-11-10, ");
    place.write(FILE, declined.as_bytes());
    assert_snapshot!(
        "approve_declined_fi",
        place.run_fi(&approve(&["opisto"], "§ 1", &[]))
    );
}
