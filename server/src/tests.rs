//! Every endpoint through the real router on a real store: the yes, the no, and the stranger.

mod bad_input;
mod canary;
mod channel;
mod command;
mod export;
mod form;
mod house;
mod invitation;
mod join;
mod matrix;
mod metric_token;
mod oidc;
mod page;
mod people;
mod plan;
mod presence;
mod proxy;
mod removal;
mod revoke;
mod rights;
mod source;
mod status;
mod stop;
mod watch;
mod why_not;
mod word;
