//! The digest by which the bytes of a file are known again: SHA-256, as `sha256sum` writes it.

use std::fmt;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

/// The digest of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileDigest([u8; 32]);

impl FileDigest {
    /// The digest of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of all that is left to read, a piece at a time.
    ///
    /// # Errors
    /// What reading says.
    pub fn of_all(mut from: impl Read) -> io::Result<Self> {
        let mut digest = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(Self(digest.finalize().into())),
                Ok(n) => digest.update(&buffer[..n]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The digest of a text of 64 hexadecimal digits, in either case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            *byte = u8::try_from(digit(pair[0])? << 4 | digit(pair[1])?).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of nothing, from FIPS 180-4.
    const OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_digest_is_read_as_it_is_written() {
        let digest = FileDigest::of(b"");
        assert_eq!(digest.to_string(), OF_NOTHING);
        assert_eq!(FileDigest::parse(OF_NOTHING), Some(digest));
        assert_eq!(FileDigest::parse(&OF_NOTHING.to_uppercase()), Some(digest));
        let long = [OF_NOTHING, "0"].concat();
        for text in ["", "e3b0", &OF_NOTHING[1..], &long, &OF_NOTHING.replace('e', "g")] {
            assert_eq!(FileDigest::parse(text), None, "{text}");
        }
        // As many bytes, but not as many digits.
        assert_eq!(FileDigest::parse(&"ä".repeat(32)), None);
    }

    #[test]
    fn what_is_read_in_pieces_has_the_same_digest() {
        let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
        let read = FileDigest::of_all(&bytes[..]).expect("a slice can be read");
        assert_eq!(read, FileDigest::of(&bytes));
        assert_ne!(read, FileDigest::of(&bytes[1..]));
    }
}
