//! Pieces that know the domain. Each reads the narrowest live thing it can.

#![expect(
    missing_docs,
    reason = "the component macro makes fields of props, named after what they hold"
)]

pub mod banner;
pub mod composer;
pub mod desk;
pub mod details;
pub mod face;
pub mod feed;
pub mod header;
pub mod insert;
pub mod keys;
pub mod now_strip;
#[cfg(feature = "ssr")]
pub mod people;
pub mod plain_form;
pub mod stage;
pub mod step_actions;
pub mod step_list;
pub mod step_row;
pub mod step_when;
pub mod strip;
pub mod toast;
