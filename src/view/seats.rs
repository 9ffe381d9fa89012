//! Who sits in a group, and when.

use serde::Serialize;

use super::Spoken;
use crate::model::PartialDate;

/// What an organisation is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupRole {
    /// It leads the group.
    Chair,
    /// It belongs to the group.
    Member,
    /// It has another role, which has a name.
    Other,
}

/// An organisation that is in a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupMemberView {
    /// Its id.
    pub organisation: String,
    /// Its name as signed; `None` when it is no signatory of the agreement.
    pub name: Option<String>,
}

impl From<&SeatView> for GroupMemberView {
    fn from(seat: &SeatView) -> Self {
        Self {
            organisation: seat.organisation.clone(),
            name: seat.name.clone(),
        }
    }
}

/// A seat in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatView {
    /// As what it is held.
    pub role: GroupRole,
    /// What another role is called.
    pub role_name: Option<String>,
    /// Who holds it.
    pub organisation: String,
    /// Its name as signed; `None` when it is no signatory of the agreement.
    pub name: Option<String>,
    /// From when; `None`: from the beginning.
    pub from: Option<PartialDate>,
    /// Until when; `None`: nothing ends it.
    pub until: Option<PartialDate>,
    /// Whose place it took.
    pub in_place_of: Option<String>,
    /// Its name as signed.
    pub in_place_of_name: Option<String>,
    /// The position that represents the organisation.
    pub representative: Option<String>,
    /// The position that acts for the representative when needed.
    pub substitute: Option<String>,
    /// Whether it is held on the day.
    pub held: bool,
}

impl SeatView {
    /// Whether there is more to say of it than who has it.
    #[must_use]
    pub const fn has_details(&self) -> bool {
        self.from.is_some()
            || self.until.is_some()
            || self.in_place_of.is_some()
            || self.representative.is_some()
            || self.substitute.is_some()
    }
}

/// The seats of a group of all days: chairs, members, other roles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompositionView {
    /// The group's id.
    pub group: String,
    /// Its name in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub name: Spoken,
    pub seats: Vec<SeatView>,
}
