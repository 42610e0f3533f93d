// The picture as SVG: vis-network draws once more, on a pen that writes down what it is told.

const rounded = (number) => Math.round(number * 100) / 100;
const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign])
  // What XML forbids even when escaped.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");

/** A canvas's pen as far as vis-network uses it; the picture isn't turned or scaled while it is drawn. */
class WritingPen {
  constructor(real) {
    Object.assign(this, { real, out: [], path: "", kept: [], dash: [], fillStyle: "#000", strokeStyle: "#000", lineWidth: 1,
      globalAlpha: 1, font: "", textAlign: "left", textBaseline: "alphabetic", shadowColor: "", lineJoin: "miter" });
  }

  save() {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash, lineJoin } = this;
    this.kept.push({ fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash, lineJoin });
  }

  restore() { Object.assign(this, this.kept.pop()); }
  beginPath() { this.path = ""; }
  closePath() { this.path += "Z"; }
  moveTo(x, y) { this.path += `M${rounded(x)} ${rounded(y)}`; }
  lineTo(x, y) { this.path += `${this.path ? "L" : "M"}${rounded(x)} ${rounded(y)}`; }
  quadraticCurveTo(...at) { this.path += `Q${at.map(rounded).join(" ")}`; }
  bezierCurveTo(...at) { this.path += `C${at.map(rounded).join(" ")}`; }
  rect(x, y, w, h) { this.path += `M${rounded(x)} ${rounded(y)}h${rounded(w)}v${rounded(h)}h${rounded(-w)}Z`; }

  arc(x, y, radius, from, to) {
    const [x1, y1] = [x + radius * Math.cos(from), y + radius * Math.sin(from)];
    if (Math.abs(to - from) >= 2 * Math.PI - 1e-6) {
      this.path += `M${rounded(x - radius)} ${rounded(y)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
      return;
    }
    const [x2, y2] = [x + radius * Math.cos(to), y + radius * Math.sin(to)];
    const large = Math.abs(to - from) > Math.PI ? 1 : 0;
    this.path += `${this.path ? "L" : "M"}${rounded(x1)} ${rounded(y1)}A${radius} ${radius} 0 ${large} 1 ${rounded(x2)} ${rounded(y2)}`;
  }

  setLineDash(dash) { this.dash = dash; }
  getLineDash() { return this.dash; }
  measureText(text) { this.real.font = this.font; return this.real.measureText(text); }
  alpha() { return this.globalAlpha < 1 ? ` opacity="${rounded(this.globalAlpha)}"` : ""; }

  stroke() {
    if (!this.path || !this.lineWidth) return;
    const dashes = this.dash && this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.out.push(`<path d="${this.path}" fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${rounded(this.lineWidth)}"${dashes}${this.alpha()}/>`);
  }

  fill() { if (this.path) this.out.push(`<path d="${this.path}" fill="${escaped(this.fillStyle)}"${this.alpha()}/>`); }
  fillRect(x, y, w, h) { this.out.push(`<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(w)}" height="${rounded(h)}" fill="${escaped(this.fillStyle)}"${this.alpha()}/>`); }
  strokeText(text, x, y) { this.text(text, x, y, `fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${rounded(this.lineWidth)}" stroke-linejoin="round"`); }
  fillText(text, x, y) { this.text(text, x, y, `fill="${escaped(this.fillStyle)}"`); }

  text(text, x, y, paintedWith) {
    const [, size = "16", face = "sans-serif"] = /([\d.]+)px (.*)$/.exec(this.font) || [];
    const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign] || "start";
    const shift = { middle: ".35em", hanging: ".8em", top: ".8em" }[this.textBaseline] || "0";
    this.out.push(`<text x="${rounded(x)}" y="${rounded(y)}" dy="${shift}" font-size="${size}" font-family="${escaped(face)}" text-anchor="${anchor}" ${paintedWith}${this.alpha()}>${escaped(text)}</text>`);
  }
}

// What vis-network asks for and a still picture doesn't need.
for (const name of ["clip", "translate", "rotate", "scale", "setTransform", "clearRect", "strokeRect", "drawImage"]) {
  WritingPen.prototype[name] = () => {};
}

function svgText() {
  const pen = new WritingPen(find("canvas", stage).getContext("2d"));
  pen.real.save();
  network.renderer._drawEdges(pen, true);
  network.renderer._drawArrows(pen);
  const { drawExternalLabels } = network.renderer._drawNodes(pen, true);
  drawExternalLabels();
  pen.real.restore();
  const shown = drawing.nodes.filter((node) => !node.hidden).map((node) => network.getBoundingBox(node.id));
  const [left, top, right, bottom] = shown.reduce(
    ([l, t, r, b], box) => [Math.min(l, box.left), Math.min(t, box.top), Math.max(r, box.right), Math.max(b, box.bottom)],
    [Infinity, Infinity, -Infinity, -Infinity]);
  const frame = [left - 20, top - 20, right - left + 40, bottom - top + 40].map(Math.round);
  const paper = `<rect x="${frame[0]}" y="${frame[1]}" width="${frame[2]}" height="${frame[3]}" fill="${colour("paper")}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${frame.join(" ")}" width="${frame[2]}" height="${frame[3]}"><title>${escaped(document.title)}</title>${paper}${pen.out.join("")}</svg>`;
}
