//! The words that go with the files: the settings, and what the folder is.

use jiff::civil::Date;

use super::outing::YEAR;

/// The day on which the second pair of road shoes takes over; the settings say the same.
pub(crate) fn new_shoes_from() -> Date {
    jiff::civil::date(YEAR, 8, 24)
}

/// `backstride.toml`.
pub(crate) const SETTINGS: &str = r#"# Settings of the sample: a made-up runner. Every line is optional.

[runner]
height_cm = 172        # step length is compared with runners of this height
mass_kg = 68           # for stiffness, which depends on body mass
sex = "male"           # heart-rate load has two published formulas
birth_year = 1984      # printed as an age on the page, nothing else
hr_max_bpm = 188       # measured, not 220 minus age
hr_rest_bpm = 52       # lying down, in the morning

[pain]
log = "pain-log.csv"   # beside this file

# Watches do not write shoes into their files: tell when each pair was the usual one.
[[shoe]]
id = "road-old"        # the word in the log's column `shoe`
name = "Road shoe, first pair"
from = "2026-02-14"      # first day
until = "2026-08-23"     # last day
start_km = 410         # already on it when these files begin

[[shoe]]
id = "road-new"
name = "Road shoe, second pair"
from = "2026-08-24"

# What was changed on a day: the page of the year sets the weeks before it beside those after it.
[[change]]
date = "2026-09-28"
what = "cue"
name = "quicker steps"

[report]
exposures = ["running_min"]   # the one thing tested against the next morning, chosen beforehand
units = "metric"              # or "imperial"
time_zone = "Europe/Berlin"   # for files that do not know their local time
"#;

/// `plan.toml`.
pub(crate) const PLAN: &str =
    "# What the runner and the physical therapist agreed on at the first visit.

valid_from = 2026-09-28
cadence_spm = 171            # at the usual pace
cadence_within_spm = 3
longest_run_km = 8
weekly_min = 120             # minutes of running a week, at most
rest_days = 3                # days a week without a run, at least
pain_during_max = 4
pain_next_morning_max = 5

[[stage]]                    # running and walking in turns, on the way back
run_min = 2
walk_min = 2
reps = 5

[[stage]]
run_min = 4
walk_min = 2
reps = 5

[[stage]]
run_min = 5
walk_min = 1
reps = 5
";

/// `README.md`.
pub(crate) const README: &str = r"# Sample data

Four months of a runner who does not exist, July to October 2026, for trying the program out:

    backstride report sample-data

Everything here is made by `cargo run --example make-sample-data`, always with the same bytes. No number
comes from a person. The paths are drawn on open sea, around 54.24 N 7.70 E, where no home can be near;
the time zone there is that of Berlin. Names, serial numbers and the foot pod's app are made up.

## The story

| when | what | where to see it |
|---|---|---|
| July | a steady base, 25 to 31 km a week, mornings at 1 to 2 | the load chart's first weeks |
| August | growing, with one lighter week (10 to 16 August); a new chest strap from 16 August reads about 4 mm less bounce | the break in the bounce chart |
| early September | worn: poor sleep, stress, cadence slips a little | the pain strip |
| Sunday 13 September | 17.4 km, when 12.6 km was the longest of the 30 days before (+38 %) | the spike |
| 14 to 21 September | mornings up to 6; no running; a swim | the pain strip |
| 22 September to 3 October | running and walking by turns, from 1:2 minutes to 5:1 | the run-walk panel |
| 28 September | a visit: quicker steps, more rest days | the `treatment` column |
| October | calmer; cadence at 5:50 /km rises from 166 to 171 within two weeks, mornings settle to 1 to 2 | the form chart |

One link is built into the numbers: each minute of running beyond forty adds 0.028 points to the next morning
(1.6 at most, and a short run takes off 0.35 at most), under day-to-day noise that is about as large. Whether
a test finds it is for the page to say. No other link with running is built in, but for the spike of
13 September and the mornings after it, which are told by hand.

## The files

`exports/` holds 70 files: 67 runs (one of them twice), a ride and a swim.

| files | what is special |
|---|---|
| most `.fit` | a Forerunner 955 with a chest strap: cadence, bounce, contact time, balance, step length |
| July's and some of August's | smart recording: only the seconds in which something changed |
| 16 and 29 July, 13 and 29 August, 29 October | strap forgotten: no running dynamics |
| 30 July, 6 and 27 August, 13 and 22 October | a foot pod's own fields beside the strap's |
| `2026-07-17-233452.fit` | across midnight |
| `2026-07-22-064830.fit.gz` | in gzip, stored as it is, so that its bytes depend on no compressor |
| `COROS_*.gpx` | another maker's watch; `cad` counts one foot |
| `pocket-pacer-2026-07-11.gpx` | a telephone; `cad` counts both feet |
| `2026-08-20-183708.fit` and `activity_20260820.gpx` | the same run twice |
| `2026-08-30-084016.fit` | a trail run with climbs of up to 9 % |
| `2026-10-15-182030.fit` | a treadmill run: no positions |
| `2026-10-20-175503.fit` | ends in mid-record: the battery died |
| `2026-10-25-083127.fit` | the morning on which the clocks went back |

`pain-log.csv` has a row for most days, ten days are missing, ten were written down a day late. What made
the back worse and what eased it stands in the runner's own words on nine of them.
`plan.toml` is what was agreed on at the visit of 28 September; `backstride.toml` holds the settings.
";
