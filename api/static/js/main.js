// Theme, flags, open rows, links: what every page has; then everything starts.

const dark = matchMedia("(prefers-color-scheme: dark)");

function setTheme(name) {
  if (name) root.dataset.theme = name;
  else delete root.dataset.theme;
  const isDark = name ? name === "dark" : dark.matches;
  find("#theme").textContent = isDark ? "Light" : "Dark";
  forgetColours();
  if (network) dress();
}

/** Paper is white: what scripts have drawn is drawn anew for it, and then again for the screen. */
function startPrinting() {
  addEventListener("beforeprint", () => {
    root.dataset.theme = "light";
    forgetColours();
    if (network) dress();
  });
  addEventListener("afterprint", () => setTheme(state.get("theme")));
}

/** Whether the fonts here draw flags: coloured pixels where a flag should be. */
function flagsAreDrawn() {
  const pen = element("canvas").getContext("2d", { willReadFrequently: true });
  pen.font = "24px system-ui, sans-serif";
  pen.textBaseline = "top";
  pen.fillText("🇫🇷", 0, 0);
  const pixels = pen.getImageData(0, 0, 40, 32).data;
  for (let at = 0; at < pixels.length; at += 4) {
    if (Math.abs(pixels[at] - pixels[at + 2]) > 60 && pixels[at + 3] > 100) return true;
  }
  return false;
}

function showCodes() {
  root.classList.add("no-flags");
  for (const flag of findAll(".flag")) flag.textContent = flag.dataset.code;
}

function startRows() {
  const open = new Set(remembered("open"));
  const folds = findAll("details.fact, details.series");
  const nameOf = (fold) => fold.dataset.fact || fold.dataset.series;
  for (const fold of folds) {
    fold.open = open.has(nameOf(fold));
    fold.addEventListener("toggle", () => {
      remember("open", folds.filter((each) => each.open).map(nameOf).join(","));
      if (columns) drawExchanges();
    });
  }
  // A link to a fact, from the time line or from another page, opens its row.
  const go = () => {
    const row = location.hash.startsWith("#f-") ? document.getElementById(location.hash.slice(1)) : null;
    for (let fold = row; fold; fold = fold.parentElement) if (fold.tagName === "DETAILS") fold.open = true;
    if (row) row.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", go);
  go();
  for (const link of findAll("a[data-go]")) {
    link.addEventListener("click", (event) => {
      const row = document.getElementById(`f-${link.dataset.go}`);
      if (!row) return;
      event.preventDefault();
      for (let fold = row; fold; fold = fold.parentElement) if (fold.tagName === "DETAILS") fold.open = true;
      row.scrollIntoView({ block: "center" });
      (find("summary", row) || row).focus();
    });
  }
  for (const button of findAll(".see")) {
    button.addEventListener("click", () => {
      if (pickFact(button.dataset.fact)) find("#picture").scrollIntoView({ block: "start" });
    });
  }
}

/** The time line follows the slider and the filters. */
function startTimeline() {
  const line = find(".timeline");
  if (!line) return;
  const now = find("#now");
  onFilter.push((choice) => {
    for (const mark of findAll("[data-mark]", line)) mark.classList.toggle("away", !passing.has(mark.dataset.mark));
    if (!now) return;
    now.toggleAttribute("hidden", choice.tick === null);
    if (choice.tick === null) return;
    const { first, count, left, right } = data.timeline;
    const place = left + ((choice.tick + 0.5 - first) / count) * (right - left);
    now.setAttribute("transform", `translate(${Math.max(left, Math.min(right, place))} 0)`);
  });
}

function startCopy() {
  find("#copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say("The link is copied.");
      find("#copy").textContent = "Copied";
    } catch {
      // No clipboard without a secure address: the address bar has the link all the same.
      say("The link stands in the address bar.");
      find("#copy").textContent = "See address bar";
    }
    setTimeout(() => { find("#copy").textContent = "Copy link"; }, 2000);
  });
}

/** What can be taken along stands beside the title, too. */
function startPresses() {
  for (const button of findAll("[data-press]")) {
    button.addEventListener("click", () => find(`#${button.dataset.press}`).click());
  }
}

if (!flagsAreDrawn()) showCodes();
setTheme(state.get("theme"));
startTimeline();
startFilters();
startTable();
startExchanges();
startRows();
startCopy();
startPresses();
startPicture();
startPrinting();
find("#theme").addEventListener("click", () => {
  const now = root.dataset.theme || (dark.matches ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  setTheme(next);
  remember("theme", next === (dark.matches ? "dark" : "light") ? "" : next);
});
dark.addEventListener("change", () => setTheme(state.get("theme")));
