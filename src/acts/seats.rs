//! Acts of groups: who leads one, who joins it, who leaves it. A plain entry becomes one with dates; what is on record
//! is not changed. What cannot be true is refused by `truth.rs`.

mod chair;
mod join;
mod leave;

use chrono::NaiveDate;

use super::ActRefusal;
use super::signatories::signatory;
use crate::model::{
    Absence, Agreement, Group, OrganisationId, PartialDate, RecordedDigest, Seat, SeatKind, TextLang,
    did_you_mean, fold, nearest,
};
use crate::source::{Change, Edit, Step, Value};
use crate::wording;
use crate::wording::Wording;

/// What changes in who is in a group. A group is named by its id or its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatAct {
    pub organisation: OrganisationId,
    pub what: SeatChange,
    /// The day from which or to which a change counts that says none.
    pub today: NaiveDate,
}

/// How it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatChange {
    /// The organisation leads the group from a day on; who led it before does so until the day before.
    Chair {
        group: String,
        from: Option<PartialDate>,
    },
    /// It joins the group, as a member or in another role.
    Join { group: String, joining: Joining },
    /// It leaves the group with all its seats there; without a group, all groups of the agreement.
    Leave {
        group: Option<String>,
        until: Option<PartialDate>,
    },
}

/// How an organisation joins a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    pub from: Option<PartialDate>,
    /// Another role than that of a member.
    pub role: Option<String>,
    /// Who leaves its place to it.
    pub in_place_of: Option<OrganisationId>,
    pub representative: Option<String>,
    pub substitute: Option<String>,
}

pub(super) fn plan_seats(agreement: &Agreement, act: &SeatAct) -> Result<Vec<Edit>, ActRefusal> {
    let subject = |group| Subject {
        agreement,
        group,
        organisation: &act.organisation,
        today: act.today,
    };
    let named = |group| find_group(agreement, group).map(subject);
    match &act.what {
        SeatChange::Chair { group, from } => chair::plan(&named(group)?, *from),
        SeatChange::Join { group, joining } => join::plan(&named(group)?, joining),
        SeatChange::Leave { group, until } => match group {
            Some(group) => leave::plan(&named(group)?, *until),
            None => leave::plan_everywhere(agreement.groups.iter().map(subject), &act.organisation, *until),
        },
    }
}

/// Whose seats in which group change.
struct Subject<'a> {
    agreement: &'a Agreement,
    group: &'a Group,
    organisation: &'a OrganisationId,
    today: NaiveDate,
}

impl Subject<'_> {
    /// The agreement and the group, as commands name them.
    fn name(&self) -> String {
        format!("{}/{}", self.agreement.id.value, self.group.id.value)
    }

    /// From when a change counts: from the given date, today, or from the beginning while the term has not begun.
    fn from(&self, given: Option<PartialDate>) -> Option<PartialDate> {
        let has_begun = self.agreement.term.starts.value.first_day() <= self.today;
        given.or_else(|| has_begun.then_some(PartialDate::Day(self.today)))
    }

    /// The day on which a change that counts from a date begins.
    fn first_day(&self, from: Option<PartialDate>) -> NaiveDate {
        let starts_on = self.agreement.term.starts.value.first_day();
        from.map_or(starts_on, PartialDate::first_day)
    }

    /// Only a signatory sits in a group: no one before joining, and no one that has declined or left by then.
    fn refuse_strangers(&self, from: Option<PartialDate>) -> Result<(), ActRefusal> {
        let signatory = signatory(self.agreement, self.organisation)?;
        let (first, id, name) = (self.first_day(from), self.organisation, self.name());
        let last = from.map_or(first, PartialDate::last_day);
        if let Some(joined) = signatory
            .joined
            .as_ref()
            .filter(|joined| last < joined.value.first_day())
        {
            return Err(ActRefusal::with_help(
                wording!(
                    en: "`{id}` joins the agreement only on {joined}",
                    fi: "`{id}` liittyy sopimukseen vasta {joined}",
                    joined = joined.value
                ),
                wording!(en: "give that day or a later one (`--from`)", fi: "anna se päivä tai myöhempi (`--from`)"),
            ));
        }
        let state = signatory.state_on(first);
        let Some(why) = Absence::of(state, false).filter(|why| *why != Absence::JoinsLater) else {
            return Ok(());
        };
        let agreement = &self.agreement.id.value;
        Err(ActRefusal::with_help(
            wording!(
                en: "`{id}` cannot have a seat in {name}: it is not a party ({why})",
                fi: "`{id}` ei voi kuulua ryhmään {name}: se ei ole sopimuksen osapuoli ({why})",
                why = why.label()
            ),
            wording!(
                en: "`kumppani signatories --agreement {agreement}` lists the parties",
                fi: "`kumppani signatories --agreement {agreement}` luettelee osapuolet"
            ),
        ))
    }

    /// Who is replaced on the first day of the term, or before it, never had the seat.
    fn refuse_before_term(&self, id: &OrganisationId, until: PartialDate) -> Result<(), ActRefusal> {
        if until.last_day() >= self.agreement.term.starts.value.first_day() {
            return Ok(());
        }
        let (name, file) = (self.name(), &self.agreement.file);
        Err(ActRefusal::with_help(
            wording!(
                en: "the term has not begun on {until}: `{id}` is not in {name} at all then",
                fi: "sopimuskausi ei ole vielä alkanut {until}: silloin `{id}` ei kuuluisi ryhmään {name} lainkaan",
                until
            ),
            wording!(en: "delete it from the group in {file}", fi: "poista se ryhmästä tiedostossa {file}"),
        ))
    }

    /// A digest of the first form covers who was in the groups when the text was opened.
    fn refuse_opened(&self, from: Option<PartialDate>) -> Result<(), ActRefusal> {
        let Some(opened) = &self.agreement.opened else {
            return Ok(());
        };
        let digest = RecordedDigest::parse(&opened.text.value);
        let covers = digest.is_none_or(|digest| digest.form().covers_composition());
        let on = opened.on.value;
        if !covers || from.is_some_and(|from| from.first_day() > on.first_day()) {
            return Ok(());
        }
        Err(ActRefusal::with_help(
            wording!(
                en: "the text that was opened on {on} says who was in the groups on that day, and a change may only \
                     follow it",
                fi: "{on} avatussa tekstissä on, ketkä ryhmiin silloin kuuluivat; muutos voi koskea vain myöhempää aikaa",
                on
            ),
            Wording::fixed(
                "give a later day, on which the change was made",
                "anna myöhempi päivä, jona muutos tehtiin",
            ),
        ))
    }

    /// The place of a list of seats.
    fn list(&self, list: &str) -> [Step; 3] {
        let group = Step::entry("id", self.group.id.value.as_str());
        [Step::field("groups"), group, Step::field(list)]
    }

    fn appended(&self, list: &str, value: Value) -> Edit {
        Edit::new(self.list(list), Change::Append(value))
    }

    /// A seat gets its last day.
    fn ended(&self, held: (SeatKind<'_>, &Seat), until: PartialDate) -> Edit {
        self.changed(held, "until", Value::plain(&until))
    }

    /// The place of a seat.
    fn entry(&self, (kind, seat): (SeatKind<'_>, &Seat)) -> Vec<Step> {
        let id = seat.organisation.value.as_str();
        let list = match kind {
            SeatKind::Chair => "chair",
            SeatKind::Member => "members",
            SeatKind::Role(_) => "roles",
        };
        let is_list = |of: SeatKind<'_>| match kind {
            SeatKind::Role(_) => matches!(of, SeatKind::Role(_)),
            _ => of == kind,
        };
        let seats = self.group.seats().filter(|(of, _)| is_list(*of));
        let same = seats.filter(|(_, other)| other.organisation.value.as_str() == id);
        let before = same.take_while(|(_, other)| !std::ptr::eq(*other, seat));
        let entry = Step::Named {
            key: "organisation".to_owned(),
            value: id.to_owned(),
            number: before.count(),
        };
        let mut at = self.list(list).to_vec();
        at.push(entry);
        at
    }

    /// A field of a seat; a plain entry becomes one with fields, which the entry of a role always has.
    fn changed(&self, held: (SeatKind<'_>, &Seat), field: &str, value: Value) -> Edit {
        let (kind, seat) = held;
        if seat.is_plain() && !matches!(kind, SeatKind::Role(_)) {
            let id = Value::plain(&seat.organisation.value);
            let fields = Value::fields([("organisation", id), (field, value)]);
            return Edit::new(self.entry(held), Change::Set(fields));
        }
        self.field(held, field, value)
    }

    /// A field of a seat that has fields.
    fn field(&self, held: (SeatKind<'_>, &Seat), field: &str, value: Value) -> Edit {
        let mut at = self.entry(held);
        at.push(Step::field(field));
        Edit::new(at, Change::Set(value))
    }
}

/// A recorded date stays; who knows better corrects it by hand.
fn recorded(agreement: &Agreement, message: Wording) -> ActRefusal {
    let file = &agreement.file;
    ActRefusal::with_help(
        message,
        wording!(
            en: "a recorded date is not changed; correct {file} by hand if it is wrong",
            fi: "kirjattua päivää ei muuteta; korjaa tiedosto {file} käsin, jos päivä on väärä"
        ),
    )
}

/// Since when a seat is held, in words.
fn since(seat: &Seat) -> Wording {
    match &seat.from {
        Some(from) => wording!(en: "from {from}", fi: "{from} alkaen", from = from.value),
        None => Wording::fixed("from the beginning", "alusta alkaen"),
    }
}

fn find_group<'a>(agreement: &'a Agreement, text: &str) -> Result<&'a Group, ActRefusal> {
    let mut groups = agreement.groups.iter();
    if let Some(group) = groups.find(|group| group.id.value.as_str() == text) {
        return Ok(group);
    }
    let is_called = |group: &&Group| {
        let mut names = TextLang::ALL.into_iter().map(|lang| group.name.value.get(lang));
        names.any(|name| fold(name) == fold(text))
    };
    let called: Vec<&Group> = agreement.groups.iter().filter(is_called).collect();
    if let [only] = called[..] {
        return Ok(only);
    }
    let id = &agreement.id.value;
    let ids = agreement.groups.iter().map(|group| group.id.value.as_str());
    let list = wording!(
        en: "`kumppani groups --agreement {id}` lists its groups",
        fi: "`kumppani groups --agreement {id}` luettelee ryhmät"
    );
    Err(ActRefusal::with_help(
        wording!(en: "{id} has no group `{text}`", fi: "sopimuksessa {id} ei ole ryhmää `{text}`"),
        did_you_mean(nearest(text, ids).as_slice()).unwrap_or(list),
    ))
}
