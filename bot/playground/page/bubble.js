// One message as a phone shows it: a bubble, what it carries, and its buttons below.

import { chrome, clock } from "/chrome.js";
import { button, hidden, icon, node } from "/nodes.js";
import { rich } from "/rich.js";

/** `does` holds what a touch can do: press(message, row, column), open(link), send(text). */
export function bubble(message, code, does) {
  const said = chrome(code);
  const text = node("div", { className: "text", dir: "auto" });
  // Telegram's apps show the word alone: a link's payload is for the bot.
  const shown = message.from === "person" ? message.text.replace(/^(\/start) .*/s, "$1") : message.text;
  text.append(...rich(shown, message.entities, does));
  const body = node("div", { className: "bubble" }, hidden(message.from === "bot" ? said.bot : said.own));
  body.append(...carried(message, said), text, stamp(message, code, said));
  const made = node("div", { className: message.from }, body);
  if (message.keyboard.length) made.append(keys(message, does));
  return made;
}

function carried(message, said) {
  if (message.file?.picture) return [picture(message.file, said)];
  if (message.file) return [paper(message.file, said)];
  return message.kind === "text" ? [] : [node("p", { className: "kind" }, said.kinds[message.kind] ?? message.kind)];
}

function picture({ url }, said) {
  const image = node("img", { src: url, alt: said.picture });
  return node("a", { href: url, target: "_blank", className: "picture" }, image);
}

function paper({ url, name }, said) {
  const sign = node("span", { className: "sign" }, icon("file"));
  const about = node("span", {}, node("strong", {}, name), node("small", {}, said.open));
  return node("a", { href: url, download: name, className: "document" }, sign, about);
}

function stamp(message, code, said) {
  const date = new Date(message.date * 1000);
  const line = node("p", { className: "stamp" });
  if (message.edited) line.append(`${said.edited} `);
  line.append(node("time", { dateTime: date.toISOString() }, clock(date, code)));
  if (message.from === "person") line.append(hidden(` ${said.sent}`), node("span", { "aria-hidden": "true" }, " ✓"));
  return line;
}

function keys(message, does) {
  const rows = message.keyboard.map((row, at) => node("div", {}, ...row.map((key, column) => press(message, key, at, column, does))));
  return node("div", { className: "keys" }, ...rows);
}

function press(message, key, row, column, does) {
  const made = button({ dir: "auto" }, () => {
    if (key.url) return does.open(key.url);
    // Until the bot has answered, the key shows that it was pressed.
    made.classList.add("waiting");
    return does.press(message, row, column).finally(() => setTimeout(() => made.classList.remove("waiting"), 400));
  }, key.text);
  return made;
}
