//! Numbers and dates as the page says them.
//!
//! Everything is rounded here, once, before it becomes text, so that no printed digit hangs on the
//! last bit of a machine's arithmetic. Minus signs are true minus signs, and a number that is not
//! known says so.

use jiff::civil::Date;

use crate::page::Units;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month: `October`.
pub fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or("")
}

/// The name of a month in three letters: `Oct`.
pub fn month_short(date: Date) -> &'static str {
    month(date).get(..3).unwrap_or("")
}

/// Of how many days something is told: `of 31`, `of 11 covered` where the export speaks for fewer
/// than there are.
pub fn of_known_days(known: usize, days: usize) -> String {
    if known < days { format!("of {known} covered") } else { format!("of {days}") }
}

/// What stands where a number would, when there is none.
pub const NOT_KNOWN: &str = "not known";

/// Metres in an international mile, exact by the agreement of 1959.
pub const METRES_PER_MILE: f64 = 1_609.344;

/// Metres in a kilometre.
const METRES_PER_KILOMETRE: f64 = 1_000.0;

/// From this many kilometres or miles on, a distance is shown without decimals.
const WHOLE_FROM: f64 = 50.0;

/// A number with this many decimals: `171`, `−4`, `2.1`; never `-0`.
pub fn number(value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return NOT_KNOWN.to_owned();
    }
    let text = format!("{:.*}", usize::from(decimals), value.abs());
    let is_zero = text.bytes().all(|byte| byte == b'0' || byte == b'.');
    if value < 0.0 && !is_zero { format!("−{text}") } else { text }
}

/// A number with its sign always shown, but for zero: `+3.9`, `−1.3`, `0`.
pub fn signed(value: f64, decimals: u8) -> String {
    let text = number(value, decimals);
    let is_zero = text.bytes().all(|byte| byte == b'0' || byte == b'.');
    if value > 0.0 && value.is_finite() && !is_zero { format!("+{text}") } else { text }
}

/// A number with at most one decimal, which is left out where it is nought: `17`, `12.7`.
pub fn short(value: f64) -> String {
    let text = number(value, 1);
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// A count with commas between the thousands: `12,400`.
pub fn grouped(value: f64) -> String {
    let text = number(value, 0);
    let (sign, digits) = match text.strip_prefix('−') {
        Some(digits) => ("−", digits),
        None => ("", text.as_str()),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let mut out = sign.to_owned();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A change as a ratio, in per cent: `+34 %`, `−12 %`, `0 %`.
pub fn change_percent(ratio: f64) -> String {
    if ratio.is_finite() { format!("{} %", signed(100.0 * ratio, 0)) } else { NOT_KNOWN.to_owned() }
}

/// A share from 0 to 1, in per cent: `61 %`; a share above nought never prints as nought.
pub fn share_percent(share: f64) -> String {
    if !share.is_finite() {
        return NOT_KNOWN.to_owned();
    }
    if share > 0.0 && share < 0.005 {
        return "under 1 %".to_owned();
    }
    format!("{} %", number(100.0 * share, 0))
}

/// Metres in the page's unit of distance.
pub fn distance_in(metres: f64, units: Units) -> f64 {
    match units {
        Units::Metric => metres / METRES_PER_KILOMETRE,
        Units::Imperial => metres / METRES_PER_MILE,
    }
}

/// The unit of heights: `m` or `ft`.
pub const fn height_unit(units: Units) -> &'static str {
    match units {
        Units::Metric => "m",
        Units::Imperial => "ft",
    }
}

/// Metres of climb as a whole number of the unit.
pub fn height(metres: f64, units: Units) -> String {
    /// The international foot is 0.3048 m by definition.
    const METRES_A_FOOT: f64 = 0.3048;
    match units {
        Units::Metric => number(metres, 0),
        Units::Imperial => number(metres / METRES_A_FOOT, 0),
    }
}

/// The page's unit of distance: `km` or `mi`.
pub const fn distance_unit(units: Units) -> &'static str {
    match units {
        Units::Metric => "km",
        Units::Imperial => "mi",
    }
}

/// The page's unit of distance in full, for prose: `kilometres` or `miles`.
pub const fn distance_unit_long(units: Units) -> &'static str {
    match units {
        Units::Metric => "kilometres",
        Units::Imperial => "miles",
    }
}

/// A value as it is shown, or that it is not known.
pub fn or_unknown(value: Option<f64>, shown: impl Fn(f64) -> String) -> String {
    value.map_or_else(|| NOT_KNOWN.to_owned(), shown)
}

/// A cell of a table: what is not known is left blank, as the page says of its blanks.
pub fn or_blank<T>(value: Option<T>, shown: impl FnOnce(T) -> String) -> String {
    value.map_or_else(String::new, shown)
}

/// How much was run, as it follows a count of runs: `, 19.3 km in 97 min`.
pub fn how_much(distance_m: Option<f64>, running_min: Option<f64>, units: Units) -> String {
    let metres = distance_m.map(|metres| distance(metres, units));
    match (metres, running_min.map(minutes)) {
        (Some(metres), Some(time)) => format!(", {metres} in {time}"),
        (Some(part), None) | (None, Some(part)) => format!(", {part}"),
        (None, None) => "; how far and how long is not known".to_owned(),
    }
}

/// A distance without its unit: `12.7`, `17`, `135`.
pub fn distance_number(metres: f64, units: Units) -> String {
    let distance = distance_in(metres, units);
    if distance.abs() < WHOLE_FROM { short(distance) } else { grouped(distance) }
}

/// A distance: `12.7 km`, `17 km`, `135 km`, `10.6 mi`.
pub fn distance(metres: f64, units: Units) -> String {
    if metres.is_finite() {
        format!("{} {}", distance_number(metres, units), distance_unit(units))
    } else {
        NOT_KNOWN.to_owned()
    }
}

/// A pace: `5:48 /km`, `9:20 /mi`.
pub fn pace(speed_m_per_s: f64, units: Units) -> String {
    let each = |pace| format!("{pace} /{}", distance_unit(units));
    known_pace(speed_m_per_s, units).map_or_else(|| NOT_KNOWN.to_owned(), each)
}

/// The same without its unit: `5:48`.
pub fn pace_number(speed_m_per_s: f64, units: Units) -> String {
    known_pace(speed_m_per_s, units).unwrap_or_else(|| NOT_KNOWN.to_owned())
}

/// Metres of the distance that a pace is told for.
pub const fn metres_of_pace(units: Units) -> f64 {
    match units {
        Units::Metric => METRES_PER_KILOMETRE,
        Units::Imperial => METRES_PER_MILE,
    }
}

/// None for who does not move.
fn known_pace(speed_m_per_s: f64, units: Units) -> Option<String> {
    let metres = metres_of_pace(units);
    let moves = speed_m_per_s.is_finite() && speed_m_per_s > 0.0;
    moves.then(|| clock(metres / speed_m_per_s))
}

/// Seconds as on a watch: `5:48`, `52:10`, `1:44:05`.
pub fn clock(seconds: f64) -> String {
    if !seconds.is_finite() || seconds < 0.0 {
        return NOT_KNOWN.to_owned();
    }
    let whole_s = seconds.round();
    let hours = (whole_s / 3_600.0).floor();
    let minutes = ((whole_s - 3_600.0 * hours) / 60.0).floor();
    let rest_s = whole_s - 3_600.0 * hours - 60.0 * minutes;
    if hours > 0.0 {
        format!("{hours:.0}:{minutes:02.0}:{rest_s:02.0}")
    } else {
        format!("{minutes:.0}:{rest_s:02.0}")
    }
}

/// Minutes in words: `52 min`, `104 min`; from three hours on `3 h 5 min`, `14 h`.
pub fn minutes(minutes: f64) -> String {
    if !minutes.is_finite() {
        return NOT_KNOWN.to_owned();
    }
    let whole_min = minutes.round();
    if whole_min < 180.0 {
        return format!("{} min", number(whole_min, 0));
    }
    let hours = (whole_min / 60.0).floor();
    let rest_min = whole_min - 60.0 * hours;
    if rest_min > 0.0 {
        format!("{} h {} min", number(hours, 0), number(rest_min, 0))
    } else {
        format!("{} h", number(hours, 0))
    }
}

/// How a copy that was sent can be checked, and what that shows.
pub const COPY: &str = "A copy to send: `backstride verify FILE` tells whether it is as it was written. That \
                        shows a change by accident; it is no proof of who made it.";

/// A count with its noun: `1 run`, `16 runs`, `0 runs`.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// `one`, `one and two`, `one, two and three`.
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => items.concat(),
    }
}

/// A text as markup, with what stands between two backticks set as code: `` a `b` c ``.
pub fn with_code(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split('`');
    out.extend(parts.next().map(escaped));
    while let Some(inner) = parts.next() {
        match parts.next() {
            Some(after) => {
                out += &format!("<code>{}</code>{}", escaped(inner), escaped(after));
            }
            None => out += &format!("`{}", escaped(inner)),
        }
    }
    out
}

/// The same for paper, where the marks of code would be read as letters.
pub fn without_code(text: &str) -> String {
    text.replace('`', "")
}

/// A heading in which no line breaks between a number and its sign for per cent.
pub fn with_units_held(text: &str) -> String {
    text.replace(" %", "\u{a0}%")
}

/// Text made fit for XML, in content and between double quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters cannot stand in XML 1.0 at all.
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn a_minus_is_a_true_minus_and_nought_has_no_sign() {
        assert_eq!(number(-1.26, 1), "−1.3");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(number(-0.0, 0), "0");
        assert_eq!(signed(3.94, 1), "+3.9");
        assert_eq!(signed(0.04, 1), "0.0");
        assert_eq!(change_percent(0.338), "+34 %");
        assert_eq!(change_percent(-0.004), "0 %");
    }

    #[test]
    fn what_is_not_a_number_is_not_known() {
        assert_eq!(number(f64::NAN, 1), NOT_KNOWN);
        assert_eq!(distance(f64::INFINITY, Units::Metric), NOT_KNOWN);
        assert_eq!(pace(0.0, Units::Metric), NOT_KNOWN);
        assert_eq!(pace_number(0.0, Units::Metric), NOT_KNOWN);
        assert_eq!(change_percent(f64::NAN), NOT_KNOWN);
        assert_eq!(minutes(f64::NAN), NOT_KNOWN);
        assert_eq!(grouped(f64::NAN), NOT_KNOWN);
    }

    #[test]
    fn distances_lose_their_decimal_where_it_says_nothing() {
        assert_eq!(distance(17_020.0, Units::Metric), "17 km");
        assert_eq!(distance(12_690.0, Units::Metric), "12.7 km");
        assert_eq!(distance(134_600.0, Units::Metric), "135 km");
        assert_eq!(distance(42_195.0, Units::Metric), "42.2 km");
        assert_eq!(distance(42_195.0, Units::Imperial), "26.2 mi");
        assert_eq!(distance(1_234_567.0, Units::Metric), "1,235 km");
    }

    #[test]
    fn pace_rounds_before_it_splits_minutes_from_seconds() {
        // 1000 m in 359.6 s is six minutes, not "5:60".
        assert_eq!(pace(1_000.0 / 359.6, Units::Metric), "6:00 /km");
        assert_eq!(pace(1_000.0 / 348.0, Units::Metric), "5:48 /km");
        // 348 s/km is 560.05 s a mile.
        assert_eq!(pace(1_000.0 / 348.0, Units::Imperial), "9:20 /mi");
    }

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(minutes(104.4), "104 min");
        assert_eq!(minutes(840.0), "14 h");
        assert_eq!(minutes(845.2), "14 h 5 min");
        assert_eq!(clock(6_245.0), "1:44:05");
    }

    #[test]
    fn thousands_are_set_apart_and_shares_above_nought_never_print_as_nought() {
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(12_400.4), "12,400");
        assert_eq!(grouped(-1_000_000.0), "−1,000,000");
        assert_eq!(share_percent(0.61), "61 %");
        assert_eq!(share_percent(0.004), "under 1 %");
        assert_eq!(share_percent(0.0), "0 %");
    }

    #[test]
    fn markup_in_a_name_stays_text() {
        assert_eq!(escaped("a<b>&\"c'\u{7}"), "a&lt;b&gt;&amp;&quot;c&#39; ");
    }
}
