//! Enums whose variants each have a word in data, words for people, or both.

/// Declares an enum with the word in data beside each variant, which `key` tells. Where the name of
/// a function follows the enum, that one tells the words beside each variant: those behind the word
/// in data, or the only ones.
macro_rules! keyed {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal,)+ }) => {
        keyed! {
            $(#[$doc])* $vis enum $name { $($(#[$vdoc])* $variant = $key,)+ }
            /// The word in data, with the unit last where it has one.
            fn key;
        }
    };
    (
        $(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $words:literal,)+ }
        $(#[$told:meta])* fn $tell:ident;
    ) => {
        $(#[$doc])*
        $vis enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every one of them, in order.
            $vis const ALL: [$name; [$($words),+].len()] = [$($name::$variant),+];

            $(#[$told])*
            $vis const fn $tell(self) -> &'static str {
                match self { $($name::$variant => $words,)+ }
            }
        }
    };
    (
        $(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal, $words:literal;)+ }
        $(#[$told:meta])* fn $tell:ident;
    ) => {
        keyed! { $(#[$doc])* $vis enum $name { $($(#[$vdoc])* $variant = $key,)+ } }

        impl $name {
            $(#[$told])*
            $vis const fn $tell(self) -> &'static str {
                match self { $($name::$variant => $words,)+ }
            }
        }
    };
}
pub(crate) use keyed;
