// One phone: a chat, its buttons, its text box. Shows what the server says and nothing else.

import { isStart, rich } from "/rich.js";

export class Phone {
  /** `does(action, content)` acts as this phone's person; `opens(link)` opens a start link. */
  constructor(role, title, does, opens) {
    this.does = does;
    this.handlers = { open: opens, send: (text) => does("send", { text }) };
    this.bubbles = new Map();
    this.build(role, title);
  }

  build(role, title) {
    const copy = document.getElementById("phone").content.cloneNode(true);
    this.root = copy.querySelector("section");
    this.root.id = role;
    for (const [name, selector] of Object.entries(PARTS)) this[name] = this.root.querySelector(selector);
    this.heading.textContent = title;
    this.heading.id = `${role}-title`;
    this.root.setAttribute("aria-labelledby", this.heading.id);
    this.chat.setAttribute("aria-label", `Samtal, ${title.toLowerCase()}`);
    this.input.id = `${role}-text`;
    this.label.htmlFor = this.input.id;
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.block.addEventListener("click", () => this.does(this.person?.blocked ? "unblock" : "block"));
    this.start.addEventListener("click", () => this.does("start"));
    this.show(null);
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.does("send", { text });
  }

  /** Shows a person's screen; null empties the phone. */
  show(person) {
    if (this.person?.id !== person?.id) this.clear();
    this.person = person;
    this.block.textContent = person?.blocked ? "Häv blockeringen" : "Blockera boten";
    for (const part of [this.block, this.input, this.send]) part.disabled = !person;
    this.input.disabled = this.send.disabled = !person || person.blocked;
    this.start.hidden = !person || person.started;
    this.form.hidden = Boolean(person) && !person.started;
    this.root.classList.toggle("blocked", Boolean(person?.blocked));
    this.menu(person?.menu ?? []);
    this.messages(person?.messages ?? []);
    this.answer(person?.toast);
  }

  clear() {
    this.bubbles.clear();
    this.chat.replaceChildren();
    this.toast.textContent = "";
    this.toasted = null;
  }

  messages(messages) {
    const atEnd = this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 80;
    const ids = new Set(messages.map((message) => message.id));
    let focusLost = false;
    for (const [id, bubble] of this.bubbles) {
      if (ids.has(id)) continue;
      focusLost ||= bubble.node.contains(document.activeElement);
      bubble.node.remove();
      this.bubbles.delete(id);
    }
    for (const message of messages) focusLost = this.place(message) || focusLost;
    if (atEnd) this.chat.scrollTop = this.chat.scrollHeight;
    if (focusLost) (this.chat.querySelector("li:last-child .keys button") ?? this.input).focus();
  }

  /** Adds or replaces one bubble; tells whether the keyboard's focus was on what is gone. */
  place(message) {
    const now = JSON.stringify(message);
    const old = this.bubbles.get(message.id);
    if (old?.json === now) return false;
    const node = this.bubble(message);
    const focused = old?.node.contains(document.activeElement) ?? false;
    if (old) old.node.replaceWith(node);
    else this.chat.append(node);
    this.bubbles.set(message.id, { json: now, node });
    return focused;
  }

  bubble(message) {
    const node = document.createElement("li");
    node.className = message.from;
    node.append(hidden(message.from === "bot" ? "Boten: " : `${this.person.name}: `));
    if (message.file) node.append(file(message.file));
    else if (message.kind !== "text") node.append(KINDS[message.kind] ?? message.kind);
    const text = document.createElement("div");
    text.className = "text";
    text.append(...rich(message.text, message.entities, this.handlers));
    node.append(text, stamp(message));
    if (message.keyboard.length) node.append(this.keys(message));
    return node;
  }

  keys(message) {
    const keys = document.createElement("div");
    keys.className = "keys";
    message.keyboard.forEach((row, number) => keys.append(this.row(message, row, number)));
    return keys;
  }

  row(message, buttons, row) {
    const node = document.createElement("div");
    buttons.forEach((button, column) => {
      const key = document.createElement("button");
      key.type = "button";
      key.textContent = button.text;
      key.addEventListener("click", () => this.press(message, button, row, column));
      node.append(key);
    });
    return node;
  }

  press(message, button, row, column) {
    if (!button.url) this.does("press", { message: message.id, row, column });
    else if (isStart(button.url)) this.handlers.open(button.url);
    else window.open(button.url, "_blank", "noreferrer");
  }

  menu(commands) {
    const known = JSON.stringify(commands);
    if (known === this.known) return;
    this.known = known;
    this.details.hidden = !commands.length;
    this.list.replaceChildren(...commands.map((command) => this.entry(command)));
  }

  entry({ command, description }) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.append(element("b", `/${command}`), ` ${description}`);
    button.addEventListener("click", () => {
      this.details.open = false;
      this.handlers.send(`/${command}`);
    });
    item.append(button);
    return item;
  }

  answer(toast) {
    if (!toast || toast.press === this.toasted) return;
    this.toasted = toast.press;
    this.toast.textContent = toast.text;
    clearTimeout(this.timer);
    if (!toast.alert) this.timer = setTimeout(() => (this.toast.textContent = ""), 5000);
  }
}

const PARTS = {
  heading: "h2",
  select: "select",
  who: ".who",
  block: ".block",
  chat: ".chat",
  toast: ".toast",
  start: ".start",
  details: ".menu",
  list: ".menu ul",
  form: "form",
  label: "form label",
  input: "input",
  send: "form button",
};

const KINDS = {
  voice: "Röstmeddelande",
  sticker: "Klistermärke",
  location: "Plats",
  contact: "Kontakt",
  poll: "Omröstning",
};

function file({ url, name, picture }) {
  const link = document.createElement("a");
  link.href = url;
  if (picture) {
    const image = document.createElement("img");
    image.src = url;
    image.alt = "Bild";
    link.append(image);
  } else {
    link.download = name;
    link.textContent = name;
  }
  return link;
}

function stamp(message) {
  const node = document.createElement("time");
  const date = new Date(message.date * 1000);
  node.dateTime = date.toISOString();
  node.textContent = `${message.edited ? "ändrat " : ""}${date.toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" })}`;
  return node;
}

function element(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

function hidden(text) {
  const node = element("span", text);
  node.className = "hidden";
  return node;
}
