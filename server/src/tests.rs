//! Every endpoint through the real router on a real store: the yes, the no, and the stranger.

mod bad_input;
mod command;
mod form;
mod house;
mod join;
mod oidc;
mod page;
mod proxy;
mod rights;
mod stop;
