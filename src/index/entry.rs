//! What the search finds has a number of its own, from which follows what it is: the number of its agreement,
//! its kind, and which one of that kind it is there. The view `search_entry` of `schema.sql` makes the same numbers.

use crate::view::HitKind;

/// The bits that say which one of its kind in its agreement it is.
const ITEM_BITS: u32 = 38;

/// The bits from which the number of the agreement begins.
const AGREEMENT_SHIFT: u32 = 41;

/// The lower bits of an item: the place of a duty in its group. A file cannot hold more.
const DUTY_BITS: u32 = 19;

/// The lower bits of an item: the number of an organisation.
const ORGANISATION_BITS: u32 = 24;

/// The last place of a signatory that its entry can say; what comes behind it is found all the same.
const LAST_PLACE: i64 = (1 << (ITEM_BITS - ORGANISATION_BITS)) - 1;

/// The number of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EntryId(pub(super) i64);

impl EntryId {
    /// What agreements of this kind have once.
    pub(super) const fn of(kind: HitKind, item: i64) -> Self {
        Self((kind as i64) << ITEM_BITS | item)
    }

    /// A signatory by its place; the number of the organisation is added with [`EntryId::with_organisation`].
    pub(super) fn of_organisation(position: i64) -> Self {
        Self::of(
            HitKind::Organisation,
            position.min(LAST_PLACE) << ORGANISATION_BITS,
        )
    }

    /// A duty by its place in a group.
    pub(super) const fn of_duty(group_position: i64, position: i64) -> Self {
        Self::of(HitKind::Duty, group_position << DUTY_BITS | position)
    }

    pub(super) const fn with_organisation(self, key: i64) -> Self {
        Self(self.0 | key)
    }

    /// 0: `organisations.yaml`.
    pub(super) const fn in_agreement(self, key: i64) -> Self {
        Self(self.0 | key << AGREEMENT_SHIFT)
    }

    pub(super) const fn agreement(self) -> i64 {
        self.0 >> AGREEMENT_SHIFT
    }

    pub(super) fn kind(self) -> Option<HitKind> {
        let kind = self.0 >> ITEM_BITS & ((1 << (AGREEMENT_SHIFT - ITEM_BITS)) - 1);
        HitKind::ALL.into_iter().find(|known| *known as i64 == kind)
    }

    /// Which one of its kind in its agreement an entry is, of a kind that agreements have once.
    pub(super) const fn item(self) -> i64 {
        self.0 & ((1 << ITEM_BITS) - 1)
    }

    /// The organisation of an entry of one.
    pub(super) const fn organisation(self) -> i64 {
        self.0 & ((1 << ORGANISATION_BITS) - 1)
    }
}
