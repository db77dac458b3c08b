//! What a plan file says is measured and checked.
//!
//! ```toml
//! [[metrics]]
//! id = "rds-connections"
//! title = "Connections to RDS"
//! target = "must reach 0"
//! period = "5 s"
//!
//! [[entry_points]]
//! id = "web"
//! title = "Web site"
//! kind = "web"
//! block = "maintenance page"
//! outside = "web-status"          # a metric; 503 shows that it is shut
//!
//! [[stop_rules]]
//! metric = "errors"
//! above = "20"
//! length = "2 min"
//!
//! [phases.steps.proof]            # of the step above it
//! metric = "rds-connections"
//! target = "must reach 0"
//! hold = "60 s"
//! within = "3 min"                # of the step's start, or of its finish: after = "finish"
//! ```

use super::{fields::Fields, length_of, owner};
use domain::{
    Length, MetricId, Person, StepId,
    metric::{Limit, MetricDraft, MetricPlan, StopRule, Target, Value},
    step::Moment,
    text::{Block, Title, Unit, WayIn},
    watch::{Check, Counted, EntryKind, EntryPoint, StepProof, StopPlan, Wanted, WatchPlan},
};

/// Reads it all; what cannot be read is named and left out.
pub fn read(file: &Fields<'_>, people: &[Person]) -> WatchPlan {
    let metrics = file.tables("metrics", "metric").iter().filter_map(metric).collect();
    let entries = file.tables("entry_points", "entry point");
    let entry_points = entries.iter().filter_map(|fields| entry(fields, people)).collect();
    let stop_rules = file.tables("stop_rules", "stop rule").iter().filter_map(stop).collect();
    let steps = file.tables("phases", "phase").into_iter();
    let steps = steps.flat_map(|phase| phase.tables("steps", "step"));
    let proofs = steps.filter_map(|step| proof(&step)).collect();
    WatchPlan { metrics, entry_points, proofs, stop_rules }
}

fn metric(fields: &Fields<'_>) -> Option<MetricPlan> {
    let id = fields.needed("id", domain::MetricId::parse);
    let title = fields.needed("title", Title::parse);
    let unit = fields.optional("unit", Unit::parse);
    let target = fields.optional("target", target);
    let period = fields.needed("period", length_of);
    fields.refuse_unknown();
    let draft = MetricDraft { id: id?, title: title?, unit, target, period: period? };
    let plan = MetricPlan::new(draft);
    plan.map_err(|_| fields.fault("period", "must be 1 s to 5 min".into())).ok()
}

fn entry(fields: &Fields<'_>, people: &[Person]) -> Option<EntryPoint> {
    let id = fields.needed("id", domain::EntryId::parse);
    let title = fields.needed("title", Title::parse);
    let kind = fields.needed("kind", |slug| {
        EntryKind::from_slug(slug).ok_or(
            "must be web, ios, android, seller, partner, backoffice, crons, webhooks or other",
        )
    });
    let block = fields.optional("block", Block::parse);
    let way_in = fields.optional("way_in", WayIn::parse);
    let owner = fields.optional("owner", |name| owner(name, people));
    let outside = check(fields, "outside", "outside_is", 503);
    let inside = check(fields, "inside", "inside_is", 200);
    let metric = fields.optional("counted", MetricId::parse);
    let groups = fields.list("groups", Title::parse);
    let counted = match (metric, groups.is_empty()) {
        (Some(metric), false) => Some(Counted { metric, groups }),
        (None, true) => None,
        (Some(_), true) => {
            fields.fault("groups", "is missing: which groups of `counted` come in here".into());
            None
        }
        (None, false) => {
            fields.fault("counted", "is missing: the metric that these groups are of".into());
            None
        }
    };
    fields.refuse_unknown();
    let (id, title, kind) = (id?, title?, kind?);
    Some(EntryPoint { id, title, kind, block, way_in, owner, outside, inside, counted })
}

fn check(fields: &Fields<'_>, name: &'static str, is: &'static str, usual: i64) -> Option<Check> {
    let metric = fields.optional(name, MetricId::parse);
    let wanted = fields.optional(is, target);
    let usual = Target::MustReach(Value::from_whole(usual));
    metric.map(|metric| Check { metric, wanted: wanted.unwrap_or(usual) })
}

fn stop(fields: &Fields<'_>) -> Option<StopPlan> {
    let metric = fields.needed("metric", MetricId::parse);
    let above = fields.optional("above", Value::parse).map(Limit::Above);
    let below = fields.optional("below", Value::parse).map(Limit::Below);
    let length = fields.needed("length", length_of);
    fields.refuse_unknown();
    let limit = match (above, below) {
        (Some(limit), None) | (None, Some(limit)) => limit,
        (Some(_), Some(_)) => {
            fields.fault("below", "a rule has one limit: above or below".into());
            return None;
        }
        (None, None) => {
            if !fields.has("above") && !fields.has("below") {
                fields.fault("above", "is missing, such as above = \"20\"; or below".into());
            }
            return None;
        }
    };
    Some(StopPlan { metric: metric?, rule: StopRule { limit, length: length? } })
}

/// The proof of a step, if it has one.
fn proof(step: &Fields<'_>) -> Option<StepProof> {
    if !step.has("proof") {
        return None;
    }
    let fields = step.table("proof", "proof")?;
    let metric = fields.needed("metric", MetricId::parse);
    let predicate = fields.needed("target", target);
    let hold = fields.needed("hold", length_of);
    let within = fields.needed("within", length_of);
    let after = fields.optional("after", |word| match word {
        "start" => Ok(Moment::Started),
        "finish" => Ok(Moment::Finished),
        _ => Err("must be start or finish"),
    });
    fields.refuse_unknown();
    // A step without a good id is named where steps are read.
    let step = step.value("id")?.get_ref().as_str().and_then(|text| StepId::parse(text).ok())?;
    let after = after.unwrap_or(Moment::Started);
    let (hold, within): (Length, Length) = (hold?, within?);
    Some(StepProof { step, metric: metric?, predicate: predicate?, hold, within, after })
}

fn target(text: &str) -> Result<Target, String> {
    Wanted::parse(text).map(|wanted| wanted.0).map_err(|fault| fault.to_string())
}
