//! The groups of an agreement and their duties.

use chrono::NaiveDate;

use super::decode::{Decoder, Entries};
use super::shape;
use super::shape::Field;
use super::tree::{Kind, NodeId};
use crate::diagnostic::{At, Code};
use crate::model::{
    Duty, Group, GroupId, LocalText, OrganisationId, PartialDate, Recurrence, Regions, RoleSeat, Seat, Timing,
};
use crate::wording::Wording;

fn organisation(id: &At<OrganisationId>) -> OrganisationId {
    id.value.clone()
}

/// What makes two entries of a list one: the organisation and its days.
fn seat_key(seat: &Seat) -> (OrganisationId, [Option<NaiveDate>; 4]) {
    let days = [&seat.from, &seat.until].map(|date| date.as_ref().map(|at| at.value));
    let [from, until] = days.map(|date| [date.map(PartialDate::first_day), date.map(PartialDate::last_day)]);
    (
        seat.organisation.value.clone(),
        [from[0], from[1], until[0], until[1]],
    )
}

impl Decoder<'_, '_> {
    pub(super) fn group(&mut self, entry: &Entries) -> Option<Group> {
        let id = self.field(entry, "id", Self::id::<GroupId>);
        let name = self.field(entry, "name", Self::local_name);
        let regions = self
            .field(entry, "regions", Self::regions)
            .unwrap_or(Regions::All);
        let (chairs, members, roles) = self.composition(|d| {
            let chairs = d.chairs(entry);
            let members = shape::below(entry.fields, "members");
            let members = d.set(entry, "members", |d, node| d.seat(node, members), seat_key);
            let roles = d.mapping_set(entry, "roles", Self::role_seat, |role| {
                (role.role.value.clone(), seat_key(&role.seat))
            });
            (chairs, members, roles)
        });
        let dissolved = self.field(entry, "dissolved", Self::date);
        let mut duties = self.list(entry, "duties", Self::duty);
        for (number, duty) in (1..).zip(&mut duties) {
            duty.number = number;
        }
        let id = id?;
        let name = name.unwrap_or_else(|| At::new(LocalText::plain(id.value.as_str()), entry.place));
        Some(Group {
            id,
            name,
            regions,
            chairs,
            members,
            roles,
            dissolved,
            duties,
            span: entry.place,
        })
    }

    /// One chair, or the chairs one after the other.
    fn chairs(&mut self, entry: &Entries) -> Vec<Seat> {
        let Some(node) = entry.value("chair") else {
            return Vec::new();
        };
        let fields = shape::below(entry.fields, "chair");
        if matches!(self.tree.kind(node), Kind::List) {
            return self.set(entry, "chair", |d, node| d.seat(node, fields), seat_key);
        }
        let chair = self.field(entry, "chair", |d, node| d.seat(node, fields));
        chair.into_iter().collect()
    }

    /// An organisation in a group: its id alone, or with dates and more.
    fn seat(&mut self, node: NodeId, fields: &'static [Field]) -> Option<Seat> {
        if !matches!(self.tree.kind(node), Kind::Mapping) {
            return self.signatory_id(node).map(Seat::always);
        }
        let entry = self.entries(node, fields)?;
        self.seat_fields(&entry)
    }

    fn role_seat(&mut self, entry: &Entries) -> Option<RoleSeat> {
        let role = self.field(entry, "role", Self::name);
        let seat = self.seat_fields(entry);
        Some(RoleSeat {
            role: role?,
            seat: seat?,
        })
    }

    fn seat_fields(&mut self, entry: &Entries) -> Option<Seat> {
        let organisation = self.field(entry, "organisation", Self::signatory_id);
        let seat = Seat {
            from: self.field(entry, "from", Self::date),
            until: self.field(entry, "until", Self::date),
            in_place_of: self.field(entry, "in_place_of", Self::signatory_id),
            representative: self.field(entry, "representative", Self::name),
            substitute: self.field(entry, "substitute", Self::name),
            organisation: organisation?,
        };
        Some(seat)
    }

    /// A duty, which gets its number in its group.
    fn duty(&mut self, node: NodeId) -> Option<Duty> {
        if !matches!(self.tree.kind(node), Kind::Mapping) {
            let text = self.text(node)?;
            return Some(Duty {
                number: 1,
                id: None,
                text: At::new(LocalText::plain(text.value), text.span),
                responsible: Vec::new(),
                theme: None,
                product: None,
                timing: Timing::Continuous,
                is_meeting: false,
            });
        }
        let group = shape::below(shape::AGREEMENT, "groups");
        let fields = shape::below(group, "duties");
        if self.is_text_with_colon(node, fields) {
            self.text_with_colon(node);
            return None;
        }
        let entry = self.entries(node, fields)?;
        let id = self.field(&entry, "id", Self::id);
        let text = self.field(&entry, "text", Self::local_text);
        let responsible = self.set(&entry, "responsible", Self::signatory_id, organisation);
        let theme = self.field(&entry, "theme", Self::id);
        let product = self.field(&entry, "product", Self::id);
        let timing = self.timing(&entry);
        let is_meeting = self.is_meeting(&entry, timing);
        Some(Duty {
            number: 1,
            id,
            text: text?,
            responsible,
            theme,
            product,
            timing,
            is_meeting,
        })
    }

    /// Whether a duty is to meet. One that does not say how often has no next meeting.
    fn is_meeting(&mut self, entry: &Entries, timing: Timing) -> bool {
        let is_meeting = self.field(entry, "meeting", Self::flag).unwrap_or_default();
        if !is_meeting || matches!(timing, Timing::Every(_)) {
            return is_meeting;
        }
        // A rhythm that could not be read has its finding already.
        if let (None, Some(key)) = (entry.key("every"), entry.key("meeting")) {
            self.report(
                Code::MissingField,
                self.tree.span(key),
                || Wording::fixed("`meeting` requires `every`", "kenttä `meeting` edellyttää kenttää `every`"),
                || {
                    Wording::fixed(
                        "add how often the group is to meet, for example `every: half-year`, or delete `meeting`",
                        "lisää, kuinka usein ryhmä kokoontuu, esimerkiksi `every: half-year`, tai poista `meeting`",
                    )
                },
            );
        }
        false
    }

    /// Whether a duty is a plain text in which a colon made YAML see a field: `- Seuraa: kaikkea`.
    fn is_text_with_colon(&self, node: NodeId, fields: &[Field]) -> bool {
        let mut pairs = self.tree.pairs(node);
        let (Some((key, value)), None) = (pairs.next(), pairs.next()) else {
            return false;
        };
        let name = self.tree.scalar(key).map_or("", |(text, _)| text);
        let begins_with_capital = name.chars().next().is_some_and(char::is_uppercase);
        let is_known = fields.iter().any(|field| field.name == name);
        !is_known && (begins_with_capital || name.contains(' ')) && self.tree.scalar(value).is_some()
    }

    fn text_with_colon(&mut self, node: NodeId) {
        let (span, raw) = (self.tree.span(node), self.tree.raw(node));
        let message = || {
            Wording::fixed(
                "a text that contains a colon and a space must be in quotation marks",
                "teksti, jossa on kaksoispiste ja välilyönti, kirjoitetaan lainausmerkkeihin",
            )
        };
        self.report_as(Code::WrongType, span, message, |found| {
            if raw.contains(['"', '\\', '\n']) {
                return found.with_help(Wording::fixed(
                    "put \"…\" around the text",
                    "kirjoita tekstin ympärille \"…\"",
                ));
            }
            let title = Wording::fixed("put it in quotation marks", "kirjoita se lainausmerkkeihin");
            found.with_fix(title, span, format!("\"{raw}\""))
        });
    }

    fn timing(&mut self, entry: &Entries) -> Timing {
        let every = self.field(entry, "every", |d, node| {
            d.choice(
                node,
                &Recurrence::ALL.map(Recurrence::code),
                Recurrence::find,
                |word| Recurrence::find_loosely(word).map(Recurrence::code),
            )
        });
        let due = self.field(entry, "due", Self::date);
        if let (Some(_), Some(key)) = (entry.key("every"), entry.key("due")) {
            if let Some(due) = entry.value("due") {
                self.note_gap(due);
            }
            self.report(
                Code::DuplicateField,
                self.tree.span(key),
                || {
                    Wording::fixed(
                        "a duty has either `every` or `due`, not both",
                        "tehtävällä on joko `every` tai `due`, ei molempia",
                    )
                },
                || {
                    Wording::fixed(
                        "keep `every` for a recurring duty, or `due` for a single one",
                        "säilytä `every`, jos tehtävä toistuu, ja `due`, jos se tehdään kerran",
                    )
                },
            );
        }
        match (every, due) {
            (Some(every), _) => Timing::Every(every),
            (None, Some(due)) => Timing::Due(due.value),
            (None, None) => Timing::Continuous,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::FrozenText;
    use crate::source::testing::read;
    use crate::wording::Lang;

    fn check(duty: &str, is_meeting: bool, expected: &[&str]) {
        let text = format!(
            "id: tno\ntitle: S\nterm: {{ starts: 2014, ends: 2016 }}\ngroups: [{{ id: g, name: G, regions: all, duties: [{{ text: Kokoontuu., {duty} }}] }}]\n"
        );
        let (agreement, findings) = read(&text);
        let messages: Vec<&str> = findings.iter().map(|found| found.message.get(Lang::En)).collect();
        assert_eq!(messages, expected, "{duty}");
        assert_eq!(agreement.groups[0].duties[0].is_meeting, is_meeting, "{duty}");
    }

    #[test]
    fn only_a_duty_that_recurs_can_be_a_meeting() {
        check("every: half-year, meeting: true", true, &[]);
        check("every: half-year, meeting: false", false, &[]);
        check("every: half-year", false, &[]);
        check("meeting: false", false, &[]);
        check("meeting: true", false, &["`meeting` requires `every`"]);
        check("meeting: true, due: 2014", false, &["`meeting` requires `every`"]);
        check(
            "meeting: true, every: joskus",
            false,
            &["unknown value `joskus`; expected one of: year, half-year, quarter, month"],
        );
    }

    /// Whether a duty is a meeting is a note for the list of what is due, and no promise.
    #[test]
    fn the_frozen_text_does_not_change_with_it() {
        let digest = |duty: &str| {
            let text = format!(
                "id: tno\ntitle: S\nterm: {{ starts: 2014, ends: 2016 }}\ngroups: [{{ id: g, name: G, regions: all, duties: [{{ text: Kokoontuu., {duty} }}] }}]\n"
            );
            FrozenText::of(&read(&text).0).digest()
        };
        assert_eq!(digest("every: year, meeting: true"), digest("every: year"));
        assert_ne!(digest("every: half-year, meeting: true"), digest("every: year"));
    }
}
