// Starts the page. A file of its own because inline scripts are forbidden; the build fills in the
// two names.
import init, { hydrate } from "./__JS__";

await init({ module_or_path: new URL("./__WASM__", import.meta.url) });
hydrate();
