//! Each command: what it makes happen, and each reason for "no".

mod correcting;
mod entering;
mod insertion;
mod people;
mod plan;
mod public;
mod rights;
mod room;
mod ticking;
mod undoing;
