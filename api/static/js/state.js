// What the reader chose lives in the address behind the #, so that a link reproduces the view, from a file as well.

const root = document.documentElement;
root.classList.add("js");

const data = JSON.parse(document.getElementById("data").textContent);
const items = data.lines ? lineItems(data.lines, data.columns, Boolean(data.neighbours)) : data.items || [];
const byId = new Map(items.map((item) => [item.id, item]));
const find = (selector, from = document) => from.querySelector(selector);
const findAll = (selector, from = document) => [...from.querySelectorAll(selector)];

const state = new URLSearchParams(location.hash.startsWith("#~") ? location.hash.slice(2) : "");

/** Keep a choice in the address; an empty value is the default and is left out. */
function remember(name, value) {
  if (value === "" || value === null || value === undefined) state.delete(name);
  else state.set(name, value);
  const text = state.toString();
  const place = location.pathname + location.search + (text ? `#~${text}` : "");
  // A file in a sandboxed frame may not write its history; the view works without.
  try { history.replaceState(null, "", place); } catch { /* no address to keep it in */ }
}

/** A list that is kept in the address: names joined by commas. */
const remembered = (name) => (state.get(name) || "").split(",").filter(Boolean);

/** Tell people who don't see the page what has changed. */
function say(text) {
  find("#said").textContent = text;
}

/** An element with text; text from data is never read as markup. */
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const counted = (number) => number.toLocaleString("en");

let colours = new Map();

/** A colour of the style sheet, as it is in the theme of the moment. */
function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(root).getPropertyValue(`--${name}`).trim());
  return colours.get(name);
}

function forgetColours() {
  colours = new Map();
}

function save(name, blob) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const fileName = (ending) =>
  `${find("title").textContent.replace(/ – Bilat$/, "").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}.${ending}`;
