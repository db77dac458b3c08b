//! Gates: who is asked before the cutover goes on, what each team believes, and what the lead
//! decides.
//!
//! A verdict is never unsaid; another one supersedes it. Whatever speaks against going on
//! ([`against`]) does not forbid it: the lead may go with a reason, and the log says against what.
//! Reconsider if a house wants gates that nobody can pass alone.

mod against;
mod command;
mod decide;
mod event;
mod evolve;
mod opens;
mod plan;
mod rejection;
mod state;

pub use against::{Against, against, differs, teams_reading_back};
pub use command::GateCommand;
pub(super) use decide::{decide, ticked, undone};
pub use event::{Answer, GateEvent, Verdict};
pub(super) use evolve::evolve;
pub use opens::opens_the_interruption;
pub use plan::{Belief, GatePlan, Seat};
pub use rejection::GateRejection;
pub use state::{Answered, Decided, GateRun, ReadBack};
