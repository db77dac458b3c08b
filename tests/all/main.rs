//! Journeys through a real browser against the real binary, faults, and page loads. Each test is
//! a sentence that must be true of the product.

mod clash;
mod console;
mod crash;
mod plain;
mod reload;
mod two_people;
