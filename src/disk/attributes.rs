//! Extended attributes and access lists of Linux: read from one handle, set on another. An access list is an
//! attribute, too, of a kind that decides who may do what; elsewhere there are none of this shape.

#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) use linux::{keep, keep_access_list};

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
pub(super) use others::{keep, keep_access_list};

#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux {
    use std::fs::File;
    use std::io;

    use rustix::buffer::spare_capacity;
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::Errno;

    /// The access list of a file.
    const ACCESS_LIST: &str = "system.posix_acl_access";

    /// The attributes that users give. What else a file has is the system's, which may refuse it.
    const OF_USERS: &str = "user.";

    /// Digests of the content, which is another one now.
    const OF_CONTENT: [&str; 2] = ["security.ima", "security.evm"];

    /// The longest value and the longest list of names.
    const MOST_BYTES: usize = 64 * 1024;

    /// In an access list after four bytes of its version: each entry with its kind, what it allows, and whom.
    const ENTRY: usize = 8;
    const KIND_GROUP: [u8; 2] = 0x04_u16.to_le_bytes();
    const KIND_OTHERS: [u8; 2] = 0x20_u16.to_le_bytes();

    pub(in super::super) fn keep(old: &File, new: &File) -> io::Result<()> {
        for name in names(old)? {
            if name == ACCESS_LIST || OF_CONTENT.contains(&name.as_str()) {
                continue;
            }
            let kept = match value(old, &name) {
                Ok(Some(value)) => fsetxattr(new, name.as_str(), &value, XattrFlags::empty()),
                Ok(None) => Ok(()),
                Err(error) => Err(error),
            };
            if name.starts_with(OF_USERS) {
                kept?;
            }
        }
        Ok(())
    }

    /// Keeps the access list; whether there is one. What the folder gives to new files goes.
    pub(in super::super) fn keep_access_list(
        old: &File,
        new: &File,
        is_same_group: bool,
    ) -> io::Result<bool> {
        let Some(mut list) = value(old, ACCESS_LIST)? else {
            match fremovexattr(new, ACCESS_LIST) {
                Ok(()) | Err(Errno::NODATA | Errno::NOTSUP | Errno::NOSYS) => {}
                Err(error) => return Err(error.into()),
            }
            return Ok(false);
        };
        if !is_same_group {
            close_to_group(&mut list);
        }
        fsetxattr(new, ACCESS_LIST, &list, XattrFlags::empty())?;
        Ok(true)
    }

    /// The group that a file has in the place of another may do what everybody may.
    fn close_to_group(list: &mut [u8]) {
        let entries = list.get_mut(4..).unwrap_or_default();
        let of_others = entries
            .chunks_exact(ENTRY)
            .find(|entry| entry[..2] == KIND_OTHERS)
            .map_or([0, 0], |entry| [entry[2], entry[3]]);
        for entry in entries.chunks_exact_mut(ENTRY) {
            if entry[..2] == KIND_GROUP {
                entry[2] &= of_others[0];
                entry[3] &= of_others[1];
            }
        }
    }

    /// None where the file system has no attributes.
    fn names(file: &File) -> io::Result<Vec<String>> {
        let mut list = Vec::with_capacity(MOST_BYTES);
        match flistxattr(file, spare_capacity(&mut list)) {
            Ok(_) => {}
            Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        }
        let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect())
    }

    fn value(file: &File, name: &str) -> Result<Option<Vec<u8>>, Errno> {
        let mut value = Vec::with_capacity(MOST_BYTES);
        match fgetxattr(file, name, spare_capacity(&mut value)) {
            Ok(_) => Ok(Some(value)),
            Err(Errno::NODATA | Errno::NOTSUP | Errno::NOSYS) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
mod others {
    use std::fs::File;
    use std::io;

    #[expect(clippy::unnecessary_wraps, reason = "it may fail on Linux")]
    pub(in super::super) fn keep(_old: &File, _new: &File) -> io::Result<()> {
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "it may fail on Linux")]
    pub(in super::super) fn keep_access_list(
        _old: &File,
        _new: &File,
        _is_same_group: bool,
    ) -> io::Result<bool> {
        Ok(false)
    }
}
