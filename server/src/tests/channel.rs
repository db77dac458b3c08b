//! What goes out of the house, against a real mail server and a real HTTP receiver.

mod crash;
mod desk;
mod dispatch;
mod email;
mod endpoint;
mod follow;
mod mail_server;
pub mod post_room;
mod receiver;
mod subscription;
