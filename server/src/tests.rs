//! Every endpoint through the real router on a real store: the yes, the no, and the stranger.

mod bad_input;
mod canary;
mod channel;
mod command;
mod form;
mod house;
mod invitation;
mod join;
mod matrix;
mod oidc;
mod page;
mod people;
mod proxy;
mod revoke;
mod rights;
mod status;
mod stop;
