//! Whether two ids are one organisation: what all files together say of each, and the rule by which they
//! are compared (`docs/format.md`, "One organisation, one id"). A guess for a person to judge.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    BusinessId, FoldedWord, Organisation, OrganisationId, Registration, Registry, folded_words, leads_to,
};

/// The words of a name that say the form of an organisation, not which one it is.
const LEGAL_FORMS: &[&str] = &["oy", "oyj", "ab", "abp", "ry", "rf", "sr", "osk", "ky"];

/// The letters from which one slip of the pen is taken for one.
const LONG_WORD: usize = 6;

/// What is known of the organisation of an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Its name on record, else all names with which it signs.
    pub names: FewOf<String>,
    pub business_ids: FewOf<BusinessId>,
    pub municipalities: FewOf<String>,
}

/// A set of mostly one: every organisation of a registry has three, and a tree has room for eleven at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FewOf<T> {
    /// Empty.
    #[default]
    Nothing,
    /// One alone.
    One(T),
    /// Two and more.
    More(BTreeSet<T>),
}

impl<T: Ord> FewOf<T> {
    /// Adds one, unless it is there.
    pub fn insert(&mut self, new: T) {
        *self = match std::mem::take(self) {
            Self::Nothing => Self::One(new),
            Self::One(one) if one == new => Self::One(one),
            Self::One(one) => Self::More(BTreeSet::from([one, new])),
            Self::More(mut more) => {
                more.insert(new);
                Self::More(more)
            }
        };
    }

    /// All in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        let (one, more) = match self {
            Self::Nothing => (None, None),
            Self::One(one) => (Some(one), None),
            Self::More(more) => (None, Some(more)),
        };
        one.into_iter().chain(more.into_iter().flatten())
    }

    fn contains(&self, wanted: &T) -> bool {
        match self {
            Self::Nothing => false,
            Self::One(one) => one == wanted,
            Self::More(more) => more.contains(wanted),
        }
    }

    const fn is_empty(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    fn is_disjoint(&self, other: &Self) -> bool {
        !self.iter().any(|one| other.contains(one))
    }
}

impl<T: Ord> Extend<T> for FewOf<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, all: I) {
        all.into_iter().for_each(|one| self.insert(one));
    }
}

impl<T: Ord> FromIterator<T> for FewOf<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut few = Self::default();
        few.extend(all);
        few
    }
}

/// The organisations of a registry by id.
pub type Identities = BTreeMap<OrganisationId, Identity>;

impl Identity {
    /// What a new entry says.
    #[must_use]
    pub fn of_registration(new: &Registration) -> Self {
        let municipality = new.municipality.clone();
        Self {
            names: FewOf::from_iter([new.name.clone()]),
            business_ids: new.business_id.iter().cloned().collect(),
            municipalities: municipality.into_iter().collect(),
        }
    }

    /// The organisations of all agreements, and of `organisations.yaml`.
    #[must_use]
    pub fn all_of(registry: &Registry) -> Identities {
        let mut all = Identities::new();
        for signatory in registry
            .agreements
            .iter()
            .flat_map(|agreement| &agreement.signatories)
        {
            let identity: &mut Self = all.entry(signatory.organisation.value.clone()).or_default();
            identity.names.insert(signatory.name.value.clone());
            identity
                .business_ids
                .extend(signatory.business_id.iter().map(|at| at.value.clone()));
            let municipality = signatory.municipality.clone();
            identity.municipalities.extend(municipality);
        }
        for record in &registry.organisations {
            let identity = all.entry(record.id.value.clone()).or_default();
            identity.names = FewOf::from_iter([record.name.value.clone()]);
        }
        all
    }

    /// Whether this is most likely the organisation of another id: they have the same name; or they share
    /// a business id, and one name is the other with an abbreviation or a slip of the pen. Different
    /// business ids or municipalities distinguish two.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let shares_id = !self.business_ids.is_disjoint(&other.business_ids);
        let has_other_id = !shares_id && !self.business_ids.is_empty() && !other.business_ids.is_empty();
        let is_elsewhere = !self.municipalities.is_empty()
            && !other.municipalities.is_empty()
            && self.municipalities.is_disjoint(&other.municipalities);
        let mut pairs = self
            .names
            .iter()
            .flat_map(|a| other.names.iter().map(move |b| (a, b)));
        !has_other_id
            && !is_elsewhere
            && pairs.any(|(a, b)| name_key(a) == name_key(b) || (shares_id && is_near(a, b)))
    }

    /// The keys under which those that can be the same are found: a name, or a business id.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        let names = self.names.iter().map(|name| name_key(name));
        names.chain(self.business_ids.iter().map(ToString::to_string))
    }
}

/// Whether the tasks of one organisation passed to the other, directly or not: then they are two.
#[must_use]
pub fn are_in_succession<'a>(
    find: impl Fn(&OrganisationId) -> Option<&'a Organisation>,
    one: &OrganisationId,
    other: &OrganisationId,
) -> bool {
    leads_to(&find, one, other) || leads_to(&find, other, one)
}

/// The words of a name, without those of the legal form.
fn words(name: &str) -> Vec<FoldedWord> {
    let all = folded_words(name);
    let is_form = |word: &FoldedWord| LEGAL_FORMS.contains(&word.folded.as_str());
    let own: Vec<FoldedWord> = all.iter().filter(|word| !is_form(word)).cloned().collect();
    if own.is_empty() { all } else { own }
}

fn name_key(name: &str) -> String {
    let words: Vec<String> = words(name).into_iter().map(|word| word.folded).collect();
    words.join(" ")
}

/// Whether two names differ in an abbreviation (`AMK`) or in one letter of a long word.
fn is_near(a: &str, b: &str) -> bool {
    let (mut left, mut right) = (words(a), words(b));
    while left
        .first()
        .zip(right.first())
        .is_some_and(|(a, b)| a.folded == b.folded)
    {
        left.remove(0);
        right.remove(0);
    }
    while left
        .last()
        .zip(right.last())
        .is_some_and(|(a, b)| a.folded == b.folded)
    {
        left.pop();
        right.pop();
    }
    is_slip(&left, &right) || abbreviates(a, &left, &right) || abbreviates(b, &right, &left)
}

fn is_slip(left: &[FoldedWord], right: &[FoldedWord]) -> bool {
    let ([a], [b]) = (left, right) else { return false };
    let (a, b) = (&a.folded, &b.folded);
    let is_long = a.chars().count().min(b.chars().count()) >= LONG_WORD;
    let is_numbered = a.chars().chain(b.chars()).any(|c| c.is_ascii_digit());
    is_long && !is_numbered && strsim::damerau_levenshtein(a, b) <= 1
}

/// Whether the first of some words of a name is written in capitals, and its letters stand in this order in
/// the other words, which end in the same way: `ELY-keskus` in `elinkeino-, liikenne- ja ympäristökeskus`.
fn abbreviates(name: &str, short: &[FoldedWord], long: &[FoldedWord]) -> bool {
    let Some((first, rest)) = short.split_first() else {
        return false;
    };
    let is_capital = name[first.start..first.end].chars().all(char::is_uppercase);
    let joined = |words: &[FoldedWord]| -> String { words.iter().map(|word| word.folded.as_str()).collect() };
    let long = joined(long);
    let Some(head) = long.strip_suffix(&joined(rest)).filter(|_| is_capital) else {
        return false;
    };
    let mut letters = head.chars();
    let has_all = first.folded.chars().all(|c| letters.any(|letter| letter == c));
    head.len() > first.folded.len() && head.chars().next() == first.folded.chars().next() && has_all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `name | business id | municipality`, the last two as far as known.
    fn identity(line: &str) -> Identity {
        let parts: Vec<&str> = line.split(" | ").collect();
        let set = |at: usize| -> FewOf<String> {
            let known = parts.get(at).filter(|text| !text.is_empty());
            known.map(|text| (*text).to_owned()).into_iter().collect()
        };
        let business_ids = set(1)
            .iter()
            .filter_map(|id| BusinessId::parse(id).ok())
            .collect();
        Identity {
            names: set(0),
            business_ids,
            municipalities: set(2),
        }
    }

    #[test]
    fn one_name_is_one_organisation() {
        for (a, b, same) in [
            ("Lapin AMK", "lapin amk", true),
            ("Lapin Yrittäjät ry", "Lapin Yrittajat", true),
            ("Lapin ammattikorkeakoulu", "Lapin AMK", false),
            ("Lapin AMK | 2528792-5", "Lapin AMK", true),
            ("Lapin AMK | 2528792-5", "Lapin AMK | 0292800-5", false),
            ("Ohjaamo |  | Kemi", "Ohjaamo |  | Tornio", false),
            ("Ohjaamo |  | Kemi", "Ohjaamo", true),
            ("Yksikkö 1", "Yksikkö 2", false),
            ("Oy", "Ab", false),
        ] {
            assert_eq!(identity(a).is_same_as(&identity(b)), same, "{a} – {b}");
            assert_eq!(identity(b).is_same_as(&identity(a)), same, "{b} – {a}");
        }
    }

    #[test]
    fn a_set_of_few_is_a_set() {
        for all in [
            &[][..],
            &["b"],
            &["b", "b"],
            &["b", "a", "b"],
            &["c", "b", "a", "b"],
        ] {
            let few: FewOf<&str> = all.iter().copied().collect();
            let set: BTreeSet<&str> = all.iter().copied().collect();
            assert!(few.iter().eq(&set), "{few:?}");
            assert_eq!(few.is_empty(), set.is_empty(), "{few:?}");
            for others in [&[][..], &["a"], &["b"], &["a", "d"], &["d", "e"]] {
                let disjoint = set.is_disjoint(&others.iter().copied().collect());
                let others: FewOf<&str> = others.iter().copied().collect();
                assert_eq!(few.is_disjoint(&others), disjoint, "{few:?} {others:?}");
                assert_eq!(others.is_disjoint(&few), disjoint, "{few:?} {others:?}");
            }
        }
    }

    #[test]
    fn a_shared_business_id_alone_is_no_sign() {
        for (a, b, same) in [
            ("Lapin ELY-keskus", "Kainuun ELY-keskus", false),
            (
                "Lapin ELY-keskus",
                "Lapin elinkeino-, liikenne- ja ympäristökeskus",
                true,
            ),
            ("Lapin AMK", "Lapin ammattikorkeakoulu", true),
            ("Lapin TE-toimisto", "Lapin työ- ja elinkeinotoimisto", true),
            ("Lapin ammattikorkeakoulu", "Lapin ammatikorkeakoulu", true),
            ("Lappia", "Lappia, Tornio", false),
            ("Kemin yksikkö", "Simon yksikkö", false),
            ("Toimipaikka12", "Toimipaikka13", false),
            ("Lapin amk", "Lapin ammattikorkeakoulu", false),
        ] {
            let with_id = |name: &str| identity(&format!("{name} | 2296962-1"));
            assert_eq!(with_id(a).is_same_as(&with_id(b)), same, "{a} – {b}");
            assert_eq!(with_id(b).is_same_as(&with_id(a)), same, "{b} – {a}");
        }
    }
}
