//! The plan of follow-ups, told as stories: who is due and why, what rests, and a whole year.

mod busy;
mod circles;
mod days;
mod mirror;
mod people;
mod stories;
mod year;
