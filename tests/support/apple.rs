//! An Apple export as the phone writes it, of made-up runs of which everything is known.

use jiff::{Timestamp, tz::Offset};

/// Words in every place of an export that is none of running's business. None of them may come out.
pub(crate) const PLANTED: [&str; 7] = [
    "Plantedname",
    "1971-02-03",
    "PlantedBloodType",
    "PlantedClinic",
    "PlantedMood",
    "PlantedMedication",
    "Plantedheart",
];

/// A run that was made up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ran {
    /// When it began.
    pub(crate) started: &'static str,
    /// How long, in seconds, with the pause.
    pub(crate) lasting_s: i64,
    /// A pause, in seconds since the start.
    pub(crate) pause_s: Option<(i64, i64)>,
    pub(crate) contact_ms: f64,
    pub(crate) bounce_mm: f64,
    pub(crate) speed_m_per_s: f64,
    pub(crate) steps_per_min: f64,
    pub(crate) zone: Option<&'static str>,
}

impl Default for Ran {
    fn default() -> Ran {
        Ran {
            started: "2026-09-16T15:14:50Z",
            lasting_s: 1200,
            pause_s: None,
            contact_ms: 262.0,
            bounce_mm: 88.0,
            speed_m_per_s: 2.8,
            steps_per_min: 168.0,
            zone: Some("Europe/Paris"),
        }
    }
}

impl Ran {
    pub(crate) fn start_s(&self) -> i64 {
        self.started.parse::<Timestamp>().unwrap().as_second()
    }

    pub(crate) fn end_s(&self) -> i64 {
        self.start_s() + self.lasting_s
    }

    pub(crate) fn active_s(&self) -> i64 {
        self.lasting_s - self.pause_s.map_or(0, |(from, to)| to - from)
    }

    fn runs_at(&self, second: i64) -> bool {
        self.pause_s.is_none_or(|(from, to)| !(from..to).contains(&second))
    }
}

/// An export that is being written.
pub(crate) struct AppleExport {
    offset_h: i8,
    /// Whether attributes stand in the reverse of their usual order.
    backwards: bool,
    records: String,
    workouts: String,
}

impl AppleExport {
    /// As written in a zone so many hours from UTC.
    pub(crate) fn new(offset_h: i8) -> AppleExport {
        AppleExport { offset_h, backwards: false, records: String::new(), workouts: String::new() }
    }

    /// With the attributes the other way round.
    pub(crate) fn backwards(self) -> AppleExport {
        AppleExport { backwards: true, ..self }
    }

    fn date(&self, at_s: i64) -> String {
        let at = Timestamp::from_second(at_s).unwrap();
        let zone = Offset::constant(self.offset_h).to_time_zone();
        at.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S %z").to_string()
    }

    fn tag(&self, name: &str, attributes: &[(&str, &str)]) -> String {
        let mut written: Vec<String> =
            attributes.iter().map(|(key, value)| format!(" {key}=\"{value}\"")).collect();
        if self.backwards {
            written.reverse();
        }
        format!("<{name}{}", written.concat())
    }

    fn device(hardware: &str) -> String {
        format!(
            "&lt;&lt;HKDevice: 0x16c1a3ec0&gt;, name:Plantedname&apos;s, manufacturer:Apple Inc., \
             model:Watch, hardware:{hardware}, software:11.4, creation date:2025-01-02 08:00:00 +0000&gt;"
        )
    }

    /// Adds a record of a quantity.
    pub(crate) fn record(
        &mut self,
        kind: &str,
        (unit, value): (&str, &str),
        (from_s, to_s): (i64, i64),
        (source, hardware): (&str, &str),
    ) {
        let (from, to) = (self.date(from_s), self.date(to_s));
        let device = Self::device(hardware);
        let mut attributes =
            vec![("type", kind), ("sourceName", source), ("sourceVersion", "11.4")];
        if !hardware.is_empty() {
            attributes.push(("device", &device));
        }
        attributes.extend([
            ("unit", unit),
            ("creationDate", to.as_str()),
            ("startDate", from.as_str()),
            ("endDate", to.as_str()),
            ("value", value),
        ]);
        let tag = self.tag("Record", &attributes);
        self.records.push_str(&format!(" {tag}/>\n"));
    }

    /// Adds an entry of the phone's own diary, in its own zone where one is named.
    #[allow(clippy::too_many_arguments, reason = "the words of one element of the file")]
    pub(crate) fn entry(
        &mut self,
        kind: &str,
        value: &str,
        (from_s, to_s): (i64, i64),
        (source, hardware): (&str, &str),
        zone: Option<&str>,
    ) {
        let (from, to) = (self.date(from_s), self.date(to_s));
        let device = Self::device(hardware);
        let mut attributes = vec![("type", kind), ("sourceName", source)];
        if !hardware.is_empty() {
            attributes.push(("device", &device));
        }
        attributes.extend([
            ("creationDate", to.as_str()),
            ("startDate", from.as_str()),
            ("endDate", to.as_str()),
            ("value", value),
        ]);
        let tag = self.tag("Record", &attributes);
        let inside = zone.map_or_else(String::new, |zone| {
            format!("<MetadataEntry key=\"HKTimeZone\" value=\"{zone}\"/>")
        });
        self.records.push_str(&format!(" {tag}>{inside}</Record>\n"));
    }

    /// Adds a run with all that a watch records of it, and a phone's steps beside.
    pub(crate) fn run(&mut self, ran: &Ran, routes: &[&str]) {
        let watch = ("Plantedname\u{2019}s Apple\u{a0}Watch", "Watch7,2");
        let phone = ("Plantedname\u{2019}s iPhone", "iPhone15,2");
        let start_s = ran.start_s();
        let quantity = |name: &str| format!("HKQuantityTypeIdentifier{name}");
        let step_m = ran.speed_m_per_s * 60.0 / ran.steps_per_min;
        for second in (22..ran.lasting_s).step_by(5).filter(|second| ran.runs_at(*second)) {
            let at = (start_s + second, start_s + second);
            for (name, unit, value) in [
                ("RunningGroundContactTime", "ms", ran.contact_ms),
                ("RunningVerticalOscillation", "cm", ran.bounce_mm / 10.0),
                ("RunningStrideLength", "m", step_m),
                ("RunningPower", "W", 215.0),
                ("HeartRate", "count/min", 146.0),
            ] {
                self.record(&quantity(name), (unit, &value.to_string()), at, watch);
            }
        }
        for second in (0..ran.lasting_s).step_by(3).filter(|second| ran.runs_at(*second)) {
            let at = (start_s + second, start_s + second);
            let km_per_h = (3.6 * ran.speed_m_per_s).to_string();
            self.record(&quantity("RunningSpeed"), ("km/hr", &km_per_h), at, watch);
        }
        for second in (0..ran.lasting_s).step_by(20).filter(|second| ran.runs_at(*second)) {
            let span = (start_s + second, start_s + second + 20);
            let steps = (ran.steps_per_min / 3.0).to_string();
            let km = (20.0 * ran.speed_m_per_s / 1000.0).to_string();
            self.record(&quantity("StepCount"), ("count", &steps), span, watch);
            self.record(&quantity("DistanceWalkingRunning"), ("km", &km), span, watch);
            self.record(&quantity("StepCount"), ("count", "41"), span, phone);
        }
        // Kept twice by a restored phone.
        let twice = (start_s + 22, start_s + 22);
        let contact = ran.contact_ms.to_string();
        for _ in 0..3 {
            self.record(&quantity("RunningGroundContactTime"), ("ms", &contact), twice, watch);
        }
        self.workout(ran, "Running", watch, routes);
    }

    /// Adds a workout without records.
    pub(crate) fn workout(
        &mut self,
        ran: &Ran,
        kind: &str,
        (source, hardware): (&str, &str),
        routes: &[&str],
    ) {
        let kind = format!("HKWorkoutActivityType{kind}");
        let minutes = (ran.active_s() as f64 / 60.0).to_string();
        let (from, to) = (self.date(ran.start_s()), self.date(ran.end_s()));
        let device = Self::device(hardware);
        let mut attributes = vec![
            ("workoutActivityType", kind.as_str()),
            ("duration", &minutes),
            ("durationUnit", "min"),
            ("sourceName", source),
        ];
        if !hardware.is_empty() {
            attributes.push(("device", &device));
        }
        attributes.extend([("startDate", from.as_str()), ("endDate", to.as_str())]);
        let mut body = String::new();
        if let Some(zone) = ran.zone {
            body.push_str(&format!("  <MetadataEntry key=\"HKTimeZone\" value=\"{zone}\"/>\n"));
        }
        body.push_str("  <MetadataEntry key=\"PlantedMood\" value=\"PlantedMood\"/>\n");
        if let Some((pause_s, resume_s)) = ran.pause_s {
            for (name, at) in [("Pause", pause_s), ("Resume", resume_s)] {
                let date = self.date(ran.start_s() + at);
                body.push_str(&format!(
                    "  <WorkoutEvent type=\"HKWorkoutEventType{name}\" date=\"{date}\"/>\n"
                ));
            }
        }
        // A split that is no lap, and a guess at standing that is no pause.
        let date = self.date(ran.start_s() + 60);
        body.push_str(&format!(
            "  <WorkoutEvent type=\"HKWorkoutEventTypeMotionPaused\" date=\"{date}\"/>\n\
             \x20 <WorkoutEvent type=\"HKWorkoutEventTypeSegment\" date=\"{date}\" duration=\"5\" durationUnit=\"min\"/>\n"
        ));
        for route in routes {
            body.push_str(&format!(
                "  <WorkoutRoute sourceName=\"{source}\"><FileReference path=\"/workout-routes/{route}\"/></WorkoutRoute>\n"
            ));
        }
        let tag = self.tag("Workout", &attributes);
        self.workouts.push_str(&format!(" {tag}>\n{body} </Workout>\n"));
    }

    /// The file.
    pub(crate) fn xml(&self) -> String {
        let birth = "HKCharacteristicTypeIdentifierDateOfBirth=\"1971-02-03\" \
                     HKCharacteristicTypeIdentifierBloodType=\"PlantedBloodType\" \
                     HKCharacteristicTypeIdentifierCardioFitnessMedicationsUse=\"PlantedMedication\"";
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n\
             <!-- HealthKit Export Version: 14 -->\n<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>\n\
             <!ATTLIST HealthData\n  locale CDATA #REQUIRED\n>\n<!ENTITY bomb \"PlantedName\">\n]>\n\
             <HealthData locale=\"en_GB\">\n <ExportDate value=\"{}\"/>\n <Me {birth}/>\n{}\
             <Correlation type=\"HKCorrelationTypeIdentifierBloodPressure\">\n\
             <Record type=\"HKQuantityTypeIdentifierHeartRate\" sourceName=\"PlantedClinic\" unit=\"count/min\" \
             startDate=\"{}\" endDate=\"{}\" value=\"44\"/>\n</Correlation>\n{}\
             <ClinicalRecord type=\"PlantedClinic\" sourceName=\"PlantedClinic\"/>\n</HealthData>\n",
            self.date(1_790_000_000),
            self.records,
            self.date(1_789_571_800),
            self.date(1_789_571_800),
            self.workouts,
        )
    }
}

/// A route as the phone writes it: a point a second to the north, and no word on the sport.
pub(crate) fn route(ran: &Ran) -> String {
    let points: Vec<String> = (0..=ran.lasting_s)
        .map(|second| {
            let at = Timestamp::from_second(ran.start_s() + second).unwrap();
            // A tenth of a per cent uphill: an altitude that never moves was not measured.
            let altitude_m = 35.1 + second as f64 * ran.speed_m_per_s / 1000.0;
            let latitude = 48.85 + second as f64 * ran.speed_m_per_s / 111_195.0;
            format!(
                "<trkpt lon=\"2.35\" lat=\"{latitude:.7}\"><ele>{altitude_m:.3}</ele><time>{at}</time>\
                 <extensions><speed>{}</speed><course>0</course><hAcc>3</hAcc><vAcc>2</vAcc></extensions></trkpt>",
                ran.speed_m_per_s
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"Apple Health Export\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\"><metadata></metadata><trk><name>Route</name><trkseg>{}</trkseg></trk></gpx>",
        points.concat()
    )
}
