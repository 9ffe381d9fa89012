//! Closed sets of words: each has a name in the files, in SQL and in JSON, and most have one for people.

/// Makes an enum of `Variant = "code"`. `("English", "Finnish")` after the code are its name for people, and
/// `["other", "words"]` after that what else people write for it; all variants have the same.
macro_rules! closed_set {
    (@set $(#[$meta:meta])* $name:ident: $($(#[$doc:meta])* $variant:ident $code:literal)*) => {
        $(#[$meta])*
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them, in their own order.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$variant),*];

            /// The name in the files, in SQL and in JSON.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            #[must_use]
            pub fn find(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|known| known.code() == code)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)* }) => {
        closed_set! { @set $(#[$meta])* $name: $($(#[$doc])* $variant $code)* }
    };
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $code:literal ($en:literal, $fi:literal),)*
    }) => {
        closed_set! { @set $(#[$meta])* $name: $($(#[$doc])* $variant $code)* }

        impl $name {
            /// The name for people.
            #[must_use]
            pub const fn label(self) -> $crate::wording::Wording {
                match self {
                    $(Self::$variant => $crate::wording::Wording::fixed($en, $fi),)*
                }
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $code:literal ($en:literal, $fi:literal) [$($word:literal),*],)*
    }) => {
        closed_set! {
            $(#[$meta])* pub enum $name { $($(#[$doc])* $variant = $code ($en, $fi),)* }
        }

        impl $name {
            /// The one that a word certainly means: a code or a word for it.
            #[must_use]
            pub fn find_loosely(word: &str) -> Option<Self> {
                $crate::model::fold::find_meant(word, Self::ALL, |known| {
                    (known.code(), known.label(), match known {
                        $(Self::$variant => &[$($word),*],)*
                    })
                })
            }
        }
    };
}

pub(crate) use closed_set;
