//! What a plan file says about trying the closed system: whether a step does, and the way in.

use super::fields::Fields;
use domain::{
    run::{StepRun, WayIn},
    text::Title,
};

/// Reads `smoke_test`, `way_in` and `way_in_proven`.
pub(super) fn read(fields: &Fields<'_>, run: &mut StepRun) {
    run.smoke_test = fields.flag("smoke_test");
    let how = fields.optional("way_in", Title::parse);
    let proven = fields.flag("way_in_proven");
    if proven && !fields.has("way_in") {
        fields.fault("way_in_proven", "says that a way in was proven: name it in way_in".into());
    }
    run.way_in = how.map(|how| WayIn { how, proven });
}
