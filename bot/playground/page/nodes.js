// Makes nodes: texts become text nodes, never HTML.

const SVG = "http://www.w3.org/2000/svg";

/** A node with properties and children; a property that holds a dash is an attribute. */
export function node(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

export const hidden = (text) => node("span", { className: "hidden" }, text);

/** A button that does something. */
export function button(properties, click, ...children) {
  const made = node("button", { type: "button", ...properties }, ...children);
  made.addEventListener("click", click);
  return made;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

const SOON_MS = 40;

/** A function that does its work soon, once however often it is called meanwhile. */
export function soon(work) {
  let timer = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, SOON_MS);
  };
}

/** Makes a parent's children be these, touching none that stays: what has the focus keeps it. */
export function settle(parent, nodes) {
  const kept = new Set(nodes);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  nodes.forEach((each, at) => {
    if (parent.children[at] !== each) parent.insertBefore(each, parent.children[at] ?? null);
  });
}
