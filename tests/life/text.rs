//! The files as a person would write them: in lines or in brackets, with comments everywhere.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::date::Date;
use crate::facts::{
    Agreement, Approval, Areas, Duty, Event, Extension, Group, Notice, Rule, Signatory, Timing,
};
use crate::seats::Seat;

/// How a person writes a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A line for each field.
    Lines,
    /// The same, with the line ends and the mark of another system.
    LinesOfWindows,
    /// An entry in brackets on one line.
    Brackets,
}

impl Layout {
    pub(crate) const ALL: &'static [Self] = &[Self::Lines, Self::LinesOfWindows, Self::Brackets];
}

/// Writes an agreement's file.
pub(crate) fn file_of(agreement: &Agreement, layout: Layout) -> Vec<u8> {
    let mut page = Page {
        text: String::new(),
        n_comments: 0,
    };
    page.comment("");
    page.line("", &format!("id: {}", agreement.id));
    page.line("", &format!("title: {}", agreement.title));
    if !agreement.supersedes.is_empty() {
        page.line("", &format!("supersedes: [{}]", agreement.supersedes.join(", ")));
    }
    if let Some(main) = agreement.part_of {
        page.line("", &format!("part_of: {main}"));
    }
    page.entry("term:", "  ", &term_fields(agreement), layout);
    match agreement.rule {
        Rule::StartDate => {}
        Rule::AllSigned => page.line("", "in_force_when: all-signed"),
        Rule::SignedAtLeast(n) => page.line("", &format!("in_force_when: {{ signed_at_least: {n} }}")),
    }
    if let Some(on) = agreement.terminated {
        page.line("", &format!("terminated: {{ on: {on} }}"));
    }
    page.approvals(&agreement.approved);
    page.groups(&agreement.groups, layout);
    let events = agreement.events.iter().map(|event| {
        let Event { date, title, .. } = event;
        format!("{{ date: {date}, title: {title}, kind: meeting, public: true }}")
    });
    page.line(
        "",
        &format!("events: [{}]", events.collect::<Vec<_>>().join(", ")),
    );
    if !agreement.signatories.is_empty() {
        page.line("", "signatories:");
        for one in &agreement.signatories {
            page.comment("  ");
            page.entry("  -", "    ", &signatory_fields(one), layout);
        }
    }
    page.comment("");
    match layout {
        Layout::LinesOfWindows => format!("\u{feff}{}", page.text.replace('\n', "\r\n")).into_bytes(),
        Layout::Lines | Layout::Brackets => page.text.into_bytes(),
    }
}

fn term_fields(agreement: &Agreement) -> Vec<(&'static str, String)> {
    let ends = agreement
        .ends
        .map_or("open-ended".to_owned(), |ends| ends.to_string());
    let mut fields = vec![("starts", agreement.starts.to_string()), ("ends", ends)];
    fields.extend(agreement.notice.map(Notice::field));
    fields.extend(
        agreement
            .continues
            .map(|months| ("continues", format!("{{ by: {months} months }}"))),
    );
    if !agreement.extended.is_empty() {
        let entries = agreement
            .extended
            .iter()
            .map(|Extension { until, decided }| match decided {
                Some(decided) => format!("{{ until: {until}, decided: {decided} }}"),
                None => format!("{{ until: {until} }}"),
            });
        let entries: Vec<String> = entries.collect();
        fields.push(("extended", format!("[{}]", entries.join(", "))));
    }
    fields
}

/// The position of everybody who signs: a text that needs its quotes.
pub(crate) const SIGNER: &str = "rehtori # ei kommentti";

fn signatory_fields(one: &Signatory) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("organisation", one.organisation.to_owned()),
        ("name", format!("\"{}, nimi\"", one.organisation)),
        ("kind", "education".to_owned()),
        ("regions", areas(one.regions)),
    ];
    for (name, date) in [
        ("signed", one.signed),
        ("joined", one.joined),
        ("declined", one.declined),
    ] {
        fields.extend(date.map(|date| (name, date.to_string())));
    }
    let contact = |email| ("contact", format!("{{ role: Toimisto, email: {email} }}"));
    fields.extend(one.email.map(contact));
    // All signatures of the test have one signer, so that the same one again is on record.
    fields.extend(one.signed.map(|_| ("signed_by", format!("\"{SIGNER}\""))));
    fields.extend(one.withdrawn.map(|(notice, effective)| {
        (
            "withdrawn",
            format!("{{ notice: {notice}, effective: {effective} }}"),
        )
    }));
    fields
}

/// A text in the making. Every comment has its own number, so that none can represent another.
struct Page {
    text: String,
    n_comments: usize,
}

impl Page {
    fn comment(&mut self, indent: &str) {
        self.n_comments += 1;
        let n = self.n_comments;
        writeln!(self.text, "{indent}# huomautus {n}: {{ \"").expect("a text takes every line");
    }

    /// A line with a comment behind it.
    fn line(&mut self, indent: &str, line: &str) {
        self.n_comments += 1;
        let n = self.n_comments;
        writeln!(self.text, "{indent}{line}  # reuna {n}").expect("a text takes every line");
    }

    fn entry(&mut self, head: &str, indent: &str, fields: &[(&str, String)], layout: Layout) {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        if layout == Layout::Brackets {
            return self.line("", &format!("{head} {{ {} }}", fields.join(", ")));
        }
        // After the mark of an entry the first field follows on the line, after a name it does not.
        let mut fields = fields.iter();
        if head.ends_with('-') {
            let first = fields.next().expect("an entry has fields");
            self.line("", &format!("{head} {first}"));
        } else {
            self.line("", head);
        }
        for field in fields {
            self.line(indent, field);
        }
    }

    /// Approvals that are on record are of an earlier text.
    fn approvals(&mut self, approved: &[Approval]) {
        if approved.is_empty() {
            return;
        }
        self.line("", "approved:");
        for Approval { who, on, .. } in approved {
            let text = format!("2-{}", "0".repeat(72));
            self.line(
                "",
                &format!("  - {{ organisation: {who}, on: {on}, text: {text} }}"),
            );
        }
    }

    fn groups(&mut self, groups: &[Group], layout: Layout) {
        if groups.is_empty() {
            return;
        }
        self.line("", "groups:");
        for group in groups {
            match layout {
                Layout::Lines | Layout::LinesOfWindows => self.group_in_lines(group),
                Layout::Brackets => self.group_in_brackets(group),
            }
        }
    }

    fn group_in_brackets(&mut self, group: &Group) {
        let id = group.id;
        let name = format!(
            "- {{ id: {id}, name: Ryhmä {id}, regions: {},",
            areas(group.regions)
        );
        self.line("  ", &name);
        if let Some(on) = group.dissolved {
            self.line("  ", &format!("    dissolved: {on},"));
        }
        for (list, entries) in seat_lists(group) {
            let entries: Vec<String> = entries.iter().map(in_brackets).collect();
            match &entries[..] {
                [] if list != "members" => {}
                [only] if list == "chair" => self.line("  ", &format!("    chair: {only},")),
                _ => self.line("  ", &format!("    {list}: [{}],", entries.join(", "))),
            }
        }
        self.line("  ", "    duties: [");
        for duty in &group.duties {
            self.line("  ", &format!("      {},", duty_entry(duty)));
        }
        self.line("  ", "    ] }");
    }

    fn group_in_lines(&mut self, group: &Group) {
        let id = group.id;
        self.line("  ", &format!("- id: {id}"));
        self.line("    ", &format!("name: Ryhmä {id}"));
        self.line("    ", &format!("regions: {}", areas(group.regions)));
        for (list, entries) in seat_lists(group) {
            match &entries[..] {
                [] => {}
                [only] if list == "chair" && only.len() == 1 => {
                    self.line("    ", &format!("chair: {}", only[0].1));
                }
                _ => {
                    self.line("    ", &format!("{list}:"));
                    self.seats_in_lines(&entries);
                }
            }
        }
        if let Some(on) = group.dissolved {
            self.line("    ", &format!("dissolved: {on}"));
        }
        if group.duties.is_empty() {
            return;
        }
        self.line("    ", "duties:");
        for duty in &group.duties {
            self.line("      ", &format!("- {}", duty_entry(duty)));
        }
    }

    fn seats_in_lines(&mut self, entries: &[Fields]) {
        for fields in entries {
            if let [(_, who)] = &fields[..] {
                self.line("      ", &format!("- {who}"));
                continue;
            }
            for (at, (name, value)) in fields.iter().enumerate() {
                let mark = if at == 0 { "- " } else { "  " };
                self.line("      ", &format!("{mark}{name}: {value}"));
            }
        }
    }
}

/// The fields of an entry and their values.
type Fields = Vec<(&'static str, String)>;

/// The lists of seats of a group, with the fields of their entries.
fn seat_lists(group: &Group) -> [(&'static str, Vec<Fields>); 3] {
    let roles = group.roles.iter().map(|(role, seat)| {
        let role = ("role", (*role).to_owned());
        std::iter::once(role).chain(seat_fields(seat)).collect()
    });
    [
        ("chair", group.chairs.iter().map(seat_fields).collect()),
        ("members", group.members.iter().map(seat_fields).collect()),
        ("roles", roles.collect()),
    ]
}

fn seat_fields(seat: &Seat) -> Fields {
    let mut fields = vec![("organisation", seat.who.to_owned())];
    fields.extend(seat.from.map(|from| ("from", from.to_string())));
    fields.extend(seat.until.map(|until| ("until", until.to_string())));
    fields.extend(seat.in_place_of.map(|before| ("in_place_of", before.to_owned())));
    fields
}

/// An entry between brackets; an organisation alone needs none.
fn in_brackets(fields: &Fields) -> String {
    if let [(_, who)] = &fields[..] {
        return who.clone();
    }
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    format!("{{ {} }}", fields.join(", "))
}

/// The text of a duty, by which it is known again.
pub(crate) fn duty_text(group: &str, number: usize) -> String {
    format!("Tehtävä {group} {number}.")
}

fn duty_entry(duty: &Duty) -> String {
    let mut fields = vec![format!("text: {}", duty.text)];
    if !duty.responsible.is_empty() {
        fields.push(format!("responsible: [{}]", duty.responsible.join(", ")));
    }
    match duty.timing {
        Timing::Always => {}
        Timing::Every(months) => fields.push(format!("every: {}", recurrence(months))),
        Timing::Due(date) => fields.push(format!("due: {date}")),
    }
    format!("{{ {} }}", fields.join(", "))
}

fn recurrence(months: u32) -> &'static str {
    match months {
        1 => "month",
        3 => "quarter",
        6 => "half-year",
        _ => "year",
    }
}

fn areas(regions: Areas) -> String {
    if regions.is_empty() {
        "all".to_owned()
    } else {
        format!("[{}]", regions.join(", "))
    }
}

/// Writes organisations.yaml.
pub(crate) fn organisations(ceased: &BTreeMap<&str, Date>) -> Vec<u8> {
    let mut text = "# Mitä organisaatioille on tapahtunut.\norganisations:\n".to_owned();
    for (id, on) in ceased {
        let entry = format!("  - {{ id: {id}, name: \"{id}, nimi\", ceased: {on} }}  # lakannut\n");
        text.push_str(&entry);
    }
    text.into_bytes()
}
