//! A group with its seats, and approvals, in every style.

use super::{Writer, quoted};

/// A seat of the one group, where an edit finds it.
#[derive(Clone, Debug)]
pub(crate) struct SeatPlace {
    pub(crate) list: &'static str,
    pub(crate) organisation: String,
    /// Of the entries of the organisation in its list, from 0.
    pub(crate) number: usize,
    /// Whether the entry is the organisation's id alone.
    pub(crate) is_plain: bool,
}

type Fields = Vec<(&'static str, String)>;

impl Writer {
    /// What only signatories can have.
    pub(super) fn approvals_and_seats(&mut self, ids: &[String]) -> Vec<SeatPlace> {
        if ids.is_empty() {
            return Vec::new();
        }
        self.approvals(ids);
        self.group(ids)
    }

    fn approvals(&mut self, ids: &[String]) {
        let text = format!("2-{}", "0".repeat(72));
        let id = ids[self.choices.below(ids.len())].clone();
        match self.choices.below(4) {
            0 => self.field_raw(0, "approved", "[]"),
            1 => {
                let fields = format!("[{{ organisation: {id}, on: 2013-11, text: {text} }}]");
                self.field_raw(0, "approved", &fields);
            }
            2 => {
                let key = self.key("approved");
                self.trailed(&format!("{key}:"));
                let fields = [("organisation", id), ("on", "2013-11".to_owned()), ("text", text)];
                self.entry(self.list_step, &fields);
            }
            _ => {}
        }
    }

    /// One group with its seats.
    fn group(&mut self, ids: &[String]) -> Vec<SeatPlace> {
        let mut places = Vec::new();
        let in_brackets = self.choices.below(4) == 0;
        let mut lists: Vec<(&str, Vec<Fields>)> = Vec::new();
        for list in ["chair", "members", "roles"] {
            let n = if list == "chair" {
                1
            } else {
                1 + self.choices.below(3)
            };
            let entries: Vec<Fields> = (0..n)
                .map(|at| self.seat(list, &ids[at % ids.len()], at))
                .collect();
            if list == "members" || self.choices.below(2) == 0 {
                lists.push((list, entries));
            }
        }
        for (list, entries) in &lists {
            for (at, fields) in entries.iter().enumerate() {
                let id = |fields: &Fields| {
                    fields
                        .iter()
                        .find(|(name, _)| *name == "organisation")
                        .map(|(_, id)| id.clone())
                };
                let before = entries[..at].iter().filter(|other| id(other) == id(fields));
                places.push(SeatPlace {
                    list,
                    organisation: id(fields).expect("a seat is somebody's"),
                    number: before.count(),
                    is_plain: fields.len() == 1,
                });
            }
        }
        if in_brackets {
            let lists: Vec<String> = lists
                .iter()
                .map(|(list, entries)| format!("{list}: {}", self.seats_inline(list, entries)))
                .collect();
            self.field_raw(
                0,
                "groups",
                &format!("[{{ id: g, name: G, {}, duties: [Tekee.] }}]", lists.join(", ")),
            );
            return places;
        }
        let key = self.key("groups");
        self.trailed(&format!("{key}:"));
        let (dash, column) = (self.list_step, self.list_step + self.gap);
        let lead = format!("{}-{}", " ".repeat(dash), " ".repeat(self.gap - 1));
        self.trailed(&format!("{lead}id: g"));
        self.field(column, "name", "G");
        for (list, entries) in &lists {
            self.above(column);
            if *list == "chair" || self.choices.in_three() {
                let written = self.seats_inline(list, entries);
                self.field_raw(column, list, &written);
                continue;
            }
            let key = self.key(list);
            self.trailed(&format!("{}{key}:", " ".repeat(column)));
            let dash = column + self.list_step;
            for fields in entries {
                match &fields[..] {
                    [(_, id)] => {
                        let id = quoted(&mut self.choices, id);
                        self.trailed(&format!("{}-{}{id}", " ".repeat(dash), " ".repeat(self.gap - 1)));
                    }
                    _ => self.entry(dash, fields),
                }
            }
        }
        self.field_raw(column, "duties", "[Tekee.]");
        places
    }

    /// A member has an id alone, or dates; every seat of one organisation begins on another day.
    fn seat(&mut self, list: &str, id: &str, at: usize) -> Fields {
        let mut fields: Fields = Vec::new();
        if list == "roles" {
            fields.push(("role", "sihteeri".to_owned()));
        }
        fields.push(("organisation", id.to_owned()));
        if at > 0 || self.choices.in_three() {
            fields.push(("from", format!("201{}", 4 + at)));
        }
        if fields.len() > 1 && self.choices.in_three() {
            fields.push(("until", "2015-12".to_owned()));
        }
        fields
    }

    fn seats_inline(&mut self, list: &str, entries: &[Fields]) -> String {
        let written: Vec<String> = entries
            .iter()
            .map(|fields| match &fields[..] {
                [(_, id)] => id.clone(),
                _ => format!("{{ {} }}", self.inline(fields)),
            })
            .collect();
        match &written[..] {
            [alone] if list == "chair" && self.choices.below(2) == 0 => alone.clone(),
            _ => format!("[{}]", written.join(", ")),
        }
    }
}
