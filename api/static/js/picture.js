// The picture: pyvis's network drawn by vis-network, in the colours of the page's theme.

const stage = find("#network");
let network = null;
let nodes = null;
let edges = null;
let picked = null;

const font = (size, name = "ink", more = {}) =>
  ({ size, face: getComputedStyle(document.body).fontFamily, color: colour(name), ...more });

const showsFlags = () => !root.classList.contains("no-flags");

function looks(node) {
  const common = { labelHighlightBold: false, shapeProperties: { borderRadius: 3 }, shape: "box" };
  const plain = { background: colour("paper"), border: colour("rule") };
  const solid = (colours) => ({ ...colours, highlight: colours, hover: colours });
  const flag = node.flag && showsFlags() ? `${node.flag} ` : "";
  switch (node.kind) {
    case "country":
    case "partner":
      return {
        ...common, margin: node.kind === "country" ? 14 : 8, borderWidth: node.kind === "country" ? 2 : 1,
        color: solid({ ...plain, border: colour("ink") }),
        font: font(node.kind === "country" ? 22 : 17), label: flag + node.label,
      };
    case "speaker":
      return {
        ...common, margin: 7, borderWidth: 0, color: solid({ background: colour("soft"), border: colour("soft") }),
        font: font(16, "quiet"), label: node.label,
      };
    default:
      return {
        ...common, margin: 7, borderWidth: 1.5, borderWidthSelected: 3,
        color: solid({ ...plain, border: colour(node.dimension) || colour("quiet") }), font: font(16),
        widthConstraint: { minimum: 210 }, label: node.label,
      };
  }
}

function strokes(edge) {
  const against = edge.stance === "doubts" || edge.stance === "denies";
  const speaks = edge.kind === "says";
  const ink = speaks ? colour(against ? "against" : "quiet") : colour(edge.dimension) || colour("quiet");
  const mark = !speaks && edge.status === "disputed" ? "?" : undefined;
  return {
    color: { color: ink, highlight: ink, hover: ink, opacity: speaks ? (against ? 0.9 : 0.28) : edge.faint ? 0.4 : 0.95 },
    arrows: edge.arrows ? { to: { enabled: true, scaleFactor: 0.7 } } : undefined,
    label: mark,
    font: font(speaks ? 14 : 18, "against", { strokeWidth: 5, strokeColor: colour("paper"), align: "horizontal" }),
    hoverWidth: 0.6, selectionWidth: speaks ? 1.2 : 1,
  };
}

const isShown = (item) => !item.facts || !item.facts.length || item.facts.some((id) => passing.has(id));

/** Colours, and what the filters leave of the picture. */
function dress() {
  const withSpeakers = find("#speakers").checked;
  const living = data.picture.edges.filter((edge) => isShown(edge) && (withSpeakers || edge.kind !== "says"));
  const touched = new Set(living.flatMap((edge) => [edge.from, edge.to]));
  nodes.update(data.picture.nodes.map((node) => ({
    id: node.id, ...looks(node), hidden: node.kind !== "country" && !touched.has(node.id),
  })));
  const seen = new Set(living.map((edge) => edge.id));
  edges.update(data.picture.edges.map((edge) => ({ id: edge.id, ...strokes(edge), hidden: !seen.has(edge.id) })));
}

function article(fact) {
  const made = element("article");
  const head = element("h3", `${fact.actor} ${fact.title}`);
  made.append(head, element("p", [fact.recipient && `to or with ${fact.recipient}`, fact.number, fact.when].filter(Boolean).join(" · "), "quiet"));
  made.append(element("p", `${fact.status}${fact.standing ? `: ${fact.standing}` : ""}`));
  const list = element("ul");
  for (const claim of fact.claims) {
    const line = element("li", `${claim.name} ${claim.stance}${claim.aspect ? ` (${claim.aspect})` : ""}${claim.said_on ? `, ${claim.said_on}` : ""}. `);
    const source = element(claim.url ? "a" : "cite", claim.source);
    if (claim.url) {
      source.href = claim.url;
      source.rel = "noopener noreferrer nofollow";
    }
    line.append(source);
    if (claim.retracted) line.append(element("span", ` (${claim.retracted})`, "taken"));
    list.append(line);
  }
  made.append(list);
  return made;
}

/** Show in the panel what a node or an edge stands for. */
function tell(item, heading) {
  const ids = (item.facts || []).filter((id) => passing.has(id));
  const shown = ids.slice(0, 12).map((id) => article(factsById.get(id)));
  const more = ids.length > 12 ? [element("p", `and ${ids.length - 12} more in the table`, "quiet")] : [];
  const head = heading ? [element("h3", heading)] : [];
  find("#panel").replaceChildren(...head, ...shown, ...more);
}

function factsOfNode(id) {
  const node = data.picture.nodes.find((each) => each.id === id);
  if (node.facts && node.facts.length) return { item: node };
  const around = data.picture.edges.filter((edge) => edge.from === id || edge.to === id);
  return { item: { facts: [...new Set(around.flatMap((edge) => edge.facts))] }, heading: node.label };
}

function show(kind, id) {
  if (kind === "node") {
    const { item, heading } = factsOfNode(id);
    tell(item, heading);
    return item.facts;
  }
  const edge = data.picture.edges.find((each) => each.id === id);
  tell(edge);
  return edge.facts;
}

/** The rows and the table show what is picked in the picture. */
function mark(ids) {
  const wanted = new Set(ids);
  for (const row of [...rows, ...tableRows]) row.classList.toggle("picked", wanted.has(row.dataset.fact));
}

function pick(params) {
  picked = params.nodes.length ? ["node", params.nodes[0]] : params.edges.length ? ["edge", params.edges[0]] : null;
  mark(picked ? show(...picked) : []);
  remember("pick", picked ? picked.join(":") : "");
}

function pickFact(id) {
  const node = data.picture.nodes.find((each) => each.facts && each.facts.includes(id));
  const edge = data.picture.edges.find((each) => each.kind === "fact" && each.facts.includes(id));
  if (!network || !(node || edge)) return false;
  network.setSelection(node ? { nodes: [node.id], edges: [] } : { nodes: [], edges: [edge.id] });
  pick({ nodes: node ? [node.id] : [], edges: node ? [] : [edge.id] });
  return true;
}

function pickNext(step) {
  const living = nodes.get({ filter: (node) => !node.hidden }).map((node) => node.id);
  const at = picked && picked[0] === "node" ? living.indexOf(picked[1]) : -1;
  const id = living[(at + step + living.length) % living.length];
  network.selectNodes([id]);
  pick({ nodes: [id], edges: [] });
}

function png() {
  const drawnCanvas = find("canvas", stage);
  const copy = element("canvas");
  [copy.width, copy.height] = [drawnCanvas.width, drawnCanvas.height];
  const pen = copy.getContext("2d");
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(drawnCanvas, 0, 0);
  copy.toBlob((blob) => save(fileName("png"), blob));
}

/** Where the window is narrow, the two countries stand above and below what passes between them. */
function stackForNarrow() {
  const countries = data.picture.nodes.filter((node) => node.kind === "country");
  const things = data.picture.nodes.filter((node) => node.kind === "thing");
  if (countries.length !== 2 || !things.length) return;
  const heights = things.map((node) => node.y);
  Object.assign(countries[0], { x: -150, y: Math.min(...heights) - 90 });
  Object.assign(countries[1], { x: 150, y: Math.max(...heights) + 90 });
  data.picture.options.edges.smooth = { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.3 };
}

/** How high the picture has to be for what it shows, as wide as it is. */
function roomFor(shown) {
  const [across, down] = ["x", "y"].map((axis) => {
    const places = shown.map((node) => node[axis]);
    return Math.max(...places) - Math.min(...places);
  });
  const scale = Math.min(1, stage.clientWidth / (across + 300));
  return Math.max(320, Math.min(900, Math.round((down + 160) * scale) + 60));
}

function fit() {
  network.fit({ animation: false, maxZoomLevel: 1 });
}

function startPicture() {
  if (!stage || !data.picture) return;
  const narrow = stage.clientWidth < 600;
  if (narrow) stackForNarrow();
  const speakers = find("#speakers");
  const speaks = data.picture.edges.some((edge) => edge.kind === "says");
  for (const item of findAll(".speech")) item.hidden = !speaks;
  // On a phone, who speaks would make everything else too small to read.
  const usual = !narrow;
  speakers.checked = state.has("speakers") ? state.get("speakers") === "yes" : usual;
  stage.style.height = `${roomFor(data.picture.nodes.filter((node) => speakers.checked || node.kind !== "speaker"))}px`;
  nodes = new vis.DataSet(data.picture.nodes.map((node) => ({ ...node })));
  edges = new vis.DataSet(data.picture.edges.map((edge) => ({ ...edge })));
  dress();
  // The wheel scrolls the page; it zooms the picture with Ctrl, or once the picture has been clicked.
  const options = { ...data.picture.options, autoResize: true };
  options.interaction = { ...options.interaction, zoomView: false, keyboard: false };
  network = new vis.Network(stage, { nodes, edges }, options);
  fit();
  stage.addEventListener("click", () => network.setOptions({ interaction: { zoomView: true } }));
  find(".canvas").addEventListener("mouseleave", () => network.setOptions({ interaction: { zoomView: false } }));
  network.on("hoverNode", ({ node }) => picked || show("node", node));
  network.on("hoverEdge", ({ edge }) => picked || show("edge", edge));
  network.on("click", pick);
  onFilter.push(dress);
  speakers.addEventListener("change", () => {
    remember("speakers", speakers.checked === usual ? "" : speakers.checked ? "yes" : "no");
    dress();
  });
  find("#physics").addEventListener("change", (event) => network.setOptions({ physics: { enabled: event.target.checked } }));
  find("#fit").addEventListener("click", fit);
  find("#png").addEventListener("click", png);
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    pickNext(step);
  });
  const [kind, ...id] = (state.get("pick") || "").split(":");
  const known = kind === "node" ? nodes.get(id.join(":")) : kind === "edge" ? edges.get(id.join(":")) : null;
  if (known) {
    network.setSelection({ nodes: kind === "node" ? [known.id] : [], edges: kind === "edge" ? [known.id] : [] });
    pick({ nodes: kind === "node" ? [known.id] : [], edges: kind === "edge" ? [known.id] : [] });
  }
}
