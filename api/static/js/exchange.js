// Exchanges: a line between what one side gives and what it is said to receive in return.

const columns = find(".columns:not(.plain)");

/** Facts that return, or are returned for, the same thing are one exchange, drawn as one. */
function exchanges() {
  const found = [];
  for (const row of findAll(".fact[data-returned-for]", columns)) {
    let one = { given: new Set(row.dataset.returnedFor.split(" ")), returned: new Set([row.dataset.fact]) };
    for (const other of found.filter((chain) => [...chain.given].some((id) => one.given.has(id)))) {
      one = { given: new Set([...one.given, ...other.given]), returned: new Set([...one.returned, ...other.returned]) };
      found.splice(found.indexOf(other), 1);
    }
    found.push(one);
  }
  return found;
}

const inSvg = (name, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

/** The ends of an exchange's line: where the rows that are shown touch the gutter. */
function ends(ids, box) {
  return [...ids]
    .map((id) => document.getElementById(`f-${id}`))
    .filter((row) => row && !row.hidden && columns.contains(row))
    .map((row) => {
      const place = find("summary", row).getBoundingClientRect();
      const middle = place.top - box.top + Math.min(place.height / 2, 20);
      const onLeft = place.left - box.left < box.width / 2;
      return { x: (onLeft ? place.right + 6 : place.left - 6) - box.left, y: middle, onLeft };
    });
}

function drawExchanges() {
  const svg = find(".exchanges", columns);
  svg.replaceChildren();
  const box = columns.getBoundingClientRect();
  exchanges().forEach((exchange, place) => {
    const given = ends(exchange.given, box);
    const returned = ends(exchange.returned, box);
    if (!given.length || !returned.length || given[0].onLeft === returned[0].onLeft) return;
    // One spine for all: a line for each pair would be a thicket.
    const spine = box.width / 2 + ((place % 5) - (place ? 2 : 0)) * 9;
    const heights = [...given, ...returned].map((end) => end.y);
    const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
    svg.append(inSvg("path", { d: `M${spine} ${top}V${bottom}` }));
    for (const end of given) svg.append(inSvg("path", { d: `M${end.x} ${end.y}H${spine}` }));
    for (const end of returned) {
      const point = end.onLeft ? -6 : 6;
      svg.append(inSvg("path", { d: `M${spine} ${end.y}H${end.x}` }));
      svg.append(inSvg("path", { class: "arrowhead", d: `M${end.x + point} ${end.y}l${-point * 1.5} -4v8z` }));
    }
    const middle = (Math.min(...returned.map((end) => end.y)) + Math.max(...given.map((end) => end.y))) / 2;
    for (const name of ["halo", ""]) {
      const label = inSvg("text", { class: name, x: spine, y: Math.max(top + 14, Math.min(middle, bottom - 8)) });
      label.textContent = "in return";
      svg.append(label);
    }
  });
}

function startExchanges() {
  if (!columns || !find(".fact[data-returned-for]", columns)) return;
  new ResizeObserver(drawExchanges).observe(columns);
  onFilter.push(drawExchanges);
  addEventListener("beforeprint", drawExchanges);
  addEventListener("afterprint", drawExchanges);
  drawExchanges();
}
