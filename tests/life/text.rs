//! The files as a person would write them: in lines or in brackets, with comments everywhere.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::date::Date;
use crate::facts::{Agreement, Rule, Signatory};

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

/// A slip that makes a file unreadable or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typo {
    /// A field has an unknown name.
    Field,
    /// A date is none.
    Date,
    /// A bracket is never closed.
    Bracket,
    /// Everything is gone.
    Emptied,
}

impl Typo {
    pub(crate) const ALL: &'static [Self] = &[Self::Field, Self::Date, Self::Bracket, Self::Emptied];

    pub(crate) fn made_in(self, bytes: &[u8]) -> Vec<u8> {
        let text = String::from_utf8(bytes.to_vec()).expect("the files of the test are UTF-8");
        let broken = match self {
            Self::Field => text.replacen("title:", "titel:", 1),
            Self::Date => text.replacen("starts: ", "starts: noin ", 1),
            Self::Bracket => text + "\nthemes: [{ id: aihe\n",
            Self::Emptied => String::new(),
        };
        broken.into_bytes()
    }
}

/// Writes an agreement's file.
pub(crate) fn file_of(agreement: &Agreement, layout: Layout) -> Vec<u8> {
    let mut page = Page {
        text: String::new(),
        n_comments: 0,
    };
    page.comment("");
    page.line("", &format!("id: {}", agreement.id));
    page.line("", &format!("title: Sopimus {}", agreement.id));
    if !agreement.supersedes.is_empty() {
        page.line("", &format!("supersedes: [{}]", agreement.supersedes.join(", ")));
    }
    page.entry("term:", "  ", &term_fields(agreement), layout);
    match agreement.rule {
        Rule::StartDate => {}
        Rule::AllSigned => page.line("", "in_force_when: all-signed"),
        Rule::SignedAtLeast(n) => page.line("", &format!("in_force_when: {{ signed_at_least: {n} }}")),
    }
    page.group(agreement);
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
    fields.extend(
        agreement
            .notice_months
            .map(|months| ("notice_months", months.to_string())),
    );
    if !agreement.extended.is_empty() {
        let entries = agreement
            .extended
            .iter()
            .map(|until| format!("{{ until: {until} }}"));
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
        ("regions", "[Keski, Itä]".to_owned()),
    ];
    for (name, date) in [
        ("signed", one.signed),
        ("joined", one.joined),
        ("declined", one.declined),
    ] {
        fields.extend(date.map(|date| (name, date.to_string())));
    }
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

/// A text in the making. Every comment has its own number, so that none can stand for another.
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

    /// One group with two duties, whose rows and words the index has to keep, too.
    fn group(&mut self, agreement: &Agreement) {
        self.line("", "groups:");
        self.line(
            "  ",
            &format!("- {{ id: ryhma, name: Ryhmä {}, regions: all,", agreement.id),
        );
        let members: Vec<&str> = agreement.signatories.iter().map(|one| one.organisation).collect();
        let who = members.join(", ");
        self.line("  ", &format!("    members: [{who}],"));
        self.line(
            "  ",
            &format!("    duties: [Neuvoo., {{ id: kokoaa, text: Kokoaa., responsible: [{who}] }}] }}"),
        );
    }
}

/// Writes a comment above a line, counted round from the second one.
pub(crate) fn with_comment(bytes: &[u8], line: usize, comment: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("the files of the test are UTF-8");
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = 1 + line % lines.len();
    let column = lines
        .get(at)
        .map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
    let comment = format!("{}# {comment}{ending}", " ".repeat(column));
    [&lines[..at].concat(), &comment, &lines[at..].concat()]
        .map(String::as_str)
        .concat()
        .into_bytes()
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

/// The comments of a text: everything from a mark that stands alone to the end of its line.
pub(crate) fn comments(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let after_mark = |line: &str| {
        ["# huomautus ", "# reuna ", "# lisätty "]
            .iter()
            .find_map(|mark| line.find(mark).map(|at| line[at..].trim_end().to_owned()))
    };
    text.lines().filter_map(after_mark).collect()
}
