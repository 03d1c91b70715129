// One phone: a chat behind a screen that can be locked. Shows what the server says and nothing else.

import { Chat } from "/chat.js";
import { base, chrome, clock, direction, LANGUAGES, ownName } from "/chrome.js";
import { inText } from "/files.js";
import { Lock } from "/lock.js";
import { Menu } from "/menu.js";
import { filled, words } from "/words.js";

const PARTS = {
  heading: "h2", who: ".who", select: ".who select", care: ".care", language: ".language", lockNow: ".lock-now",
  block: ".block", newPhone: ".new-phone", device: ".device", clock: ".clock", talk: ".talk", presence: ".presence",
  list: ".chat", toast: ".toast", menuList: ".menu", shut: ".shut", start: ".start", form: "form",
  opener: ".menu-button", label: "form label", input: "input", clip: ".clip", file: ".file", send: ".send",
  lock: ".lock",
};
const TOAST_MS = 5000;

export class Phone {
  /** `does(action, content)` acts as this phone's person; `opens(link)` opens a link. */
  constructor(role, does, opens, changed) {
    Object.assign(this, { role, does, changed, locked: false, person: null });
    const root = document.getElementById("phone").content.cloneNode(true).querySelector("section");
    for (const [name, selector] of Object.entries(PARTS)) this[name] = root.querySelector(selector);
    this.root = Object.assign(root, { id: role });
    this.name();
    const send = (text) => this.write(text);
    const press = (message, row, column) => does("press", { message: message.id, row, column });
    this.chat = new Chat(this.list, { open: opens, send, press });
    this.menu = new Menu(this.menuList, this.opener, this.input, { send, toggled: changed });
    this.screen = new Lock(this.lock, () => this.setLocked(false, true));
    this.listen();
  }

  name() {
    this.heading.id = `${this.role}-title`;
    this.root.setAttribute("aria-labelledby", this.heading.id);
    this.menuList.id = `${this.role}-menu`;
    this.input.id = this.label.htmlFor = `${this.role}-text`;
    this.language.append(...LANGUAGES.map((code) => new Option(ownName(code), code)));
  }

  listen() {
    const care = (part, work) => part.addEventListener("click", () => {
      this.care.open = false;
      work();
    });
    care(this.block, () => this.does(this.person?.blocked ? "unblock" : "block"));
    care(this.newPhone, () => this.does("new-phone"));
    care(this.lockNow, () => this.setLocked(true, true));
    this.care.addEventListener("keydown", (event) => event.key === "Escape" && (this.care.open = false));
    document.addEventListener("click", (event) => this.care.contains(event.target) || (this.care.open = false));
    this.language.addEventListener("change", () => this.does("language", { language: this.language.value }));
    this.start.addEventListener("click", () => this.does("start"));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.clip.addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.sendFile(this.file.files[0]));
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.input.focus(); // the send button is gone with the text
    this.menu.open(false);
    this.write(text);
    this.chat.end();
  }

  async write(text) {
    await this.writes("send", { text });
  }

  /** Sends a file of the visitor's own, as a phone sends a document. */
  async sendFile(file) {
    if (!file) return;
    const data = await inText(file);
    this.file.value = ""; // the same file can be chosen again
    await this.writes("send-file", { name: file.name, mime: file.type, data });
    this.chat.end();
  }

  async writes(action, content) {
    this.writing = true;
    await this.does(action, content);
    this.writing = false;
    this.changed();
  }

  /** Shows a person's screen; null empties the phone. */
  show(person) {
    if (this.person?.id !== person?.id) this.clear();
    this.person = person;
    const code = person?.language;
    this.dress(code);
    this.menu.show(person?.menu ?? []);
    const focusLost = this.chat.show(person?.messages ?? [], code);
    if (focusLost) (this.chat.firstKey ?? this.input).focus();
    this.doors(person);
    this.answer(person?.toast);
    this.see();
  }

  clear() {
    this.chat.clear();
    this.toast.textContent = "";
    this.menu.open(false);
    this.toasted = null;
  }

  /** Gives the phone its person's language and direction, and the page's words around it. */
  dress(code) {
    const said = chrome(code);
    const role = words().roles[this.role];
    this.heading.textContent = role;
    Object.assign(this.device, { lang: base(code), dir: direction(code) });
    this.language.value = LANGUAGES.includes(base(code)) ? base(code) : "";
    this.list.setAttribute("aria-label", filled(words().chat, { role: role.toLowerCase() }));
    this.lock.setAttribute("aria-label", said.locked);
    this.list.dataset.empty = said.empty;
    this.label.textContent = this.input.placeholder = said.message;
    this.start.textContent = said.start;
    this.shut.textContent = said.shut;
    this.opener.lastElementChild.textContent = said.menu;
    this.send.lastElementChild.textContent = said.send;
    this.clip.lastElementChild.textContent = said.attach;
    this.block.lastElementChild.textContent = this.person?.blocked ? words().unblock : words().block;
  }

  /** Shows the way to write that the person has: start, the text box, or none while the bot is blocked. */
  doors(person) {
    const blocked = Boolean(person?.blocked);
    this.start.hidden = !person || person.started || blocked;
    this.form.hidden = !person || !person.started || blocked;
    this.shut.hidden = !blocked;
    this.care.hidden = !person;
    this.root.classList.toggle("blocked", blocked);
  }

  answer(toast) {
    if (!toast || toast.press === this.toasted) return;
    this.toasted = toast.press;
    this.toast.textContent = toast.text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.toast.textContent = ""), toast.alert ? 2 * TOAST_MS : TOAST_MS);
  }

  /** Locks or opens the screen; `byHand` moves the keyboard's focus along. */
  setLocked(locked, byHand = false) {
    this.locked = locked;
    this.lock.hidden = !locked;
    this.talk.inert = locked;
    this.root.classList.toggle("locked", locked);
    this.see();
    if (!locked) this.chat.end();
    if (byHand) (locked ? this.screen.unlock : this.chat.firstKey ?? this.input).focus();
    this.changed();
  }

  /** What to do when the page may have brought the phone into sight. */
  inSight() {
    this.chat.end();
    this.see();
  }

  /** What has come to an open screen in sight is seen; a locked one shows it. */
  see() {
    const open = !this.locked && this.root.checkVisibility();
    if (open && this.news && !this.seeing) {
      this.seeing = true;
      this.does("seen").finally(() => (this.seeing = false));
    }
    this.screen.show(this.person?.notifications ?? [], this.person?.language);
  }

  /** How many messages have come and not been seen. */
  get news() {
    return this.person?.notifications.length ?? 0;
  }

  tick(now) {
    this.clock.textContent = clock(now, this.person?.language);
    this.screen.tick(now, this.person?.language);
  }

  setBot(state) {
    const said = chrome(this.person?.language);
    this.presence.textContent = state === "running" ? said.presence : said.waiting;
  }

  /**
   * Where to touch to give this command, or to go on if the newest message has buttons (unless `afresh`); null while the
   * bot thinks.
   */
  way(command, afresh = false) {
    if (this.locked) return this.screen.unlock;
    if (!this.start.hidden) return this.start;
    if (this.writing || this.person?.messages.at(-1)?.from === "person") return null;
    return (!afresh && this.chat.firstKey) || (command && !this.opener.hidden ? this.menu.way(command) : this.input);
  }
}
