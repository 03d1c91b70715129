// Talks to the playground's doors; every answer that is not good becomes an Error with the reason.

async function post(path, content = {}) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  });
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

export const act = (person, action, content) => post(`/people/${person}/${action}`, content);
export const newPerson = (name) => post("/people", { first_name: name });
export const invite = () => post("/control/invite");
export const kill = () => post("/control/kill");

/** Calls `show` with every screen, now and whenever one changes; `lost` says whether the connection is gone. */
export function follow(show, lost) {
  const source = new EventSource("/events");
  source.onopen = () => lost(false);
  source.onerror = () => lost(true);
  source.onmessage = (event) => show(JSON.parse(event.data));
}
