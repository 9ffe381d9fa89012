//! The files of sites that earlier versions made: their lists had no digests, so that a file must show by itself
//! where it comes from.

use std::path::Path;

/// What the policy in the head of each page begins with, in every version.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src ";

/// The style sheet that each page asks for, after the way to the site's folder.
const STYLE: &str = "tyyli.css\">";

/// What calendars say of their maker.
const MAKER: &str = "\r\nPRODID:-//kumppani//kumppani//";

/// The files beside the pages, which a network may have made itself: they have no mark.
const UNMARKED: [&str; 3] = ["tyyli.css", "haku.js", "kuvake.svg"];

/// Whether the bytes at a path of a site were made by the program; `None` where only the pages beside them can
/// say.
#[must_use]
pub fn is_of_earlier_site(path: &str, bytes: &[u8]) -> Option<bool> {
    if UNMARKED.contains(&path) {
        return None;
    }
    let text = String::from_utf8_lossy(bytes);
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    Some(match ending {
        Some("html") => text.contains(POLICY) && text.contains(STYLE),
        Some("ics") => text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains(MAKER),
        Some("js") => path.ends_with("haku/tiedot.js") && text.starts_with("var hakutiedot = [\n"),
        _ => false,
    })
}
