//! Strangers' text made fit for a terminal, and folded for comparison.
