//! bascule.
fn main() {}
