//! Waiting for something to become true.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

/// How long anything that should happen at once may take on a busy machine.
pub const SOON: Duration = Duration::from_secs(10);

/// How long a page may go on calling itself live after its server is gone.
pub const HONEST: Duration = Duration::from_secs(10);

/// How long a page may take to find its server again.
pub const BACK: Duration = Duration::from_secs(20);

/// How often something is looked at.
const GLANCE: Duration = Duration::from_millis(40);

/// Looks until `look` succeeds.
///
/// # Panics
/// When it has not within `within`; says what was seen last.
pub async fn eventually<T>(
    what: impl Display,
    within: Duration,
    mut look: impl AsyncFnMut() -> Result<T, String>,
) -> T {
    let begun = Instant::now();
    loop {
        match look().await {
            Ok(found) => return found,
            Err(seen) if begun.elapsed() > within => {
                panic!("{what}: not so after {within:?}; last seen: {seen}")
            }
            Err(_) => tokio::time::sleep(GLANCE).await,
        }
    }
}

/// Looks until a value is the expected one.
///
/// # Panics
/// When it is not within [`SOON`].
pub async fn until_is(what: impl Display, wanted: &str, mut read: impl AsyncFnMut() -> String) {
    eventually(what, SOON, async || {
        let seen = read().await;
        if seen == wanted { Ok(()) } else { Err(format!("{seen:?} instead of {wanted:?}")) }
    })
    .await;
}
