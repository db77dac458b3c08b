//! What a plan file says of waiting: what a step waits for, how long after it, and the hold that is
//! planned before it.

use super::{fields::Fields, length_of};
use domain::{
    Length, StepId,
    plan::{Lag, PlannedHold},
    text::Title,
};

/// Reads `after`: each entry is a step, or a step and how long after its end, as in
/// `"maintenance-off + 10 min"`.
pub(super) fn read(fields: &Fields<'_>) -> (Vec<StepId>, Vec<Lag>) {
    let waits = fields.list("after", wait);
    let lags = waits.iter().filter_map(|(after, lag)| {
        let length = (*lag)?;
        Some(Lag { after: after.clone(), length })
    });
    let lags = lags.collect();
    (waits.into_iter().map(|(after, _)| after).collect(), lags)
}

fn wait(text: &str) -> Result<(StepId, Option<Length>), String> {
    let step = |text: &str| StepId::parse(text.trim()).map_err(|fault| fault.to_string());
    match text.split_once('+') {
        None => Ok((step(text)?, None)),
        Some((after, lag)) => Ok((step(after)?, Some(length_of(lag.trim())?))),
    }
}

/// Reads `hold`: a table with a `title` and a `length`.
pub(super) fn hold(fields: &Fields<'_>, after: &[StepId]) -> Option<PlannedHold> {
    if !fields.has("hold") {
        return None;
    }
    let table = fields.table("hold", "hold")?;
    let title = table.needed("title", Title::parse);
    let length = table.needed("length", |text| match length_of(text)? {
        none if none == Length::default() => Err("must be at least 1 second".to_owned()),
        length => Ok(length),
    });
    table.refuse_unknown();
    if after.is_empty() && !fields.has("after") {
        fields.fault("hold", "begins when something has ended: name it in after".into());
    }
    Some(PlannedHold { title: title?, length: length? })
}

#[cfg(test)]
mod tests {
    use super::wait;
    use domain::{Length, StepId};

    #[test]
    fn a_wait_is_a_step_or_a_step_and_a_length() {
        let off = StepId::parse("maintenance-off").unwrap();
        assert_eq!(wait("maintenance-off"), Ok((off.clone(), None)));
        let ten = Some(Length::from_minutes(10));
        assert_eq!(wait("maintenance-off + 10 min"), Ok((off.clone(), ten)));
        assert_eq!(wait("maintenance-off+10 min"), Ok((off, ten)));
        for bad in ["", "+ 10 min", "off + ", "off + soon", "off + 31 d", "off - 3 min"] {
            assert!(wait(bad).is_err(), "{bad:?} was accepted");
        }
    }
}
