//! What stands behind a series or a value: who wrote it, and how it lies in time.

use std::{borrow::Cow, fmt};

use serde::{Serialize, Serializer};

/// Everything that a series or a value was made of. It shows as it is written down:
/// `fit.record.cadence`, `apple.step_count, counted over 40 s`, `positions + gpx.extension.hr`.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    parts: Vec<Part>,
}

/// One thing that a series was made of.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    writer: Writer,
    spacing: Option<Spacing>,
    /// What wrote it in place of the watch that recorded the run.
    instead: Option<Instead>,
    is_share_of_stride: bool,
}

/// What wrote values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writer {
    /// A place in a file or an account, as its format names it: `fit.record.cadence`.
    Place(Cow<'static, str>),
    /// A strap or pod beside the watch, and its field: `stryd ground time`.
    Pod(String),
    /// The way along positions.
    Positions,
    /// The change of distance.
    Distance,
    /// The sum of speed.
    Speed,
    /// Altitude over distance.
    AltitudeOverDistance,
    /// Acceleration as the sensor felt it.
    RawAcceleration,
    /// A service, which told a run's mean and nothing else.
    ServiceMean,
}

/// What wrote a value where it was not the watch that recorded the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Another app on the same device.
    App,
    /// Another device, by what it is called: `Watch7,2`.
    Device(String),
}

/// How values lie in time, where they are further apart than a second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// In which way.
    pub way: Way,
    /// How far apart, in whole seconds.
    pub apart_s: f64,
}

/// A way in which values lie in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A value at a moment, every so often.
    Every,
    /// Counted over a span.
    Over,
}

impl Origin {
    /// Written there: `fit.record.cadence`.
    pub fn place(name: impl Into<Cow<'static, str>>) -> Origin {
        Writer::Place(name.into()).into()
    }

    /// The same, with values so far apart in time; it is not told where that is not known.
    #[must_use]
    pub fn spaced(mut self, way: Way, apart_s: Option<f64>) -> Origin {
        let apart_s = apart_s.map(f64::round_ties_even);
        let spacing = apart_s.map(|apart_s| Spacing { way, apart_s });
        self.parts.iter_mut().for_each(|part| part.spacing = spacing);
        self
    }

    /// The same, written by something else than the watch that recorded the run.
    #[must_use]
    pub fn by(mut self, instead: Option<&Instead>) -> Origin {
        self.parts.iter_mut().for_each(|part| part.instead = instead.cloned());
        self
    }

    /// The same, told as a share of the stride.
    #[must_use]
    pub fn of_the_stride(mut self) -> Origin {
        self.parts.iter_mut().for_each(|part| part.is_share_of_stride = true);
        self
    }

    /// All of these together, each said once.
    pub fn of<'a>(origins: impl IntoIterator<Item = &'a Origin>) -> Origin {
        let mut parts: Vec<Part> = Vec::new();
        for part in origins.into_iter().flat_map(|origin| &origin.parts) {
            if !parts.contains(part) {
                parts.push(part.clone());
            }
        }
        Origin { parts }
    }

    /// Whether this alone wrote it.
    pub fn is(&self, writer: &Writer) -> bool {
        matches!(&*self.parts, [part] if part.writer == *writer)
    }

    /// Whether a part of it was written by something else than the device that recorded the run: a strap
    /// or pod, or a sensor that wrote its acceleration.
    pub fn is_of_a_sensor(&self) -> bool {
        let is_sensor =
            |part: &Part| matches!(part.writer, Writer::Pod(_) | Writer::RawAcceleration);
        self.parts.iter().any(is_sensor)
    }

    /// How its values lie in time, by the first of its parts that says so; moments before spans.
    pub fn spacing(&self) -> Option<Spacing> {
        let told = || self.parts.iter().filter_map(|part| part.spacing);
        told().find(|it| it.way == Way::Every).or_else(|| told().next())
    }
}

impl From<Writer> for Origin {
    fn from(writer: Writer) -> Origin {
        let part = Part { writer, spacing: None, instead: None, is_share_of_stride: false };
        Origin { parts: vec![part] }
    }
}

impl Writer {
    fn name(&self) -> &str {
        match self {
            Writer::Place(name) => name,
            Writer::Pod(field) => field,
            Writer::Positions => "positions",
            Writer::Distance => "distance",
            Writer::Speed => "speed",
            Writer::AltitudeOverDistance => "altitude over distance",
            Writer::RawAcceleration => "raw acceleration",
            Writer::ServiceMean => "the service's mean of the run",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                f.write_str(" + ")?;
            }
            part.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.writer.name())?;
        match self.spacing {
            Some(Spacing { way: Way::Every, apart_s }) => write!(f, ", every {apart_s:.0} s")?,
            Some(Spacing { way: Way::Over, apart_s }) => {
                write!(f, ", counted over {apart_s:.0} s")?;
            }
            None => {}
        }
        match &self.instead {
            Some(Instead::App) => f.write_str(", by another app")?,
            Some(Instead::Device(name)) => write!(f, ", by {name}")?,
            None => {}
        }
        if self.is_share_of_stride { f.write_str(" of the stride") } else { Ok(()) }
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_shows_what_it_is_of_how_it_lies_in_time_and_what_wrote_it_instead() {
        let steps = Origin::place("apple.step_count").spaced(Way::Over, Some(39.6));
        assert_eq!(steps.to_string(), "apple.step_count, counted over 40 s");
        let other = steps.clone().by(Some(&Instead::Device("Watch7,2".to_owned())));
        assert_eq!(other.to_string(), "apple.step_count, counted over 40 s, by Watch7,2");
        let both = Origin::of([&steps, &Writer::Positions.into()]);
        assert_eq!(both.to_string(), "apple.step_count, counted over 40 s + positions");
        assert_eq!(Origin::of([&both, &steps]), both, "what stands already is not said twice");
        assert!(
            !both.is(&Writer::Positions) && Origin::from(Writer::Positions).is(&Writer::Positions)
        );
    }

    #[test]
    fn of_several_parts_the_first_at_moments_tells_the_spacing() {
        let over = Origin::place("x").spaced(Way::Over, Some(26.0));
        let every = Origin::place("y").spaced(Way::Every, Some(5.0));
        let plain = Origin::place("z");
        let spacing = |parts: &[&Origin]| {
            Origin::of(parts.iter().copied()).spacing().map(|it| (it.way, it.apart_s))
        };
        assert_eq!(spacing(&[&plain, &over, &every]), Some((Way::Every, 5.0)));
        assert_eq!(spacing(&[&plain, &over]), Some((Way::Over, 26.0)));
        assert_eq!(spacing(&[&plain]), None);
    }
}
