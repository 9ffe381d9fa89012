//! What a paper carries of the text that it was made from, so that a person and the program can see later whether it
//! is of the current text (`docs/format.md`, "Paper and text").
//!
//! It is a note of the program, not a seal: it shows which text a paper was printed from, and not whether someone has
//! changed the words of the paper since.

use std::fmt;

use super::{Agreement, AgreementId, FrozenText, RecordedDigest, Section};

/// The agreement of a paper and the digest of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub agreement: AgreementId,
    /// The digest, as `open` records it.
    digest: String,
}

/// How many digits are written together, so that a person can read and compare them.
const GROUP: usize = 8;

impl Receipt {
    /// The receipt of the text of an agreement as it stands.
    #[must_use]
    pub fn of(agreement: &Agreement) -> Self {
        Self {
            agreement: agreement.id.value.clone(),
            digest: FrozenText::of(agreement).digest(),
        }
    }

    /// The digest that a person reads from a paper and types, its groups together or apart; `None` where it is none.
    #[must_use]
    pub fn typed(agreement: AgreementId, text: &str) -> Option<Self> {
        let digest: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digest = digest.to_ascii_lowercase();
        RecordedDigest::parse(&digest)?;
        Some(Self { agreement, digest })
    }

    /// The receipts in the text of a paper, each once. A digest of which digits are missing is none.
    #[must_use]
    pub fn all_in(text: &str) -> Vec<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut found = Vec::new();
        for at in 0..words.len() {
            let Ok(agreement) = AgreementId::parse(words[at]) else {
                continue;
            };
            let Some(receipt) = Self::after(&agreement, &words[at + 1..]) else {
                continue;
            };
            if !found.contains(&receipt) {
                found.push(receipt);
            }
        }
        found
    }

    /// The receipt of an agreement whose digest these words begin with.
    fn after(agreement: &AgreementId, words: &[&str]) -> Option<Self> {
        let mut digest = String::new();
        for (at, word) in words.iter().enumerate() {
            // The form is written before the first group; the earliest form has none, and no paper carries it.
            let digits = if at == 0 { word.split_once('-')?.1 } else { word };
            if digits.len() != GROUP || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return None;
            }
            digest.push_str(word);
            if let Some(receipt) = Self::typed(agreement.clone(), &digest) {
                return Some(receipt);
            }
        }
        None
    }

    /// The parts in which the text of the agreement as it stands differs from that of the paper; none where it is the
    /// same.
    #[must_use]
    pub fn changed_in(&self, agreement: &Agreement) -> Vec<Section> {
        let recorded = RecordedDigest::parse(&self.digest);
        recorded.map_or_else(Vec::new, |recorded| recorded.changed_in(agreement))
    }
}

/// The id and the digest in groups: `lapin-tno-2014 2-096f339e 1c1b6d2a …`.
impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (form, digits) = match self.digest.split_once('-') {
            Some((form, digits)) => (format!("{form}-"), digits),
            None => (String::new(), self.digest.as_str()),
        };
        write!(f, "{} {form}", self.agreement)?;
        for (at, group) in digits.as_bytes().chunks(GROUP).enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{}", String::from_utf8_lossy(group))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGITS: &str = "096f339e 1c1b6d2a 00000000 11111111 22222222 33333333 44444444 55555555";

    fn id() -> AgreementId {
        AgreementId::parse("tno-2014").expect("an id")
    }

    fn found(text: &str) -> Vec<String> {
        Receipt::all_in(text).iter().map(Receipt::to_string).collect()
    }

    #[test]
    fn a_receipt_is_found_in_a_text_however_it_is_broken() {
        let receipt = format!("tno-2014 2-{DIGITS} 66666666");
        assert_eq!(found(&receipt), [receipt.as_str()]);
        let broken = receipt.replace(' ', "\n\u{a0} ");
        assert_eq!(found(&format!("Teksti: {broken} 20141231 2")), [receipt.as_str()]);
        assert_eq!(found(&format!("{receipt} ja {receipt}")), [receipt.as_str()]);
        assert_eq!(
            found(&receipt.to_uppercase().replace("TNO", "tno")),
            [receipt.as_str()]
        );
    }

    #[test]
    fn what_is_cut_off_or_of_an_unknown_form_is_no_receipt() {
        for text in [
            String::new(),
            "tno-2014".to_owned(),
            format!("tno-2014 2-{DIGITS}"),
            format!("tno-2014 3-{DIGITS} 66666666"),
            format!("tno-2014 {DIGITS}"),
            format!("2-{DIGITS} 66666666"),
            format!("Ei-Tunnus 2-{DIGITS} 66666666"),
            format!("tno-2014 2-{DIGITS} 6666666x"),
        ] {
            assert_eq!(found(&text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_a_person_types_may_have_its_groups_together() {
        let typed = |text: &str| Receipt::typed(id(), text).map(|receipt| receipt.to_string());
        let whole = format!("tno-2014 2-{DIGITS} 66666666");
        for text in [
            format!("2-{DIGITS} 66666666"),
            format!("2-{DIGITS}66666666").replace(' ', ""),
            format!(" 2-{DIGITS} 66666666 ").to_uppercase(),
        ] {
            assert_eq!(typed(&text).as_ref(), Some(&whole), "{text}");
        }
        assert_eq!(typed("2-096f339e"), None);
    }
}
