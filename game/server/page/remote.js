"use strict";
// The facilitator's phone as a remote.  The game decides what each key does; this page shows the keys that do something
// now and says which was pressed, with the step that was before the person's eyes.  A press is never said twice.  Its
// words are English because the game's are that it shows: what each key does, and the notes.

const T = {
  connecting: "Connecting…",
  connected: "connected",
  notConnected: "not connected",
  lost: "The connection is lost. This page tries again by itself. The keys of the computer work as before.",
  noKey: "Scan the code on the facilitator’s window. It holds the key that this page needs.",
  voted: "{n} voted.",
  votedOf: "{n} of {of} voted.",
  people: "{of} people are here.",
  sent: "Sent.",
};
const KEEP = "upstander-remote";
const COUNTED = 5000; // ms at least between two counts that are read out
const PAUSE = 2000; // ms at most between two tries
const OPENING = 4000; // ms for an answer
const OVER = ["key", "taken", "pause", "outside", "off"]; // after these it does not try again by itself

const $ = (id) => document.getElementById(id);
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// The key is good once.  It goes from the address at once, so that no history and no picture of this screen holds it.
let key = (/^#([0-9a-f]{32,64})$/.exec(location.hash) || [])[1] || "";
if (key) history.replaceState(null, "", location.pathname);
function passed() {
  try {
    return sessionStorage.getItem(KEEP) || "";
  } catch (_) {
    return memory;
  }
}
let memory = "";
function keep(value) {
  memory = value;
  try {
    sessionStorage.setItem(KEEP, value);
  } catch (_) { /* private windows: it lives as long as this page */ }
}

let socket = null;
let isOn = false;
let isOver = false;
let fails = 0;
let retry = 0;
let waiting = 0;
let view = null;
let isSending = false;
let drawnKeys = "";
let drawnNotes = "";
let toldCount = "";
let toldAt = 0;
let telling = 0;

function connect() {
  clearTimeout(retry);
  leave();
  if (isOver || document.visibilityState === "hidden") return;
  if (!key && !passed()) {
    end(T.noKey);
    return;
  }
  const mine = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/remote/channel");
  socket = mine;
  waiting = setTimeout(lost, OPENING);
  mine.onopen = () => mine.send(JSON.stringify(key ? { say: "enter", token: key } : { say: "enter", pass: passed() }));
  mine.onmessage = (event) => hear(JSON.parse(event.data));
  mine.onclose = lost;
}

// With a word of goodbye: to the game a phone that sleeps is not one that is lost.
function leave() {
  clearTimeout(waiting);
  if (!socket) return;
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close(1000);
  socket = null;
}

function lost() {
  leave();
  if (isOver) return;
  isOn = isSending = false;
  fails++;
  draw();
  retry = setTimeout(connect, Math.min(PAUSE, 200 * 2 ** fails));
}

function hear(message) {
  clearTimeout(waiting);
  if (message.is === "entered") {
    keep(message.pass);
    key = "";
    isOn = true;
    fails = 0;
    draw();
  } else if (message.is === "view") {
    view = message;
    isSending = false;
    draw();
  } else if (message.is === "did") {
    tell(T.sent);
    // Some presses change nothing that is shown here.
    waiting = setTimeout(() => { isSending = false; draw(); }, 1500);
  } else if (message.is === "refused") {
    isSending = false;
    if (OVER.includes(message.why)) end(message.says);
    else {
      if (view) view.says = message.says;
      draw();
    }
  }
}

function end(words) {
  isOver = true;
  isOn = false;
  view = null;
  keep("");
  leave();
  draw();
  put($("next"), words);
  document.title = words;
  tell(words);
}

function tell(words) {
  $("said").textContent = words;
}

// Who cannot see the count hears it, now and then: votes come several a second.
function tellCount() {
  if (!telling) telling = setTimeout(() => {
    telling = 0;
    const words = counted();
    if (!isOn || !words || words === toldCount) return;
    toldCount = words;
    toldAt = Date.now();
    tell(words);
  }, Math.max(1000, COUNTED - (Date.now() - toldAt)));
}

function press(verb) {
  if (!isOn || isSending || !socket || socket.readyState !== 1) return;
  isSending = true;
  socket.send(JSON.stringify({ say: "do", verb, step: view.step }));
  waiting = setTimeout(lost, OPENING);
  draw();
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") {
    connect();
    return;
  }
  clearTimeout(retry);
  leave();
  isOn = isSending = false;
  draw();
});
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => event.persisted && connect());
addEventListener("online", () => !isOn && connect());
addEventListener("hashchange", () => location.reload()); // another code was scanned in this tab

function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function make(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words) made.textContent = words;
  return made;
}

function draw() {
  $("lead").hidden = true;
  $("link").dataset.is = isOn ? "on" : "off";
  put($("link-words"), isOn ? T.connected : T.notConnected);
  $("link").hidden = isOver || !(isOn || fails);
  const says = !isOver && !isOn && fails > 1 ? T.lost : view ? view.says : "";
  const isNews = says && says !== $("says").textContent;
  put($("says"), says);
  $("says").hidden = !says;
  put($("place"), view ? view.title : "");
  $("place").hidden = !view;
  const before = $("next").textContent;
  const next = view ? view.next : isOver ? before : T.connecting;
  put($("next"), next);
  document.title = next + " · Upstander";
  const isMoved = drawKeys(view ? view.keys : []);
  const words = counted();
  put($("voted"), words);
  $("voted").hidden = !words;
  drawNotes(view ? view.notes : []);
  // Each step is said once: a heading that takes the focus is read by that.
  const isNext = view && before !== next && !isMoved;
  if (isNext || isNews) tell([isNext ? next : "", isNext || isNews ? says : ""].filter(Boolean).join(" "));
  if (words !== toldCount) tellCount();
}

function counted() {
  if (!view) return "";
  if (view.voted !== null) return fill(view.people ? T.votedOf : T.voted, { n: view.voted, of: view.people });
  return view.people ? fill(T.people, { of: view.people }) : "";
}

// Whether the focus had to go to the heading, because the key that had it is there no more.
function drawKeys(keys) {
  let isMoved = false;
  const now = JSON.stringify(keys);
  if (now !== drawnKeys) {
    drawnKeys = now;
    const had = document.activeElement && document.activeElement.dataset.verb;
    $("keys").textContent = "";
    $("keys").append(...keys.map((each, at) => {
      const made = make("button", at || each.verb !== "next" ? "option" : "go", each.label);
      made.type = "button";
      made.dataset.verb = each.verb;
      made.addEventListener("click", () => press(each.verb));
      return made;
    }));
    if (had) {
      const same = $("keys").querySelector(`[data-verb="${had}"]`);
      isMoved = !same;
      (same || $("next")).focus();
    }
  }
  // Not `disabled`: that would take the focus from whoever uses a keyboard.
  $("keys").querySelectorAll("button").forEach((each) => each.setAttribute("aria-disabled", String(!isOn || isSending)));
  return isMoved;
}

function drawNotes(notes) {
  const now = JSON.stringify(notes);
  if (now === drawnNotes) return;
  drawnNotes = now;
  $("notes-part").hidden = !notes.length;
  $("notes").textContent = "";
  $("notes").append(...notes.map(([lead, words]) => {
    const made = make("p");
    made.dir = "auto";
    if (lead) made.append(make("strong", "", lead), " ");
    made.append(words);
    return made;
  }));
}

connect();
