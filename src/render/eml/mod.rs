//! A letter as a mail message in a file that mail programs open as a draft. The same letter gives the
//! same bytes: date, identifier and boundary come from what is written, not from the clock, chance or
//! the name of the machine.

mod drafts;

pub use drafts::{DraftState, is_untouched};

use std::io;

use chrono::{NaiveDate, NaiveTime};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use sha2::{Digest as _, Sha256};

use super::clean::{Keep, clean};
use super::letter::Letter;
use crate::model::is_email;
use crate::view::hex;
use crate::wording::Lang;

/// A sender or a receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    name: Option<String>,
    address: String,
}

impl Mailbox {
    /// A mailbox with the name that is shown beside it; `None` when the text is no single address.
    #[must_use]
    pub fn new(name: Option<&str>, address: &str) -> Option<Self> {
        let name = name.map(|name| clean(name, Keep::Nothing).trim().to_owned());
        is_email(address).then(|| Self {
            name: name.filter(|name| !name.is_empty()),
            address: address.to_owned(),
        })
    }

    fn header(&self) -> Address<'_> {
        Address::new_address(self.name.as_deref(), self.address.as_str())
    }

    fn domain(&self) -> &str {
        self.address.rsplit('@').next().unwrap_or_default()
    }
}

/// What is in a message.
#[derive(Clone, Debug)]
pub struct Eml<'a> {
    /// Who writes.
    pub from: &'a Mailbox,
    /// To whom.
    pub to: &'a Mailbox,
    /// The day of the letter.
    pub on: NaiveDate,
    /// What says this letter from others: the ids of the agreement and the organisation.
    pub about: [&'a str; 2],
    /// The text.
    pub letter: &'a Letter,
    /// Its language.
    pub lang: Lang,
    /// The attached DOCX document: the name of its file, and its bytes.
    pub attachment: (&'a str, &'a [u8]),
    /// The same document made for no day, by which two letters of different days are compared.
    pub timeless: &'a [u8],
}

/// The kind of the attachment, as it is registered with IANA.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The bytes of the file.
///
/// # Errors
/// None that a letter can cause: the bytes are made in memory.
pub fn render_eml(eml: &Eml<'_>) -> io::Result<Vec<u8>> {
    let digest = digest(eml);
    let content = content(eml);
    let (name, document) = eml.attachment;
    let text = MimePart::new("text/plain", eml.letter.body.as_str()).language(eml.lang.code());
    let document = MimePart::new(ContentType::new(DOCX), BodyPart::Binary(document.into())).attachment(name);
    let mixed = ContentType::new("multipart/mixed").attribute("boundary", format!("kumppani-{digest}"));
    let noon = eml.on.and_time(NaiveTime::MIN) + chrono::Duration::hours(12);
    MessageBuilder::new()
        .from(eml.from.header())
        .to(eml.to.header())
        .subject(clean(&eml.letter.subject, Keep::Nothing))
        .date(Date::new(noon.and_utc().timestamp()))
        .message_id(format!("{digest}@{}", eml.from.domain()))
        // Mail programs open the file as a draft to send, not as a message that came.
        .header("X-Unsent", Raw::new("1"))
        .header(drafts::CONTENT, Raw::new(content.as_str()))
        .header(drafts::WHOLE, Raw::new(drafts::BLANK))
        .body(MimePart::new(mixed, vec![text, document]))
        .write_to_vec()
        .map(drafts::sealed)
}

/// The same for every letter that says the same to the same, whatever the day.
fn content(eml: &Eml<'_>) -> String {
    let (from, to) = (eml.from, eml.to);
    let name = |mailbox: &Mailbox| mailbox.name.clone().unwrap_or_default();
    digest_of(&[
        name(from).as_bytes(),
        from.address.as_bytes(),
        name(to).as_bytes(),
        to.address.as_bytes(),
        eml.letter.subject.as_bytes(),
        eml.letter.body.as_bytes(),
        eml.attachment.0.as_bytes(),
        eml.timeless,
    ])
}

/// The same for the same letter on the same day, and for no other.
fn digest(eml: &Eml<'_>) -> String {
    let day = eml.on.to_string();
    let [agreement, organisation] = eml.about;
    digest_of(&[
        agreement.as_bytes(),
        organisation.as_bytes(),
        day.as_bytes(),
        eml.letter.subject.as_bytes(),
        eml.letter.body.as_bytes(),
        eml.attachment.1,
    ])
}

fn digest_of(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        // No text holds this byte, so that two texts never run together into a third; the document is last.
        hash.update([0xff]);
    }
    hex(&hash.finalize()[..16])
}

#[cfg(test)]
mod tests;
