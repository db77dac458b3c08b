//! Each command: what it makes happen, and each reason for "no".

mod correcting;
mod entering;
mod insertion;
mod people;
mod plan;
mod removal;
mod rights;
mod room;
mod ticking;
mod undoing;
mod word;
