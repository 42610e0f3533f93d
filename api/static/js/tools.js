// What can be done with the picture: hide, pin, expand, physics, full screen, PNG and SVG; all of it by keyboard, too.

function hide(id) {
  hiddenByHand.add(id);
  remember("hide", [...hiddenByHand].join(","));
  pick({ nodes: [], edges: [] });
  network.unselectAll();
  follow();
  say("Hidden.");
}

function showAllHidden() {
  hiddenByHand.clear();
  remember("hide", "");
  follow();
}

function rememberPins() {
  remember("pin", [...pinned].map(([id, place]) => [encodeURIComponent(id), place.x, place.y].join(":")).join(","));
}

/** Keep a node where it is, also while the others move; or let it go. */
function pin(id) {
  if (pinned.has(id)) pinned.delete(id);
  else {
    const place = network.getPosition(id);
    pinned.set(id, { x: Math.round(place.x), y: Math.round(place.y) });
  }
  nodes.update({ id, fixed: pinned.has(id) });
  rememberPins();
  if (picked) show(...picked);
}

function restorePins() {
  for (const text of remembered("pin")) {
    const [id, x, y] = text.split(":");
    const known = nodes.get(decodeURIComponent(id));
    if (!known || !Number.isFinite(Number(x)) || !Number.isFinite(Number(y))) continue;
    pinned.set(known.id, { x: Number(x), y: Number(y) });
    nodes.update({ id: known.id, x: Number(x), y: Number(y), fixed: true });
  }
}

/** Add what a server brought that isn't there yet, around the node that was asked about. */
function add(id, answer) {
  const centre = network.getPosition(id);
  const fresh = answer.nodes.filter((node) => !nodeOf(node.id));
  fresh.forEach((node, place) => {
    const angle = (2 * Math.PI * place) / fresh.length + 0.4;
    const far = 260 + (place % 3) * 70;
    Object.assign(node, { x: centre.x + far * Math.cos(angle), y: centre.y + far * 0.8 * Math.sin(angle) });
    if (drawing.nodes.some((each) => each.kind === "dot")) Object.assign(node, { kind: "dot", size: 10 });
  });
  const lines = answer.edges.filter((edge) => !edgeOf(edge.id) && !drawing.edges.some(
    (each) => each.from === edge.from && each.to === edge.to && each.dimension === edge.dimension));
  for (const item of lineItems(answer.lines, data.columns, true)) if (!byId.has(item.id)) brought.set(item.id, item);
  drawing.nodes.push(...fresh);
  drawing.edges.push(...lines);
  const [looks, strokes] = [looksOfNow(), strokesOfNow()];
  nodes.add(fresh.map((node) => ({ ...node, ...looks(node) })));
  edges.add(lines.map((edge) => ({ ...edge, ...strokes(edge) })));
  say(`${fresh.length} more neighbours and ${lines.length} more lines.`);
}

/** The neighbours of a node, asked of the server that gave this page; a mailed file has none to ask. */
async function expand(id, isRestored = false) {
  try {
    const answer = await fetch(data.neighbours + encodeURIComponent(id), { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    add(id, await answer.json());
  } catch {
    say("The server didn't answer.");
    find("#panel").append(element("p", "The server didn't answer: its neighbours can't be shown now.", "taken"));
    return;
  }
  const known = new Set(remembered("expanded").map(decodeURIComponent));
  remember("expanded", [...known.add(id)].map(encodeURIComponent).join(","));
  if (!isRestored) fit();
}

function toggleFull() {
  const frame = find(".stage");
  if (document.fullscreenElement) document.exitFullscreen();
  else if (frame.requestFullscreen) frame.requestFullscreen().catch(() => frame.classList.toggle("full"));
  else frame.classList.toggle("full");
}

function png() {
  const drawn = find("canvas", stage);
  const copy = element("canvas");
  [copy.width, copy.height] = [drawn.width, drawn.height];
  const pen = copy.getContext("2d");
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => save(fileName("png"), blob));
}

const KEYS = {
  ArrowRight: () => pickNext(1), ArrowDown: () => pickNext(1), ArrowLeft: () => pickNext(-1), ArrowUp: () => pickNext(-1),
  "+": () => network.moveTo({ scale: network.getScale() * 1.25 }), "-": () => network.moveTo({ scale: network.getScale() / 1.25 }),
  0: () => fit(), f: toggleFull,
  h: () => picked && picked[0] === "node" && hide(picked[1]),
  p: () => picked && picked[0] === "node" && pin(picked[1]),
  e: () => picked && picked[0] === "node" && data.neighbours && nodeOf(picked[1]).actor && expand(picked[1]),
};

function startPaint() {
  const choice = find("#paint");
  if (!choice) return;
  choice.value = paint();
  choice.addEventListener("change", () => {
    remember("paint", choice.value === "dimension" ? "" : choice.value);
    dress();
  });
}

async function restoreExpanded() {
  if (!data.neighbours) return;
  for (const id of remembered("expanded").map(decodeURIComponent)) if (nodeOf(id)) await expand(id, true);
}

function startTools() {
  restorePins();
  startPaint();
  const physics = find("#physics");
  physics.checked = state.get("moves") === "yes";
  const move = () => {
    remember("moves", physics.checked ? "yes" : "");
    network.setOptions({ physics: { enabled: physics.checked } });
  };
  physics.addEventListener("change", move);
  if (physics.checked) move();
  network.on("dragEnd", ({ nodes: moved }) => {
    for (const id of moved.filter((each) => pinned.has(each))) {
      const place = network.getPosition(id);
      pinned.set(id, { x: Math.round(place.x), y: Math.round(place.y) });
    }
    if (moved.length) rememberPins();
  });
  network.on("doubleClick", ({ nodes: hit }) => hit.length && data.neighbours && nodeOf(hit[0]).actor && expand(hit[0]));
  find("#fit").addEventListener("click", fit);
  find("#full").addEventListener("click", toggleFull);
  find("#hidden").hidden = !hiddenByHand.size;
  find("#hidden").addEventListener("click", showAllHidden);
  find("#png").addEventListener("click", png);
  find("#svg").addEventListener("click", () => save(fileName("svg"), new Blob([svgText()], { type: "image/svg+xml" })));
  document.addEventListener("fullscreenchange", () => setTimeout(() => { network.redraw(); fit(); }, 100));
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  restoreExpanded();
}
