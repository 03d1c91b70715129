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
  /** `does` holds what the page does around it: lock(), news(), happened(what), invited(person), anew(), ticked(now). */
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
    if (progress) this.progress(progress);
    if (moving) this.setNow(new Date(moving.now));
  }

  jump(name) {
    return this.busy(this.jumps, async () => {
      this.say(words().moving);
      this.does.lock();
      document.body.classList.add("moving");
      try {
        const { now, sent } = await server.move(later(this.now, ...JUMPS[name]));
        this.setNow(new Date(now));
        const holes = { jump: words().jumps[name] };
        this.say(sent ? counted(words().jumped, sent, holes) : filled(words().jumpedNothing, holes));
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
    this.progress({ done: 0, of: MORE_PEOPLE });
    try {
      await server.fill(MORE_PEOPLE);
      this.say(filled(words().filled, { n: MORE_PEOPLE }));
    } finally {
      part("progress").hidden = true;
    }
  }

  progress({ done, of }) {
    part("progress").hidden = done >= of;
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

/** What a death cost, in words: it must be nothing. */
function killed({ back_ms: back, pending_updates: waited }) {
  const seconds = filled(words().seconds, { n: (back / 1000).toLocaleString(language, { maximumFractionDigits: 1 }) });
  const after = filled(words().back, { seconds });
  return `${after} ${waited ? counted(words().waited, waited) : words().waitedNone}`;
}
