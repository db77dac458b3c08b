// Keeps the public page up to date and says honestly whether it is.
//
// The server sends the parts that move, as HTML, and a sign of life every five seconds. Nothing
// heard for fifteen means: not up to date, whatever the page shows.
const { stream, fresh, stale, made } = document.body.dataset;
const pill = document.getElementById("fresh");
const SILENT = 15000;
const AGAIN = 30000; // A stream that was refused, as when the house is full, is asked for again.

let heard = 0;
let last = made;
let source;

function hear(time) {
  heard = Date.now();
  if (time) last = time;
  show();
}

/** A laptop that slept has heard nothing either: the wall's clock goes on. */
function show() {
  const silent = Date.now() - heard;
  const live = heard > 0 && silent < SILENT && source.readyState !== EventSource.CLOSED;
  pill.className = live ? "live" : "stale";
  const text = live ? fresh.replace("{}", Math.floor(silent / 1000)) : stale.replace("{}", last);
  if (pill.textContent !== text) pill.textContent = text;
}

/** What did not change is left alone, so that nobody hears it read out twice. */
function put(parts) {
  for (const [id, html] of Object.entries(parts)) {
    const place = document.getElementById(id);
    if (place.shown === html) continue;
    place.shown = html;
    place.innerHTML = html;
  }
}

function open() {
  source = new EventSource(stream);
  source.addEventListener("edition", (event) => {
    put(JSON.parse(event.data));
    hear();
  });
  source.addEventListener("beat", (event) => hear(event.data));
  source.onerror = () => {
    show();
    if (source.readyState === EventSource.CLOSED) setTimeout(open, AGAIN);
  };
}

open();
setInterval(show, 1000);
