//! What of a registry everybody may see.

use super::*;
use crate::source::testing::{day, registry};

/// Every fact that is not for everybody carries this word.
const SECRET: &str = "salaisuus";

const SIGNED: &str = "
title: Sopimus
record: LAP/12/2014
term: { starts: 2014, ends: 2016, extended: [{ until: 2018, decided: 2015-01-01, decision: salaisuus 1 }] }
terminated: { on: 2030-01-01, reason: salaisuus 2 }
supersedes: [luonnos-2013]
declared_signatories: 9
groups:
  - id: g
    name: Ryhmä
    regions: all
    chair: salaisuus-odottaa
    members: [a, salaisuus-odottaa, salaisuus-kieltaytyi]
    duties: [{ text: Seuraa., responsible: [a, salaisuus-odottaa] }]
signatories:
  - { organisation: a, name: Aapa, kind: other, regions: all, signed: 2014-01-02, signed_by: salaisuus 12, decision: salaisuus 3, record: salaisuus 14, contact: { role: Toimisto, email: salaisuus@example.fi, name: salaisuus 4 } }
  - { organisation: b, name: Beeta, kind: other, regions: all, signed: 2014-01-03, withdrawn: { notice: 2015-01-01, effective: 2016-01-01 }, contact: { role: Vaihde, email: vaihde@example.fi, public: true } }
  - { organisation: c, name: Kesä, kind: other, regions: all, signed: 2014-01-04, withdrawn: { notice: 2014-09-01, effective: 2014-12-01 } }
  - { organisation: salaisuus-odottaa, name: salaisuus 5, kind: other, regions: all }
  - { organisation: salaisuus-kieltaytyi, name: salaisuus 6, kind: other, regions: all, declined: 2014-02-01 }
  - { organisation: salaisuus-tulee, name: salaisuus 7, kind: other, regions: all, joined: 2015-12-01, signed: 2015-12-01 }
events:
  - { date: 2014-10-06, title: Avoin, kind: review, attended: [a, salaisuus-odottaa], minutes: salaisuus.pdf, public: true }
  - { date: 2014-10-06, title: Luettava, kind: review, minutes: paatos.pdf, public: true }
  - { date: 2014-10-07, title: salaisuus 8, kind: meeting }
source: Avoin lähde
documents:
  - { file: sopimus.pdf, title: Avoin asiakirja, kind: signed-original, of: salaisuus-odottaa, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', public: true }
  - { file: paatos.pdf, kind: decision, of: a, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', public: true }
  - { file: salaisuus.pdf, title: salaisuus 15, kind: minutes, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
waivers: [{ code: count-differs, reason: salaisuus 13 }]
";

const DRAFT: &str = "
title: salaisuus 9
term: { starts: 2019, ends: open-ended }
supersedes: [sopimus-2014]
opened: { on: 2015-01-01, text: abc }
signatories: [{ organisation: salaisuus-uusi, name: salaisuus 10, kind: other, regions: all }]
";

const ORGANISATIONS: &str = "
organisations:
  - { id: a, name: Aapa, ceased: 2016-12-31, successors: [{ organisation: seuraaja }] }
  - { id: seuraaja, name: Seuraaja, ceased: 2017-12-31, successors: [{ organisation: viimeisin }] }
  - { id: viimeisin, name: Viimeisin, successors: [{ organisation: seuraaja }] }
  - { id: salaisuus-odottaa, name: salaisuus 11 }
";

fn published() -> Registry {
    let registry = registry(
        &[("sopimus-2014", SIGNED), ("luonnos-2013", DRAFT)],
        ORGANISATIONS,
    );
    Edition::Public.of(registry, day("2015-06-30"))
}

#[test]
fn nothing_internal_is_left() {
    let public = published();
    let shown = format!("{public:?}").to_lowercase();
    assert!(!shown.contains(SECRET), "{shown}");
}

#[test]
fn what_is_everybodys_business_stays() {
    let public = published();
    let agreement = &public.agreements[0];
    assert_eq!(public.agreements.len(), 1);
    assert!(agreement.supersedes.is_empty());
    let listed: Vec<&str> = agreement
        .signatories
        .iter()
        .map(|signatory| signatory.organisation.value.as_str())
        .collect();
    assert_eq!(listed, ["a", "b", "c"]);
    let [a, b, c] = &agreement.signatories[..] else {
        panic!("three have signed")
    };
    assert!(a.contact.is_none() && b.contact.is_some());
    assert!(b.withdrawn.is_none(), "it takes effect later");
    assert!(c.withdrawn.is_some(), "it has taken effect");
    let events = agreement.events.iter();
    let events = events.map(|event| (event.attended.len(), event.minutes.is_some()));
    assert_eq!(events.collect::<Vec<_>>(), [(1, false), (0, true)]);
    assert_eq!(agreement.source.as_deref(), Some("Avoin lähde"));
    assert_eq!(agreement.record.as_deref(), Some("LAP/12/2014"));
    assert_eq!(agreement.groups[0].duties[0].responsible.len(), 1);
    let documents = agreement.documents.iter();
    let documents = documents.map(|document| (document.file.value.as_str(), document.of.is_some()));
    assert_eq!(
        documents.collect::<Vec<_>>(),
        [("sopimus.pdf", false), ("paatos.pdf", true)]
    );
    let organisations: Vec<&str> = public
        .organisations
        .iter()
        .map(|organisation| organisation.id.value.as_str())
        .collect();
    assert_eq!(organisations, ["a", "seuraaja", "viimeisin"]);
}

/// The duties that are left of an agreement whose `odottaa` has not signed, with their owners.
fn duties_left(groups: &str) -> Vec<String> {
    let text = format!(
        "title: Sopimus\nterm: {{ starts: 2014, ends: 2016 }}\ngroups:\n{groups}signatories:\n  \
             - {{ organisation: a, name: Aapa, kind: other, regions: all, signed: 2014-01-02 }}\n  \
             - {{ organisation: odottaa, name: Odottaa, kind: other, regions: all }}\n"
    );
    let public = Edition::Public.of(registry(&[("s-2014", &text)], ""), day("2015-06-30"));
    let duties = public.agreements[0].groups.iter().flat_map(|group| &group.duties);
    let shown = duties.map(|duty| {
        let owners: Vec<&str> = duty
            .responsible
            .iter()
            .map(|owner| owner.value.as_str())
            .collect();
        format!("{} {} [{}]", duty.number, duty.text.value.fi(), owners.join(", "))
    });
    shown.collect()
}

#[test]
fn a_duty_of_one_that_has_not_signed_does_not_become_everybodys() {
    let groups = "  - id: g
    name: Ryhmä
    regions: all
    members: [a, odottaa]
    duties:
      - { text: Yksi., responsible: [odottaa] }
      - { text: Kaksi., responsible: [a, odottaa] }
      - Kolme.
";
    assert_eq!(duties_left(groups), ["2 Kaksi. [a]", "3 Kolme. []"]);
}

#[test]
fn a_group_of_which_nobody_has_signed_has_no_duties_yet() {
    let waiting =
        "  - { id: g, name: Ryhmä, regions: all, chair: odottaa, members: [odottaa], duties: [Yksi.] }\n";
    assert!(duties_left(waiting).is_empty());
    let without_members = "  - { id: g, name: Ryhmä, regions: all, duties: [Yksi.] }\n";
    assert_eq!(duties_left(without_members), ["1 Yksi. []"]);
}

/// The rule is met by a refusal that comes after the end: the later one never was in force, and the
/// earlier one still is, though those who have signed do not say why.
#[test]
fn both_editions_show_the_same_statuses() {
    let earlier = "title: Aiempi\nterm: { starts: 2014, ends: open-ended }
signatories: [{ organisation: a, name: Aapa, kind: other, regions: all, signed: 2014-01-02 }]\n";
    let later = "title: Myöhempi\nterm: { starts: 2015-01-01, ends: 2015-03-31 }
in_force_when: all-signed
supersedes: [aiempi]
signatories:
  - { organisation: a, name: Aapa, kind: other, regions: all, signed: 2015-01-10 }
  - { organisation: b, name: Beeta, kind: other, regions: all, declined: 2015-05-05 }\n";
    let all = registry(&[("aiempi", earlier), ("myohempi", later)], "");
    let shown = |edition: Edition, today: &str| {
        let registry = edition.of(all.clone(), day(today));
        // The calendar asks for the edition of what may be one already.
        let registry = edition.of(registry, day(today));
        let standings = crate::model::standings(&registry, day(today));
        let shown = standings
            .iter()
            .map(|standing| (standing.agreement.id.value.to_string(), standing.status));
        shown.collect::<Vec<_>>()
    };
    let internal = shown(Edition::Internal, "2015-06-01");
    assert_eq!(shown(Edition::Public, "2015-06-01"), internal);
    assert_eq!(
        internal
            .iter()
            .map(|(_, status)| status.code())
            .collect::<Vec<_>>(),
        ["in-force", "ended"]
    );
    // Before the refusal no one knew whether the rule would be met.
    assert_eq!(shown(Edition::Public, "2015-02-01"), internal[..1]);
}

#[test]
fn the_network_sees_everything() {
    let all = registry(
        &[("sopimus-2014", SIGNED), ("luonnos-2013", DRAFT)],
        ORGANISATIONS,
    );
    let internal = Edition::Internal.of(all.clone(), day("2015-06-30"));
    assert_eq!(format!("{all:?}"), format!("{internal:?}"));
}
