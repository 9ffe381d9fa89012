//! The part of an entry's stable id that names the registry. It comes from what the registry says of
//! itself, never from the machine or the folder that it is read in.

/// Where a registry names no site. The ending is set aside for names that are no one's (RFC 2606).
const NO_DOMAIN: &str = "kumppani.invalid";

/// The host in the address of the registry's site.
pub(super) fn domain(url: Option<&str>) -> String {
    let host = url.and_then(host_of).unwrap_or(NO_DOMAIN);
    host.to_ascii_lowercase()
}

/// A name or an address and a port may be around the host; neither belongs into an id.
fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let named = authority.rsplit('@').next()?;
    let host = named.split(':').next()?;
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    (!host.is_empty() && host.chars().all(is_plain)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_the_site_names_the_registry() {
        for (url, expected) in [
            (Some("https://www.example.fi/"), "www.example.fi"),
            (Some("https://WWW.Example.fi:8443/tno?a=b@c"), "www.example.fi"),
            (Some("http://nimi:salasana@example.fi#x"), "example.fi"),
            (Some("https://tno-säätiö.example"), "tno-säätiö.example"),
            (Some("https://[2001:db8::1]/"), NO_DOMAIN),
            (Some("https:///polku"), NO_DOMAIN),
            (Some("https://a,b;c/"), NO_DOMAIN),
            (None, NO_DOMAIN),
        ] {
            assert_eq!(domain(url), expected, "{url:?}");
        }
    }
}
