// The table of the same facts: sorted by any column, downloaded as CSV.

const table = find("#table");

function sortTable(column, descending) {
  const heads = findAll("thead th", table);
  const body = find("tbody", table);
  const value = (row) => row.cells[column].dataset.sort || row.cells[column].textContent.trim();
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const sorted = findAll("tr", body).sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    // Empty cells stay at the end whichever way the rest is sorted.
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return descending ? order.compare(b, a) : order.compare(a, b);
  });
  body.append(...sorted);
  heads.forEach((head, place) => {
    head.setAttribute("aria-sort", place !== column ? "none" : descending ? "descending" : "ascending");
  });
  remember("sort", `${descending ? "-" : ""}${column}`);
}

const cell = (value) => {
  const text = value === null || value === undefined ? "" : String(value);
  // Spreadsheets run text that begins like a formula; numbers are left as they are.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

function csv() {
  const shown = data.facts.filter((fact) => passing.has(fact.id)).map((fact) => fact.csv);
  const columns = Object.keys(data.facts[0].csv);
  const lines = [columns.join(","), ...shown.map((fact) => columns.map((name) => cell(fact[name])).join(","))];
  return `${lines.join("\r\n")}\r\n`;
}

function startTable() {
  if (!table) return;
  findAll("thead th", table).forEach((head, column) => {
    const button = element("button", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => sortTable(column, head.getAttribute("aria-sort") === "ascending"));
  });
  const kept = state.get("sort");
  if (kept && /^-?\d$/.test(kept)) sortTable(Math.abs(Number(kept)), kept.startsWith("-"));
  find("#csv").addEventListener("click", () => save(fileName("csv"), new Blob([csv()], { type: "text/csv" })));
}
