"use strict";
// The voters' page.  The server decides everything: this page shows what it is told, keeps one vote, and says it again
// after every interruption until the server has answered.  All words are put in as text, never as markup.

const TEXTS = {
  en: {
    dir: "ltr",
    joining: "Joining the room…",
    oneMoment: "One moment.",
    busy: "Many people are joining. You are next in a moment.",
    connected: "connected",
    connecting: "connecting…",
    notConnected: "not connected",
    lost: "The connection is lost. This page tries again by itself.",
    lostVote: "The connection is lost. Your vote is kept here and sent as soon as there is a connection.",
    lostLong: "Is this phone on the same Wi-Fi as the screen? You can also raise your hand: a hand counts as much as a phone.",
    back: "You are connected again.",
    doorAsk: "Join the room",
    doorLead: "Type the code that is on the screen.",
    code: "Code",
    join: "Join",
    wrongCode: "That is not the code on the screen. Look at the screen and type it again.",
    emptyCode: "Type the six letters and digits that are on the screen.",
    oldRoom: "This link is from another session. Type the code that is on the screen now.",
    locked: "The door is closed",
    lockedLead: "Nobody new can join now. You can still take part: raise your hand when the room votes.",
    full: "The room is full",
    fullLead: "No more phones can join. You can still take part: raise your hand when the room votes.",
    tryAgain: "Try again",
    waitLead: "You are in. Look at the screen: this page changes by itself.",
    thinkLead: "Read, and think for yourself. Voting has not started.",
    talkLead: "Talk about it together. You can vote again when the vote opens.",
    voteLead: "Nobody sees who chose what. You can change your mind until voting closes.",
    votedLead: "You chose {letter}. You can change your mind until voting closes.",
    passedLead: "You chose not to say. You can change your mind until voting closes.",
    sendingLead: "Sending your vote…",
    closedLead: "Voting is closed. The room will see the result together, on the screen.",
    closedChose: "You chose {letter}.",
    closedPassed: "You chose not to say.",
    tooLate: "Voting closed before your vote arrived, so it does not count.",
    chosen: "Chosen",
    sending: "Sending…",
    pass: "Prefer not to say",
    cannot: "Cannot be chosen now.",
    yourVote: "Your vote",
    options: "Options",
    revealLead: "This is how the room voted.",
    rounds: ["First vote", "Second vote", "Third vote"],
    round: "Vote {n}",
    votes: { one: "{n} vote", other: "{n} votes" },
    voters: { one: "{n} person voted.", other: "{n} people voted." },
    passed: { one: "{n} preferred not to say.", other: "{n} preferred not to say." },
    few: "Few people voted, so only what leads is shown.",
    hands: "Hands were counted too.",
    leads: "leads",
    endAsk: "Thank you for taking part.",
    endLead: "You can close this page. It keeps nothing.",
    rehearsal: "Rehearsal: nothing is kept",
    option: "Option {letter}",
  },
};

const PASS = "pass";
const LONGEST_PAUSE = 2000; // ms between two tries
const OPENING = 4000; // ms for a connection to answer
const BEAT = 15000; // ms between two looks whether anybody is there
const WOKEN = 1000; // ms for an answer after this phone woke up
const ANSWER = 4000;
const POLL = 30000;
const LONG_LOST = 8000;
const WAYS = ["socket", "stream", "poll"];
const SHAPES = {
  triangle: "M8 1 15.5 14.5H.5z", circle: "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1z", square: "M1.5 1.5h13v13h-13z",
  diamond: "M8 0 16 8 8 16 0 8z", pentagon: "M8 .5 15.8 6.2 12.8 15.2H3.2L.2 6.2z",
  cross: "M5.5.5h5v5h5v5h-5v5h-5v-5h-5v-5h5z",
};

const page = document.documentElement;
const told = page.lang || "en";
const known = TEXTS[told] ? told : TEXTS[told.split("-")[0]] ? told.split("-")[0] : "en";
const T = TEXTS[known];
page.lang = known;
page.dir = T.dir;
const plural = new Intl.PluralRules(known);
const percent = new Intl.NumberFormat(known, { style: "percent" });
const $ = (id) => document.getElementById(id);
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const many = (forms, n) => fill(forms[plural.select(n)] || forms.other, { n });

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
  } else if (why === "too-many") {
    setTimeout(sendVote, 1000);
  } else if (local === "in" && isOn && why === "no-seat") {
    lost();
  } else if (why === "busy") {
    again(800 + Math.random() * 900);
    $("lead").textContent = T.busy;
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

function lost() {
  stop();
  if (view && view.state === "end") return;
  if (local === "door") $("code-error").textContent = T.lost;
  const wasOn = isOn;
  isOn = false;
  fails++;
  if (wasOn) fails = 1;
  else if (fails % 2 === 0) way = (way + 1) % WAYS.length;
  if (!lostSince) lostSince = Date.now();
  draw();
  again(Math.min(LONGEST_PAUSE, 150 * 2 ** fails) * (0.6 + 0.4 * Math.random()));
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
    probe = setTimeout(lost, WOKEN);
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
  if (lostSince) draw();
}, BEAT);
setInterval(() => lostSince && draw(), LONG_LOST / 2);

// --- drawing

function make(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  children.forEach((child) => made.append(child));
  return made;
}

function text(tag, name, words) {
  const made = make(tag, name);
  made.textContent = words;
  return made;
}

function mark(option) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", "shape");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[option.shape] || SHAPES.circle);
  drawing.append(path);
  const made = make("span", "mark", text("span", "letter " + option.letter.toLowerCase(), option.letter), drawing);
  made.setAttribute("aria-hidden", "true");
  return made;
}

function spoken(option) {
  return text("span", "unseen", fill(T.option, { letter: option.letter }) + ": ");
}

function words(option) {
  const says = text("span", "do", option.do);
  says.dir = "auto";
  return make("span", "words", spoken(option), says);
}

let drawn = ""; // which options are on the page, so that they are made anew only when they change
let drawnResults = "";
let announced = "";

function draw() {
  const on = isOn && local === "in";
  $("link").dataset.is = on ? "on" : "off";
  $("link-words").textContent = on ? T.connected : local === "in" ? (lostSince ? T.notConnected : "") : local === "joining" ? T.connecting : "";
  drawLost();
  const state = local === "in" && view ? view.state : local;
  const said = screenOf(state);
  put($("ask"), said.ask);
  put($("lead"), said.lead);
  $("lead").hidden = !said.lead;
  $("door").hidden = state !== "door";
  $("again").hidden = state !== "locked" && state !== "full";
  const isRehearsal = Boolean(view && view.rehearsal && local === "in");
  $("tag").hidden = !isRehearsal;
  put($("tag"), isRehearsal ? T.rehearsal : "");
  const had = document.activeElement;
  drawOptions(state);
  drawResults(state);
  drawPromises(state);
  if (had && had !== document.body && !document.body.contains(had)) $("ask").focus();
  if (state === "door" && announced !== "door") $("code").focus();
  // What a person hears when the page changes; their own choice is said by its button.
  const news = [state, view && view.ballot, said.ask].join("|");
  if (announced && announced !== news && state !== "door") tell(said.ask + " " + said.lead);
  announced = state === "door" ? "door" : news;
}

function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function tell(words) {
  $("said").textContent = words;
}

function drawLost() {
  const isLost = Boolean(lostSince && local === "in" && view && view.state !== "end");
  const waiting = vote() && !vote().took;
  const long = isLost && Date.now() - lostSince > LONG_LOST ? " " + T.lostLong : "";
  const says = isLost ? (waiting ? T.lostVote : T.lost) + long : "";
  if (isLost && $("lost").hidden) tell(says);
  put($("lost"), says);
  $("lost").hidden = !isLost;
}

function letterOf(id) {
  const found = view.options.find((option) => option.id === id);
  return found ? found.letter : "";
}

function screenOf(state) {
  const mine = vote();
  switch (state) {
    case "door": return { ask: T.doorAsk, lead: T.doorLead };
    case "locked": return { ask: T.locked, lead: T.lockedLead };
    case "full": return { ask: T.full, lead: T.fullLead };
    case "wait": return { ask: view.title || T.joining, lead: T.waitLead };
    case "think": return { ask: view.ask, lead: view.round ? T.talkLead : T.thinkLead };
    case "vote": {
      if (late) return { ask: view.ask, lead: late };
      if (!mine) return { ask: view.ask, lead: T.voteLead };
      if (!mine.took) return { ask: view.ask, lead: T.sendingLead };
      const lead = mine.option === PASS ? T.passedLead : fill(T.votedLead, { letter: letterOf(mine.option) });
      return { ask: view.ask, lead };
    }
    case "closed": {
      const had = kept();
      const own = late || (!had.took || had.ballot !== had.last || !had.option ? ""
        : had.option === PASS ? T.closedPassed
        : letterOf(had.option) ? fill(T.closedChose, { letter: letterOf(had.option) }) : "");
      return { ask: view.ask || view.title, lead: T.closedLead + (own ? " " + own : "") };
    }
    case "reveal": return { ask: view.ask, lead: T.revealLead };
    case "end": return { ask: T.endAsk, lead: T.endLead };
    default:
      return lostSince
        ? { ask: T.joining, lead: Date.now() - lostSince > LONG_LOST ? T.lost + " " + T.lostLong : T.lost }
        : { ask: T.joining, lead: T.oneMoment };
  }
}

function drawOptions(state) {
  const isVote = state === "vote";
  const shown = isVote || state === "think" || state === "closed" ? view.options : [];
  const key = JSON.stringify([isVote, isVote && view.ballot, shown]);
  if (key !== drawn) {
    drawn = key;
    const list = make("ul");
    list.setAttribute("aria-label", isVote ? T.yourVote : T.options);
    shown.forEach((option) => list.append(make("li", "", isVote && option.open ? button(option) : card(option))));
    if (isVote) list.append(make("li", "", button(null)));
    $("options").replaceChildren(...(shown.length ? [list] : []));
  }
  if (!isVote) return;
  const mine = vote();
  $("options").querySelectorAll("button").forEach((each) => {
    const isMine = Boolean(mine && mine.option === each.dataset.option);
    each.setAttribute("aria-pressed", String(isMine));
    put(each.querySelector(".state"), isMine ? (mine.took ? T.chosen : T.sending) : "");
  });
}

function button(option) {
  const made = make("button", "option");
  made.type = "button";
  if (option) {
    made.append(mark(option), words(option));
  } else {
    made.classList.add("pass");
    made.append(make("span", "", text("span", "do", T.pass)));
  }
  made.lastChild.append(text("span", "state", ""));
  made.dataset.option = option ? option.id : PASS;
  made.addEventListener("click", () => choose(made.dataset.option));
  return made;
}

function card(option) {
  const made = make("div", option.open ? "option" : "option shut", mark(option), words(option));
  if (!option.open) made.lastChild.append(text("span", "reason", option.reason || T.cannot));
  return made;
}

function drawResults(state) {
  const shown = state === "reveal" ? view.revealed : [];
  const key = JSON.stringify(shown);
  if (key === drawnResults) return;
  drawnResults = key;
  const made = [];
  shown.forEach((each) => {
    if (shown.length > 1) made.push(text("h2", "", T.rounds[each.round - 1] || fill(T.round, { n: each.round })));
    made.push(text("p", "note", [
      each.voters === null ? T.few : many(T.voters, each.voters),
      each.passed ? many(T.passed, each.passed) : "",
      each.hands ? T.hands : "",
    ].filter(Boolean).join(" ")));
    made.push(make("ul", "", ...each.bars.map(result)));
  });
  $("results").replaceChildren(...made);
}

function result(bar) {
  const inner = words(bar);
  if (bar.share !== null) {
    const length = make("span", bar.share > 0 ? "" : "none");
    length.style.inlineSize = bar.share * 100 + "%";
    const track = make("span", "bar", length);
    track.style.display = "block";
    track.setAttribute("aria-hidden", "true");
    inner.append(track);
  }
  const figure = make("span", "figure");
  if (bar.count !== null) {
    const share = bar.share === null ? "" : " · " + percent.format(bar.share);
    figure.append(text("span", "", many(T.votes, bar.count) + share));
  }
  if (bar.leads) figure.append(text("span", "", T.leads));
  inner.append(figure);
  return make("li", "result", mark(bar), inner);
}

function drawPromises(state) {
  const shown = state === "wait" || state === "vote" || state === "think" ? view.promises : [];
  const list = $("promises");
  list.hidden = !shown.length;
  if (list.dataset.key === JSON.stringify(shown)) return;
  list.dataset.key = JSON.stringify(shown);
  list.replaceChildren(...shown.map((each) => text("li", "", each)));
}

// --- the door

put($("code-label"), T.code);
put($("code-go"), T.join);
put($("again"), T.tryAgain);
$("door").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = $("code").value.trim();
  $("code-error").textContent = typed ? "" : T.emptyCode;
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
