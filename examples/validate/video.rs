//! What video showed of contact: the fit that came before the force plates'.

/// Share of a step in contact at this speed, by video at 60 frames a second of 57 runners (100 sessions,
/// `SoundTrack`, Columbia ICSL 2025).
pub(crate) fn expected_duty(speed_m_per_s: f64) -> f64 {
    (0.792 - 0.114 * (speed_m_per_s - 3.0)).clamp(0.45, 0.95)
}

/// Standard deviation about it.
pub(crate) const DUTY_SD: f64 = 0.089;

/// What the video itself was taken to be off by.
pub(crate) const VIDEO_SD: f64 = 0.05;
