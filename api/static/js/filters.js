// Which facts are shown: search, dimension, status and time. Rows, table and picture all follow.

const filters = find("#filters");
const rows = findAll(".fact");
const tableRows = findAll("#table tbody tr");
const onFilter = [];
let passing = new Set(factsById.keys());

// What can be searched for: the texts of the row, its claims and its sources.
const texts = new Map(rows.map((row) => [row.dataset.fact, row.textContent.toLocaleLowerCase()]));
for (const fact of data.facts) {
  texts.set(fact.id, `${texts.get(fact.id) || ""} ${fact.actor} ${fact.recipient}`.toLocaleLowerCase());
}

const boxes = (name) => findAll(`input[name=${name}]`, filters);
const chosen = (name) => new Set(boxes(name).filter((box) => box.checked).map((box) => box.value));

function yearChosen() {
  const slider = find("#year");
  return slider && slider.value !== slider.min ? Number(slider.value) : null;
}

function passes(fact, choice) {
  if (!choice.dimension.has(fact.dimension) || !choice.status.has(fact.status)) return false;
  if (choice.words.some((word) => !texts.get(fact.id).includes(word))) return false;
  if (!fact.years) return choice.undated;
  return choice.year === null || (fact.years[0] <= choice.year && choice.year <= fact.years[1]);
}

function applyFilters() {
  const year = yearChosen();
  const undated = find("#undated");
  const choice = {
    dimension: chosen("dimension"),
    status: chosen("status"),
    words: find("#q").value.toLocaleLowerCase().split(/\s+/).filter(Boolean),
    year,
    undated: undated ? undated.checked : true,
  };
  passing = new Set(data.facts.filter((fact) => passes(fact, choice)).map((fact) => fact.id));
  for (const row of rows) row.hidden = !passing.has(row.dataset.fact);
  for (const row of tableRows) row.hidden = !passing.has(row.dataset.fact);
  for (const group of findAll(".group")) group.hidden = !find(".fact:not([hidden])", group);
  const shown = `${passing.size.toLocaleString("en")} of ${data.facts.length.toLocaleString("en")} facts`;
  find("#shown").textContent = shown;
  const none = find("#none");
  if (none) none.hidden = passing.size > 0;
  if (find("#year")) find("#year-shown").textContent = year === null ? "any year" : String(year);
  for (const follow of onFilter) follow();
  return shown;
}

function rememberFilters() {
  for (const name of ["dimension", "status"]) {
    const off = boxes(name).filter((box) => !box.checked).map((box) => box.value);
    remember(`no-${name}`, off.join(","));
  }
  remember("q", find("#q").value);
  remember("year", yearChosen());
  const undated = find("#undated");
  remember("undated", undated && !undated.checked ? "no" : "");
}

function restoreFilters() {
  for (const name of ["dimension", "status"]) {
    const off = new Set(remembered(`no-${name}`));
    for (const box of boxes(name)) box.checked = !off.has(box.value);
  }
  find("#q").value = state.get("q") || "";
  if (find("#year")) find("#year").value = state.get("year") || find("#year").min;
  if (find("#undated")) find("#undated").checked = state.get("undated") !== "no";
}

function startFilters() {
  if (!filters) return;
  restoreFilters();
  applyFilters();
  filters.addEventListener("input", () => {
    rememberFilters();
    say(applyFilters());
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  find("#reset").addEventListener("click", () => {
    for (const name of ["no-dimension", "no-status", "q", "year", "undated"]) remember(name, "");
    restoreFilters();
    say(applyFilters());
  });
}
