// A chat: its bubbles and days as they stand now, kept in place while they change.

import { bubble } from "/bubble.js";
import { day, dayKey } from "/chrome.js";
import { node, settle } from "/nodes.js";

const NEAR_END = 80;
const MARGIN = 8;

export class Chat {
  /** `list` is the node that holds the bubbles, `does` what a touch in it can do. */
  constructor(list, does) {
    Object.assign(this, { list, does, kept: new Map() });
  }

  clear() {
    this.kept.clear();
    this.list.replaceChildren();
  }

  /** Shows these messages; tells whether the keyboard's focus was on something that is gone. */
  show(messages, code) {
    const { list } = this;
    const following = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
    const focused = list.contains(document.activeElement) && document.activeElement !== list;
    const fresh = new Map(this.entries(messages, code));
    settle(list, [...fresh.values()].map((entry) => entry.node));
    this.kept = fresh;
    if (following) this.end();
    return focused && !list.contains(document.activeElement);
  }

  *entries(messages, code) {
    let last = "";
    for (const message of messages) {
      const date = new Date(message.date * 1000);
      if (dayKey(date) !== last) yield this.entry(`day ${(last = dayKey(date))}`, code, () => dayLine(date, code));
      yield this.entry(message.id, code + JSON.stringify(message), () => bubble(message, code, this.does));
    }
  }

  /** An entry of the chat, made anew only if what it shows has changed. */
  entry(id, state, make) {
    const old = this.kept.get(id);
    return [id, old?.state === state ? old : { state, node: make() }];
  }

  /** The first button under the newest message, if that has any. */
  get firstKey() {
    return this.list.lastElementChild?.querySelector(".keys button") ?? null;
  }

  /** Scrolls to the end, or to the beginning of a newest message that is too long to be seen whole. */
  end() {
    const { list } = this;
    list.scrollTop = list.scrollHeight;
    const above = list.getBoundingClientRect().top - (list.lastElementChild?.getBoundingClientRect().top ?? Infinity);
    if (above > 0) list.scrollTop -= above + MARGIN;
  }
}

const dayLine = (date, code) => node("div", { className: "day" }, node("span", {}, day(date, code)));
