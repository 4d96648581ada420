//! Enums whose variants each have a word in data.

/// Declares an enum with the word in data beside each variant.
macro_rules! keyed {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        $vis enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: [$name; [$($key),+].len()] = [$($name::$variant),+];

            /// The word in data, with the unit last where it has one.
            pub const fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)+ }
            }
        }
    };
}
pub(crate) use keyed;
