// Draws what a session has written down for a picture (outputs/page/scene.py): lines, dots, polygons, words.
const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const line = (colour, width) => ({ stroke: colour, "stroke-width": width, "stroke-linecap": "round", "stroke-linejoin": "round", fill: "none" });

const kinds = {
  line: (x1, y1, x2, y2, colour, width) => [element("line", { x1, y1, x2, y2, ...line(colour, width) })],
  dot: (cx, cy, r, colour, width) => [element("circle", width < 0 ? { cx, cy, r, fill: colour } : { cx, cy, r, ...line(colour, width) })],
  stroke: (points, colour, width) => [element("polyline", { points: points.join(" "), ...line(colour, width) })],
  fill: (points, colour, opacity) => [element("polygon", { points: points.join(" "), fill: colour, "fill-opacity": opacity })],
  bones: (ends, joints, colour, opacity, width, radius) => {
    const group = element("g", { opacity });
    let path = "";
    for (let k = 0; k < ends.length; k += 4) path += `M${ends[k]} ${ends[k + 1]}L${ends[k + 2]} ${ends[k + 3]}`;
    group.append(element("path", { d: path, ...line(colour, width) }));
    for (let k = 0; k < joints.length; k += 2) group.append(element("circle", { cx: joints[k], cy: joints[k + 1], r: radius, fill: colour }));
    return [group];
  },
  words: (x, y, width, height, text, ink, ground, size) => {
    const written = element("text", { x: x + width / 2, y: y + height / 2, fill: ink, "font-size": size, "font-weight": 700, "text-anchor": "middle", "dominant-baseline": "central" });
    written.textContent = text;
    if (text.length > 4) { written.setAttribute("textLength", width * 0.88); written.setAttribute("lengthAdjust", "spacingAndGlyphs"); }
    return [element("rect", { x, y, width, height, rx: height * 0.3, fill: ground, "fill-opacity": 0.9 }), written];
  },
};

const decoder = new TextDecoder();

/** Paint the picture of a message onto a canvas, and return the data that came with it (outputs/page/state.py). */
export async function paintMessage(canvas, message) {
  const length = new DataView(message).getUint32(0, true);
  const seen = JSON.parse(decoder.decode(new Uint8Array(message, 4, length)));
  const picture = await createImageBitmap(new Blob([new Uint8Array(message, 4 + length)], { type: "image/jpeg" }));
  if (canvas.width !== picture.width || canvas.height !== picture.height) [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d", { alpha: false }).drawImage(picture, 0, 0);
  picture.close();
  return seen;
}

/** Draw marks into an SVG whose picture is so large. */
export function drawMarks(svg, marks, [width, height]) {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren(...marks.flatMap(([kind, ...values]) => kinds[kind] ? kinds[kind](...values) : []));
}

/** Draw the dial: how far the dose has come. */
export function drawDial(svg, dial) {
  const title = svg.querySelector("title");
  svg.replaceChildren(title);
  svg.toggleAttribute("hidden", !dial);
  if (!dial) { title.textContent = ""; return; }
  title.textContent = dial.words;
  const ring = (radius, share, colour, width) => element("circle", {
    cx: 76, cy: 68, r: radius, fill: "none", stroke: colour, "stroke-width": width, "stroke-linecap": share >= 1 ? "butt" : "round",
    "stroke-dasharray": `${2 * Math.PI * radius * share} 1000`, transform: "rotate(-90 76 68)" });
  svg.append(element("circle", { cx: 76, cy: 68, r: 68, fill: "#12161c" }), ring(55, 1, "#4e545c", 11));
  if (dial.pieces) {
    const [done, count] = dial.pieces;
    for (let k = 0; k < count; k += 1) {
      if (k < done) {
        const piece = ring(55, Math.max(0.01, 1 / count - 0.03), dial.colour, 11);
        piece.setAttribute("transform", `rotate(${-90 + 360 * (k / count + 0.015)} 76 68)`);
        piece.setAttribute("stroke-linecap", "butt");
        svg.append(piece);
      }
    }
  } else if (dial.share > 0) svg.append(ring(55, dial.share, dial.colour, 11));
  if (dial.inner > 0) svg.append(ring(43, dial.inner, "#40d696", 4));
  const text = (words, y, size, colour) => {
    const made = element("text", { x: 76, y, "font-size": size, fill: colour, "text-anchor": "middle", "dominant-baseline": "central", "font-weight": 700 });
    made.textContent = words;
    svg.append(made);
  };
  if (dial.face === "check") svg.append(element("path", { d: "M64 32l9 10 15-18", ...line("#40d696", 5) }));
  if (dial.face === "pause") svg.append(element("path", { d: "M62 52v32M90 52v32", ...line(dial.colour, 13) }));
  if (dial.number) text(dial.number, dial.below ? 58 : 70, dial.number.length > 3 ? 32 : 46, dial.colour);
  if (dial.below) text(dial.below, 94, 20, "#c4ced6");
  const [done, count] = dial.dots;
  const all = Math.max(done, count);
  if (all > 1 && all <= 6) for (let k = 0; k < all; k += 1) {
    svg.append(element("circle", { cx: 76 + (k - (all - 1) / 2) * 20, cy: 147, r: 6, fill: k < done ? "#40d696" : "#12161c", stroke: k < done ? "#40d696" : "#c4ced6", "stroke-width": 1.5 }));
  }
}
