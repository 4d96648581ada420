//! The papers that several metrics name.

use crate::model::Citation;

/// Morin et al. 2005: the spring and mass whose force is half a sine.
pub(super) const MORIN_2005: Citation = Citation {
    short: "Morin et al. 2005",
    title: "A simple method for measuring stiffness during running. J Appl Biomech 21:167-180",
    doi: "10.1123/jab.21.2.167",
};

/// Meyer et al. 2023: temporal models fail on slopes.
pub(super) const MEYER_2023: Citation = Citation {
    short: "Meyer et al. 2023",
    title: "Spring-mass characteristics on slopes. Int J Sports Med 44:673",
    doi: "10.1055/a-2044-4805",
};

/// Adams et al. 2016: a watch's cadence, oscillation and contact time against motion capture.
pub(super) const ADAMS_2016: Citation = Citation {
    short: "Adams et al. 2016",
    title: "Validity and reliability of a commercial fitness watch for measuring running dynamics. \
            J Orthop Sports Phys Ther 46:471-476",
    doi: "10.2519/jospt.2016.6391",
};

/// Watari et al. 2016: a strap's oscillation and contact time against markers and a force plate.
pub(super) const WATARI_2016: Citation = Citation {
    short: "Watari et al. 2016",
    title: "Validation of a torso-mounted accelerometer for measures of vertical oscillation and \
            ground contact time during treadmill running. J Appl Biomech 32:306-310",
    doi: "",
};

/// Smith et al. 2022: wearables' oscillation and contact time against video.
pub(super) const SMITH_2022: Citation = Citation {
    short: "Smith et al. 2022",
    title: "Agreement and reliability of wearables' vertical oscillation and contact time. \
            PLoS ONE 17(11):e0277810",
    doi: "10.1371/journal.pone.0277810",
};

/// Patoz et al. 2022: contact and flight time from one sensor at the sacrum.
pub(super) const PATOZ_2022: Citation = Citation {
    short: "Patoz et al. 2022",
    title: "A single sacral-mounted inertial measurement unit to estimate peak vertical ground \
            reaction force, contact time, and flight time in running. Sensors 22:784",
    doi: "10.3390/s22030784",
};

/// Heiderscheit et al. 2011: what a higher step rate changes at the joints.
pub(super) const HEIDERSCHEIT_2011: Citation = Citation {
    short: "Heiderscheit et al. 2011",
    title: "Effects of step rate manipulation on joint mechanics during running. \
            Med Sci Sports Exerc 43:296-302",
    doi: "10.1249/MSS.0b013e3181ebedf4",
};

/// Burns et al. 2019: cadence, speed and height in a 100 km race.
pub(super) const BURNS_2019: Citation = Citation {
    short: "Burns et al. 2019",
    title: "Step frequency patterns of elite ultramarathon runners during a 100-km road race. \
            J Appl Physiol",
    doi: "10.1152/japplphysiol.00374.2018",
};

/// Lieberman et al. 2015: cadence, foot position and braking.
pub(super) const LIEBERMAN_2015: Citation = Citation {
    short: "Lieberman et al. 2015",
    title: "Effects of stride frequency and foot position at landing on braking force, hip torque, \
            impact peak force and the metabolic cost of running. J Exp Biol 218:3406",
    doi: "10.1242/jeb.125500",
};

/// The cut in cadence between walking and running.
pub(super) const GAIT_CUT_2023: Citation = Citation {
    short: "Human Movement Science 2023",
    title: "Cadence thresholds that tell running from walking. Hum Mov Sci 90:103117",
    doi: "10.1016/j.humov.2023.103117",
};
