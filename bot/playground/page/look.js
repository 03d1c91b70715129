// The page's looks: light, dark or as the computer; and on a narrow screen, which part is shown.

import { icon, node } from "/nodes.js";
import { counted, words } from "/words.js";

const THEMES = ["auto", "light", "dark"];
const KEPT = "foljsam-theme";
const BACKSTAGE = "backstage";

export function theme(button) {
  let chosen = THEMES.includes(localStorage.getItem(KEPT)) ? localStorage.getItem(KEPT) : "auto";
  const show = () => {
    document.documentElement.dataset.theme = chosen;
    button.lastElementChild.textContent = words().theme[chosen];
    button.setAttribute("aria-label", `${words().themeLabel}: ${words().theme[chosen]}`);
  };
  button.addEventListener("click", () => {
    chosen = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length];
    localStorage.setItem(KEPT, chosen);
    show();
  });
  return show;
}

/** The tabs of a narrow screen: each role's phone, and the backstage. */
export class Tabs {
  constructor(nav, roles, opened) {
    this.opened = opened;
    this.tabs = new Map([...roles, BACKSTAGE].map((name) => [name, this.tab(name)]));
    nav.append(...this.tabs.values());
    this.open("participant");
  }

  tab(name) {
    const made = node("button", { type: "button" }, icon(name === BACKSTAGE ? "log" : "phone"), node("span"), node("b"));
    made.dataset.tab = name;
    made.addEventListener("click", () => this.open(name));
    return made;
  }

  open(name) {
    this.current = name;
    document.body.dataset.tab = name;
    for (const [each, tab] of this.tabs) tab.setAttribute("aria-current", String(each === name));
    this.opened();
  }

  /** Writes the tabs' words, with how much news each phone has. */
  show(news) {
    for (const [name, tab] of this.tabs) {
      const [, label, badge] = tab.children;
      label.textContent = name === BACKSTAGE ? words().tabBackstage : words().roles[name];
      badge.textContent = news[name] || "";
      badge.hidden = !news[name];
      tab.title = news[name] ? counted(words().news, news[name]) : "";
    }
  }
}
