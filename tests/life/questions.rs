//! Every question whose answer says a status, a state, an end, a number of days or an owner.

/// The regions that are requested: one that some sign for, and one that no one names.
pub(crate) const AREAS_ASKED: [&str; 2] = ["Keski", "Saamelaisalue"];

/// A question with what it needs to know.
#[derive(Clone, Debug)]
pub(crate) enum Question {
    Agreements,
    Signatories(Scope),
    Groups(Scope),
    Duties(Scope, Of),
    Regions(Scope),
    Events(Scope),
    ShowAgreement(String),
    ShowOrganisation(String),
    ShowGroup(String, String),
    Board(String),
    Due,
    Document(String, Of),
    Calendar,
}

/// The agreements that are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    InForce,
    All,
}

impl Scope {
    pub(crate) const BOTH: [Self; 2] = [Self::InForce, Self::All];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::All => "all",
        }
    }
}

/// A part of the duties.
#[derive(Clone, Debug)]
pub(crate) enum Of {
    Everybody,
    Organisation(String),
    Region(&'static str),
}

/// All questions about a registry with these agreements and their groups and organisations.
pub(crate) fn questions(
    agreements: &[String],
    groups: &[(String, String)],
    signatories: &[(String, String)],
) -> Vec<Question> {
    let mut organisations: Vec<&String> = signatories.iter().map(|(_, one)| one).collect();
    organisations.sort();
    organisations.dedup();
    let mut questions = vec![Question::Agreements, Question::Due, Question::Calendar];
    for scope in Scope::BOTH {
        questions.extend([
            Question::Signatories(scope),
            Question::Groups(scope),
            Question::Duties(scope, Of::Everybody),
            Question::Regions(scope),
            Question::Events(scope),
        ]);
        let of = |one: &&String| Question::Duties(scope, Of::Organisation((*one).clone()));
        questions.extend(organisations.iter().map(of));
        questions.extend(AREAS_ASKED.map(|area| Question::Duties(scope, Of::Region(area))));
    }
    for id in agreements {
        questions.extend([
            Question::ShowAgreement(id.clone()),
            Question::Board(id.clone()),
            Question::Document(id.clone(), Of::Everybody),
        ]);
        questions.extend(AREAS_ASKED.map(|area| Question::Document(id.clone(), Of::Region(area))));
    }
    let part = |(id, one): &(String, String)| Question::Document(id.clone(), Of::Organisation(one.clone()));
    questions.extend(signatories.iter().map(part));
    questions.extend(
        organisations
            .iter()
            .map(|one| Question::ShowOrganisation((*one).clone())),
    );
    questions.extend(
        groups
            .iter()
            .map(|(id, group)| Question::ShowGroup(id.clone(), group.clone())),
    );
    questions
}

impl Question {
    /// Whether it asks for one organisation, group or region alone.
    pub(crate) const fn is_of_a_part(&self) -> bool {
        match self {
            Self::Duties(_, of) | Self::Document(_, of) => !matches!(of, Of::Everybody),
            Self::ShowOrganisation(_) | Self::ShowGroup(..) => true,
            _ => false,
        }
    }

    /// The command that asks it.
    pub(crate) fn command(&self) -> Vec<String> {
        let words: Vec<&str> = match self {
            Self::Agreements => vec!["agreements"],
            Self::Signatories(_) => vec!["signatories"],
            Self::Groups(_) => vec!["groups"],
            Self::Duties(..) => vec!["duties"],
            Self::Regions(_) => vec!["regions"],
            Self::Events(_) => vec!["events"],
            Self::ShowAgreement(id) | Self::ShowOrganisation(id) => vec!["show", id],
            Self::ShowGroup(id, group) => return vec!["show".to_owned(), format!("{id}/{group}")],
            Self::Board(id) => vec!["board", id],
            Self::Due => vec!["due", "--within", "100y"],
            Self::Document(id, _) => vec!["document", id],
            Self::Calendar => vec!["calendar"],
        };
        let part = match self {
            Self::Duties(_, of) | Self::Document(_, of) => of,
            _ => &Of::Everybody,
        };
        let part: Vec<&str> = match part {
            Of::Everybody => Vec::new(),
            Of::Organisation(one) => vec!["--organisation", one],
            Of::Region(area) => vec!["--region", area],
        };
        let scope = match self {
            Self::Signatories(Scope::All)
            | Self::Groups(Scope::All)
            | Self::Duties(Scope::All, _)
            | Self::Regions(Scope::All)
            | Self::Events(Scope::All) => vec!["--all"],
            _ => Vec::new(),
        };
        let words = [words, part, scope].concat();
        words.into_iter().map(str::to_owned).collect()
    }
}
