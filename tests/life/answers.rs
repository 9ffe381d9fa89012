//! What the answers say, read from the JSON that the library and the command line give alike.

use serde_json::Value;

use crate::questions::{Of, Question, Scope};
use crate::told::{Told, rows, text};

/// Takes the answer to a question apart.
pub(crate) fn tell(question: &Question, answer: &Value, told: &mut Told) {
    told.begin(question.command().join(" "));
    match question {
        Question::Agreements => agreements(answer, told),
        Question::Signatories(scope) => signatories(scope.name(), answer, told),
        Question::Groups(scope) => {
            let list = rows(answer).iter().map(group_place).collect();
            told.lists(scope.name(), "groups", list);
            for row in rows(answer) {
                composition(row, told);
            }
        }
        Question::Duties(scope, Of::Everybody) => duties(scope.name(), answer, told),
        Question::Duties(scope, Of::Organisation(one)) => {
            duties(&format!("{one} in {}", scope.name()), answer, told);
            for row in rows(answer) {
                let bound = row["bound"].as_bool();
                let of = format!("{}/{one}", text(&row["agreement"]));
                told.says(of, "bound", bound.unwrap_or(false).to_string());
            }
        }
        Question::Duties(scope, Of::Region(area)) => {
            duties(&format!("{area} in {}", scope.name()), answer, told);
        }
        Question::Regions(scope) => regions(scope.name(), answer, told),
        Question::Events(scope) => {
            let list = rows(answer).iter().map(|row| text(&row["agreement"]));
            told.lists(scope.name(), "events", list.collect());
        }
        Question::ShowAgreement(id) => agreement(id, answer, told),
        Question::ShowOrganisation(id) => organisation(id, answer, told),
        Question::ShowGroup(_, id) => group(id, answer, told),
        Question::Board(id) => board(id, answer, told),
        Question::Due => due(answer, told),
        Question::Document(id, of) => document(id, of, answer, told),
        Question::Calendar => calendar(answer, told),
    }
}

/// The fields that `agreements` and `show` have alike.
fn standing(id: &str, answer: &Value, told: &mut Told) {
    for what in [
        "status",
        "ending_soon",
        "ends",
        "days_left",
        "decision_deadline",
        "continues_to",
    ] {
        told.field(id, what, &answer[what]);
    }
    let is_open = answer["open_ended"].as_bool() == Some(answer["ends"].is_null());
    told.says(id, "open_ended fits", is_open.to_string());
}

fn agreements(answer: &Value, told: &mut Told) {
    let ids = rows(answer).iter().map(|row| text(&row["id"]));
    told.lists("all", "agreements", ids.collect());
    for row in rows(answer) {
        let id = text(&row["id"]);
        standing(&id, row, told);
        told.field(&id, "n signed", &row["signed"]);
        told.field(&id, "n signatories", &row["signatories"]);
        told.field(&id, "superseded by", &row["superseded_by"]);
    }
}

fn signatories(scope: &str, answer: &Value, told: &mut Told) {
    let list = rows(answer).iter().map(signatory_place);
    told.lists(scope, "signatories", list.collect());
    for row in rows(answer) {
        signatory(&signatory_place(row), row, told);
    }
}

fn signatory(place: &str, row: &Value, told: &mut Told) {
    told.field(place, "state", &row["state"]);
    told.field(text(&row["organisation"]), "ceased", &row["ceased"]);
}

fn signatory_place(row: &Value) -> String {
    format!("{}/{}", text(&row["agreement"]), text(&row["organisation"]))
}

fn group_place(row: &Value) -> String {
    format!("{}/{}", text(&row["agreement"]), text(&row["group"]))
}

/// Who is in a group on the day, as rows tell it.
fn composition(row: &Value, told: &mut Told) {
    let place = group_place(row);
    told.field(&place, "chair", &row["chair"]);
    told.field(&place, "members", &row["members"]);
    let role = |one: &Value| format!("{}: {}", text(&one["role"]), text(&one["organisation"]));
    told.lists(place, "roles", rows(&row["roles"]).iter().map(role).collect());
}

/// The seats of all days, and those that are held on the day.
fn seats(place: &str, answer: &Value, told: &mut Told) {
    let line = |row: &Value| {
        let role = if row["role"] == "other" {
            &row["role_name"]
        } else {
            &row["role"]
        };
        let [role, who] = [role, &row["organisation"]].map(text);
        let [from, until, before] = ["from", "until", "in_place_of"].map(|field| text(&row[field]));
        let held = row["held"] == true;
        format!("{role} {who} {from}..{until} in place of {before} held {held}")
    };
    told.lists(place, "seats", rows(answer).iter().map(line).collect());
}

fn duty_place(row: &Value) -> String {
    format!("{}/{}", group_place(row), text(&row["position"]))
}

fn duties(of: &str, answer: &Value, told: &mut Told) {
    told.lists(of, "duties", rows(answer).iter().map(duty_place).collect());
    for row in rows(answer) {
        duty(row, told);
    }
}

fn duty(row: &Value, told: &mut Told) {
    told.field(text(&row["agreement"]), "status", &row["agreement_status"]);
    let owners = rows(&row["owners"]).iter().map(|owner| {
        let mark = if owner["bound"] == true { "" } else { "?" };
        format!("{}{mark}", text(&owner["organisation"]))
    });
    told.lists(duty_place(row), "owners", owners.collect());
}

fn regions(scope: &str, answer: &Value, told: &mut Told) {
    for row in rows(answer) {
        let of = format!("{} in {scope}", text(&row["region"]));
        told.field(&of, "signatories", &row["signatories"]);
        // Over all agreements a group that goes on is listed once.
        if scope == Scope::InForce.name() {
            told.says(&of, "n groups", rows(&row["groups"]).len().to_string());
        }
    }
}

fn agreement(id: &str, answer: &Value, told: &mut Told) {
    standing(id, answer, told);
    told.field(id, "entered", &answer["entered"]);
    told.field(id, "n signed", &answer["n_signed"]);
    told.field(id, "n signatories", &answer["n_signatories"]);
    let links = ["predecessors", "successors", "sub_agreements"].map(|field| rows(&answer[field]));
    let main = std::slice::from_ref(&answer["part_of"]);
    for link in links.into_iter().chain([main]).flatten() {
        let other = text(&link["id"]);
        if !link["status"].is_null() {
            told.field(&other, "status", &link["status"]);
            told.field(&other, "ends", &link["ends"]);
        }
    }
    let list = rows(&answer["signatories"])
        .iter()
        .map(|row| text(&row["organisation"]));
    told.lists(id, "signatories", list.collect());
    for row in rows(&answer["signatories"]) {
        signatory(&signatory_place(row), row, told);
    }
    for row in rows(&answer["duties"]) {
        duty(row, told);
    }
    for row in rows(&answer["groups"]) {
        composition(row, told);
    }
    for row in rows(&answer["compositions"]) {
        seats(&format!("{id}/{}", text(&row["group"])), &row["seats"], told);
    }
}

fn organisation(id: &str, answer: &Value, told: &mut Told) {
    told.field(id, "ceased", &answer["has_ceased"]);
    let list = rows(&answer["agreements"])
        .iter()
        .map(|row| text(&row["agreement"]));
    told.lists(id, "agreements", list.collect());
    for row in rows(&answer["agreements"]) {
        told.field(text(&row["agreement"]), "status", &row["status"]);
        signatory(&signatory_place(row), row, told);
    }
    let all = [rows(&answer["duties"]), rows(&answer["group_duties"])].concat();
    duties(&format!("{id} in current"), &Value::Array(all), told);
}

fn group(id: &str, answer: &Value, told: &mut Told) {
    for row in rows(&answer["agreements"]) {
        let agreement = text(&row["agreement"]);
        told.field(&agreement, "status", &row["status"]);
        let place = format!("{agreement}/{id}");
        duties(&place, &row["duties"], told);
        told.field(&place, "chair", &row["chair"]["organisation"]);
        let members = rows(&row["members"]).iter().map(|one| text(&one["organisation"]));
        told.lists(&place, "members", members.collect());
        seats(&place, &row["seats"], told);
    }
}

fn board(id: &str, answer: &Value, told: &mut Told) {
    for what in ["status", "ends", "days_left"] {
        told.field(id, what, &answer[what]);
    }
    for (field, what) in [
        ("signed", "n signed"),
        ("pending", "n pending"),
        ("declined", "n declined"),
        ("withdrawn", "n withdrawn"),
        ("total", "n signatories"),
        ("days_to_start", "days to start"),
    ] {
        told.field(id, what, &answer[field]);
    }
    let blocking = &answer["blocking"];
    told.field(id, "missing", &blocking["missing"]);
    let waiting = rows(&blocking["waiting_for"]).iter().map(|one| text(&one["id"]));
    told.lists(id, "waiting for", waiting.collect());
    for row in rows(&answer["by_region"]) {
        let of = format!("{} of {id}", text(&row["region"]));
        told.field(&of, "n signed", &row["signed"]);
        told.field(&of, "n signatories", &row["total"]);
    }
    let list = rows(&answer["rows"]).iter().map(|row| text(&row["organisation"]));
    told.lists(id, "signatories", list.collect());
    for row in rows(&answer["rows"]) {
        signatory(&format!("{id}/{}", text(&row["organisation"])), row, told);
    }
}

fn of_kind<'v>(answer: &'v Value, kind: &'v str) -> impl Iterator<Item = &'v Value> {
    rows(answer).iter().filter(move |row| row["kind"] == kind)
}

/// Every matter on one line.
fn due(answer: &Value, told: &mut Told) {
    let line = |row: &Value| {
        let who = text(&row["organisation"]);
        let (agreement, deadline) = (text(&row["agreement"]), text(&row["deadline"]));
        format!(
            "{agreement} {who} by {deadline}, {} days",
            text(&row["days_left"])
        )
    };
    for (kind, what) in [
        ("decision", "decisions"),
        ("opening", "openings"),
        ("signature", "signatures"),
        ("succession", "successions"),
    ] {
        told.lists("due", what, of_kind(answer, kind).map(line).collect());
    }
    let duties = of_kind(answer, "duty").map(|row| format!("{} {}", line(row), duty_number(&row["what"])));
    told.lists("due", "duties", duties.collect());
}

/// The group and the number that the text of a duty of the test names.
fn duty_number(of: &Value) -> String {
    let text = text(of);
    let number = text
        .strip_prefix("Tehtävä ")
        .and_then(|rest| rest.split_once('.'));
    number.map_or(text.clone(), |(number, _)| number.replace(' ', "/"))
}

/// The organisation of a name, behind which a word may say that it has gone; made names begin with the id.
fn known_by_name(parties: &Value, name: &Value) -> Option<String> {
    let name = text(name);
    if let Some((id, _)) = name.split_once(", nimi") {
        return Some(id.to_owned());
    }
    if name == "-" {
        return Some(name);
    }
    let is_named = |party: &&Value| text(&party["name"]) == name;
    let party = rows(parties).iter().find(is_named)?;
    Some(text(&party["organisation"]))
}

fn document(id: &str, of: &Of, answer: &Value, told: &mut Told) {
    for what in ["status", "ends", "ended_by"] {
        told.field(id, what, &answer[what]);
    }
    let parties = rows(&answer["parties"])
        .iter()
        .map(|one| text(&one["organisation"]));
    told.lists(id, "parties", parties.collect());
    for party in rows(&answer["parties"]) {
        let place = format!("{id}/{}", text(&party["organisation"]));
        told.field(place, "signed on", &party["signed"]);
    }
    let groups = rows(&answer["groups"]);
    for row in groups {
        let place = format!("{id}/{}", text(&row["id"]));
        // The page has names; of some that are no party any more it does not say whose they are.
        if let Some(chair) = known_by_name(&answer["parties"], &row["chair"]) {
            told.says(&place, "chair", chair);
        }
        let members = rows(&row["members"]).iter();
        let members: Option<Vec<String>> = members
            .map(|name| known_by_name(&answer["parties"], name))
            .collect();
        if let Some(members) = members {
            told.lists(place, "members", members);
        }
    }
    let duties = groups.iter().flat_map(|group| {
        let numbers = rows(&group["duties"]).iter().map(|duty| text(&duty["number"]));
        numbers.map(move |number| format!("{id}/{}/{number}", text(&group["id"])))
    });
    let duties = duties.collect();
    match of {
        Of::Everybody => told.lists(id, "duties", duties),
        Of::Organisation(one) => {
            told.lists(format!("{one} in {id}"), "duties", duties);
            let place = format!("{id}/{one}");
            told.field(&place, "bound", &answer["shown"]["bound"]);
            told.field(&place, "absent", &answer["shown"]["absent"]);
        }
        Of::Region(area) => {
            let groups = groups.iter().map(|group| text(&group["id"]));
            told.lists(format!("{area} in {id}"), "groups", groups.collect());
        }
    }
}

/// Every entry on one line.
fn calendar(answer: &Value, told: &mut Told) {
    let line = |row: &Value| format!("{} {}", text(&row["agreement"]), text(&row["date"]));
    told.lists("calendar", "ends", of_kind(answer, "end").map(line).collect());
    told.lists(
        "calendar",
        "decisions",
        of_kind(answer, "decision").map(line).collect(),
    );
    let duties = of_kind(answer, "duty").map(|row| {
        let (who, number) = (text(&row["organisation"]), duty_number(&row["title"]));
        let (every, until) = (text(&row["every_months"]), text(&row["until"]));
        format!("{} {number} {who} every {every} until {until}", line(row))
    });
    told.lists("calendar", "duties", duties.collect());
}
