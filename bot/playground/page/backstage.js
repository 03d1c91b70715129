// The backstage: the clock and its jumps, the bot's life and death, new people.

import { clock, shortDay } from "/chrome.js";
import { button } from "/nodes.js";
import * as server from "/server.js";
import { counted, filled, language, words } from "/words.js";

const JUMPS = { day: [0, 1], week: [0, 7], month: [1, 0], quarter: [3, 0], year: [12, 0] };
const MORE_PEOPLE = 40;
const part = (id) => document.getElementById(id);

/** A moment some months and days later; the 31st becomes the month's last day where it has none. */
export function later(from, months, days) {
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), last) + days);
  return to;
}

export class Backstage {
  /** `does` holds what the page does around it: lock(), news(), happened(what), invited(person), anew(),
   *  ticked(now), botIs(state), settled(). */
  constructor(does) {
    Object.assign(this, { does, ahead: 0, bot: "running", moving: false });
    this.jumps = Object.keys(JUMPS).map((name) => button({ className: "jump" }, () => this.jump(name)));
    part("jumps").append(...this.jumps);
    this.on("kill", () => this.kill());
    this.on("invite", () => this.invite());
    this.on("fill", () => this.fill());
    this.on("reset", () => confirm(words().resetSure) && this.reset());
    setInterval(() => this.tick(), 1000);
  }

  /** Lets a button do its work, once at a time; what the server refuses is said. */
  on(id, work) {
    part(id).addEventListener("click", () => this.busy([part(id)], work));
  }

  async busy(buttons, work) {
    if (buttons.some((each) => each.ariaDisabled === "true")) return;
    // aria-disabled keeps the keyboard's focus where it is.
    for (const each of buttons) each.ariaDisabled = "true";
    await this.attempt(work);
    for (const each of buttons) each.ariaDisabled = "false";
  }

  /** Does something that the server may refuse, and says so if it does. */
  async attempt(work) {
    try {
      return await work();
    } catch (error) {
      this.say(filled(words().refused, { reason: error.message }));
      return null;
    }
  }

  say(text) {
    part("said").textContent = text;
  }

  label() {
    this.jumps.forEach((each, at) => (each.textContent = Object.values(words().jumps)[at]));
    this.setBot(this.bot);
    this.tick();
  }

  get now() {
    return new Date(Date.now() + this.ahead);
  }

  setNow(now) {
    this.ahead = now - Date.now();
    this.tick();
  }

  tick() {
    const { now } = this;
    part("now").dateTime = now.toISOString();
    part("now").textContent = `${shortDay(now, language)} ${clock(now, language)}`;
    this.does.ticked(now);
  }

  setBot(state) {
    this.bot = state;
    part("bot").dataset.state = state;
    part("bot").lastElementChild.textContent = words().bot[state] ?? state;
    this.does.botIs(state);
  }

  /** Takes one event of the server's that is about the backstage. */
  told({ bot, progress, moving }) {
    if (bot) this.setBot(bot);
    if (progress !== undefined) this.progress(progress);
    if (progress === null) this.does.settled();
    if (moving) this.setNow(new Date(moving.now));
  }

  jump(name) {
    return this.busy(this.jumps, async () => {
      this.say(words().moving);
      this.does.lock();
      document.body.classList.add("moving");
      try {
        const known = (await server.log()).at(-1)?.number ?? 0;
        const { now } = await server.move(later(this.now, ...JUMPS[name]));
        this.setNow(new Date(now));
        this.say(came(words().jumps[name], await server.log(known)));
      } finally {
        document.body.classList.remove("moving");
      }
      this.does.happened("jumped");
    });
  }

  async kill() {
    this.say(words().killing);
    this.say(killed(await server.kill()));
    this.does.happened("killed");
  }

  async invite() {
    this.say(words().inviting);
    const person = await server.invite();
    this.does.invited(person);
    this.say(filled(words().invited, { name: person.name }));
  }

  async fill() {
    const { people } = await server.fill(MORE_PEOPLE);
    this.say(filled(words().filled, { n: people.length }));
  }

  /** Shows how far a filling has come; null when it is over. */
  progress(progress) {
    part("progress").hidden = !progress;
    if (!progress) return;
    const { done, of } = progress;
    part("bar").max = of;
    part("bar").value = done;
    part("progress").firstElementChild.textContent = filled(words().filling, { done, of });
  }

  async reset() {
    this.say(words().resetting);
    await server.reset();
    await this.does.anew();
    this.say(words().resetDone);
  }
}

/** What came on the way, and to whom. */
function came(jump, entries) {
  const counts = new Map();
  for (const { name, method } of entries.filter(({ refused }) => !refused))
    if (method.startsWith("send")) counts.set(name, (counts.get(name) ?? 0) + 1);
  const each = [...counts].map(([name, n]) => `${name} (${n})`).join(", ");
  return filled(each ? words().jumped : words().jumpedNothing, { jump, each });
}

/** What a death cost, in words: it must be nothing. */
function killed({ back_ms: back, pending_updates: waited, confirmed }) {
  const seconds = filled(words().seconds, { n: (back / 1000).toLocaleString(language, { maximumFractionDigits: 1 }) });
  const after = filled(words().back, { seconds });
  if (confirmed < waited) return `${after} ${counted(words().waits, waited - confirmed)}`;
  return `${after} ${waited ? counted(words().waited, waited) : words().waitedNone}`;
}
