//! The questions asked of the library: of the index, or of the models of the files.

use std::path::Path;
use std::time::SystemTime;

use chrono::NaiveDate;
use kumppani::disk::Disk;
use kumppani::index::{
    AgreementFilter, Asked, Contacts, DutyFilter, EventFilter, GroupFilter, Index, Scope as IndexScope,
    SignatoryFilter, TimedScope,
};
use kumppani::model::{Agreement, AgreementId, Edition, GroupId, OrganisationId, Region, Registry, TextLang};
use kumppani::papers::{DocumentWanted, WantedPart, document};
use kumppani::questions::{Calendar, DueList, Within, board};
use kumppani::registry::{Freshness, Wanted, models, open};
use kumppani::wording::Lang;
use serde::Serialize;
use serde_json::Value;

use crate::questions::{Of, Question, Scope};

/// A registry whose index and models are at hand.
pub(crate) struct Library {
    index: Index,
    pub(crate) registry: Registry,
}

impl Library {
    /// Opens a registry without an error in its files.
    pub(crate) fn open(root: &Path, today: NaiveDate) -> Self {
        let wanted = Wanted {
            disk: &Disk::real(),
            root,
            db: &root.join("registry.db"),
            freshness: Freshness::UpToDate,
            today,
            now: SystemTime::UNIX_EPOCH,
            observe: &|_| {},
        };
        let fresh = open(&wanted).expect("the index can be opened");
        let models = models(root, today, &|_| true, &|_| {}).expect("the folder is a registry");
        assert!(models.left_out.is_empty(), "{:#?}", models.left_out);
        Self {
            index: fresh.index,
            registry: models.registry,
        }
    }

    pub(crate) fn agreement(&self, id: &str) -> &Agreement {
        let found = self.registry.find_agreement(&agreement_id(id));
        found.expect("the registry has the agreement")
    }

    /// The answer to a question on a day, as JSON has it.
    pub(crate) fn ask(&self, question: &Question, day: NaiveDate) -> Value {
        let asked = Asked {
            day,
            texts: TextLang::Fi,
        };
        let index = &self.index;
        match question {
            Question::Agreements => json(index.agreements(&asked, &AgreementFilter::default())),
            Question::Signatories(scope) => {
                let filter = SignatoryFilter::default();
                json(index.signatories(&asked, &within(*scope), &filter, Contacts::LeftOut))
            }
            Question::Groups(scope) => json(index.groups(&asked, &within(*scope), &GroupFilter::default())),
            Question::Duties(scope, of) => json(index.duties(&asked, &within(*scope), &filter(of))),
            Question::Regions(scope) => json(index.regions(&asked, &within(*scope))),
            Question::Events(scope) => json(index.events(&asked, &within(*scope), &EventFilter::default())),
            Question::ShowAgreement(id) => {
                json(index.show_agreement(&asked, &agreement_id(id), Contacts::LeftOut))
            }
            Question::ShowOrganisation(id) => json(index.show_organisation(&asked, &organisation_id(id))),
            Question::ShowGroup(id, group) => {
                json(index.show_group(&asked, &agreement_id(id), &group_id(group)))
            }
            Question::Board(id) => value(board(&self.registry, self.agreement(id), day, Lang::Fi)),
            Question::Due => {
                let within = Within::parse("100y").expect("a stretch of time");
                let mut list = DueList::new(day, within, Lang::Fi);
                let concerned = index.concerned(day, within.last_day(day));
                list.add_matters(&concerned.expect("the index can be asked"));
                let told = index.each_timed(day, TimedScope::Duties, |standing, owners| {
                    list.add_duties(standing, owners);
                });
                told.expect("the index can be asked");
                value(list.into_rows())
            }
            Question::Document(id, of) => value(document(
                &self.registry,
                self.agreement(id),
                &DocumentWanted {
                    today: day,
                    lang: Lang::Fi,
                    texts: TextLang::Fi,
                    part: part(of),
                    since: None,
                    is_supposed: false,
                },
            )),
            Question::Calendar => {
                let url = index.setting("url").expect("the index can be asked");
                let mut calendar = Calendar::new(url.as_deref(), day, Edition::Internal, Lang::Fi);
                let told = index.each_timed(day, TimedScope::All, |standing, owners| {
                    calendar.add(standing, owners);
                });
                told.expect("the index can be asked");
                value(calendar.into_entries())
            }
        }
    }
}

fn json(answer: Result<impl Serialize, kumppani::index::IndexError>) -> Value {
    value(answer.expect("the index can be asked"))
}

fn value(answer: impl Serialize) -> Value {
    serde_json::to_value(answer).expect("every answer can be told in JSON")
}

fn within(scope: Scope) -> IndexScope {
    match scope {
        Scope::InForce => IndexScope::InForce,
        Scope::All => IndexScope::All,
    }
}

fn filter(of: &Of) -> DutyFilter {
    match of {
        Of::Everybody => DutyFilter::default(),
        Of::Organisation(one) => DutyFilter {
            organisation: Some(organisation_id(one)),
            ..DutyFilter::default()
        },
        Of::Region(area) => DutyFilter {
            region: Some(region(area)),
            ..DutyFilter::default()
        },
    }
}

fn part(of: &Of) -> WantedPart {
    match of {
        Of::Everybody => WantedPart::Whole,
        Of::Organisation(one) => WantedPart::Organisation(organisation_id(one)),
        Of::Region(area) => WantedPart::Region(region(area)),
    }
}

fn region(name: &str) -> Region {
    let lapland = kumppani::model::Network::lapland();
    let region = lapland.find_region(name);
    region.expect("the test names areas that there are").clone()
}

fn agreement_id(id: &str) -> AgreementId {
    AgreementId::parse(id).expect("the test names well-formed ids")
}

fn organisation_id(id: &str) -> OrganisationId {
    OrganisationId::parse(id).expect("the test names well-formed ids")
}

fn group_id(id: &str) -> GroupId {
    GroupId::parse(id).expect("the test names well-formed ids")
}
