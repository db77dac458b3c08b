//! Steps in an order in which each comes after everything it waits for.

use super::Work;

/// Every step once, each after what it waits for.
///
/// Depth first with a stack of its own, so that a chain of 5,000 steps needs no call stack. In a
/// circle the link that would close it is passed over: whoever walks the order finds that one step
/// waits for another that comes later.
pub(crate) fn in_order(works: &[Work]) -> Vec<usize> {
    // 0: not met. Otherwise one more than the number of links that were followed.
    let mut followed = vec![0_usize; works.len()];
    let mut order = Vec::with_capacity(works.len());
    let mut path = Vec::new();
    for first in 0..works.len() {
        if followed[first] == 0 {
            followed[first] = 1;
            path.push(first);
        }
        while let Some(&step) = path.last() {
            match works[step].after.get(followed[step] - 1) {
                Some(link) => {
                    followed[step] += 1;
                    if followed.get(link.on) == Some(&0) {
                        followed[link.on] = 1;
                        path.push(link.on);
                    }
                }
                None => {
                    order.push(step);
                    path.pop();
                }
            }
        }
    }
    order
}
