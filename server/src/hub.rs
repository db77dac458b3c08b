//! Wakes those who follow a room. It carries numbers, no truth: whoever is woken looks for
//! themselves, so a wake-up that is missed or comes twice does no harm.

use domain::Seq;
use tokio::sync::watch;

/// The wake-ups of one room.
#[derive(Debug)]
pub struct Hub {
    log: watch::Sender<Seq>,
    presence: watch::Sender<u64>,
}

impl Hub {
    /// For a room whose log ends here.
    #[must_use]
    pub fn new(head: Seq) -> Self {
        Self { log: watch::Sender::new(head), presence: watch::Sender::new(0) }
    }

    /// The log has grown.
    pub fn grown(&self, head: Seq) {
        self.log.send_replace(head);
    }

    /// Who is here has changed.
    pub fn moved(&self) {
        self.presence.send_modify(|times| *times += 1);
    }

    /// To be woken when the log grows.
    #[must_use]
    pub fn log(&self) -> watch::Receiver<Seq> {
        self.log.subscribe()
    }

    /// To be woken when who is here changes.
    #[must_use]
    pub fn presence(&self) -> watch::Receiver<u64> {
        self.presence.subscribe()
    }
}
