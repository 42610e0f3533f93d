// What is shown: search, dimension, status, method, relation and time. Rows, table and picture all follow.

const filters = find("#filters");
const rows = findAll("[data-row]");
const onFilter = [];
let passing = new Set(byId.keys());

// What can be searched for: the texts of the row in the ledger, or of the table where it has none there.
const texts = new Map();
function textOf(item) {
  if (!texts.has(item.id)) {
    const row = document.getElementById(`f-${item.id}`);
    texts.set(item.id, `${row ? row.textContent : ""} ${item.cells.join(" ")} ${item.standing || ""}`.toLocaleLowerCase());
  }
  return texts.get(item.id);
}

const CHIPS = ["dimension", "status", "method"];
const boxes = (name) => findAll(`input[name=${name}]`, filters);
const chosen = (name) => {
  const all = boxes(name);
  return all.length ? new Set(all.filter((box) => box.checked).map((box) => box.value)) : null;
};

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

/** A step of the slider in words: a year, or a month counted from the year 0. */
function tickText(tick) {
  return data.ticks.unit === "year" ? String(tick) : `${MONTHS[tick % 12]} ${Math.floor(tick / 12)}`;
}

function tickChosen() {
  const slider = find("#year");
  return slider && slider.value !== slider.min ? Number(slider.value) : null;
}

function passes(item, choice) {
  for (const name of CHIPS) if (choice[name] && !choice[name].has(item[name])) return false;
  if (choice.relation && !item.relations.includes(choice.relation)) return false;
  if (choice.words.some((word) => !textOf(item).includes(word))) return false;
  if (!item.time) return choice.undated;
  return choice.tick === null || (item.time[0] <= choice.tick && choice.tick <= item.time[1]);
}

function choiceOfNow() {
  const undated = find("#undated");
  const relation = find("#relation");
  return {
    ...Object.fromEntries(CHIPS.map((name) => [name, chosen(name)])),
    relation: relation ? relation.value : "",
    words: find("#q").value.toLocaleLowerCase().split(/\s+/).filter(Boolean),
    tick: tickChosen(),
    undated: undated ? undated.checked : true,
  };
}

function showRows() {
  for (const row of rows) row.hidden = !passing.has(row.dataset.row);
  const left = new Map();
  for (const id of passing) {
    const series = byId.get(id).series;
    if (series) left.set(series, (left.get(series) || 0) + 1);
  }
  for (const series of findAll("details.series")) {
    const count = left.get(series.dataset.series) || 0;
    series.hidden = !count;
    const all = Number(series.dataset.count);
    find(".of", series).textContent = count === all ? counted(all) : `${counted(count)} of ${counted(all)}`;
  }
  for (const group of findAll(".group")) {
    group.hidden = !find("[data-row]:not([hidden]), details.series:not([hidden])", group);
  }
}

function applyFilters() {
  const choice = choiceOfNow();
  passing = new Set(items.filter((item) => passes(item, choice)).map((item) => item.id));
  showRows();
  const shown = `${counted(passing.size)} of ${counted(items.length)} ${data.noun || "facts"}`;
  find("#shown").textContent = shown;
  const none = find("#none");
  if (none) none.hidden = passing.size > 0;
  if (find("#year")) {
    const told = choice.tick === null ? `any ${data.ticks.unit}` : tickText(choice.tick);
    find("#year-shown").textContent = told;
    find("#year").setAttribute("aria-valuetext", told);
  }
  for (const follow of onFilter) follow(choice);
  return shown;
}

function rememberFilters() {
  for (const name of CHIPS) {
    remember(`no-${name}`, boxes(name).filter((box) => !box.checked).map((box) => box.value).join(","));
  }
  remember("q", find("#q").value);
  remember("year", tickChosen());
  if (find("#relation")) remember("relation", find("#relation").value);
  const undated = find("#undated");
  remember("undated", undated && !undated.checked ? "no" : "");
}

function restoreFilters() {
  for (const name of CHIPS) {
    const off = new Set(remembered(`no-${name}`));
    for (const box of boxes(name)) box.checked = !off.has(box.value);
  }
  find("#q").value = state.get("q") || "";
  if (find("#year")) find("#year").value = state.get("year") || find("#year").min;
  if (find("#relation")) find("#relation").value = state.get("relation") || "";
  if (find("#undated")) find("#undated").checked = state.get("undated") !== "no";
}

/** Let the slider run from the first step to the last; a reader who wants less motion gets slower steps. */
function startPlay() {
  const play = find("#play");
  if (!play) return;
  const slider = find("#year");
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = "Play";
    rememberFilters();
  };
  const step = () => {
    if (Number(slider.value) >= Number(slider.max)) return stop();
    slider.value = Number(slider.value) + 1;
    return applyFilters();
  };
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (slider.value === slider.max) slider.value = slider.min;
    play.textContent = "Stop";
    timer = setInterval(step, matchMedia("(prefers-reduced-motion: reduce)").matches ? 1600 : 700);
    return step();
  });
}

function startFilters() {
  if (!filters) return;
  restoreFilters();
  applyFilters();
  let waiting = null;
  filters.addEventListener("input", () => {
    const answer = () => {
      rememberFilters();
      say(applyFilters());
    };
    // While somebody types, a page of ten thousand lines answers after the last letter.
    clearTimeout(waiting);
    if (items.length > 3000) waiting = setTimeout(answer, 150);
    else answer();
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  find("#reset").addEventListener("click", () => {
    for (const name of [...CHIPS.map((each) => `no-${each}`), "q", "year", "relation", "undated"]) remember(name, "");
    restoreFilters();
    say(applyFilters());
  });
  startPlay();
}
