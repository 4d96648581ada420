//! One recording, and what can be said of the form in it, each value with its unit and origin.
//!
//! ```text
//! cargo run --no-default-features --example one_run -- FILE     # FIT, GPX or TCX
//! ```

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example reads a file and says what it found"
)]

use std::{env, error::Error, fs};

use backstride::{ingest, outing};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("which file? one_run FILE")?;
    let activity = ingest::read(&fs::read(&path)?)?;
    for outing in outing::measure(&activity, &path, &outing::Setting::default()) {
        println!("{} {}", outing.date(), outing.sport.sport);
        for reading in &outing.readings {
            let name = reading.metric.name;
            match &reading.outcome {
                Ok(estimate) => {
                    let (value, unit) = (estimate.value, reading.metric.unit);
                    println!("  {name}: {value:.2} {unit}, {}", estimate.provenance.word());
                }
                Err(absent) => println!("  {name}: {}", absent.detail()),
            }
        }
    }
    Ok(())
}
