//! A simulated year, and how fast a plan is made.
