//! Paths, and the edits that they come to.

use super::*;
use crate::source::edit::edited;
use crate::wording::Lang;

const TEXT: &str = "\
id: a
title: Sopimus
term: { starts: 2014, ends: 2016 }
groups:
  - id: elo
    name: ELO
    regions: all
    chair: aa
    duties:
      - Seuraa.
      - { id: arvio, text: Arvioi. }
signatories:
  - { organisation: aa, name: Aan kunta, kind: other, regions: all }
events:
  - { date: 2014-05-01, title: Kokous, kind: meeting }
  - { date: 2014-06-01, title: Kokous, kind: meeting }
";

fn place(path: &str) -> Result<FieldPlace, PathProblem> {
    let names: Vec<&str> = path.split('.').collect();
    find_place(
        &FilePath::new("agreements/a.yaml"),
        TEXT.as_bytes(),
        Role::Agreement,
        &names,
    )
}

fn after(edit: Edit) -> String {
    let file = FilePath::new("agreements/a.yaml");
    let role = (Role::Agreement, &*Network::lapland());
    let bytes = edited(&file, TEXT.as_bytes(), role, &[edit]).expect("the edit can be made");
    String::from_utf8(bytes).expect("it is text")
}

fn check_set(path: &str, typed: &str, old: &str, new: &str) {
    let place = place(path).expect("the path leads to a place");
    let value = place.value(typed, &Network::lapland()).expect("it has a value");
    assert_eq!(after(place.set(value)), TEXT.replacen(old, new, 1), "{path}");
}

#[test]
fn what_is_not_there_yet_is_made_where_it_belongs() {
    check_set("term.ends", "31.12.2016", "ends: 2016", "ends: 2016-12-31");
    check_set(
        "in_force_when",
        "20",
        "ends: 2016 }\n",
        "ends: 2016 }\nin_force_when: { signed_at_least: 20 }\n",
    );
    // Letters with their marks are one character, as everywhere in the files.
    check_set(
        "groups.elo.duties.1.text",
        "A\u{308}iti.",
        "- Seuraa.",
        "- \u{c4}iti.",
    );
    check_set(
        "signatories.aa.contact.email",
        "a@example.fi",
        "regions: all }",
        "regions: all, contact: { email: a@example.fi } }",
    );
    check_set(
        "title.sv",
        "Avtal",
        "title: Sopimus",
        "title: { fi: Sopimus, sv: Avtal }",
    );
    check_set(
        "groups.elo.duties.1.every",
        "vuosi",
        "- Seuraa.",
        "- { text: Seuraa., every: year }",
    );
    check_set("groups.elo.duties.1.text", "Tukee.", "- Seuraa.", "- Tukee.");
    check_set(
        "groups.elo.chair.from",
        "1.2.2014",
        "chair: aa",
        "chair: { organisation: aa, from: 2014-02-01 }",
    );
    check_set(
        "groups.ELO.regions",
        "länsi ja itä",
        "regions: all",
        "regions: [Länsi, Itä]",
    );
    check_set(
        "events.2.public",
        "ei",
        "title: Kokous, kind: meeting }\n  - { date: 2014-06-01, title: Kokous, kind: meeting }",
        "title: Kokous, kind: meeting }\n  - { date: 2014-06-01, title: Kokous, kind: meeting, public: false }",
    );
}

#[test]
fn a_name_that_is_none_says_what_there_is() {
    let said = |path: &str| {
        let problem = place(path).expect_err("the path leads nowhere");
        let texts = [Some(problem.message), problem.help];
        let texts = texts.into_iter().flatten();
        texts
            .map(|text| text.get(Lang::En).to_owned())
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_eq!(said("titel"), "unknown field `titel`; did you mean `title`?");
    assert_eq!(
        said("groups.elo.duties.3"),
        "`groups.elo.duties` has no `3`; it has 1 (Seuraa.), arvio"
    );
    assert_eq!(
        said("events.Kokous"),
        "`events` has several entries `Kokous`; name one by its number: `events.1`, `events.2`"
    );
    assert_eq!(said("term.starts.x"), "`term.starts` is one value");
    assert_eq!(said("strategies.1"), "`strategies` has no `1`; the list is empty");
    assert_eq!(said("title.xx").split("; ").next(), Some("`title` has no `xx`"));
}

#[test]
fn the_paths_that_go_on_are_named() {
    let names = |typed: &str| -> Vec<String> {
        let file = FilePath::new("agreements/a.yaml");
        let names = next_names(&file, TEXT.as_bytes(), Role::Agreement, typed);
        names.into_iter().map(|(name, _)| name).collect()
    };
    assert!(names("te").contains(&"term".to_owned()));
    assert_eq!(names("groups."), ["groups.elo"]);
    assert_eq!(
        names("groups.elo.duties."),
        ["groups.elo.duties.1", "groups.elo.duties.arvio"]
    );
    assert!(names("groups.elo.duties.arvio.").contains(&"groups.elo.duties.arvio.every".to_owned()));
    assert!(names("nothing.").is_empty());
}
