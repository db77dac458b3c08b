//! The accessibility rules of axe-core, run in the page itself. The script comes in through the
//! driver, so the page's own security policy stays as it is.

use crate::{browser::Browser, demo::workspace};
use serde_json::Value;
use std::{env, fs, path::PathBuf};

/// WCAG 2.2 A and AA.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
        .then(found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`
        ))), fault => done(['axe itself failed: ' + fault]));
";

/// What breaks a rule on the page as it is now: rule, target and summary of each.
///
/// # Panics
/// When axe-core cannot be read.
pub async fn violations(page: &Browser) -> Vec<String> {
    if page.script("return typeof window.axe", []).await != "object" {
        let file = rules();
        let source = fs::read_to_string(&file).unwrap_or_else(|error| {
            panic!("no axe-core at {}: {error}; `cargo xtask setup` installs it", file.display())
        });
        page.script(&source, []).await;
    }
    let found = page.script_async(RUN).await;
    let Value::Array(found) = found else { panic!("axe gave {found}") };
    found.iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

fn rules() -> PathBuf {
    let named = env::var_os("BASCULE_AXE").map(PathBuf::from);
    named.unwrap_or_else(|| workspace().join("target/tools/node_modules/axe-core/axe.min.js"))
}
