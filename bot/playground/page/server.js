// Talks to the playground's doors; every answer that is not good becomes an Error with the reason.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 4000;

async function ask(path, content) {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) };
  const response = await fetch(path, content && post);
  if (!response.ok) throw new Error(await reason(response));
  return response.json();
}

async function reason(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).error;
  } catch {
    return text;
  }
}

export const everybody = () => ask("/people");
export const act = (person, action, content = {}) => ask(`/people/${person}/${action}`, content);
export const newPerson = (name) => ask("/people", { first_name: name });
export const invite = () => ask("/control/invite", {});
export const kill = () => ask("/control/kill", {});
export const reset = () => ask("/control/reset", {});
export const fill = (participants) => ask("/control/fill", { participants });
export const now = async () => new Date((await ask("/control/clock")).now);
export const move = (to) => ask("/control/clock", { now: to.toISOString() });
export const log = (since = 0) => ask(`/control/log?since=${since}`);

/**
 * Follows what happens for as long as the page is open, over restarts of the server and sleep of the computer.
 * `back()` is called at each new connection, `lost()` when one breaks, `told(event)` for each event.
 */
export function follow({ back, lost, told }) {
  let source, timer;
  let wait = FIRST_WAIT;
  const broken = () => {
    source.close();
    lost();
    clearTimeout(timer);
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource("/events");
    source.onopen = () => {
      wait = FIRST_WAIT;
      back();
    };
    source.onerror = broken;
    source.onmessage = (event) => told(JSON.parse(event.data));
  };
  // After sleep a dead connection may look open: ask once, and listen anew if nobody answers.
  const woken = () => document.visibilityState === "visible" && now().catch(broken);
  document.addEventListener("visibilitychange", woken);
  addEventListener("online", woken);
  addEventListener("pageshow", (event) => event.persisted && open());
  open();
}
