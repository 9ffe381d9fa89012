//! The Finnish business id (Y-tunnus): seven digits, a hyphen and a check digit.
//!
//! The check digit follows the Finnish Tax Administration's rule: weights 7 9 10 5 8 4 2, r is
//! the weighted sum modulo 11; r 0 gives 0, r 1 is never given out, else the digit is 11 − r.

use std::fmt;

/// A business id whose check digit is right. Not unique: one id can cover many units.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BusinessId([u8; 9]);

/// Why a text is no business id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BusinessIdProblem {
    /// Not seven digits, a hyphen and a digit.
    Shape,
    /// The shape is another, but the digits make this id for certain.
    Means(BusinessId),
    /// The check digit does not follow from the other digits.
    CheckDigit,
}

impl BusinessId {
    /// Reads `2296962-1`.
    pub fn parse(text: &str) -> Result<Self, BusinessIdProblem> {
        if let Some((number, check)) = text.split_once('-')
            && is_digits(number, 7)
            && is_digits(check, 1)
        {
            return Self::checked(number, check).ok_or(BusinessIdProblem::CheckDigit);
        }
        Err(Self::meant(text).map_or(BusinessIdProblem::Shape, BusinessIdProblem::Means))
    }

    /// The id that `22969621`, ` FI22969621` or an old six-digit id with a right check digit means.
    fn meant(text: &str) -> Option<Self> {
        let bare = text.trim();
        let bare = bare.strip_prefix("FI").unwrap_or(bare);
        let digits: String = bare.chars().filter(|c| !matches!(c, '-' | '–' | ' ')).collect();
        let padded = match digits.len() {
            8 => digits,
            7 if bare.contains('-') => format!("0{digits}"),
            _ => return None,
        };
        if !is_digits(&padded, 8) {
            return None;
        }
        Self::checked(&padded[..7], &padded[7..])
    }

    fn checked(number: &str, check: &str) -> Option<Self> {
        let expected = check_digit(number)?;
        let id = (check == expected.to_string()).then(|| format!("{number}-{check}"))?;
        id.into_bytes().try_into().ok().map(Self)
    }

    /// The id as text.
    ///
    /// # Panics
    /// Never: digits and a hyphen are text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("digits and a hyphen are text")
    }
}

impl serde::Serialize for BusinessId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for BusinessId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn is_digits(text: &str, n: usize) -> bool {
    text.len() == n && text.bytes().all(|b| b.is_ascii_digit())
}

/// The check digit of seven digits; `None` when no id with them exists.
fn check_digit(number: &str) -> Option<u32> {
    const WEIGHTS: [u32; 7] = [7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    match sum % 11 {
        // All zeros pass the sum, but no such id is given out.
        0 => (sum > 0).then_some(0),
        1 => None,
        r => Some(11 - r),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        for valid in [
            "2109309-0",
            "0292800-5",
            "2528792-5",
            "0973110-9",
            "0244767-4",
            "0937073-7",
            "2296962-1",
            "0210668-5",
            "1234567-1",
        ] {
            assert!(BusinessId::parse(valid).is_ok(), "{valid}");
        }
        for invalid in [
            "2109309-1",
            "2190309-0",
            "2077474-1",
            "2109309-00",
            "0000000-0",
            "２296962-1",
            "",
            "-",
        ] {
            assert!(
                !matches!(
                    BusinessId::parse(invalid),
                    Ok(_) | Err(BusinessIdProblem::Means(_))
                ),
                "{invalid}"
            );
        }
    }

    #[test]
    fn a_certain_meaning_is_proposed() {
        for (text, meant) in [
            ("22969621", "2296962-1"),
            (" 2296962-1", "2296962-1"),
            ("FI22969621", "2296962-1"),
            ("2296962–1", "2296962-1"),
            ("292800-5", "0292800-5"),
        ] {
            let meant = BusinessId::parse(meant).expect("it is an id");
            assert_eq!(
                BusinessId::parse(text),
                Err(BusinessIdProblem::Means(meant)),
                "{text}"
            );
        }
        assert_eq!(BusinessId::parse("109309-0"), Err(BusinessIdProblem::Shape));
        assert_eq!(BusinessId::parse("22969622"), Err(BusinessIdProblem::Shape));
    }
}
