//! Fields that applications and pods add: their descriptions, and which channel each one carries.

use std::collections::HashMap;

use super::{
    columns::DeveloperColumn,
    message::Message,
    profile::message,
    wire::{ByteOrder, Cell, DeveloperField, Scale},
};
use crate::model::{Channel, DeveloperSeries, Provenance};

/// Series that one file may have. Files seen hold up to thirty; a hostile one would ask for a
/// column with every definition.
const MOST_SERIES: usize = 256;

/// Descriptions that one file may give. Each one that differs makes the plans of records out of date,
/// and a chain of straps' files holds hundreds.
const MOST_DESCRIBED: usize = 4_096;

/// All that a file says about its developer fields.
#[derive(Debug, Default)]
pub(super) struct Developers {
    applications: HashMap<u8, String>,
    descriptions: HashMap<(u8, u8), Description>,
    described: usize,
    series: Vec<Description>,
    /// Fields that were used and never described.
    pub undescribed: usize,
    /// Fields that were one too many.
    pub left_out: usize,
}

/// A field as its application described it.
#[derive(Clone, Debug, PartialEq)]
struct Description {
    base_type: u8,
    name: String,
    units: String,
    native_field: Option<u8>,
    application: Option<String>,
    scale: Scale,
}

impl Developers {
    /// Whether messages of this number are read here.
    pub(super) fn reads(global: u16) -> bool {
        matches!(global, message::DEVELOPER_DATA_ID | message::FIELD_DESCRIPTION)
    }

    /// A chained file begins: it describes its own fields.
    pub(super) fn begin_file(&mut self) {
        self.applications.clear();
        self.descriptions.clear();
    }

    /// How many descriptions were read so far: plans made at another count are out of date.
    pub(super) fn described(&self) -> usize {
        self.described
    }

    /// Takes in an application's identity or a field's description.
    pub(super) fn take(&mut self, message: &Message<'_>) {
        if message.global() == message::DEVELOPER_DATA_ID {
            let index = message.byte(3).unwrap_or(0);
            if let Some(application) = message.bytes(1).and_then(identity) {
                self.applications.insert(index, application);
            }
            return;
        }
        let (Some(developer), Some(number)) = (message.byte(0), message.byte(1)) else { return };
        if self.described >= MOST_DESCRIBED {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        // Application identities come before the descriptions that refer to them.
        let description = Description {
            base_type: message.byte(2).unwrap_or(u8::MAX),
            name: message.text(3).unwrap_or_default(),
            units: message.text(8).unwrap_or_default(),
            native_field: message.byte(15),
            application: self.applications.get(&developer).cloned(),
            scale: Scale {
                divisor: message.number(6).filter(|&divisor| divisor != 0.0).unwrap_or(1.0),
                offset: message.number(7).unwrap_or_default(),
            },
        };
        let before = self.descriptions.insert((developer, number), description);
        if before.as_ref() != self.descriptions.get(&(developer, number)) {
            self.described = self.described.saturating_add(1);
        }
    }

    /// Where a field of a record goes; none where it was not described or is text.
    pub(super) fn column(
        &mut self,
        field: &DeveloperField,
        order: ByteOrder,
    ) -> Option<DeveloperColumn> {
        let Some(description) = self.descriptions.get(&(field.developer, field.number)) else {
            self.undescribed = self.undescribed.saturating_add(1);
            return None;
        };
        let cell = Cell::of(description.base_type, order)?;
        if field.size < cell.width() {
            return None;
        }
        let known = self.series.iter().position(|series| series == description);
        let series = match known {
            Some(series) => series,
            None if self.series.len() < MOST_SERIES => {
                self.series.push(description.clone());
                self.series.len().saturating_sub(1)
            }
            None => {
                self.left_out = self.left_out.saturating_add(1);
                return None;
            }
        };
        Some(DeveloperColumn { series, cell, offset: field.offset, scale: description.scale })
    }

    /// The series of this number, with its values.
    pub(super) fn series(&self, number: usize, values: Vec<f64>) -> Option<DeveloperSeries> {
        let description = self.series.get(number)?;
        let channel = channel_of(description);
        Some(DeveloperSeries {
            name: description.name.clone(),
            units: description.units.clone(),
            native_field: description.native_field,
            application: description.application.clone(),
            channel,
            provenance: provenance_of(description, channel),
            values,
        })
    }
}

/// An application's identity as hex; none where it is all zero or all invalid.
fn identity(bytes: &[u8]) -> Option<String> {
    let given = bytes.iter().any(|&byte| byte != 0) && bytes.iter().any(|&byte| byte != u8::MAX);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0F]);
    given.then(|| digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect())
}

/// Units in lower case, each with what makes it the channel's unit.
type Units = [(&'static str, f64)];

/// A name under which applications write a quantity that is a channel of ours.
struct Known {
    /// The field's name, in lower case.
    name: &'static str,
    /// Its units; empty text where it gives none.
    units: &'static Units,
    channel: Channel,
    provenance: Provenance,
}

const WATTS: &Units = &[("watts", 1.0), ("watt", 1.0), ("w", 1.0), ("", 1.0)];
const MILLISECONDS: &Units = &[("milliseconds", 1.0), ("ms", 1.0), ("", 1.0)];
const MILLIMETRES: &Units =
    &[("centimeters", 10.0), ("cm", 10.0), ("millimeters", 1.0), ("mm", 1.0)];
const METRES: &Units = &[("meters", 1.0), ("m", 1.0)];
const KILOMETRES_PER_HOUR: f64 = 1.0 / 3.6;
const METRES_PER_SECOND: &Units = &[("m/s", 1.0), ("km/h", KILOMETRES_PER_HOUR)];
const PER_MINUTE: &Units = &[("rpm", 1.0), ("spm", 1.0), ("steps/min", 1.0)];
const BEATS: &Units = &[("bpm", 1.0)];
/// Multiples of gravity; pods name the unit or say nothing.
const GRAVITIES: &Units = &[("g", 1.0), ("gs", 1.0), ("", 1.0)];
const PERCENT: &Units = &[("%", 1.0), ("percent", 1.0)];

const fn known(
    name: &'static str,
    units: &'static Units,
    channel: Channel,
    provenance: Provenance,
) -> Known {
    Known { name, units, channel, provenance }
}

/// What Stryd, `RunScribe` and Garmin's own running applications write into records. A foot pod
/// sees the foot: the trunk's rise and fall is its model; contact it measures.
static KNOWN: [Known; 23] = [
    known("power", WATTS, Channel::Power, Provenance::Modelled),
    known("rp_power", WATTS, Channel::Power, Provenance::Modelled),
    known("rs_power_avg", WATTS, Channel::Power, Provenance::Modelled),
    known("ground time", MILLISECONDS, Channel::GroundContactTime, Provenance::Measured),
    known("ground contact time", MILLISECONDS, Channel::GroundContactTime, Provenance::Measured),
    known("contacttime", MILLISECONDS, Channel::GroundContactTime, Provenance::Measured),
    known("vertical oscillation", MILLIMETRES, Channel::VerticalOscillation, Provenance::Modelled),
    known("vertical ratio", PERCENT, Channel::VerticalRatio, Provenance::Modelled),
    known("cadence", PER_MINUTE, Channel::Cadence, Provenance::Measured),
    known("rd_cadence", PER_MINUTE, Channel::Cadence, Provenance::Measured),
    known("heart rate", BEATS, Channel::HeartRate, Provenance::Measured),
    known("distance", METRES, Channel::Distance, Provenance::Measured),
    known("elevation", METRES, Channel::Altitude, Provenance::Measured),
    known("speed", METRES_PER_SECOND, Channel::Speed, Provenance::Measured),
    known("enhanced_speed", METRES_PER_SECOND, Channel::Speed, Provenance::Measured),
    known("step length", MILLIMETRES, Channel::StepLength, Provenance::Derived),
    known("stride length", MILLIMETRES, Channel::StepLength, Provenance::Derived),
    known("impactgs", GRAVITIES, Channel::FootImpact, Provenance::Modelled),
    known("rs_impact_gs_l", GRAVITIES, Channel::FootImpact, Provenance::Modelled),
    known("rs_impact_gs_r", GRAVITIES, Channel::FootImpact, Provenance::Modelled),
    known("brakinggs", GRAVITIES, Channel::FootBraking, Provenance::Modelled),
    known("rs_braking_gs_l", GRAVITIES, Channel::FootBraking, Provenance::Modelled),
    known("rs_braking_gs_r", GRAVITIES, Channel::FootBraking, Provenance::Modelled),
];

/// Fields of the profile that a developer field may say it stands for. Here the number decides,
/// because names are free; a unit that contradicts it wins over the number.
static NATIVE: [(u8, &Units, Channel); 8] = [
    (3, BEATS, Channel::HeartRate),
    (5, METRES, Channel::Distance),
    (6, METRES_PER_SECOND, Channel::Speed),
    (73, METRES_PER_SECOND, Channel::Speed),
    (7, WATTS, Channel::Power),
    (39, MILLIMETRES, Channel::VerticalOscillation),
    (41, MILLISECONDS, Channel::GroundContactTime),
    (84, PERCENT, Channel::ContactBalance),
];

fn factor(units: &Units, unit: &str) -> Option<f64> {
    units.iter().find(|(known, _)| *known == unit).map(|(_, factor)| *factor)
}

fn known_by_name(description: &Description) -> Option<(&'static Known, f64)> {
    let name = description.name.to_lowercase();
    let unit = description.units.to_lowercase();
    let known = KNOWN.iter().find(|known| known.name == name)?;
    Some((known, factor(known.units, &unit)?))
}

fn channel_of(description: &Description) -> Option<(Channel, f64)> {
    if let Some((known, factor)) = known_by_name(description) {
        return Some((known.channel, factor));
    }
    let unit = description.units.to_lowercase();
    let (_, units, channel) =
        NATIVE.iter().find(|(native, ..)| Some(*native) == description.native_field)?;
    Some((*channel, factor(units, &unit).filter(|_| !unit.is_empty())?))
}

/// What an application writes is its model's output, unless we know better.
fn provenance_of(description: &Description, channel: Option<(Channel, f64)>) -> Provenance {
    match (known_by_name(description), channel) {
        (Some((known, _)), _) => known.provenance,
        (None, Some((channel, _))) => channel.provenance_as_recorded(),
        (None, None) => Provenance::Modelled,
    }
}
