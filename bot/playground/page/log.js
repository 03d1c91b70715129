// The log of what the bot sent: when, to whom, what and why.

import { clock, day, dayKey } from "/chrome.js";
import { node, soon } from "/nodes.js";
import { filled, language, words } from "/words.js";

const MOST_SHOWN = 150;
const OWN_IDEA = "på eget initiativ";

export class Log {
  constructor(list) {
    Object.assign(this, { list, entries: [], showSoon: soon(() => this.show()) });
  }

  /** Shows these entries; an edit or deletion that Telegram refused has changed nothing that anybody sees. */
  replace(entries) {
    this.newest = entries.at(-1)?.number ?? 0;
    this.entries = entries.filter(({ method, refused }) => !refused || method.startsWith("send")).slice(-MOST_SHOWN);
    this.showSoon();
  }

  /** Takes one entry, unless it is here already. */
  take(entry) {
    if (entry.number > this.newest) this.replace([...this.entries, entry]);
  }

  show() {
    const nodes = [];
    let last = "";
    for (const entry of [...this.entries].reverse()) {
      const at = new Date(entry.at);
      if (dayKey(at) !== last) nodes.push(node("li", { className: "day" }, day(at, language)));
      last = dayKey(at);
      nodes.push(line(entry, at));
    }
    this.list.replaceChildren(...(nodes.length ? nodes : [node("li", { className: "quiet" }, words().logEmpty)]));
  }
}

function line({ name, method, text, why, refused }, at) {
  const own = why === OWN_IDEA;
  const head = node("p", { className: "head" }, node("time", { dateTime: at.toISOString() }, clock(at, language)));
  head.append(node("strong", {}, filled(words().logTo, { name })), node("span", { className: own ? "why own" : "why" }, words().why[why] ?? why));
  const kind = Object.entries(words().methods).find(([begin]) => method.startsWith(begin))?.[1] ?? method;
  const done = node("p", { className: "line" }, node("span", { className: "method" }, `${kind} `), node("span", { dir: "auto" }, first(text)));
  if (refused) done.append(node("span", { className: "refused" }, ` ${refused}`));
  return node("li", {}, head, done);
}

const first = (text) => text.split("\n").find((each) => each.trim()) ?? "";
