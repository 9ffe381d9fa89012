//! Random lives. Ids and dates come from short lists, so that acts meet each other: about as many are
//! refused as are recorded.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::changes::Changing;
use crate::corrections::{Correcting, Fact};
use crate::date::Date;
use crate::facts::{Agreement, Approval, Event, Extension, Notice, Rule, Signatory};
use crate::groups::{AREAS, GROUPS, ROLES, groups};
use crate::hand::Typo;
use crate::steps::{Deed, Look, Step, Turn};
use crate::text::Layout;

/// An agreement supersedes only what is before it here, so that there is no circle.
pub(crate) const AGREEMENTS: &[&str] = &["ensi", "toinen", "kolmas"];

pub(crate) const ORGANISATIONS: &[&str] = &["aapa", "jokela", "kunta-3", "opisto", "uusi"];

/// The addresses of contacts: first one of each organisation, but for one that cannot be written to.
pub(crate) const EMAILS: &[&str] = &[
    "aapa@example.fi",
    "kunta-3@example.fi",
    "opisto@example.fi",
    "uusi.osoite@example.fi",
];

fn email_of(organisation: &str) -> Option<&'static str> {
    EMAILS
        .iter()
        .copied()
        .find(|email| email.split('@').next() == Some(organisation))
}

/// The day on which everything is recorded.
pub(crate) const TODAY: Date = Date::day(2016, 6, 15);

const STARTS: &[Date] = &[
    Date::year(2014),
    Date::month(2014, 1),
    Date::day(2014, 2, 28),
    Date::month(2015, 12),
    Date::year(2017),
];

const ENDS: &[Date] = &[
    Date::year(2014),
    Date::month(2015, 2),
    Date::day(2016, 8, 31),
    Date::year(2016),
    Date::month(2018, 6),
    Date::day(2019, 12, 31),
];

/// Days of facts: some before every start, some after every end, some still to come.
const DAYS: &[Date] = &[
    Date::year(2013),
    Date::day(2013, 12, 31),
    Date::day(2014, 1, 1),
    Date::month(2014, 2),
    Date::day(2014, 2, 28),
    Date::day(2014, 3, 1),
    Date::year(2014),
    Date::day(2015, 1, 1),
    Date::year(2015),
    Date::month(2015, 12),
    Date::day(2016, 2, 29),
    Date::month(2016, 6),
    Date::day(2016, 6, 15),
    Date::day(2016, 6, 16),
    Date::year(2017),
];

/// Those on which most acts are possible: after most starts, before most ends, and not ahead.
const USUAL: std::ops::Range<usize> = 4..13;

fn agreement_id() -> impl Strategy<Value = &'static str> {
    select(AGREEMENTS)
}

fn organisation() -> impl Strategy<Value = &'static str> {
    select(ORGANISATIONS)
}

pub(crate) fn date() -> impl Strategy<Value = Date> {
    prop_oneof![select(DAYS), select(&DAYS[USUAL])]
}

/// A date that most lack.
pub(crate) fn rare_date() -> impl Strategy<Value = Option<Date>> {
    proptest::option::weighted(0.08, date())
}

fn signatory(organisation: &'static str) -> impl Strategy<Value = Signatory> {
    let signed = proptest::option::weighted(0.45, date());
    let withdrawn = proptest::option::weighted(0.15, notice_and_effect());
    let facts = (select(AREAS), signed, rare_date(), rare_date(), withdrawn);
    facts.prop_map(move |(regions, signed, joined, declined, withdrawn)| Signatory {
        organisation,
        regions,
        signed,
        joined,
        declined,
        withdrawn,
        email: email_of(organisation),
    })
}

fn signatories() -> impl Strategy<Value = Vec<Signatory>> {
    let most = &ORGANISATIONS[..4];
    let answering = prop_oneof![1 => subsequence(most, 0..4), 4 => Just(most.to_vec())]
        .prop_flat_map(|ids| ids.into_iter().map(signatory).collect::<Vec<_>>());
    // Of a draft that no one has answered, the text can still be approved.
    let waiting = most.iter().map(|id| Signatory {
        email: email_of(id),
        ..Signatory::new(id)
    });
    let waiting = waiting.collect::<Vec<_>>();
    prop_oneof![5 => answering, 3 => Just(waiting)]
}

fn rule() -> impl Strategy<Value = Rule> {
    prop_oneof![
        Just(Rule::StartDate),
        Just(Rule::AllSigned),
        (1..=3_u32).prop_map(Rule::SignedAtLeast),
    ]
}

/// Extensions, most of which say when they were decided.
fn extended() -> impl Strategy<Value = Vec<Extension>> {
    let decided = proptest::collection::vec(proptest::option::weighted(0.7, date()), 3);
    (subsequence(ENDS, 0..=3), decided).prop_map(|(ends, decided)| {
        let extension = |(until, decided)| Extension { until, decided };
        ends.into_iter().zip(decided).map(extension).collect()
    })
}

/// Approvals of an earlier text; most agreements have none.
fn approved() -> impl Strategy<Value = Vec<Approval>> {
    let one = (select(&ORGANISATIONS[..4]), date()).prop_map(|(who, on)| Approval { who, on, text: None });
    prop_oneof![3 => Just(Vec::new()), 1 => proptest::collection::vec(one, 1..3)]
}

const NOTICES: &[Notice] = &[
    Notice::Months(1),
    Notice::Months(3),
    Notice::Days(14),
    Notice::Weeks(6),
    Notice::MonthsToMonthEnd(2),
];

/// An agreement without an error.
pub(crate) fn agreement_of(at: usize) -> impl Strategy<Value = Agreement> {
    let earlier = AGREEMENTS[..at].to_vec();
    let supersedes = prop_oneof![subsequence(earlier.clone(), 0..=at), Just(earlier)];
    let part_of = proptest::option::weighted(0.2, 0..at.max(1))
        .prop_map(move |main| main.filter(|main| *main < at).map(|main| AGREEMENTS[main]));
    let ends = proptest::option::weighted(0.8, select(ENDS));
    let notice = proptest::option::of(select(NOTICES));
    let continues = proptest::option::weighted(0.3, select(vec![5_u32, 12]));
    let term = (select(STARTS), ends, (notice, continues), extended());
    let parties = signatories().prop_flat_map(|signatories| (groups(&signatories), Just(signatories)));
    ((supersedes, part_of), term, (rule(), approved()), parties).prop_map(
        move |(
            (supersedes, part_of),
            (starts, ends, (notice, continues), extended),
            (rule, approved),
            (groups, signatories),
        )| {
            let agreement = Agreement {
                id: AGREEMENTS[at],
                title: format!("Sopimus {}", AGREEMENTS[at]),
                strategies: Vec::new(),
                events: vec![Event {
                    date: Date::day(2015, 5, 6),
                    title: "Kokous".to_owned(),
                    is_cancelled: false,
                }],
                supersedes,
                part_of,
                starts,
                ends,
                notice,
                continues,
                extended,
                rule,
                approved,
                opened: None,
                terminated: None,
                groups,
                signatories,
                corrections: Vec::new(),
            };
            agreement.without_contradictions()
        },
    )
}

/// A file that a person writes.
fn writing(at: usize) -> impl Strategy<Value = Step> {
    (agreement_of(at), select(Layout::ALL))
        .prop_map(|(agreement, layout)| Step::Write(Box::new(agreement), layout))
}

/// Mostly in their order.
fn notice_and_effect() -> impl Strategy<Value = (Date, Date)> {
    (date(), date(), proptest::bool::weighted(0.8)).prop_map(|(a, b, in_order)| {
        if in_order && a.first() > b.first() {
            (b, a)
        } else {
            (a, b)
        }
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let together = subsequence(&ORGANISATIONS[..4], 2).prop_shuffle();
    let approvers = subsequence(&ORGANISATIONS[..4], 1..3).prop_shuffle();
    let until = prop_oneof![select(ENDS), select(&ENDS[4..]), date()];
    // A day of registration is a whole one.
    let whole = date().prop_map(|date| Date::of(date.first()));
    prop_oneof![
        4 => (organisation(), date()).prop_map(|(who, on)| Deed::Sign { who: vec![who], on }),
        5 => (together, date()).prop_map(|(who, on)| Deed::Sign { who, on }),
        4 => (organisation(), date()).prop_map(|(who, on)| Deed::Decline { who, on }),
        9 => (organisation(), notice_and_effect())
            .prop_map(|(who, (notice, effective))| Deed::Withdraw { who, notice, effective }),
        2 => date().prop_map(|on| Deed::Terminate { on }),
        3 => until.prop_map(|until| Deed::Extend { until }),
        3 => (organisation(), whole).prop_map(|(who, on)| Deed::Register { who, on }),
        6 => date().prop_map(|on| Deed::Open { on }),
        5 => (approvers, date()).prop_map(|(who, on)| Deed::Approve { who, on }),
        18 => seating(),
        14 => correcting(),
        14 => changing().prop_map(Deed::Change),
    ]
}

/// A correction; some of what is corrected was never recorded.
fn correcting() -> impl Strategy<Value = Deed> {
    let of_signatory = (organisation(), 0..5_usize).prop_map(|(who, fact)| {
        [
            Fact::Signed(who),
            Fact::Declined(who),
            Fact::Joined(who),
            Fact::Notice(who),
            Fact::Effective(who),
        ][fact]
    });
    let of_agreement = select(&[
        Fact::Opened,
        Fact::Opened,
        Fact::Terminated,
        Fact::Until,
        Fact::Decided,
    ]);
    let any = (0..60_usize).prop_map(Fact::Any);
    let fact = prop_oneof![2 => of_signatory, 2 => of_agreement, 7 => any];
    let to = proptest::option::weighted(0.6, prop_oneof![2 => date(), 1 => select(ENDS)]);
    (fact, to).prop_map(|(fact, to)| Deed::Correct(Correcting { fact, to }))
}

/// Names that no other thing has.
fn name(what: &'static str) -> impl Strategy<Value = String> {
    any::<u16>().prop_map(move |n| format!("{what} {n}"))
}

/// A change by path. There are seldom more than three entries in a list.
fn changing() -> impl Strategy<Value = Changing> {
    let group = || select(GROUPS);
    let number = || prop_oneof![3 => Just(1_usize), 1 => 2..4_usize];
    let whole = || date().prop_map(|date| Date::of(date.first()));
    let fact = (organisation(), 0..6_usize).prop_map(|(who, fact)| {
        [
            Fact::Signed(who),
            Fact::Declined(who),
            Fact::Notice(who),
            Fact::Opened,
            Fact::Terminated,
            Fact::Until,
        ][fact]
    });
    prop_oneof![
        2 => (organisation(), select(EMAILS)).prop_map(|(who, email)| Changing::Email { who, email }),
        1 => (whole(), name("Tapaaminen")).prop_map(|(on, title)| Changing::AddEvent { on, title }),
        1 => (number(), whole()).prop_map(|(number, on)| Changing::MoveEvent { number, on }),
        1 => number().prop_map(|number| Changing::CancelEvent { number }),
        2 => (group(), name("Tehtävä")).prop_map(|(group, text)| Changing::AddDuty { group, text }),
        2 => (group(), number(), name("Teksti"))
            .prop_map(|(group, number, text)| Changing::Reword { group, number, text }),
        5 => (group(), number(), 1..3_usize)
            .prop_map(|(group, number, to)| Changing::MoveDuty { group, number, to }),
        2 => (group(), number()).prop_map(|(group, number)| Changing::RemoveDuty { group, number }),
        2 => name("Strategia").prop_map(|name| Changing::AddStrategy { name }),
        2 => (name("Nimi"), any::<bool>())
            .prop_map(|(title, is_correction)| Changing::Title { title, is_correction }),
        1 => (fact, date()).prop_map(|(fact, on)| Changing::Fact { fact, on }),
        3 => organisation().prop_map(|who| Changing::RemoveSignatory { who }),
    ]
}

/// An act of seats in groups.
fn seating() -> impl Strategy<Value = Deed> {
    let named = || proptest::option::weighted(0.8, date());
    let group = || select(GROUPS);
    let role = proptest::option::weighted(0.3, select(ROLES));
    let in_place_of = proptest::option::weighted(0.4, select(&ORGANISATIONS[..4]));
    let joining = (group(), organisation(), named(), role, in_place_of);
    let left = proptest::option::weighted(0.6, group());
    prop_oneof![
        3 => (group(), organisation(), named()).prop_map(|(group, who, from)| Deed::Chair { group, who, from }),
        5 => joining.prop_map(|(group, who, from, role, in_place_of)| Deed::Join {
            group,
            who,
            from,
            role,
            in_place_of,
        }),
        4 => (left, organisation(), named()).prop_map(|(group, who, until)| Deed::Leave { group, who, until }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        34 => (agreement_id(), deed()).prop_map(|(id, deed)| Step::Act(id, deed)),
        4 => (0..AGREEMENTS.len()).prop_flat_map(writing),
        1 => agreement_id().prop_map(Step::Remove),
        1 => agreement_id().prop_map(Step::Move),
        1 => (organisation(), date()).prop_map(|(who, on)| Step::Cease(who, on)),
        2 => (agreement_id(), 0..40_usize).prop_map(|(id, line)| Step::Comment(id, line)),
        2 => (agreement_id(), select(Typo::ALL)).prop_map(|(id, typo)| Step::Break(id, typo)),
        2 => Just(Step::Repair),
        2 => prop_oneof![4 => 1..3_usize, 1 => 3..9_usize].prop_map(Step::Undo),
    ]
}

/// A registry with a few agreements, and what happens to it. Some acts are tried twice.
pub(crate) fn life() -> impl Strategy<Value = Vec<Turn>> {
    let look = prop_oneof![
        1 => Just(Look::Later),
        1 => Just(Look::AtOnce),
        1 => Just(Look::Settled)
    ];
    let then = (step(), look, proptest::bool::weighted(0.4)).prop_map(|(step, look, is_twice)| {
        let n = if is_twice && matches!(step, Step::Act(..)) {
            2
        } else {
            1
        };
        vec![Turn { step, look }; n]
    });
    let firsts = (writing(0), writing(1), writing(2));
    (firsts, proptest::collection::vec(then, 1..26)).prop_map(|((first, second, third), then)| {
        let look = Look::Later;
        let firsts = [first, second, third].map(|step| Turn { step, look });
        firsts.into_iter().chain(then.into_iter().flatten()).collect()
    })
}
