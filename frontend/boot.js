// Starts the page. A file of its own because inline scripts are forbidden; the build fills in the
// two names.
import init, { hydrate } from "./__JS__";

await init({ module_or_path: new URL("./__WASM__", import.meta.url) });
hydrate();

// Whether anybody touches this page. The room is told "idle" after five minutes without a touch in
// any tab of this browser, and "not idle" with the next one: yes or no, at most once a minute while
// nothing changes, and nothing else. Here and not in the program, where it would be ten times as
// long. What tabs share is in the browser's storage; without one, each tab speaks for itself.
const AFTER = 300_000;
const AGAIN = 60_000;
const shared = {};
const read = (name) => {
  try {
    return localStorage.getItem(`bascule-${name}`) ?? shared[name];
  } catch {
    return shared[name];
  }
};
const write = (name, value) => {
  shared[name] = value;
  try {
    localStorage.setItem(`bascule-${name}`, value);
  } catch {
    // Storage is full or forbidden.
  }
};
const here = location.pathname.match(/^\/rooms\/[^/]+/)?.[0];
const look = () => {
  const now = Date.now();
  const idle = now - Number(read("touched")) >= AFTER;
  const [said, at] = (read(`told${here}`) ?? "false 0").split(" ");
  if (said === `${idle}` && !(idle && now - Number(at) >= AGAIN)) return;
  write(`told${here}`, `${idle} ${now}`);
  fetch(`/api${here}/here`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ idle }),
  }).catch(() => {});
};
let last = 0;
const touch = () => {
  const now = Date.now();
  if (now - last < 1_000) return;
  last = now;
  write("touched", now);
  look();
};
if (here) {
  if (!read("touched")) write("touched", Date.now());
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel"]) {
    addEventListener(kind, touch, { passive: true });
  }
  setInterval(look, 15_000);
}
