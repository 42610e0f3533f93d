// The table of the same facts: sorted by any column, a page at a time, downloaded as CSV.

const table = find("#table");
const PAGE = 50;
let sorting = null;
let inTable = PAGE;
let pickedIds = new Set();

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** What a column is sorted by: its number or its first day where it has one, otherwise its text. */
function sortValue(item, column) {
  const keys = item.sort || {};
  return column in keys ? keys[column] : item.cells[column];
}

function sorted(shown) {
  if (!sorting) return shown;
  const { column, descending } = sorting;
  const empty = (value) => value === "" || value === null || value === undefined;
  return [...shown].sort((one, other) => {
    const [a, b] = [sortValue(one, column), sortValue(other, column)];
    // Empty cells stay at the end whichever way the rest is sorted.
    if (empty(a) || empty(b)) return empty(a) - empty(b);
    const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
    return descending ? -order : order;
  });
}

function tableRow(item) {
  const row = element("tr");
  row.dataset.item = item.id;
  row.classList.toggle("picked", pickedIds.has(item.id));
  item.cells.forEach((text, column) => {
    const cell = element("td");
    const name = data.columns[column];
    if (name === "dimension") {
      const square = element("span", undefined, "square");
      square.dataset.dimension = text;
      square.setAttribute("aria-hidden", "true");
      cell.append(square);
    }
    if (data.numbers.includes(name)) cell.className = "n";
    if (column === 0 && item.href) {
      const link = element("a");
      link.href = item.href;
      link.append(element("bdi", text));
      cell.append(link);
    } else cell.append(element("bdi", text));
    row.append(cell);
  });
  return row;
}

function drawTable() {
  if (!table) return;
  const shown = sorted(items.filter((item) => passing.has(item.id)));
  find("tbody", table).replaceChildren(...shown.slice(0, inTable).map(tableRow));
  const more = find("#more");
  more.hidden = shown.length <= inTable;
  if (!more.hidden) {
    find("span", more).textContent = `${counted(inTable)} of ${counted(shown.length)} are shown.`;
    find("button", more).textContent = `Show ${counted(Math.min(PAGE, shown.length - inTable))} more`;
  }
}

function sortTable(column, descending) {
  sorting = { column, descending };
  findAll("thead th", table).forEach((head, place) => {
    head.setAttribute("aria-sort", place !== column ? "none" : descending ? "descending" : "ascending");
  });
  remember("sort", `${descending ? "-" : ""}${column}`);
  drawTable();
}

const cell = (value) => {
  const text = value === null || value === undefined ? "" : String(value);
  // Spreadsheets run text that begins like a formula; numbers are left as they are.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

function csv() {
  const shown = items.filter((item) => passing.has(item.id)).map((item) => item.csv || item.cells);
  const lines = [data.csv_columns || data.columns, ...shown].map((values) => values.map(cell).join(","));
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
  if (kept && /^-?\d+$/.test(kept) && Math.abs(Number(kept)) < data.columns.length) {
    sortTable(Math.abs(Number(kept)), kept.startsWith("-"));
  } else drawTable();
  onFilter.push(drawTable);
  find("button", find("#more")).addEventListener("click", () => {
    inTable += PAGE;
    drawTable();
  });
  find("#csv").addEventListener("click", () => save(fileName("csv"), new Blob([csv()], { type: "text/csv" })));
}
