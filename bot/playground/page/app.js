// The page: puts the phones, the backstage, the log and the tour together, and follows the server.

import { Backstage } from "/backstage.js";
import { Log } from "/log.js";
import { Tabs, theme } from "/look.js";
import { soon } from "/nodes.js";
import { People } from "/people.js";
import { Phone } from "/phone.js";
import { isStart } from "/rich.js";
import * as server from "/server.js";
import { Tour } from "/tour.js";
import { filled, label, language, turn, words } from "/words.js";

const ROLES = ["participant", "coach", "coordinator"];
const part = (id) => document.getElementById(id);

const people = new People();
const phones = new Map();
const stale = new Set();
const showSoon = soon(show);
const log = new Log(document.querySelector("#log ol"));
const showTheme = theme(part("theme"));
const backstage = new Backstage({
  lock: () => phones.forEach((phone) => phone.setLocked(true)),
  happened: (what) => tour.note(what),
  invited: hold,
  anew,
  ticked: (now) => phones.forEach((phone) => phone.tick(now)),
  botIs: (state) => phones.forEach((phone) => phone.setBot(state)),
  settled: () => backstage.attempt(everybody).then(begin),
});

for (const role of ROLES) {
  const does = (action, content) => backstage.attempt(() => act(people.holder(role).id, action, content));
  phones.set(role, new Phone(role, does, (link) => open(role, link), changed));
}
part("phones").append(...[...phones.values()].map(({ root }) => root));
const participant = phones.get("participant");
participant.select.addEventListener("change", () => {
  people.choose(Number(participant.select.value));
  showAll();
});
const tabs = new Tabs(part("tabs"), ROLES, () => phones.forEach((phone) => phone.inSight()));
const tour = new Tour(phones, (tab) => tabs.open(tab));
part("page-language").addEventListener("click", () => {
  turn();
  write();
});

async function act(id, action, content) {
  const person = await server.act(id, action, content);
  take(person);
  show();
  if (action !== "new-phone") return;
  if (people.byId.get(id).role === "participant") hold(person);
  backstage.say(filled(words().newPhoneDone, { name: person.name }));
}

let opening = null;

/** A link that invites is opened on the participant's phone: by whoever holds it if they are new, else by a new person. */
function open(role, link) {
  if (!isStart(link)) return window.open(link, "_blank", "noreferrer");
  // One touch opens one link: a second one meanwhile would bring a second person.
  opening ??= backstage.attempt(() => opened(role, link)).finally(() => (opening = null));
  return opening;
}

async function opened(role, link) {
  const holder = people.holder("participant");
  const theirs = holder && (role === "participant" || !holder.started);
  const person = theirs ? holder : await server.newPerson(people.unusedName);
  hold(person);
  await act(person.id, "open", { link });
  if (role !== "participant") backstage.say(words().opened);
}

/** Puts the participant's phone into somebody's hands. */
function hold(person) {
  people.take(person);
  people.choose(person.id);
  participant.setLocked(false);
  showAll();
  tabs.open("participant");
}

function take(person) {
  people.take(person);
  stale.add(person.role);
  showSoon();
}

function showAll() {
  ROLES.forEach((role) => stale.add(role));
  show();
}

/** Shows what has changed since the last time; events that come in a burst are shown together. */
function show() {
  for (const role of stale) phones.get(role).show(people.holder(role));
  stale.clear();
  changed();
}

/** Whatever depends on several phones. */
function changed() {
  if (!participant.select.options) return;
  choices();
  tabs?.show(Object.fromEntries([...phones].map(([role, phone]) => [role, phone.news])));
  tour?.update();
}

function choices() {
  const { select } = participant;
  const named = people.participants.map((person) => [person.id, optionName(person)]);
  if (select.dataset.known !== JSON.stringify(named)) select.replaceChildren(...named.map(([id, name]) => new Option(name, id)));
  select.dataset.known = JSON.stringify(named);
  select.value = people.chosen ?? "";
}

function optionName(person) {
  const news = person.id === people.chosen ? 0 : person.notifications.length;
  return news ? `${person.name} (${news})` : person.name;
}

function write() {
  document.documentElement.lang = language;
  document.title = words().title;
  part("page-language").textContent = words().otherLanguage;
  part("page-language").lang = language === "sv" ? "en" : "sv";
  label(document.body);
  showTheme();
  backstage.label();
  tour.write();
  log.show();
  showAll();
}

/** Asks for everything anew: at the start, after a reset and whenever the connection is back. */
async function everybody() {
  const known = new Set(people.byId.keys());
  const [all, now, entries] = await Promise.all([server.everybody(), server.now(), server.log()]);
  people.replace(all, known);
  backstage.setNow(now);
  log.replace(entries);
  showAll();
}

let world = null;

/** A world that is not the one shown has other people in it. */
function anotherWorld(id) {
  if (world && world !== id) backstage.attempt(everybody);
  world = id;
}

let begun = false;

async function back() {
  await backstage.attempt(everybody);
  part("away").hidden = true;
  if (part("progress").hidden) begin();
}

/** Begins the tour, once, when nothing is being set up any more. */
function begin() {
  if (begun) tour.remember();
  else tour.begin();
  begun = true;
}

/** Shows a new world. */
async function anew() {
  phones.forEach((phone) => phone.setLocked(false));
  await everybody();
  if (tour.at !== null) tour.go(0);
}

function told(event) {
  if ("messages" in event) take(event);
  else if ("log" in event) log.take(event.log);
  else if ("world" in event) anotherWorld(event.world);
  else backstage.told(event);
}

write();
server.follow({ back, told, lost: () => (part("away").hidden = false) });
