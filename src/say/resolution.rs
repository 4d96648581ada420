//! How values lie in time, in words.

use super::words;
use crate::page::{Resolution, Way};

/// Without what lies so: `every 5 s`, `from counted steps, 26 s`.
pub(crate) fn how(of: Resolution) -> String {
    let seconds = words::number(of.apart_s, 0);
    match of.way {
        Way::Every => format!("every {seconds} s"),
        Way::Over => format!("from counted steps, {seconds} s"),
    }
}

/// By itself: `a value every 5 s`, `from counted steps, 26 s at a time`.
pub(crate) fn told(of: Resolution) -> String {
    let what = match of.way {
        Way::Every => format!("a value {}", how(of)),
        Way::Over => format!("{} at a time", how(of)),
    };
    if of.has_others { format!("some {what}") } else { what }
}
