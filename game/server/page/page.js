"use strict";
// The voters' page.  The server decides everything: this page shows what it is told, keeps one vote, and says it again
// after every interruption until the server has answered.  All words are put in as text, never as markup.  It is written
// in what browsers of 2019 know: an iPhone 6 got no later one, and votes as well.

const PASS = "pass";
const LONGEST_PAUSE = 1000; // ms between two tries
const OPENING = 2500; // ms for a connection to answer
const BEAT = 15000; // ms between two looks whether anybody is there
const WOKEN = 500; // ms for an answer after this phone woke up
const ANSWER = 4000;
const POLL = 30000;
const LONG_LOST = 8000;
const WAYS = ["socket", "stream", "poll"];
const SHAPES = {
  triangle: "M8 1 15.5 14.5H.5z", circle: "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1z", square: "M1.5 1.5h13v13h-13z",
  diamond: "M8 0 16 8 8 16 0 8z", pentagon: "M8 .5 15.8 6.2 12.8 15.2H3.2L.2 6.2z",
  cross: "M3 1l5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5z",
};

const $ = (id) => document.getElementById(id);
const page = document.documentElement;
const T = JSON.parse($("words").textContent); // the page's own words, in one language
const story = page.dataset.story || page.lang; // the language that questions and options are in
page.lang = T.lang;
page.dir = T.dir;
const plural = Intl.PluralRules ? new Intl.PluralRules(T.lang) : { select: (n) => (n === 1 ? "one" : "other") };
const percent = new Intl.NumberFormat(T.lang, { style: "percent" });
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const many = (forms, n, letters) => fill(forms[plural.select(n)] || forms.other, { n, letters });

// --- what this phone keeps: its seat and one vote

const KEEP = "upstander";
let memory = {};
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEEP)) || memory;
  } catch (_) {
    return memory;
  }
}
function keep(changes) {
  memory = Object.assign({}, kept(), changes);
  try {
    localStorage.setItem(KEEP, JSON.stringify(memory));
  } catch (_) { /* private windows: it lives as long as this page */ }
}
function forget() {
  memory = {};
  try {
    localStorage.removeItem(KEEP);
  } catch (_) { /* nothing was kept */ }
}

let room = decodeRoom();
function decodeRoom() {
  const found = /^#([\w-]{8,128})$/.exec(location.hash);
  return found ? found[1] : null;
}
if (room && kept().room && kept().room !== room) forget();

// --- state

let view = null; // what the room sees
let seen = -1;
let local = "joining"; // joining, door, locked, full, in
let isOn = false;
let code = null;
let lostSince = 0;
let way = 0;
let worked = 0; // the way that had an answer last
let fails = 0;
let turn = 0; // of connections; what an older one says is not heard
let close = () => {};
let say = () => false;
let retry = 0;
let probe = 0;
let late = "";
let everSeated = false;

const vote = () => (view && view.ballot && kept().ballot === view.ballot ? kept() : null);

function choose(option) {
  const now = kept();
  if (!view || view.state !== "vote") return;
  keep({ ballot: view.ballot, option, nth: (now.nth || 0) + 1, took: false });
  late = "";
  draw();
  sendVote();
}

function sendVote() {
  const mine = vote();
  if (!mine || mine.took || view.state !== "vote") return;
  say({ say: "vote", ballot: mine.ballot, option: mine.option, nth: mine.nth });
  expect(ANSWER);
}

// --- hearing

function hear(message) {
  clearTimeout(probe);
  probe = 0;
  if (message.is === "seated") {
    const other = kept().token !== message.token;
    if (other) forget();
    keep({ token: message.token, room: room || kept().room });
    seatedNow();
    if (message.view) show(message.view);
    const mine = vote();
    if (mine && view.state === "vote") {
      // The same option is not enough: a vote from in between may be on its way still, so the last one is said again.
      const same = message.mine === mine.option;
      keep({ took: same && message.nth >= mine.nth, nth: same ? mine.nth : Math.max(mine.nth, message.nth + 1) });
    } else if (view && view.state === "vote" && message.mine) {
      keep({ ballot: view.ballot, option: message.mine, nth: message.nth, took: true });
    }
    draw();
    sendVote();
  } else if (message.is === "view") {
    show(message);
    draw();
    sendVote();
  } else if (message.is === "took") {
    const mine = kept();
    if (mine.ballot === message.ballot && mine.nth === message.nth) keep({ took: true });
    draw();
  } else if (message.is === "refused") {
    refused(message);
  }
}

function seatedNow() {
  worked = way;
  const wasLost = !isOn && everSeated && lostSince;
  isOn = true;
  everSeated = true;
  fails = 0;
  lostSince = 0;
  local = "in";
  code = null;
  if (wasLost) tell(T.back);
}

function show(next) {
  const before = view;
  if (before && before.state === "vote" && next.state !== "vote") {
    const mine = kept();
    late = mine.ballot === before.ballot && !mine.took ? T.tooLate : "";
    keep({ last: before.ballot });
  }
  if (next.state === "vote" && (!before || before.ballot !== next.ballot)) late = "";
  view = next;
  seen = next.mark;
  if (next.state === "end") forget();
}

function refused(message) {
  const why = message.why;
  if (why === "closed" || why === "no-option") {
    if (vote() && !vote().took) late = T.tooLate;
    draw();
  } else if (why === "starting") {
    again(300);
  } else if (why === "too-many") {
    setTimeout(sendVote, 1000);
  } else if (local === "in" && isOn && why === "no-seat") {
    lost();
  } else if (why === "busy") {
    again(800 + Math.random() * 900);
    put($("lead-words"), T.busy);
  } else if (why === "locked" || why === "full") {
    local = why;
    again(5000);
    draw();
  } else {
    const typed = code !== null;
    code = null;
    forget();
    local = "door";
    const error = typed ? T.wrongCode : room ? T.oldRoom : "";
    room = null;
    stop();
    draw();
    $("code-error").textContent = error;
    $("code").setAttribute("aria-invalid", String(typed));
    if (typed) $("code").select();
  }
}

// --- three ways to connect: websocket, a stream with posts, asking again and again

const hello = () => ({ say: "join", token: kept().token || null, room, code, known: everSeated ? seen : -1 });

function connect() {
  stop();
  const mine = ++turn;
  const heard = (message) => mine === turn && hear(message);
  const gone = () => mine === turn && lost();
  if (WAYS[way] === "socket") bySocket(heard, gone);
  else if (WAYS[way] === "stream") byStream(heard, gone);
  else byPolling(heard, gone, mine);
  expect(OPENING);
}

function bySocket(heard, gone) {
  let socket;
  try {
    socket = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/channel");
  } catch (_) {
    setTimeout(gone, 0);
    return;
  }
  socket.onopen = () => socket.send(JSON.stringify(hello()));
  socket.onmessage = (event) => heard(JSON.parse(event.data));
  socket.onclose = gone;
  close = () => {
    socket.onclose = socket.onmessage = socket.onopen = null;
    socket.close();
  };
  say = (message) => {
    if (socket.readyState === 1) socket.send(JSON.stringify(message));
  };
}

function post(path, message, signal) {
  const headers = { "Content-Type": "application/json" };
  if (message.say === "vote") headers.Authorization = "Bearer " + kept().token;
  return fetch(path, { method: "POST", headers, body: JSON.stringify(message), signal, credentials: "omit" });
}

function sayByPost(heard, gone, abort) {
  return (message) => {
    post("/say", message, abort.signal).then((answer) => answer.json()).then(heard).catch(gone);
  };
}

function byStream(heard, gone) {
  const abort = new AbortController();
  close = () => abort.abort();
  say = sayByPost(heard, gone, abort);
  post("/events", hello(), abort.signal)
    .then(async (answer) => {
      if (!(answer.headers.get("Content-Type") || "").startsWith("text/event-stream")) {
        heard(await answer.json());
        return;
      }
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const parts = (rest + decoder.decode(value, { stream: true })).split("\n\n");
        rest = parts.pop();
        parts.filter((part) => part.startsWith("data: ")).forEach((part) => heard(JSON.parse(part.slice(6))));
      }
      gone();
    })
    .catch(gone);
}

async function byPolling(heard, gone, mine) {
  const abort = new AbortController();
  close = () => abort.abort();
  say = sayByPost(heard, gone, abort);
  try {
    let first = true;
    while (mine === turn) {
      const limit = setTimeout(() => abort.abort(), POLL);
      const message = await (await post(first ? "/say" : "/wait", hello(), abort.signal)).json();
      clearTimeout(limit);
      heard(message);
      if (message.is === "refused") return;
      first = false;
    }
  } catch (_) {
    gone();
  }
}

function stop() {
  clearTimeout(retry);
  clearTimeout(probe);
  probe = 0;
  turn++;
  close();
  close = () => {};
  say = () => false;
}

function expect(ms) {
  if (!probe) probe = setTimeout(lost, ms);
}

function lost(pause) {
  stop();
  if (view && view.state === "end") return;
  if (local === "door") $("code-error").textContent = T.lost;
  const wasOn = isOn;
  isOn = false;
  fails++;
  if (wasOn) fails = 1;
  else if (fails % 2 === 0) way = 1 + (way % 2); // no socket again: browsers delay those that keep failing
  if (!lostSince) lostSince = Date.now();
  draw();
  const usual = Math.min(LONGEST_PAUSE, 150 * 2 ** fails) * (0.6 + 0.4 * Math.random());
  again(pause === undefined ? usual : pause);
}

function again(ms) {
  if (local !== "in") stop();
  clearTimeout(retry);
  retry = setTimeout(connect, ms);
}

// A phone that wakes up may hold a connection that died in its sleep without a word.  So it asks, and waits a moment.
function wake() {
  if (document.visibilityState === "hidden" || local === "door" || (view && view.state === "end")) return;
  if (!isOn) {
    fails = 0;
    way = worked; // what failed while this phone slept says nothing about the way
    connect();
  } else {
    say(hello());
    clearTimeout(probe);
    probe = setTimeout(() => lost(0), WOKEN);
  }
}
document.addEventListener("visibilitychange", wake);
addEventListener("pageshow", (event) => event.persisted && wake());
addEventListener("online", wake);
addEventListener("storage", () => view && draw());
addEventListener("hashchange", () => {
  const next = decodeRoom();
  if (!next || next === room) return;
  room = next;
  if (kept().room !== room) forget();
  local = "joining";
  view = null;
  seen = -1;
  everSeated = false;
  connect();
});
setInterval(() => {
  if (isOn && document.visibilityState !== "hidden" && !(view && view.state === "end")) {
    say(hello());
    expect(ANSWER);
  }
}, BEAT);
setInterval(() => lostSince && draw(), LONG_LOST / 2);

// --- drawing

// An element: its tag and classes, attributes, what is in it.
function h(kind, attributes, ...children) {
  const [tag, ...names] = kind.split(".");
  const isDrawing = tag === "svg" || tag === "path";
  const made = isDrawing ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  if (names.length) made.setAttribute("class", names.join(" "));
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

// Made anew only where it is another: what has the focus keeps it, and nothing moves.
function refill(element, shown, children) {
  const key = JSON.stringify(shown);
  if (element.dataset.key === key) return;
  element.dataset.key = key;
  element.textContent = "";
  element.append(...children());
}

function tell(words) {
  $("said").textContent = words;
}

const UNREAD = { "aria-hidden": "true" };
const STORY = { lang: story, dir: "auto" };

function mark(option) {
  const shape = h("svg.shape", { viewBox: "0 0 16 16" }, h("path", { d: SHAPES[option.shape] }));
  return h("span.mark", UNREAD, h("span.letter", {}, option.letter), shape);
}

function words(option) {
  const spoken = fill(T.option, { letter: option.letter }) + ": ";
  const made = h("span.words", {}, h("span.unseen", {}, spoken), h("span.do", STORY, option.do));
  if (option.open === false) made.append(" ", h("span.reason", {}, T.shut + " ", h("span", STORY, option.reason)));
  return made;
}

let announced = "";
let confirmed = "";

function draw() {
  const isIn = local === "in";
  const state = isIn && view ? view.state : local;
  $("link").dataset.is = isOn && isIn ? "on" : "off";
  put($("link-words"), isOn && isIn ? T.connected : T.notConnected);
  $("link").hidden = !isIn || !(isOn || lostSince);
  const isNewlyLost = drawLost();
  const said = screenOf(state);
  put($("ask"), said.ask);
  $("ask").lang = view && (said.ask === view.ask || said.ask === view.title) ? story : T.lang;
  put($("lead-words"), said.lead);
  // Room for the longest of what a vote may say here: nothing moves under a thumb when it is taken.
  $("lead").dataset.room = state === "vote" ? T.secret + " " + T.change : "";
  document.title = said.ask + " · Upstander";
  $("door").hidden = state !== "door";
  $("again").hidden = state !== "locked" && state !== "full";
  $("tag").hidden = !(view && view.rehearsal && isIn);
  const had = document.activeElement;
  drawOptions(state);
  const revealed = state === "reveal" ? view.revealed : [];
  refill($("results"), revealed, () => results(revealed));
  const promises = state === "wait" || state === "vote" || state === "think" ? view.promises : [];
  refill($("promises"), promises, () => promises.map((each) => h("li", {}, each)));
  $("promises").hidden = !promises.length;
  const isMoved = had && had !== document.body && !document.body.contains(had);
  if (isMoved) $("ask").focus();
  if (state === "door" && announced !== "door") $("code").focus();
  // What a person hears: each step once, and that their vote is in.  A heading that takes the focus is read by that.
  const news = [state, view && view.ballot, said.ask, late].join("|");
  const mine = shownVote(state);
  const taken = mine && mine.took ? mine.option + mine.nth : "";
  if (announced && announced !== news) {
    if (state !== "door") tell(isMoved ? said.lead : said.ask + " " + said.lead);
  } else if (taken && taken !== confirmed && !isNewlyLost) {
    tell(said.lead);
  }
  announced = state === "door" ? "door" : news;
  confirmed = taken;
}

function drawLost() {
  const isLost = Boolean(lostSince && local === "in" && view && view.state !== "end");
  const waiting = vote() && !vote().took;
  const says = isLost ? T.lost + " " + (waiting ? T.keeps : T.tries) + wifi() : "";
  const isNew = isLost && $("lost").hidden;
  if (isNew) tell(says);
  put($("lost"), says);
  $("lost").hidden = !isLost;
  return isNew;
}

const wifi = () => (Date.now() - lostSince > LONG_LOST ? " " + T.lostLong : "");

function letterOf(id) {
  const found = view.options.find((option) => option.id === id);
  return found ? found.letter : "";
}

// The vote of this phone that is shown: the one that may be changed, or the one that counted.
function shownVote(state) {
  if (state === "vote") return vote();
  const had = kept();
  return state === "closed" && !late && had.took && had.ballot === had.last ? had : null;
}

function screenOf(state) {
  const mine = shownVote(state);
  const letter = mine && letterOf(mine.option);
  const own = mine && (mine.option === PASS ? T.passing : letter && fill(T.voted, { letter }));
  const { ask, title } = view || {};
  switch (state) {
    case "door": return { ask: T.doorAsk, lead: T.doorLead };
    case "locked": return { ask: T.locked, lead: T.lockedLead };
    case "full": return { ask: T.full, lead: T.lockedLead };
    case "wait": return { ask: title || T.joining, lead: T.waitLead };
    case "think": return { ask, lead: view.round ? T.talkLead : T.thinkLead };
    case "vote":
      if (late || (mine && !mine.took)) return { ask, lead: late || (isOn ? T.sending : T.unsent) };
      return { ask, lead: (own || T.secret) + " " + T.change };
    case "closed": return { ask: ask || title, lead: (late || own ? (late || own) + " " : "") + T.closedLead };
    case "reveal": return { ask, lead: T.revealLead + led() };
    case "end": return { ask: T.endAsk, lead: T.endLead };
    default: return { ask: T.joining, lead: lostSince ? T.lost + " " + T.tries + wifi() : "" };
  }
}

function drawOptions(state) {
  const isVote = state === "vote";
  const shown = isVote || state === "think" || state === "closed" ? view.options : [];
  refill($("options"), [isVote && view.ballot, shown], () => {
    const made = shown.map((option) => item(option, isVote));
    if (isVote) return [choices([...made, item(null, true)])];
    return made.length ? [h("ul.list", { "aria-labelledby": "ask" }, ...made.map((each) => h("li", {}, each)))] : [];
  });
  const mine = shownVote(state);
  const all = [...$("options").querySelectorAll("[data-option]")];
  const isMine = (each) => Boolean(mine && mine.option === each.dataset.option);
  all.forEach((each) => {
    if (isVote) each.setAttribute("aria-checked", String(isMine(each)));
    each.classList.toggle("mine", isMine(each));
    put(each.querySelector(".state"), !isMine(each) ? "" : mine.took ? T.chosen : isOn ? T.sending : T.unsent);
  });
  if (isVote && !$("options").contains(document.activeElement)) reach(all.find(isMine) || all[0]);
}

// One of them is reached with the Tab key, the others with arrows; an arrow alone votes for nothing.
function reach(one) {
  $("options").querySelectorAll("button").forEach((each) => { each.tabIndex = each === one ? 0 : -1; });
}

function choices(all) {
  const made = h("div.list", { role: "radiogroup", "aria-labelledby": "ask" }, ...all);
  made.addEventListener("focusin", (event) => reach(event.target));
  made.addEventListener("keydown", (event) => {
    const right = T.dir === "rtl" ? -1 : 1;
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: right, ArrowLeft: -right }[event.key];
    if (!step) return;
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    event.preventDefault();
  });
  return made;
}

function item(option, isVote) {
  const made = h(isVote ? "button.option" : "div.option", isVote ? { type: "button", role: "radio", "aria-checked": "false" } : {});
  made.append(...(option ? [mark(option), words(option)] : [T.pass]));
  if (!option) made.classList.add("pass");
  if (option && !option.open) {
    made.classList.add("shut");
    if (isVote) made.setAttribute("aria-disabled", "true");
    return made;
  }
  made.append(h("span.state", isVote ? UNREAD : {}));
  made.dataset.option = option ? option.id : PASS;
  if (isVote) made.addEventListener("click", () => choose(made.dataset.option));
  return made;
}

// Where few voted, only what leads is named, here as on the wall.
const isCounted = (round) => round.voters !== null && round.bars.some((bar) => bar.count !== null);

function led() {
  const last = view.revealed[view.revealed.length - 1] || { bars: [] };
  const letters = last.bars.filter((bar) => bar.leads).map((bar) => bar.letter);
  return letters.length ? " " + many(T.led, letters.length, letters.join(", ")) : "";
}

function results(all) {
  const last = all[all.length - 1];
  if (!last) return [];
  const rounds = isCounted(last) ? all.filter(isCounted) : [];
  const named = rounds.map((round) => (rounds.length < 2 ? "" : (round === last ? T.after : T.before) + ": "));
  const notes = rounds.map((round, at) => h("p.note", {}, ...(named[at] ? [bar(1, round === last)] : []),
    named[at] + many(T.voters, round.voters) + (round.passed ? " " + many(T.passed, round.passed) : "")
    + (round.hands ? " " + T.hands : "")));
  if (!rounds.length) notes.push(h("p.note", {}, T.few));
  const shown = last.bars.filter((each) => rounds.length || each.leads);
  const list = shown.map((each) => {
    const inner = words(each);
    if (each.leads) inner.append(" ", h("span.tag", {}, T.leads));
    rounds.forEach((round, at) => {
      const one = round.bars.find((other) => other.letter === each.letter);
      if (!one || one.count === null) return;
      const share = one.share === null ? "" : " · " + percent.format(one.share);
      inner.append(bar(one.share, round === last), h("span.unseen", {}, named[at]),
        h("span.figure", {}, many(T.votes, one.count) + share));
    });
    return h("li.result", {}, mark(each), inner);
  });
  return list.length ? [...notes, h("ul.list", {}, ...list)] : notes;
}

function bar(share, isLast) {
  const length = h("span");
  length.style.width = share * 100 + "%";
  return h(isLast ? "span.bar" : "span.bar.before", UNREAD, ...(share > 0 ? [length] : []));
}

// --- the door

$("door").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = $("code").value.trim();
  $("code-error").textContent = typed ? "" : T.doorLead;
  $("code").setAttribute("aria-invalid", String(!typed));
  if (!typed) {
    $("code").focus();
    return;
  }
  code = typed.slice(0, 32);
  connect();
});
$("again").addEventListener("click", () => {
  local = "joining";
  draw();
  connect();
});

if (!room && !kept().token) {
  local = "door";
  draw();
} else {
  draw();
  connect();
}
