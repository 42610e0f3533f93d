// The panel beside the picture: what a node or a line stands for, who says so, and what can be done with it.

const IN_PANEL = 12;

function claimLine(claim) {
  const line = element("li", `${claim.name} ${claim.stance}${claim.aspect ? ` (${claim.aspect})` : ""}${claim.said_on ? `, ${claim.said_on}` : ""}. `);
  const source = element(claim.url ? "a" : "cite", claim.source);
  if (claim.url) {
    source.href = claim.url;
    source.rel = "noopener noreferrer nofollow";
  }
  line.append(source);
  if (claim.retracted) line.append(element("span", ` (${claim.retracted})`, "taken"));
  return line;
}

function article(item) {
  const made = element("article");
  const head = element("h3");
  if (item.href) {
    const link = element("a", item.title);
    link.href = item.href;
    head.append(link);
  } else head.textContent = item.title;
  made.append(head);
  if (item.notes) made.append(element("p", item.notes, "quiet"));
  if (item.status) made.append(element("p", `${item.status}${item.standing ? `: ${item.standing}` : ""}`));
  if (item.claims) {
    const list = element("ul");
    list.append(...item.claims.map(claimLine));
    made.append(list);
  }
  return made;
}

/** The items behind these ids that pass the filters; what came with an expanded node always does. */
function itemsOf(ids) {
  return ids.filter((id) => passing.has(id) || !byId.has(id)).map((id) => byId.get(id) || brought.get(id)).filter(Boolean);
}

/** Show in the panel what a node or a line stands for. */
function tell(ids, heading, node) {
  const found = itemsOf(ids);
  const parts = found.slice(0, IN_PANEL).map(article);
  if (found.length > IN_PANEL) parts.push(element("p", `and ${counted(found.length - IN_PANEL)} more in the table`, "quiet"));
  if (heading) parts.unshift(element("h3", heading));
  if (node) parts.splice(heading ? 1 : 0, 0, actions(node));
  if (node && node.about) parts.splice(heading ? 1 : 0, 0, element("p", node.about, "quiet"));
  find("#panel").replaceChildren(...parts);
}

function actionButton(text, act) {
  const button = element("button", text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

/** What can be done with a node: the page of it, hide, pin, and its neighbours where a server can be asked. */
function actions(node) {
  const line = element("p", undefined, "links");
  if (node.href) {
    const link = element("a", "Its own page");
    link.href = node.href;
    line.append(link);
  }
  if (data.neighbours && node.actor) line.append(actionButton("Show its neighbours", () => expand(node.id)));
  line.append(actionButton(pinned.has(node.id) ? "Let go" : "Pin", () => pin(node.id)));
  line.append(actionButton("Hide", () => hide(node.id)));
  return line;
}
