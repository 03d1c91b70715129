// The command menu: opened by its button or by typing a slash.

import { button, node } from "/nodes.js";

export class Menu {
  /** `opener` is the button that opens it, `input` the text box, `does` holds
   *  send(command) and toggled(). */
  constructor(list, opener, input, does) {
    Object.assign(this, { list, opener, input, does, commands: [] });
    opener.setAttribute("aria-controls", list.id);
    opener.addEventListener("click", () => this.open(list.hidden));
    input.addEventListener("input", () => this.open(/^\/\w*$/.test(input.value)));
    for (const each of [list, input, opener]) each.addEventListener("keydown", (event) => this.key(event));
  }

  show(commands) {
    if (JSON.stringify(commands) === JSON.stringify(this.commands)) return;
    this.commands = commands;
    this.opener.hidden = !commands.length;
    this.list.replaceChildren(...commands.map((each) => this.item(each)));
  }

  item({ command, description }) {
    const choose = () => {
      this.does.send(`/${command}`);
      this.input.value = "";
      this.close();
    };
    const name = node("b", { dir: "ltr" }, `/${command}`);
    const made = button({}, choose, node("span", { dir: "auto" }, description), name);
    made.dataset.command = command;
    return node("li", {}, made);
  }

  open(wanted) {
    this.list.hidden = !wanted || !this.commands.length;
    this.opener.setAttribute("aria-expanded", String(!this.list.hidden));
    const begun = this.input.value.slice(1).toLowerCase();
    for (const item of this.list.children) item.hidden = !item.firstChild.dataset.command.startsWith(begun);
    this.does.toggled();
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.close();
    else if (step && !this.list.hidden) this.move(step, event);
  }

  close() {
    this.open(false);
    this.input.focus();
  }

  move(step, event) {
    event.preventDefault();
    const items = [...this.list.querySelectorAll("li:not([hidden]) button")];
    const at = items.indexOf(document.activeElement);
    items[(at + step + (at < 0 && step < 0 ? 1 : 0) + items.length) % items.length]?.focus();
  }

  /** The button of a command while the menu is open, else what opens it. */
  way(command) {
    return this.list.hidden ? this.opener : this.list.querySelector(`[data-command="${command}"]`);
  }
}
