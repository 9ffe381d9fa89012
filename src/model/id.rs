//! Ids: `[a-z0-9]` and single hyphens, at most 64 characters (`docs/format.md`). Each kind of id is a
//! type of its own, so that an organisation is never looked up as a group.

use std::fmt;

/// Why a text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdProblem {
    /// Nothing between the quotes.
    Empty,
    /// More than 64 characters.
    TooLong,
    /// A character other than `a`–`z`, `0`–`9` and `-`.
    Character(char),
    /// A hyphen at an end, or two in a row.
    Hyphen,
}

/// The longest id, in characters.
pub(super) const LONGEST: usize = 64;

fn check(text: &str) -> Result<(), IdProblem> {
    if text.is_empty() {
        return Err(IdProblem::Empty);
    }
    if let Some(stranger) = text
        .chars()
        .find(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-'))
    {
        return Err(IdProblem::Character(stranger));
    }
    if text.len() > LONGEST {
        return Err(IdProblem::TooLong);
    }
    if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
        return Err(IdProblem::Hyphen);
    }
    Ok(())
}

/// Turns a text into an id, as far as its letters allow: `Lapin TNO 2014` → `lapin-tno-2014`.
/// `None` when nothing is left of it.
pub(crate) fn slug(text: &str) -> Option<String> {
    let folded = super::fold(text);
    let parts: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let slug: String = parts.join("-").chars().take(LONGEST).collect();
    let slug = slug.trim_end_matches('-').to_owned();
    (!slug.is_empty()).then_some(slug)
}

/// The id with the first number that makes it free: `ryhma-2`.
pub(crate) fn numbered_id(id: &str, is_free: impl Fn(&str) -> bool) -> String {
    let numbered = |n: u32| {
        let suffix = format!("-{n}");
        let base: String = id.chars().take(LONGEST - suffix.len()).collect();
        base.trim_end_matches('-').to_owned() + &suffix
    };
    let mut candidates = (2..).map(numbered);
    candidates
        .find(|candidate| is_free(candidate))
        .unwrap_or_else(|| id.to_owned())
}

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
            #[serde(transparent)]
            pub struct $name(Box<str>);

            impl $name {
                /// Checks the shape of an id.
                pub fn parse(text: &str) -> Result<Self, IdProblem> {
                    check(text).map(|()| Self(text.into()))
                }

                /// The id made from a name or a mistyped id; `None` when no letter is left.
                #[must_use]
                pub fn from_name(name: &str) -> Option<Self> {
                    slug(name).map(|id| Self(id.into()))
                }

                /// The id as text.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }
        )*
    };
}

id_types! {
    /// Names an agreement in the whole registry; equal to its file's stem.
    AgreementId,
    /// Names an organisation, the same in every agreement.
    OrganisationId,
    /// Names a group within one agreement.
    GroupId,
    /// Keeps a duty recognisable when its text changes.
    DutyId,
    /// Keeps an event recognisable when it is moved.
    EventId,
    /// Keeps a provision recognisable when its heading changes.
    ProvisionId,
    /// Names a theme within one agreement.
    ThemeId,
    /// Names a service product within one agreement.
    ProductId,
    /// Names a kind of organisations.
    KindId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_ascii_with_single_hyphens() {
        let long = "a".repeat(65);
        for (text, expected) in [
            ("lapin-tno-2014", Ok(())),
            ("a", Ok(())),
            ("", Err(IdProblem::Empty)),
            ("Lapin", Err(IdProblem::Character('L'))),
            ("länsi", Err(IdProblem::Character('ä'))),
            ("a_b", Err(IdProblem::Character('_'))),
            ("-a", Err(IdProblem::Hyphen)),
            ("a-", Err(IdProblem::Hyphen)),
            ("a--b", Err(IdProblem::Hyphen)),
            (long.as_str(), Err(IdProblem::TooLong)),
            (&long[..64], Ok(())),
        ] {
            assert_eq!(AgreementId::parse(text).map(|_| ()), expected, "{text}");
        }
    }

    #[test]
    fn a_name_becomes_an_id() {
        for (name, id) in [
            ("Lapin TNO-palvelut 2014", Some("lapin-tno-palvelut-2014")),
            ("Äkäslompolo", Some("akaslompolo")),
            ("--", None),
        ] {
            assert_eq!(slug(name).as_deref(), id, "{name}");
        }
    }

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let is_free = |id: &str| !["a-2", "a-3"].contains(&id);
        assert_eq!(numbered_id("a", is_free), "a-4");
        let long = "a".repeat(LONGEST - 3) + "-bc";
        let numbered = numbered_id(&long, |_| true);
        assert_eq!(numbered, "a".repeat(LONGEST - 3) + "-2");
        assert_eq!(check(&numbered), Ok(()));
    }
}
