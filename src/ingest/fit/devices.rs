//! The watch and the sensors that a file names.

use std::borrow::Cow;

use super::{message::Message, profile};
use crate::model::Device;

/// `source_type`: a part of the watch itself, such as its barometer.
const LOCAL: u8 = 5;

/// More devices than anybody wears: each session looks at all of its file's.
const MOST_DEVICES: usize = 64;

/// Devices named so far.
#[derive(Debug, Default)]
pub(super) struct Devices {
    file: Device,
    software_of_creator: Option<String>,
    named: Vec<Named>,
}

#[derive(Clone, Debug)]
struct Named {
    device: Device,
    source: Option<u8>,
}

impl Devices {
    /// Takes in a `file_id`; the first one names the watch.
    pub(super) fn take_file_id(&mut self, message: &Message<'_>) {
        let maker = message.whole(1).and_then(|maker| u16::try_from(maker).ok());
        let file = Device {
            manufacturer: maker.map(profile::manufacturer),
            product: product(maker, message.whole(2), message.text(8)),
            serial: message.whole(3),
            ..Device::default()
        };
        fill(&mut self.file, file);
    }

    /// Takes in a `file_creator`.
    pub(super) fn take_creator(&mut self, message: &Message<'_>) {
        let version = message.number(0).map(version);
        self.software_of_creator = self.software_of_creator.take().or(version);
    }

    /// Takes in a `device_info`. Watches repeat them; each device is kept once.
    pub(super) fn take(&mut self, message: &Message<'_>) {
        let maker = message.whole(2).and_then(|maker| u16::try_from(maker).ok());
        let device = Device {
            manufacturer: maker.map(profile::manufacturer),
            product: product(maker, message.whole(4), message.text(27)),
            serial: message.whole(3),
            software: message.number(5).map(version),
            index: message.byte(0),
            device_type: message.byte(1),
        };
        let source = message.byte(25);
        let has_room = self.named.len() < MOST_DEVICES;
        match self.named.iter_mut().find(|known| same(&known.device, &device)) {
            Some(known) => {
                fill(&mut known.device, device);
                known.source = known.source.or(source);
            }
            None if has_room => {
                self.named.push(Named { device, source });
            }
            None => {}
        }
    }

    /// The watch, and the other devices that are not part of it.
    pub(super) fn finish(self) -> (Option<Device>, Vec<Device>) {
        let mut watch = self.file;
        let (creators, others): (Vec<_>, Vec<_>) =
            self.named.into_iter().partition(|named| named.device.index == Some(0));
        for creator in creators {
            fill(&mut watch, creator.device);
        }
        watch.software = watch.software.or(self.software_of_creator);
        let is_other = |named: &Named| {
            let device = &named.device;
            let says_what = device.product.is_some()
                || device.manufacturer.is_some()
                || device.serial.is_some();
            let is_watch = device.serial.is_some()
                && device.serial == watch.serial
                && device.product == watch.product;
            says_what && !is_watch && named.source != Some(LOCAL)
        };
        let sensors = others.into_iter().filter(is_other).map(|named| named.device).collect();
        ((watch != Device::default()).then_some(watch), sensors)
    }
}

/// Whether two messages are about one device: by index, and by serial where a strap was swapped.
fn same(known: &Device, new: &Device) -> bool {
    let serials_agree = match (known.serial, new.serial) {
        (Some(known), Some(new)) => known == new,
        _ => true,
    };
    known.index == new.index && serials_agree
}

/// Takes over what was not known yet.
fn fill(known: &mut Device, new: Device) {
    known.manufacturer = known.manufacturer.take().or(new.manufacturer);
    known.product = known.product.take().or(new.product);
    known.serial = known.serial.or(new.serial);
    known.software = known.software.take().or(new.software);
    known.index = known.index.or(new.index);
    known.device_type = known.device_type.or(new.device_type);
}

/// The profile's name, else the name that the file gives, else the number.
fn product(
    maker: Option<u16>,
    number: Option<u32>,
    name: Option<String>,
) -> Option<Cow<'static, str>> {
    let number = number.and_then(|number| u16::try_from(number).ok());
    let known = number.map(|number| profile::product(maker, number));
    let is_number = known.as_ref().is_none_or(|name| name.bytes().all(|it| it.is_ascii_digit()));
    match name {
        Some(name) if is_number => Some(name.into()),
        _ => known,
    }
}

/// A version as devices show it: hundredths, `9.21`.
fn version(hundredths: f64) -> String {
    format!("{:.2}", hundredths / 100.0)
}
