// The page to ask in Cypher: what was asked before stays in this browser, and answers are downloaded from /cypher.

const PAST = "bilat-explore";
const MOST_PAST = 30;

/** What was asked before, the newest first; nothing where the browser keeps nothing. */
function past() {
  try {
    const found = JSON.parse(localStorage.getItem(PAST) || "[]");
    return Array.isArray(found) ? found.filter((each) => each && typeof each.query === "string") : [];
  } catch {
    return [];
  }
}

function keepPast(asked) {
  try { localStorage.setItem(PAST, JSON.stringify(asked.slice(0, MOST_PAST))); } catch { /* no room, or not allowed */ }
}

function drawPast() {
  const asked = past();
  find("#past").hidden = asked.length === 0;
  find("#history").replaceChildren(...asked.map(({ query, parameters }) => {
    const item = element("li");
    const link = element("a", query.replace(/\s+/g, " ").slice(0, 160));
    link.href = `/explore?${new URLSearchParams(parameters ? { query, parameters } : { query })}`;
    item.append(link);
    return item;
  }));
}

async function download(button, query, parameters) {
  const answer = await fetch("/cypher", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: button.dataset.kind },
    body: JSON.stringify({ query, parameters: parameters.trim() ? JSON.parse(parameters) : {} }),
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    say(problem.detail || "The answer could not be had.");
    return;
  }
  save(`answer.${button.dataset.ending}`, await answer.blob());
}

function startExplore() {
  const form = find("#explore");
  if (!form) return;
  const query = form.elements.query;
  const parameters = form.elements.parameters;
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  // What answered, as it was asked: the fields may be changed meanwhile.
  const asked = { query: query.value, parameters: parameters.value };
  const downloads = find("#downloads");
  if (downloads) {
    keepPast([asked, ...past().filter((each) => each.query !== asked.query || each.parameters !== asked.parameters)]);
    for (const button of findAll("button", downloads)) {
      button.addEventListener("click", () => download(button, asked.query, asked.parameters));
    }
  }
  find("#forget").addEventListener("click", () => {
    keepPast([]);
    drawPast();
  });
  drawPast();
}

startExplore();
