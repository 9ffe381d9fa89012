//! From a deed of the test to an act of the library: the only place that knows how acts are made.

use kumppani::acts::{Act, Joining, SeatAct, SeatChange};
use kumppani::model::{
    AgreementId, Identities, NewContact, OrganisationId, Regions, Registration, Signature,
};

use crate::corrections::REASON;
use crate::date::Date;
use crate::edits::Text;
use crate::generator::TODAY;
use crate::steps::Deed;
use crate::text::SIGNER;

pub(crate) fn agreement_id(id: &str) -> AgreementId {
    AgreementId::parse(id).expect("the test names well-formed ids")
}

fn organisation(id: &str) -> OrganisationId {
    OrganisationId::parse(id).expect("the test names well-formed ids")
}

fn seats(who: &str, what: SeatChange) -> Act {
    Act::Seats(SeatAct {
        organisation: organisation(who),
        what,
        today: TODAY.first(),
    })
}

/// The act of a deed on an agreement whose file has a text.
///
/// # Errors
/// Where a change by path has no place in the text: why.
pub(crate) fn act(deed: &Deed, text: &Text<'_>) -> Result<Act, String> {
    Ok(match deed {
        Deed::Correct(correcting) => return text.correction(*correcting),
        Deed::Change(changing) => return text.change(changing),
        Deed::Sign { who, on } => {
            let signature = |id: &&'static str| Signature {
                organisation: organisation(id),
                on: on.given(),
                by: Some(SIGNER.to_owned()),
                decision: None,
                record: None,
            };
            Act::Sign(who.iter().map(signature).collect())
        }
        Deed::Decline { who, on } => Act::Decline {
            organisation: organisation(who),
            on: on.given(),
        },
        Deed::Withdraw {
            who,
            notice,
            effective,
        } => Act::Withdraw {
            organisation: organisation(who),
            notice: notice.given(),
            effective: Some(effective.given()),
        },
        Deed::Terminate { on } => Act::Terminate {
            on: Some(on.given()),
            given: on.given().first_day(),
            reason: Some(REASON.to_owned()),
        },
        Deed::Extend { until } => Act::Extend {
            until: until.given(),
            decided: None,
            decision: None,
        },
        Deed::Register { who, on } => Act::Register {
            entries: vec![Registration {
                organisation: organisation(who),
                name: (*who).to_owned(),
                business_id: None,
                kind: None,
                municipality: None,
                regions: Regions::All,
                joined: None,
                record: None,
                contact: NewContact::default(),
            }],
            on: on.first(),
            identities: Identities::new(),
        },
        Deed::Open { on } => Act::Open { on: on.given() },
        Deed::Approve { who, on } => Act::Approve {
            organisations: who.iter().map(|who| organisation(who)).collect(),
            on: on.given(),
            decision: None,
        },
        Deed::Chair { group, who, from } => {
            let (group, from) = ((*group).to_owned(), from.map(Date::given));
            seats(who, SeatChange::Chair { group, from })
        }
        Deed::Join {
            group,
            who,
            from,
            role,
            in_place_of,
        } => {
            let joining = Joining {
                from: from.map(Date::given),
                role: role.map(str::to_owned),
                in_place_of: in_place_of.map(organisation),
                ..Joining::default()
            };
            let group = (*group).to_owned();
            seats(who, SeatChange::Join { group, joining })
        }
        Deed::Leave { group, who, until } => {
            let (group, until) = (group.map(str::to_owned), until.map(Date::given));
            seats(who, SeatChange::Leave { group, until })
        }
    })
}
