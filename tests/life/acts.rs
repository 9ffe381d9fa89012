//! From a deed of the test to an act of the library: the only place that knows how acts are made.

use kumppani::model::{AgreementId, OrganisationId, OrganisationKind, Regions};
use kumppani::registry::{Act, Registration};

use crate::steps::Deed;

pub(crate) fn agreement_id(id: &str) -> AgreementId {
    AgreementId::parse(id).expect("the test names well-formed ids")
}

fn organisation(id: &str) -> OrganisationId {
    OrganisationId::parse(id).expect("the test names well-formed ids")
}

pub(crate) fn act(deed: &Deed) -> Act {
    match deed {
        Deed::Sign { who, on } => Act::Sign {
            organisations: who.iter().map(|id| organisation(id)).collect(),
            on: on.given(),
            by: Some("rehtori # ei kommentti".to_owned()),
            decision: None,
        },
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
            effective: effective.given(),
        },
        Deed::Terminate { on } => Act::Terminate {
            on: on.given(),
            reason: Some("Päätös: § 4".to_owned()),
        },
        Deed::Extend { until } => Act::Extend {
            until: until.given(),
            decided: None,
            decision: None,
        },
        Deed::Register { who, on } => Act::Register(Registration {
            organisation: organisation(who),
            name: (*who).to_owned(),
            kind: OrganisationKind::Other,
            regions: Regions::All,
            on: on.first(),
        }),
        Deed::Open { on } => Act::Open { on: on.given() },
    }
}
