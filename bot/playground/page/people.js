// Everybody in the playground, as the server last told, and who holds the participant's phone.

const KEPT = "foljsam-chosen";
const NAMES = [
  "Alex", "Billie", "Charlie", "Elis", "Kim", "Lo", "Mika", "Noa", "Robin", "Sam", "Tove", "Love", "Eli", "Mio", "Bo",
  "Dana", "Juni", "Kai", "Kit", "Nikki", "Pim", "Rio", "Toni", "Vide", "Yu",
];

export class People {
  constructor() {
    this.byId = new Map();
    this.chosen = Number(sessionStorage.getItem(KEPT)) || null;
  }

  /** Takes everybody who there is; whoever was known when they were asked for and is not among them is gone. */
  replace(everybody, known) {
    const came = [...this.byId.values()].filter(({ id }) => !known.has(id));
    const newer = everybody.map((person) => this.newer(person));
    this.byId = new Map([...newer, ...came].map((person) => [person.id, person]));
    if (!this.byId.has(this.chosen)) this.choose(this.participants[0]?.id ?? null);
  }

  /** Takes one screen, unless a newer one is here already. */
  take(person) {
    this.byId.set(person.id, this.newer(person));
    if (this.chosen === null && person.role === "participant") this.choose(person.id);
  }

  newer(person) {
    const here = this.byId.get(person.id);
    return here?.revision > person.revision ? here : person;
  }

  choose(id) {
    this.chosen = id;
    sessionStorage.setItem(KEPT, id ?? "");
  }

  get participants() {
    return [...this.byId.values()].filter((person) => person.role === "participant");
  }

  /** Who holds the phone of a role. */
  holder(role) {
    if (role === "participant") return this.byId.get(this.chosen) ?? null;
    return [...this.byId.values()].find((person) => person.role === role) ?? null;
  }

  /** A name that no participant has yet. */
  get unusedName() {
    const taken = new Set(this.participants.map((person) => person.name));
    return NAMES.find((name) => !taken.has(name)) ?? `${NAMES[taken.size % NAMES.length]} ${taken.size + 1}`;
  }
}
