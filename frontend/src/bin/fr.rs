//! The room page in French, as it runs in a browser. Its script calls `hydrate`.
#![cfg_attr(target_family = "wasm", no_main)]

use frontend as _;

#[cfg(not(target_family = "wasm"))]
fn main() {}
