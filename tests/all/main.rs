//! Journeys through a real browser against the real binary, faults, and page loads. Each test is
//! a sentence that must be true of the product.

mod accessible;
mod clash;
mod console;
mod crash;
mod details;
mod gate_debts;
mod gate_read_back;
mod keys;
mod language;
mod load;
mod network;
mod oddities;
mod people;
mod phone;
mod plain;
mod plan_edit;
mod reload;
mod run_abort;
mod run_hold;
mod run_plan_b;
mod run_ruler;
mod send_crash;
mod send_subscriber;
mod sign_in;
mod since_i_left;
mod stop;
mod story;
mod stream;
mod support_desk;
mod tabs;
mod two_people;
mod watch_alarm;
mod watch_sources;
mod words_feed;
