//! The interface as a pure state machine.
