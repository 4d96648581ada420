//! Arithmetic on plain slices. Knows nothing of running.
