//! Each command: what it makes happen, and each reason for "no".

mod abort;
mod contingency;
mod correcting;
mod debts;
mod editing;
mod entering;
mod gates;
mod holds;
mod insertion;
mod notice;
mod people;
mod plan;
mod promise;
mod public;
mod rehearsing;
mod removal;
mod rights;
mod room;
mod ticking;
mod undoing;
mod watch;
mod word;
