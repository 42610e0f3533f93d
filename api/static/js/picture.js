// The picture: pyvis's network drawn by vis-network, in the colours of the page's theme.

const stage = find("#network");
const drawing = data.picture;
let network = null;
let nodes = null;
let edges = null;
let picked = null;
const pinned = new Map();
const hiddenByHand = new Set(remembered("hide"));
// Items that came over the API with an expanded node.
const brought = new Map();

const family = () => getComputedStyle(document.body).fontFamily;
const showsFlags = () => !root.classList.contains("no-flags");
const isLarge = () => drawing.nodes.length > 400;
const paint = () => state.get("paint") || "dimension";

const COMMUNITY = ["diplomatic", "military", "economic", "migration", "energy", "humanitarian", "legal", "information"];

/** How the kinds of nodes look; what is the same for all is made once for each dressing. */
function looksOfNow() {
  const face = family();
  const font = (size, name = "ink") => ({ size, face, color: colour(name) });
  const solid = (background, border) => {
    const both = { background, border };
    return { ...both, highlight: both, hover: both };
  };
  const [paper, ink, soft] = [colour("paper"), colour("ink"), colour("soft")];
  const box = { labelHighlightBold: false, shapeProperties: { borderRadius: 3 }, shape: "box" };
  const bold = { ...box, margin: 14, borderWidth: 2, color: solid(paper, ink), font: font(22) };
  const plain = { ...box, margin: 8, borderWidth: 1, color: solid(paper, ink), font: font(17) };
  const speaker = { ...box, margin: 7, borderWidth: 0, color: solid(soft, soft), font: font(16, "quiet") };
  const flagged = (node) => (node.flag && showsFlags() ? `${node.flag} ${node.label}` : node.label);
  return (node) => {
    if (node.kind === "country") return { ...bold, label: flagged(node) };
    if (node.kind === "speaker") return { ...speaker, label: flagged(node) };
    if (node.kind === "dot") {
      const fill = paint() === "community" && node.community !== undefined
        ? colour(COMMUNITY[node.community % COMMUNITY.length]) : colour("quiet");
      return { shape: "dot", size: node.size, borderWidth: 1, color: solid(fill, paper), label: flagged(node),
        font: { ...font(Math.round(stage.clientWidth < 600 ? 12 + node.size / 4 : 13 + node.size / 2)), strokeWidth: 3, strokeColor: paper } };
    }
    if (node.kind === "partner") return { ...plain, label: flagged(node) };
    return { ...box, margin: 7, borderWidth: 1.5, borderWidthSelected: 3, font: font(16), label: node.label,
      color: solid(paper, colour(node.dimension) || colour("quiet")), widthConstraint: { minimum: node.width || 210 } };
  };
}

function inkOf(edge) {
  if (edge.kind === "link") return colour("quiet");
  if (edge.kind === "says") return colour(edge.stance === "doubts" || edge.stance === "denies" ? "against" : "quiet");
  if (paint() === "sign") return colour(edge.valence > 0 ? "friendly" : edge.valence < 0 ? "hostile" : "quiet");
  return colour(edge.dimension) || colour("quiet");
}

function strokesOfNow() {
  const marked = { size: 18, face: family(), color: colour("against"), strokeWidth: 5, strokeColor: colour("paper"), align: "horizontal" };
  return (edge) => {
    const ink = inkOf(edge);
    const speaks = edge.kind === "says" || edge.kind === "link";
    const against = edge.stance === "doubts" || edge.stance === "denies";
    const opacity = speaks ? (against ? 0.9 : 0.34) : edge.faint ? 0.4 : drawing.edges.length > 1500 ? 0.35 : 0.95;
    const made = { color: { color: ink, highlight: ink, hover: ink, opacity }, hoverWidth: 0.6, selectionWidth: speaks ? 1.2 : 1 };
    if (edge.arrows) made.arrows = { to: { enabled: true, scaleFactor: edge.width > 5 ? 0.5 : 0.7 } };
    if (edge.words) Object.assign(made, { label: edge.words, font: { ...marked, size: 13, color: colour("quiet") } });
    else if (!speaks && edge.status === "disputed" && !isLarge()) Object.assign(made, { label: "?", font: marked });
    return made;
  };
}

const isShown = (edge) => !edge.facts || !edge.facts.length || edge.facts.some((id) => passing.has(id) || brought.has(id));

/** Which lines and nodes the filters, the reader and the choice of speakers leave. */
function living() {
  const withSpeakers = find("#speakers").checked;
  const seen = new Set();
  const touched = new Set();
  for (const edge of drawing.edges) {
    if (hiddenByHand.has(edge.from) || hiddenByHand.has(edge.to)) continue;
    if (!isShown(edge) || (edge.kind === "says" && !withSpeakers)) continue;
    seen.add(edge.id);
    touched.add(edge.from).add(edge.to);
  }
  const away = (node) => hiddenByHand.has(node.id) || (!touched.has(node.id) && node.kind !== "country" && !node.alone);
  return { isAway: away, seen };
}

/** Draw anew only what has changed: ten thousand lines are not touched for one that goes. */
function follow() {
  if (!network) return;
  const { isAway, seen } = living();
  const changed = (set, list, hides) => set.update(list.filter((item) => item.hidden !== hides(item)).map((item) => {
    item.hidden = hides(item);
    return { id: item.id, hidden: item.hidden };
  }));
  changed(nodes, drawing.nodes, isAway);
  changed(edges, drawing.edges, (edge) => !seen.has(edge.id));
  const shown = find("#hidden");
  if (shown) shown.hidden = !hiddenByHand.size;
}

/** Colours anew, for another theme or another paint. */
function dress() {
  const [looks, strokes] = [looksOfNow(), strokesOfNow()];
  nodes.update(drawing.nodes.map((node) => ({ id: node.id, ...looks(node) })));
  edges.update(drawing.edges.map((edge) => ({ id: edge.id, ...strokes(edge) })));
}

const nodeOf = (id) => drawing.nodes.find((each) => each.id === id);
const edgeOf = (id) => drawing.edges.find((each) => each.id === id);

function show(kind, id) {
  if (kind === "node") {
    const node = nodeOf(id);
    const own = node.facts && node.facts.length;
    const around = drawing.edges.filter((edge) => edge.from === id || edge.to === id);
    const ids = own ? node.facts : [...new Set(around.flatMap((edge) => edge.facts || []))];
    tell(ids, node.full || (own ? "" : node.label), node);
    return ids;
  }
  const edge = edgeOf(id);
  tell(edge.facts || [], edge.title || "");
  return edge.facts || [];
}

/** The ledger and the table show what is picked in the picture. */
function mark(ids) {
  pickedIds = new Set(ids);
  for (const row of rows) row.classList.toggle("picked", pickedIds.has(row.dataset.row));
  if (table) for (const row of findAll("tbody tr", table)) row.classList.toggle("picked", pickedIds.has(row.dataset.item));
}

function pick(params) {
  picked = params.nodes.length ? ["node", params.nodes[0]] : params.edges.length ? ["edge", params.edges[0]] : null;
  mark(picked ? show(...picked) : []);
  remember("pick", picked ? picked.join(":") : "");
}

function pickFact(id) {
  if (!network) return false;
  const node = drawing.nodes.find((each) => each.facts && each.facts.includes(id));
  const edge = drawing.edges.find((each) => each.kind === "fact" && each.facts.includes(id));
  if (!(node || edge)) return false;
  network.setSelection(node ? { nodes: [node.id], edges: [] } : { nodes: [], edges: [edge.id] });
  pick({ nodes: node ? [node.id] : [], edges: node ? [] : [edge.id] });
  return true;
}

function pickNext(step) {
  const shown = drawing.nodes.filter((node) => !node.hidden).map((node) => node.id);
  const at = picked && picked[0] === "node" ? shown.indexOf(picked[1]) : -1;
  const id = shown[(at + step + shown.length) % shown.length];
  if (id === undefined) return;
  network.selectNodes([id]);
  pick({ nodes: [id], edges: [] });
}

/** Where the window is narrow, the two countries stand above and below what passes between them. */
function stackForNarrow() {
  const countries = drawing.nodes.filter((node) => node.kind === "country");
  const things = drawing.nodes.filter((node) => node.kind === "thing");
  if (countries.length !== 2 || !things.length) return;
  const heights = things.map((node) => node.y);
  Object.assign(countries[0], { x: -150, y: Math.min(...heights) - 90 });
  Object.assign(countries[1], { x: 150, y: Math.max(...heights) + 90 });
  drawing.options.edges.smooth = { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.3 };
}

/** How high the picture has to be for what it shows, as wide as it is. */
function roomFor(shown) {
  const extent = (axis) => {
    let [least, most] = [Infinity, -Infinity];
    for (const node of shown) [least, most] = [Math.min(least, node[axis]), Math.max(most, node[axis])];
    return shown.length ? most - least : 0;
  };
  const scale = Math.min(1, stage.clientWidth / (extent("x") + 300));
  return Math.max(320, Math.min(900, Math.round((extent("y") + 160) * scale) + 60));
}

function fit() {
  network.fit({ animation: false, maxZoomLevel: 1, nodes: drawing.nodes.filter((node) => !node.hidden).map((node) => node.id) });
}

function startSpeakers(narrow) {
  const speakers = find("#speakers");
  const speaks = drawing.edges.some((edge) => edge.kind === "says");
  for (const item of findAll(".speech")) item.hidden = !speaks;
  // On a phone, or among many, who speaks would make everything else too small to read.
  const usual = !narrow && drawing.nodes.length < 60;
  speakers.checked = state.has("speakers") ? state.get("speakers") === "yes" : usual;
  speakers.addEventListener("change", () => {
    remember("speakers", speakers.checked === usual ? "" : speakers.checked ? "yes" : "no");
    follow();
  });
}

function build() {
  const [looks, strokes] = [looksOfNow(), strokesOfNow()];
  const { isAway, seen } = living();
  for (const node of drawing.nodes) node.hidden = isAway(node);
  for (const edge of drawing.edges) edge.hidden = !seen.has(edge.id);
  nodes = new vis.DataSet(drawing.nodes.map((node) => ({ ...node, title: undefined, ...looks(node) })));
  edges = new vis.DataSet(drawing.edges.map((edge) => ({ ...edge, title: undefined, ...strokes(edge) })));
  const options = { ...drawing.options, autoResize: true };
  // The wheel scrolls the page; it zooms the picture once the picture has been clicked.
  options.interaction = { ...options.interaction, zoomView: false, keyboard: false };
  network = new vis.Network(stage, { nodes, edges }, options);
}

function startPicture() {
  if (!stage || !drawing) return;
  const narrow = stage.clientWidth < 600;
  if (narrow) stackForNarrow();
  startSpeakers(narrow);
  const withSpeakers = find("#speakers").checked;
  stage.style.height = `${roomFor(drawing.nodes.filter((node) => withSpeakers || node.kind !== "speaker"))}px`;
  build();
  fit();
  stage.addEventListener("click", () => network.setOptions({ interaction: { zoomView: true } }));
  find(".canvas").addEventListener("mouseleave", () => network.setOptions({ interaction: { zoomView: false } }));
  network.on("hoverNode", ({ node }) => picked || show("node", node));
  network.on("hoverEdge", ({ edge }) => picked || show("edge", edge));
  network.on("click", pick);
  onFilter.push(follow);
  startTools();
  const [kind, ...id] = (state.get("pick") || "").split(":");
  const known = kind === "node" ? nodeOf(id.join(":")) : kind === "edge" ? edgeOf(id.join(":")) : null;
  if (known) {
    const chosenNow = { nodes: kind === "node" ? [known.id] : [], edges: kind === "edge" ? [known.id] : [] };
    network.setSelection(chosenNow);
    pick(chosenNow);
  }
}
