//! The words and the law of a war room.
