//! Each command: what it makes happen, and each reason for "no".

mod abort;
mod contingency;
mod correcting;
mod editing;
mod entering;
mod insertion;
mod people;
mod plan;
mod public;
mod rehearsing;
mod removal;
mod rights;
mod room;
mod ticking;
mod undoing;
