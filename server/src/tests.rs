//! Every endpoint through the real router on a real store: the yes, the no, and the stranger.

mod bad_input;
mod command;
mod form;
mod house;
mod invitation;
mod join;
mod page;
mod people;
mod revoke;
mod rights;
mod stop;
