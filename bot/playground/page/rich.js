// Turns a text with Telegram's entities into nodes. Texts become text nodes, never HTML.

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
export function rich(text, entities, handlers) {
  return pieces(text, 0, text.length, [...entities], handlers);
}

function pieces(text, from, to, entities, handlers) {
  const nodes = [];
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const node = element(entity, text.slice(entity.offset, end), handlers);
    node.append(...pieces(text, Math.max(entity.offset, at), end, entities, handlers));
    nodes.push(node);
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function element(entity, text, handlers) {
  if (entity.type === "text_link" || entity.type === "url") return link(entity.url || text, handlers);
  if (entity.type === "bot_command") return command(text, handlers);
  if (entity.type === "spoiler") return spoiler();
  return document.createElement(TAGS[entity.type] || "span");
}

function link(address, handlers) {
  const node = document.createElement("a");
  node.href = /^[a-z]+:/i.test(address) ? address : `https://${address}`;
  node.rel = "noreferrer";
  node.target = "_blank";
  if (isStart(address)) {
    node.removeAttribute("target");
    node.addEventListener("click", (event) => {
      event.preventDefault();
      handlers.open(address);
    });
  }
  return node;
}

function command(text, handlers) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "command";
  node.addEventListener("click", () => handlers.send(text));
  return node;
}

function spoiler() {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "spoiler";
  node.title = "Visa";
  node.addEventListener("click", () => node.classList.add("shown"));
  return node;
}

export const isStart = (address) => /^(https?:\/\/)?t\.me\/\w+\?start=/.test(address);
