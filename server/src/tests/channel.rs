//! What goes out of the house, against a real mail server and a real HTTP receiver.

mod crash;
mod email;
mod endpoint;
mod mail_server;
mod outbox;
mod post_room;
mod receiver;
mod subscription;
