// A locked screen: the time, and what came meanwhile as a passer-by would see it.

import { chrome, clock, day } from "/chrome.js";
import { button, node } from "/nodes.js";

const MOST_SHOWN = 4;

export class Lock {
  constructor(root, opened) {
    const part = (selector) => root.querySelector(selector);
    Object.assign(this, { root, opened, big: part(".big"), date: part(".date"), list: part(".news"), unlock: part(".unlock") });
    this.unlock.addEventListener("click", opened);
  }

  /** Says what time it is. */
  tick(now, code) {
    this.big.textContent = clock(now, code);
    this.date.textContent = day(now, code);
  }

  /** Shows the newest of these notifications: `{title, text, at}`. */
  show(news, code) {
    this.unlock.lastElementChild.textContent = chrome(code).unlock;
    const state = JSON.stringify([news, code]);
    if (state === this.state) return;
    this.state = state;
    this.list.replaceChildren(...news.slice(-MOST_SHOWN).reverse().map((each) => this.item(each, code)));
    if (news.length > MOST_SHOWN) this.list.append(node("li", { className: "more" }, `+ ${news.length - MOST_SHOWN}`));
  }

  item({ title, text, at }, code) {
    const head = node("span", { className: "head" }, node("strong", {}, title), node("small", {}, clock(new Date(at * 1000), code)));
    const mark = node("img", { src: "/icon.svg", alt: "", width: 32, height: 32 });
    return node("li", {}, button({}, this.opened, mark, node("span", {}, head, node("span", { className: "line", dir: "auto" }, text))));
  }
}
