// The guided tour: seven steps, each pointing at the place to touch until what it asks for has happened.

import { startLinks } from "/rich.js";
import { node } from "/nodes.js";
import { filled, words } from "/words.js";

const KEPT = "foljsam-tour";
const NUMBERED = (number) => new RegExp(`^\\D*${number}\\D+\\d+\\D*$`);
const part = (id) => document.getElementById(id);

/** Whether a phone's newest message is the question with this number: its first line says "2 … 4" in any language. */
function asks(phone, number) {
  const newest = phone.person?.messages.at(-1);
  return newest?.from === "bot" && NUMBERED(number).test(newest.text.split("\n")[0]);
}

const said = (phone, pattern, after = 0) =>
  phone.person?.messages.find(({ from, text, id }) => from === "person" && id > after && pattern.test(text));
const links = (phone) => (phone.person?.messages ?? []).flatMap(({ text }) => startLinks(text));
const newest = (phones) => Math.max(0, ...[...phones.values()].flatMap(({ person }) => person?.messages.map(({ id }) => id) ?? []));

// Each step: the tab that it plays in (and goes on in, once something has happened), where to touch (given the phones
// and what has happened), and when it is done (given also what was there at its beginning).
const STEPS = [
  {
    tab: "coach",
    way: ({ coach }) => coach.way("ny"),
    done: ({ coach }, _, before) => links(coach).some((link) => !before.links.includes(link)),
  },
  {
    tab: "coach",
    way: ({ coach }) => (coach.locked ? coach.way() : [...coach.list.querySelectorAll('a[href*="?start="]')].at(-1)),
    done: ({ participant }, _, before) => said(participant, /^\/start ./, before.newest),
  },
  {
    tab: "participant",
    way: ({ participant }) => participant.way(),
    done: ({ participant }) => asks(participant, 1),
  },
  {
    tab: "participant",
    way: ({ participant }) => participant.way(),
    done: ({ participant }) => asks(participant, 2),
  },
  { tab: "backstage", way: () => part("kill"), done: (_, happened) => happened.has("killed") },
  {
    tab: "backstage",
    then: { jumped: "participant" },
    way: ({ participant }, happened) => (happened.has("jumped") ? participant.way() : part("jumps").children[1]),
    done: ({ participant }, happened) => happened.has("jumped") && !participant.locked,
  },
  {
    tab: "coordinator",
    // What came during the week has buttons of its own.
    way: ({ coordinator }) => coordinator.way("status", true),
    done: ({ coordinator }, _, before) => {
      const asked = said(coordinator, /^\/status/i, before.newest);
      return asked && coordinator.person.messages.at(-1).id > asked.id;
    },
  },
];

export class Tour {
  /** `phones` by role; `shows(tab)` brings a part to the front where only one is shown. */
  constructor(phones, shows) {
    Object.assign(this, { phones, shows, at: null, happened: new Set() });
    part("tour-start").addEventListener("click", () => this.go(0));
    part("tour-leave").addEventListener("click", () => this.leave());
    part("tour-skip").addEventListener("click", () => this.go(this.at + 1));
    part("tour-go").addEventListener("click", () => (this.at < STEPS.length ? this.show() : this.leave()));
    part("tour").querySelector(".dots").append(...STEPS.map(() => node("li")));
  }

  /** Begins where the visitor stood, at the beginning for a new one. */
  begin() {
    const kept = sessionStorage.getItem(KEPT) ?? localStorage.getItem(KEPT) ?? "0";
    if (kept !== "left") this.go(Number(kept));
  }

  go(step) {
    this.at = step;
    this.happened.clear();
    this.remember();
    sessionStorage.setItem(KEPT, String(step));
    if (step < STEPS.length) this.shows(STEPS[step].tab);
    this.write();
    this.update();
  }

  /** Takes what is there now for given: a step is done by what comes after. */
  remember() {
    this.before = { links: links(this.phones.get("coach")), newest: newest(this.phones) };
  }

  leave() {
    this.at = null;
    sessionStorage.setItem(KEPT, "left");
    localStorage.setItem(KEPT, "left");
    part("tour").hidden = true;
    this.mark(null);
    part("tour-start").focus();
  }

  /** Writes the present step in the page's language. */
  write() {
    part("tour").hidden = this.at === null;
    if (this.at === null) return;
    const over = this.at >= STEPS.length;
    const [title, text] = over ? words().tourDone : words().tour[this.at];
    part("tour-step").textContent = over ? "" : filled(words().tourStep, { n: this.at + 1, of: STEPS.length });
    part("tour-title").textContent = title;
    part("tour-text").textContent = text;
    part("tour-go").textContent = over ? words().tourEnd : words().tourGo;
    part("tour-skip").hidden = part("tour-leave").hidden = over;
    [...part("tour").querySelector(".dots").children].forEach((dot, at) => dot.classList.toggle("on", at <= this.at));
  }

  note(what) {
    this.happened.add(what);
    const then = STEPS[this.at]?.then?.[what];
    if (then) this.shows(then);
    this.update();
  }

  /** Looks whether the step is done, and marks where to touch. */
  update() {
    if (this.at === null || !part("progress").hidden) return;
    const step = STEPS[this.at];
    const phones = Object.fromEntries(this.phones);
    if (step?.done(phones, this.happened, this.before)) this.go(this.at + 1);
    else this.mark(step?.way(phones, this.happened) ?? null);
  }

  mark(place) {
    if (place === this.place && place?.classList.contains("toured")) return;
    this.place?.classList.remove("toured");
    this.place = place;
    place?.classList.add("toured");
  }

  /** Brings the marked place into sight and moves the keyboard's focus there. */
  show() {
    if (!this.place?.checkVisibility()) this.shows(STEPS[this.at].tab);
    this.place?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.place?.focus();
  }
}
