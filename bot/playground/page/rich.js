// Turns a text with Telegram's entities into nodes. Texts become text nodes, never HTML.

import { button, node } from "/nodes.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

/** Entities nest and count UTF-16 units, as JavaScript's strings do. */
export function rich(text, entities, does) {
  return pieces(text, 0, text.length, [...entities], does);
}

function pieces(text, from, to, entities, does) {
  const nodes = [];
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const made = element(entity, text.slice(entity.offset, end), does);
    made.append(...pieces(text, Math.max(entity.offset, at), end, entities, does));
    nodes.push(made);
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function element(entity, text, does) {
  if (entity.type === "text_link" || entity.type === "url") return link(entity.url || text, does);
  if (entity.type === "bot_command") return button({ className: "command" }, () => does.send(text));
  if (entity.type === "spoiler") return spoiler();
  return node(TAGS[entity.type] || "span");
}

function link(address, does) {
  const made = node("a", { href: /^[a-z]+:/i.test(address) ? address : `https://${address}`, rel: "noreferrer" });
  if (!isStart(address)) return Object.assign(made, { target: "_blank" });
  made.addEventListener("click", (event) => {
    event.preventDefault();
    does.open(address);
  });
  return made;
}

function spoiler() {
  const made = button({ className: "spoiler", title: "Visa" }, () => made.classList.add("shown"));
  return made;
}

export const isStart = (address) => /^(https?:\/\/)?t\.me\/\w+\?start=/.test(address);
export const startLinks = (text) => text.match(/https:\/\/t\.me\/\w+\?start=[\w-]+/g) ?? [];
