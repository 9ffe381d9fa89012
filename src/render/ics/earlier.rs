//! What an earlier file of the same calendar says of its entries, so that the number of an entry's changes
//! (`SEQUENCE`, RFC 5545, 3.8.7.4) goes on where that file left it. Nothing else keeps these numbers.

use std::collections::BTreeMap;

/// The properties that say nothing of the entry itself.
const NOT_CONTENT: [&str; 3] = ["UID:", "DTSTAMP:", "SEQUENCE:"];

/// The entries of an earlier calendar; none where there was no such file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlierCalendar(BTreeMap<String, Earlier>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Earlier {
    sequence: u32,
    content: Vec<String>,
}

impl EarlierCalendar {
    /// Reads what this program wrote. Of any other text it takes what it understands: the worst that comes of
    /// it is a number that begins again, or one that is higher than it had to be.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes)
            .replace("\r\n", "\n")
            .replace("\n ", "");
        let mut entries = BTreeMap::new();
        for entry in text.split("BEGIN:VEVENT\n").skip(1) {
            let lines = entry.lines().take_while(|line| *line != "END:VEVENT");
            let lines: Vec<&str> = lines.collect();
            let value = |name: &str| lines.iter().find_map(|line| line.strip_prefix(name));
            let Some(uid) = value("UID:") else { continue };
            let earlier = Earlier {
                sequence: value("SEQUENCE:")
                    .and_then(|number| number.parse().ok())
                    .unwrap_or(0),
                content: content(lines.iter().copied()),
            };
            entries.insert(uid.to_owned(), earlier);
        }
        Self(entries)
    }

    /// The number of an entry's changes, whose lines these are: that of the earlier file, one more where
    /// anything but the day of the file differs, and 0 for a new entry.
    pub(super) fn sequence(&self, uid: &str, lines: &[String]) -> u32 {
        let Some(earlier) = self.0.get(uid) else {
            return 0;
        };
        let is_same = earlier.content == content(lines.iter().map(String::as_str));
        earlier.sequence.saturating_add(u32::from(!is_same))
    }
}

fn content<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<String> {
    let says = |line: &&str| !NOT_CONTENT.iter().any(|name| line.starts_with(name));
    lines.filter(says).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@b\r\nSEQUENCE:3\r\nDTSTAMP:20261121T000000Z\r\nSUMMARY:Pitkä ot\r\n sikko\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:old@b\r\nSUMMARY:Ilman\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    #[test]
    fn a_number_grows_when_anything_but_the_day_of_the_file_differs() {
        let earlier = EarlierCalendar::read(FILE.as_bytes());
        let number = |uid: &str, line: &str| earlier.sequence(uid, &[line.to_owned()]);
        assert_eq!(number("a@b", "SUMMARY:Pitkä otsikko"), 3);
        assert_eq!(number("a@b", "SUMMARY:Pitkä otsikko "), 4);
        assert_eq!(number("old@b", "SUMMARY:Ilman"), 0);
        assert_eq!(number("old@b", "SUMMARY:Muutettu"), 1);
        assert_eq!(number("new@b", "SUMMARY:Uusi"), 0);
    }

    /// The file may have gone through another system, or be something else.
    #[test]
    fn what_is_no_calendar_has_no_entries() {
        let unix = FILE.replace("\r\n", "\n");
        assert_eq!(
            EarlierCalendar::read(unix.as_bytes()),
            EarlierCalendar::read(FILE.as_bytes())
        );
        for text in ["", "BEGIN:VEVENT\nSUMMARY:x\n", "\u{0}PNG"] {
            assert_eq!(EarlierCalendar::read(text.as_bytes()), EarlierCalendar::default());
        }
        let huge = FILE.replace("SEQUENCE:3", "SEQUENCE:99999999999999");
        let earlier = EarlierCalendar::read(huge.as_bytes());
        assert_eq!(earlier.sequence("a@b", &["SUMMARY:Pitkä otsikko".to_owned()]), 0);
    }
}
