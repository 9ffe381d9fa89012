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

/// Why what was typed is not a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedProblem {
    /// No digest begins in it: `2-…`.
    NoDigest,
    /// The id of the agreement is not before it.
    NoAgreement,
    /// A group has other characters than the digits 0 to 9 and a to f.
    NoDigits(String),
    /// It has so many digits, or its form is not known.
    Count(usize),
}

/// The id of an agreement as a word of a text.
fn id_of(word: &str) -> Option<AgreementId> {
    AgreementId::parse(word.trim_end_matches([':', ','])).ok()
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

    /// The receipt that a person reads from a paper and types: the line as it is printed, its groups together or apart,
    /// in letters of either case.
    ///
    /// # Errors
    /// What is missing or mistyped.
    pub fn typed(text: &str) -> Result<Self, TypedProblem> {
        let text = text
            .to_lowercase()
            .replace(['\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}'], "-");
        if let [receipt] = &Self::all_in(&text)[..] {
            return Ok(receipt.clone());
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let begins = |word: &&str| {
            let form = word.split_once('-').map(|(form, _)| form);
            form.is_some_and(|form| form.len() == 1 && form.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let at = words.iter().position(begins).ok_or(TypedProblem::NoDigest)?;
        let agreement = at.checked_sub(1).and_then(|before| id_of(words[before]));
        let agreement = agreement.ok_or(TypedProblem::NoAgreement)?;
        let digest = words[at..].concat();
        let (form, digits) = digest.split_once('-').unwrap_or_default();
        let wrong = |word: &&str| word.chars().any(|c| !c.is_ascii_hexdigit());
        let groups =
            std::iter::once(words[at].split_at(form.len() + 1).1).chain(words[at + 1..].iter().copied());
        if let Some(group) = groups.into_iter().find(|group| wrong(group)) {
            return Err(TypedProblem::NoDigits(group.to_owned()));
        }
        match RecordedDigest::parse(&digest) {
            Some(_) => Ok(Self { agreement, digest }),
            None => Err(TypedProblem::Count(digits.len())),
        }
    }

    /// The receipts in the text of a paper, each once. A digest of which digits are missing is none.
    #[must_use]
    pub fn all_in(text: &str) -> Vec<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut found = Vec::new();
        for at in 0..words.len() {
            let Some(agreement) = id_of(words[at]) else {
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
            let whole = digest.to_ascii_lowercase();
            if RecordedDigest::parse(&whole).is_some() {
                return Some(Self {
                    agreement: agreement.clone(),
                    digest: whole,
                });
            }
        }
        None
    }

    /// Whether it is of the text with which an agreement was opened for signing; `None` where that is not on record in
    /// this form.
    #[must_use]
    pub fn is_opened_text(&self, agreement: &Agreement) -> Option<bool> {
        let opened = &agreement.opened.as_ref()?.text.value;
        let forms = (
            RecordedDigest::parse(opened)?.form(),
            RecordedDigest::parse(&self.digest)?.form(),
        );
        (forms.0 == forms.1).then(|| *opened == self.digest)
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
        let typed = |text: &str| Receipt::typed(text).map(|receipt| receipt.to_string());
        let whole = format!("tno-2014 2-{DIGITS} 66666666");
        for text in [
            whole.clone(),
            format!("Tekstin tiiviste: {whole}"),
            format!("tno-2014: 2-{DIGITS} 66666666"),
            format!("TNO-2014 2\u{2013}{DIGITS}66666666").replace("9e 1c", "9e1c"),
            whole.replacen(' ', "\t", 1).replace(' ', ""),
        ] {
            assert_eq!(typed(&text).as_ref(), Ok(&whole), "{text}");
        }
        let slip = whole.replace("11111111", "l1111111");
        for (text, expected) in [
            ("tno-2014", TypedProblem::NoDigest),
            ("2-096f339e 1c1b6d2a", TypedProblem::NoAgreement),
            (&format!("tno-2014 2-{DIGITS}"), TypedProblem::Count(64)),
            (&format!("tno-2014 3-{DIGITS} 66666666"), TypedProblem::Count(72)),
            (&slip, TypedProblem::NoDigits("l1111111".to_owned())),
        ] {
            assert_eq!(typed(text), Err(expected), "{text}");
        }
    }
}
