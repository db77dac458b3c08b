// Panels: parts of a page that the server renders and renews.
//
// A panel is `<live-panel data-name="…">`. When the room has moved, the page asks once for all its
// panels and changes only what differs, so that nothing under a finger, no open detail and nothing
// typed is lost. Forms inside a panel are sent from here and say under themselves what was wrong.
//
// On the room's page the browser half says when something has happened ("bascule:moved"). On every
// other page this script listens to the stream itself and says honestly whether it is live.
import morphdom from "./__MORPHDOM__";

const body = document.body;
const address = body.dataset.panels;
const ownStream = body.dataset.stream;
const SILENT_MS = 8000; // Three heartbeats of 3 s, less a little: then nothing is live any more.
const SAMPLED_MS = 5000; // How often pictures of numbers are drawn again.
const RENEW_MS = 10000; // What only the clock moves is renewed this often.
const words = body.dataset;

let clock = { now: Number(words.now) / 1000, rate: Number(words.rate) || 1, at: performance.now() };
let asked = 0;
let answered = 0;
let timer = 0;
let lastRenewed = 0;

const roomNow = () => clock.now + (performance.now() - clock.at) * clock.rate;

function hear(reading) {
  clock = { now: reading.now / 1000, rate: reading.rate || 1, at: performance.now() };
}

// ---- Renewing -----------------------------------------------------------------------------

/** Asks soon; many events in a moment ask once. Spread, so that all screens do not ask at once. */
function renewSoon(wait = 40 + Math.random() * 120) {
  if (timer) return;
  timer = setTimeout(() => {
    timer = 0;
    renew();
  }, wait);
}

let running = null;
let again = false;

/** The panels of what is open are asked for by name: the others are not even made. */
function wanted() {
  const open = [...document.querySelectorAll("live-panel[data-name*='/']")]
    .map((panel) => panel.dataset.name)
    .filter((name) => name.startsWith("details/"))
    .map((name) => `open=${encodeURIComponent(name.slice(8))}`);
  if (away) open.push(`since=${away}`);
  return open.length ? address + (address.includes("?") ? "&" : "?") + open.join("&") : address;
}

function renew() {
  if (running) {
    again = true;
    return running;
  }
  asked += 1;
  const mine = asked;
  const question = away;
  running = fetch(wanted(), { headers: { accept: "application/json" }, cache: "no-cache" })
    .then(async (answer) => {
      if (answer.status === 401 || answer.status === 403) return say("signed-out");
      if (!answer.ok) throw new Error(String(answer.status));
      const reading = answer.headers.get("bascule-clock");
      if (reading) {
        const [now, rate] = reading.split(";").map(Number);
        hear({ now, rate });
      }
      show(await answer.json(), question);
      answered = mine;
      lastRenewed = performance.now();
      reached = Date.now();
    })
    .catch(() => {
      // The next event, heartbeat or period asks again; the pill says meanwhile how old this is.
    })
    .finally(() => {
      running = null;
      if (again) {
        again = false;
        renewSoon();
      }
    });
  return running;
}

function show(answer, question) {
  for (const panel of document.querySelectorAll("live-panel")) {
    const html = answer.panels[panel.dataset.name] ?? "";
    if (panel.shown === html) continue;
    panel.shown = html;
    change(panel, html);
  }
  shownSeq = answer.seq;
  remember();
  lookBack(question);
  tick();
  for (const form of document.querySelectorAll("form[data-marks]")) {
    restore(form);
    markSoon(form);
  }
}

/** Boxes that this browser remembers are as they were left. */
function remember() {
  for (const box of document.querySelectorAll("[data-remember]:not([data-remembered])")) {
    box.dataset.remembered = "yes";
    box.checked = localStorage.getItem(box.dataset.remember) === "on";
    box.addEventListener("change", () => localStorage.setItem(box.dataset.remember, box.checked ? "on" : ""));
  }
}

function change(panel, html) {
  const place = panel.querySelector(":scope > .panel") ?? panel;
  const next = place.cloneNode(false);
  next.innerHTML = html;
  morphdom(place, next, {
    childrenOnly: true,
    getNodeKey: (node) => node.id || (node.dataset && node.dataset.key),
    onBeforeElUpdated(from, to) {
      if (from.isEqualNode(to)) return false;
      if (from.matches("form") && (from.dataset.sending || isTouched(from))) return false;
      if (from === document.activeElement && from.matches("input, textarea, select")) return false;
      if (from.matches("details, dialog") && from.open) to.open = true;
      if (from.matches("[data-kept]")) return false;
      return true;
    },
    onBeforeNodeDiscarded(node) {
      return !(node.nodeType === 1 && (node.matches("form") ? isTouched(node) : false));
    },
  });
}

/** Whether somebody has typed into a form, or is about to. */
function isTouched(form) {
  if (form.contains(document.activeElement) && document.activeElement.matches("input, textarea, select"))
    return true;
  return [...form.elements].some(
    (field) =>
      (field.matches("textarea, input:not([type=hidden]):not([type=checkbox]):not([type=radio])") &&
        field.value !== field.defaultValue) ||
      (field.matches("[type=checkbox], [type=radio]") && field.checked !== field.defaultChecked) ||
      (field.matches("select") && field.selectedIndex !== chosenAtFirst(field)),
  );
}

/** A list without a chosen entry begins at its first. */
const chosenAtFirst = (list) => Math.max(0, [...list.options].findIndex((option) => option.defaultSelected));

// ---- Forms --------------------------------------------------------------------------------

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.closest("live-panel, [data-live-forms]") || form.method !== "post") return;
  if (form.matches("[data-plain]")) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  const fields = new URLSearchParams(new FormData(form, event.submitter ?? undefined));
  form.dataset.sending = "true";
  note(form, words.sending, "sending");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { accept: "application/json" },
      body: fields,
    });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) return note(form, said.message || words.notSent, "fault");
    for (const other of form.querySelectorAll("[data-resets]")) giveUp(other.dataset.resets);
    if (form.dataset.saves) settle(form, fields, said.seq);
    else form.reset();
    form.closest("dialog")?.close();
    note(form, said.says || words.done, "done");
    document.activeElement?.blur?.();
    delete form.dataset.sending;
    if (said.go) return void location.assign(said.go);
    await renew();
  } catch {
    note(form, words.notSent, "fault");
  } finally {
    delete form.dataset.sending;
  }
});

// A form that wants it is looked at while it is filled in: what would be wrong, or what would follow.
let checking = 0;
let checks = 0;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.check) return;
  clearTimeout(checking);
  checking = setTimeout(() => check(form), 300);
});

async function check(form) {
  checks += 1;
  const mine = checks;
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const said = await answer.json();
    const line = form.querySelector(".form-check");
    if (mine !== checks || !line || !answer.ok) return;
    line.dataset.kind = said.ok ? "done" : "fault";
    line.textContent = said.says;
  } catch {
    // Sending the form says the same, later.
  }
}

/** Under the form: on its way, done, or what was wrong. What was typed stays. */
function note(form, text, kind) {
  let line = form.querySelector(":scope > .form-note");
  if (!line) {
    line = document.createElement("p");
    line.className = "form-note";
    form.append(line);
  }
  line.dataset.kind = kind;
  line.setAttribute("role", kind === "fault" ? "alert" : "status");
  line.textContent = text;
}

// Buttons that copy a text, open a dialog, or fill a field in.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-address], [data-opens], [data-closes]");
  if (!button) return;
  if (button.dataset.opens) unfold(document.getElementById(button.dataset.opens));
  if (button.dataset.closes !== undefined) button.closest("dialog")?.close();
  const address = button.dataset.copyAddress;
  const copied = address ? new URL(address, location.href).href : button.dataset.copy;
  if (copied === undefined) return;
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(copied);
    button.textContent = words.copied;
  } catch {
    button.textContent = words.notCopied;
  }
  setTimeout(() => (button.textContent = before), 2000);
});

/** A dialog, or a part that opens: with the field that is to be filled in at hand. */
function unfold(element) {
  if (!element) return;
  if (element.showModal) return element.showModal();
  element.open = true;
  element.querySelector("input:not([type=hidden]), textarea")?.focus();
}

// ---- Texts that are checked and kept while they are written ---------------------------------
//
// `data-marks="url"`: after a pause the form's fields are sent there, and the answer is shown in
// the element named by `data-into`. `data-saves="field"`: after a longer pause the form is sent
// itself, and the field gets the number of what was saved. `data-draft="key"`: what was typed and
// not saved is kept in this browser. `data-insert`, `data-replace` and `data-fill` are buttons that
// put a text where the writer is, in the place of another, or into a field.

const MARK_MS = 300;
const SAVE_MS = 1200;
const pauses = new WeakMap();
let written = null; // The last text field somebody was in.

function pause(form, what, ms, then) {
  const waiting = pauses.get(form) ?? {};
  clearTimeout(waiting[what]);
  waiting[what] = setTimeout(then, ms);
  pauses.set(form, waiting);
}

const own = (form) => new URLSearchParams(new FormData(form));

function markSoon(form, ms = MARK_MS) {
  pause(form, "marks", ms, async () => {
    const into = document.getElementById(form.dataset.into);
    if (!into || !form.isConnected) return;
    const sent = own(form);
    const answer = await fetch(form.dataset.marks, { method: "POST", body: sent }).catch(() => null);
    // A newer text has its own answer on the way.
    if (!answer?.ok || String(sent) !== String(own(form))) return;
    const html = await answer.text();
    // Somebody fills in a form in there: the next pause renews it.
    if ([...into.querySelectorAll("form")].some(isTouched)) return;
    const next = into.cloneNode(false);
    next.innerHTML = html;
    morphdom(into, next, {
      childrenOnly: true,
      getNodeKey: (node) => node.id || undefined,
      onBeforeElUpdated(from, to) {
        if (from.matches("details") && from.open) to.open = true;
        return !from.isEqualNode(to);
      },
    });
  });
}

/** The fields without the version, which the server has just moved. */
function textsOf(form, fields) {
  const texts = new URLSearchParams(fields);
  texts.delete(form.dataset.saves);
  return texts;
}

/** What was typed is on disk: it is what the form now starts from. */
function settle(form, sent, seq) {
  const version = form.elements.namedItem(form.dataset.saves);
  if (version && seq) version.value = seq;
  const fields = new Map();
  for (const [name, value] of sent) fields.set(name, [...(fields.get(name) ?? []), value]);
  for (const field of form.elements) {
    const values = fields.get(field.name) ?? [];
    if (field.type === "checkbox") field.defaultChecked = values.includes(field.value);
    else if (field.matches("select"))
      for (const option of field.options) option.defaultSelected = values.includes(option.value);
    else if (field.matches("input:not([type=hidden]), textarea")) field.defaultValue = values[0] ?? "";
  }
  forget(form);
}

function saveSoon(form) {
  pause(form, "save", SAVE_MS, async () => {
    if (!form.isConnected || form.dataset.sending || form.querySelector(":invalid")) return;
    const fields = own(form);
    form.dataset.sending = "true";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { accept: "application/json" },
        body: fields,
      });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) {
        settle(form, fields, said.seq);
        note(form, `${form.dataset.savedWord} ${onTheWall(roomNow(), true)}`, "done");
      } else note(form, said.message || words.notSent, "fault");
    } catch {
      note(form, words.notSent, "fault");
      pause(form, "save", 5000, () => saveSoon(form));
    } finally {
      delete form.dataset.sending;
    }
    renewSoon();
    if (form.isConnected && String(textsOf(form, fields)) !== String(textsOf(form, own(form)))) saveSoon(form);
  });
}

/** Kept in this browser until it is on disk: a reload or a dead network loses nothing. */
function keep(form) {
  if (!form.dataset.draft) return;
  try {
    localStorage.setItem(`bascule:${form.dataset.draft}`, String(own(form)));
  } catch {
    // A browser that keeps nothing still saves on every pause.
  }
}

function forget(form) {
  if (form.dataset.draft) localStorage.removeItem(`bascule:${form.dataset.draft}`);
}

function restore(form) {
  if (!form.dataset.draft || form.dataset.restored) return;
  form.dataset.restored = "true";
  const kept = localStorage.getItem(`bascule:${form.dataset.draft}`);
  if (!kept) return;
  const fields = new URLSearchParams(kept);
  for (const field of form.elements) {
    if (field.matches("textarea, input[type=text]") && fields.has(field.name))
      field.value = fields.get(field.name);
  }
  const version = form.elements.namedItem(form.dataset.saves);
  if (version) version.value = fields.get(form.dataset.saves);
  saveSoon(form);
}

function giveUp(id) {
  const form = document.getElementById(id);
  if (!form) return;
  clearTimeout(pauses.get(form)?.save);
  forget(form);
  form.reset();
  // The next renewal brings what stands; without a cursor in it the form lets itself be renewed.
  document.activeElement?.blur?.();
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("form[data-marks] textarea, form[data-marks] input[type=text]"))
    written = event.target;
});

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.marks) return;
  if (form.dataset.saves) {
    keep(form);
    saveSoon(form);
  }
  markSoon(form);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert], [data-replace], [data-fill]");
  if (!button) return;
  const form = button.dataset.form && document.getElementById(button.dataset.form);
  let field = form ? form.elements.namedItem(button.dataset.into ?? button.dataset.fill) : written;
  if (button.dataset.insert !== undefined) {
    if (!field?.isConnected) field = document.querySelector("form[data-marks] textarea");
    if (!field) return;
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.focus();
  } else if (!field) return;
  else if (button.dataset.replace !== undefined)
    // A function: a "$" in the text stands for itself.
    field.value = field.value.replace(button.dataset.replace, () => button.dataset.with);
  else field.value = button.dataset.with;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// ---- What the clock moves -------------------------------------------------------------------

const two = (n) => String(n).padStart(2, "0");

function length(seconds) {
  const sign = seconds < 0 ? "−" : "";
  const s = Math.abs(Math.trunc(seconds));
  const hours = Math.trunc(s / 3600);
  return sign + (hours ? `${hours}:${two(Math.trunc(s / 60) % 60)}` : Math.trunc(s / 60)) + `:${two(s % 60)}`;
}

function onTheWall(millis, withSeconds) {
  const date = new Date(millis + Number(words.offset || 0) * 1000);
  const hm = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return withSeconds ? `${hm}:${two(date.getUTCSeconds())}` : hm;
}

function tick() {
  const now = roomNow();
  for (const element of document.querySelectorAll("[data-tick]")) {
    const at = Number(element.dataset.at) / 1000;
    let text = "";
    switch (element.dataset.tick) {
      case "since": text = length((now - at) / 1000); break;
      case "ago": {
        const age = Math.max(0, Math.trunc((now - at) / 1000));
        text = age < 120 ? `${age}\u00a0s` : `${Math.trunc(age / 60)}\u00a0min`;
        break;
      }
      case "until": text = length((at - now) / 1000); break;
      case "plus": text = onTheWall(now + Number(element.dataset.seconds) * 1000); break;
      case "now": text = onTheWall(now, true); break;
    }
    if (element.textContent !== text) element.textContent = text;
  }
  for (const widget of document.querySelectorAll("[data-silent]")) silence(widget, now);
  // What is on its way out is no event: while there is something, it is asked for every second.
  const every = document.querySelector("[data-moving]") ? 1000 : Math.max(1000, RENEW_MS / clock.rate);
  if (address && performance.now() - lastRenewed > every) renewSoon();
  if (ownStream) weigh();
}

/** Two periods without a number: it is old at once, not only when the panel is renewed. */
function silence(widget, now) {
  const at = widget.querySelector("[data-tick=ago]")?.dataset.at;
  const old = at && now - Number(at) / 1000 >= Number(widget.dataset.silent) * 1000;
  if (!old || widget.dataset.state === "stale") return;
  widget.dataset.state = "stale";
  const word = widget.querySelector("[data-standing]");
  if (word) word.textContent = widget.dataset.silentWord;
}

// ---- The stream, on pages without the browser half ------------------------------------------

let source = null;
let heard = 0; // When the last heartbeat came, by this computer.
let reached = Date.now();
let head = Number(words.seq) || 0;
let shownSeq = head;
let lost = false;

function open() {
  if (source || document.hidden || lost) return;
  source = new EventSource(`${ownStream}?after=${head}`);
  source.addEventListener("event", (message) => {
    head = Math.max(head, Number(message.lastEventId) || 0);
    renewSoon();
  });
  source.addEventListener("heartbeat", (message) => {
    const beat = JSON.parse(message.data);
    hear(beat.clock);
    heard = performance.now();
    reached = Date.now();
    head = Math.max(head, beat.head);
    if (shownSeq < head) renewSoon();
  });
  source.addEventListener("sample", (message) => sampled(JSON.parse(message.data)));
  source.addEventListener("reload", () => location.reload());
  source.addEventListener("farewell", (message) => {
    const why = JSON.parse(message.data);
    close();
    if (why === "signed_out" || why === "revoked" || why === "role_changed" || why === "room_removed")
      location.reload();
    else setTimeout(open, 500 + Math.random() * 4000);
  });
  source.onerror = () => {
    if (source && source.readyState === EventSource.CLOSED) {
      close();
      setTimeout(open, 2000 + Math.random() * 3000);
    }
  };
}

function close() {
  source?.close();
  source = null;
}

/** A sample: the number on every widget of its metric moves at once; the line follows. */
function sampled(sample) {
  const french = document.documentElement.lang === "fr";
  const shown = french ? sample.shown.replace(".", ",") : sample.shown;
  for (const widget of document.querySelectorAll(`[data-metric="${CSS.escape(sample.metric)}"]`)) {
    for (const number of widget.querySelectorAll("[data-value]")) number.textContent = shown;
    for (const age of widget.querySelectorAll("[data-tick=ago]")) age.dataset.at = sample.at;
  }
  // Numbers come every second; pictures of them need not.
  if (performance.now() - lastRenewed > SAMPLED_MS) renewSoon();
}
// The browser half passes the frame on as it came.
document.addEventListener("bascule:sample", (event) => sampled(JSON.parse(event.data)));

function say(state) {
  lost ||= state === "signed-out";
  for (const pill of document.querySelectorAll("[data-connection-pill]")) {
    if (pill.dataset.state === state && state !== "stale") continue;
    pill.dataset.state = state;
    const since = onTheWall(clock.now + (heard ? heard - clock.at : 0) * clock.rate, true);
    pill.querySelector("span").textContent = (words[`say${state.replace("-", "")}`] || state).replace("{}", since);
  }
  body.dataset.connection = state;
}

/** Live only while a young heartbeat says so and what is shown is as far as it. */
function weigh() {
  if (lost) return;
  const young = heard && performance.now() - heard < SILENT_MS;
  if (!navigator.onLine) say("offline");
  else if (young && shownSeq >= head) say("live");
  else if (young || !heard) say("catchingup");
  else say("stale");
}

// ---- Kept in this browser: what is being written, and how far the feed was read -----------------

/** A browser that keeps nothing loses nothing but this. */
const kept = {
  get(name) {
    try {
      return localStorage.getItem(`bascule:${name}:${location.pathname}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value) localStorage.setItem(`bascule:${name}:${location.pathname}`, value);
      else localStorage.removeItem(`bascule:${name}:${location.pathname}`);
    } catch {
      // Full, or forbidden.
    }
  },
};

const draft = () => document.getElementById("message");
if (draft() && !draft().value) draft().value = kept.get("draft") ?? "";
document.addEventListener("input", (event) => {
  if (event.target === draft()) kept.set("draft", draft().value);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".composer")) return;
  // The browser half empties the field when it has taken the message; a refused one stays.
  setTimeout(() => kept.set("draft", event.defaultPrevented ? draft()?.value : ""));
});

/** A line above the first entry that came while nobody looked. */
function markUnread() {
  const read = Number(kept.get("read"));
  if (!read) return;
  const entries = [...document.querySelectorAll(".feed [data-seq]")];
  const first = entries.find((entry) => Number(entry.dataset.seq) > read);
  for (const entry of entries) if (entry !== first) delete entry.dataset.unread;
  if (first) first.dataset.unread = words.unread;
}

function markRead() {
  const entries = document.querySelectorAll(".feed [data-seq]");
  if (entries.length) kept.set("read", entries[entries.length - 1].dataset.seq);
}
document.addEventListener("visibilitychange", () => (document.hidden ? markRead() : markUnread()));
window.addEventListener("pagehide", markRead);
window.addEventListener("blur", markRead);
window.addEventListener("focus", markUnread);
markUnread();

// ---- What changed since the reader left -------------------------------------------------------
//
// While somebody looks, this browser remembers what they see: the last event, the room's time and
// the expected end. Who comes back after a minute, or by a load, asks for what came meanwhile. It
// stands there until they have seen it, whatever else happens.

const AWAY_MS = 60000;
const strip = document.querySelector("live-panel[data-name=since]");
let away = null; // The question, as the server reads it.
let returning = Boolean(strip);
let hiddenAt = 0;

const seenKey = address && `left:${address.split("?")[0]}`;

function left() {
  try {
    return JSON.parse(localStorage.getItem(`bascule:${seenKey}`));
  } catch {
    return null;
  }
}

function nowSeen() {
  if (!strip || away || returning || document.hidden) return;
  const end = strip.querySelector("[data-forecast-end]")?.dataset.forecastEnd ?? "";
  try {
    localStorage.setItem(`bascule:${seenKey}`, JSON.stringify([shownSeq, Math.trunc(roomNow() * 1000), end]));
  } catch {
    // Full, or forbidden: nobody is told what changed.
  }
}

function lookBack(question) {
  if (!strip) return;
  if (returning) {
    returning = false;
    const [seq, at, end] = left() ?? [];
    // A number from before the room was made anew is from another log.
    if (seq >= shownSeq || seq === undefined) return nowSeen();
    away = `${seq},${shownSeq},${at},${end}`;
    return renewSoon(0);
  }
  // Nothing of it was anybody else's.
  if (away && question === away && !strip.querySelector("[data-since]")) away = null;
  nowSeen();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-seen]")) return;
  away = null;
  nowSeen();
  strip.querySelector("[data-since]")?.remove();
  strip.shown = undefined;
  document.getElementById("steps")?.focus({ preventScroll: true });
  renewSoon(0);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) hiddenAt = Date.now();
  else if (hiddenAt && Date.now() - hiddenAt >= AWAY_MS && !away) returning = Boolean(strip);
});

/** A panel that the browser half has just put in has to be filled. */
class LivePanel extends HTMLElement {
  connectedCallback() {
    if (this.shown === undefined && document.documentElement.dataset.panels) renewSoon(0);
  }
}

if (address) {
  document.addEventListener("bascule:moved", () => renewSoon());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      if (ownStream) close();
    } else {
      if (ownStream) {
        heard = 0;
        open();
      }
      renew();
    }
  });
  window.addEventListener("online", () => renew());
  window.addEventListener("pageshow", (event) => event.persisted && renew());
  window.addEventListener("pagehide", close);
  if (ownStream) open();
  setInterval(() => document.hidden || tick(), 1000);
  lastRenewed = performance.now();
  remember();
  lookBack();
  tick();
  customElements.define("live-panel", LivePanel);
  document.querySelectorAll("form[data-marks]").forEach(restore);
  document.documentElement.dataset.panels = "ready";
  // What needs a script works from here on, where no browser half says so itself.
  if (ownStream) document.documentElement.dataset.scripted = "yes";
}
