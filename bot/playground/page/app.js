// The page: three phones, who holds the participant's, and the buttons behind the scenes.

import { Phone } from "/phone.js";
import * as server from "/server.js";

const TITLES = { participant: "Deltagare", coach: "Coach", coordinator: "Samordnare" };
const NAMES = ["Alex", "Billie", "Charlie", "Elis", "Kim", "Lo", "Mika", "Noa", "Robin", "Sam"];

const people = new Map();
const phones = new Map();
let chosen = null;

const status = document.getElementById("status");

function say(text) {
  status.textContent = text;
}

/** Does something that the server may refuse, and says so if it does. */
async function attempt(work) {
  try {
    say("");
    return await work();
  } catch (error) {
    say(error.message);
    return null;
  }
}

function holder(role) {
  if (role === "participant") return people.get(chosen);
  return [...people.values()].find((person) => person.role === role);
}

function participants() {
  return [...people.values()].filter((person) => person.role === "participant");
}

function show(person) {
  people.set(person.id, person);
  if (person.role === "participant" && chosen === null) choose(person.id);
  choices();
  phones.get(person.role)?.show(holder(person.role) ?? null);
}

function choose(id) {
  chosen = id;
  choices();
  phones.get("participant").show(people.get(id) ?? null);
}

function choices() {
  const { select } = phones.get("participant");
  const options = participants().map((person) => new Option(person.name, person.id, false, person.id === chosen));
  const known = JSON.stringify(participants().map((person) => [person.id, person.name]));
  if (select.dataset.known !== known) select.replaceChildren(...options);
  select.dataset.known = known;
  select.value = chosen ?? "";
}

async function newcomer(make) {
  const person = await attempt(make);
  if (!person) return null;
  people.set(person.id, person);
  choose(person.id);
  return person;
}

/** A name that no participant has yet. */
function unknownName() {
  const taken = new Set(participants().map((person) => person.name));
  return NAMES.find((name) => !taken.has(name)) ?? `Deltagare ${taken.size + 1}`;
}

/** A start link opens in the participant's phone, a new one if nobody holds it. */
async function open(link) {
  if (chosen === null) await newcomer(() => server.newPerson(unknownName()));
  await attempt(() => server.act(chosen, "open", { link }));
  phones.get("participant").root.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
}

function build() {
  for (const [role, title] of Object.entries(TITLES)) {
    const does = (action, content) => attempt(() => server.act(holder(role).id, action, content));
    const phone = new Phone(role, title, does, open);
    phones.set(role, phone);
    phone.who.hidden = role !== "participant";
    document.getElementById("phones").append(phone.root);
  }
  phones.get("participant").select.addEventListener("change", (event) => choose(Number(event.target.value)));
}

function control(id, doing, work) {
  const button = document.getElementById(id);
  button.addEventListener("click", async () => {
    button.disabled = true;
    say(doing);
    await work();
    button.disabled = false;
  });
}

build();
control("invite", "Bjuder in …", () => newcomer(server.invite));
control("newcomer", "", () => newcomer(() => server.newPerson(unknownName())));
control("kill", "Dödar boten …", async () => {
  if (await attempt(server.kill)) say("Boten dödades och har startats igen.");
});
server.follow(show, (lost) => say(lost ? "Förbindelsen är bruten. Försöker igen …" : ""));
