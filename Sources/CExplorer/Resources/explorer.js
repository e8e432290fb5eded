// The explorer of a map of papers. See Explorer.md for its design.
//
// Data: `index` (papers and topics) stands in the page; relations (part 0) and texts (parts 1…)
// stand there too, or in data/NN.js. All text in them comes from strangers: it reaches the page as
// text nodes only.
"use strict";

const byId = (id) => document.getElementById(id);
const index = JSON.parse(byId("index").textContent);
const paperCount = index.id.length;
const none = -1;

/** Text without control characters and without what would turn the direction of its surroundings. */
const clean = (text) =>
  text.replace(/[\u202A-\u202E\u2066-\u2069]/gu, "").replace(/[\p{Cc}\uFFFE\uFFFF]/gu, " ");

const awaited = new Map();

/** Called by each file in data/. */
function explorerPart(number, data) {
  awaited.get(number).resolve(data);
}

/** A promise of part 0, the relations, or of a later part, the texts of some papers. */
function part(number) {
  if (!awaited.has(number)) {
    const entry = {};
    entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
    awaited.set(number, entry);
    const element = byId(`part-${number}`);
    if (element) {
      entry.resolve(JSON.parse(element.textContent));
    } else {
      const script = document.createElement("script");
      script.src = `data/${String(number).padStart(index.digits, "0")}.js`;
      script.onerror = () => entry.reject(new Error(`${script.src} is missing`));
      document.head.append(script);
    }
  }
  return awaited.get(number).promise;
}

/** The texts of one paper: abstract, date, marks and so on, from the part that holds them. */
async function texts(paper) {
  const data = await part(1 + Math.floor(paper / index.papersPerPart));
  data.explanations ??= new Map(data.explained.map((entry) => [entry[0], entry]));
  const place = paper % index.papersPerPart;
  const text = { strings: data.strings, explanations: data.explanations };
  for (const field of ["abstract", "date", "venue", "authorCount", "url", "doi", "line",
    "titleMarks", "marks"]) {
    text[field] = data[field][place];
  }
  text.source = `${data.strings[data.file[place]]}:${text.line}`;
  return text;
}

const graph = {
  ready: false,
  nodeCount: paperCount,
  kind: new Uint8Array(paperCount),
  x: Float64Array.from(index.x),
  y: Float64Array.from(index.y),
  label: index.title.map((title, paper) => (clean(title).trim() ? title : index.id[paper])),
  name: index.id,
  url: [],
  forms: [],
  author: [],
  authors: [],
  edgeCount: 0,
  relation: [],
  degree: new Uint32Array(paperCount),
  entities: [],
};

const kindName = (node) => index.kinds[graph.kind[node]];
const isPaper = (node) => node < paperCount;
const key = (node) => `${kindName(node)}:${graph.name[node]}`;
let keys = null;

/** The node with a key such as `term:aig`, or -1. */
function nodeWithKey(text) {
  keys ??= new Map(Array.from({ length: graph.nodeCount }, (_, node) => [key(node), node]));
  return keys.get(text) ?? none;
}

/** Takes in part 0. */
function addRelations(data) {
  const repeat = (values, names, prefix) =>
    values.map((value, i) => (value === "" ? names[i] : value === "=" ? prefix + names[i] : value));
  const names = repeat(data.name, data.label, "");
  graph.nodeCount = paperCount + data.label.length;
  graph.kind = new Uint8Array(graph.nodeCount);
  let first = paperCount;
  data.counts.forEach((number, kind) => {
    graph.kind.fill(kind, first, first + number);
    first += number;
  });
  graph.label = graph.label.concat(data.label);
  graph.name = graph.name.concat(names);
  graph.url = data.url.map((url, i) => (url === "=" ? `https://${names[i]}` : url));
  graph.forms = data.forms;
  graph.author = data.author;
  graph.authors = data.authors;
  keys = null;
  addEdges(data.edges);
  graph.ready = true;
  placeEntities();
}

function addEdges(groups) {
  graph.edgeCount = groups.reduce((sum, group) => sum + group.targets.length, 0);
  graph.relation = groups.map((group) => group.kind);
  graph.source = new Uint32Array(graph.edgeCount);
  graph.target = new Uint32Array(graph.edgeCount);
  graph.edgeKind = new Uint8Array(graph.edgeCount);
  graph.weight = new Float32Array(graph.edgeCount);
  let edge = 0;
  groups.forEach((group, kind) => {
    let [source, target] = [0, 0];
    group.targets.forEach((step, i) => {
      source += group.sources[i];
      target = group.sources[i] || !i ? step : target + step;
      graph.source[edge] = source;
      graph.target[edge] = target;
      graph.edgeKind[edge] = kind;
      graph.weight[edge] = group.weights ? group.weights[i] / group.scale : 1;
      edge += 1;
    });
  });
  connect();
}

/** Lists the edges of each node: `adjacent[first[n]]` to `adjacent[first[n + 1] - 1]`. */
function connect() {
  graph.degree = new Uint32Array(graph.nodeCount);
  for (const ends of [graph.source, graph.target]) for (const node of ends) graph.degree[node] += 1;
  graph.first = new Uint32Array(graph.nodeCount + 1);
  for (let node = 0; node < graph.nodeCount; node++) {
    graph.first[node + 1] = graph.first[node] + graph.degree[node];
  }
  graph.adjacent = new Uint32Array(2 * graph.edgeCount);
  const next = graph.first.slice();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    graph.adjacent[next[graph.source[edge]]++] = edge;
    graph.adjacent[next[graph.target[edge]]++] = edge;
  }
  graph.byWeight = descending(graph.weight);
  graph.entities = descending(graph.degree.subarray(paperCount)).map((i) => paperCount + i);
}

/** The places of some values, the greatest value first, then by place. */
function descending(values) {
  const most = values.reduce((most, value) => Math.max(most, value), 0);
  // Rank and place in one number: sorting numbers is ten times as fast as comparing by a function.
  const keys = Float64Array.from(values, (value, place) =>
    Math.round(65535 * (1 - value / (most || 1))) * values.length + place);
  return Uint32Array.from(keys.sort(), (key) => key % values.length);
}

const edgesOf = (node) =>
  graph.ready ? graph.adjacent.subarray(graph.first[node], graph.first[node + 1]) : [];
const otherEnd = (edge, node) =>
  graph.source[edge] === node ? graph.target[edge] : graph.source[edge];
const relationOf = (edge) => graph.relation[graph.edgeKind[edge]];

/** Mean distance between papers that stand next to each other. */
const spacing = (() => {
  const placed = index.topic.flatMap((topic, paper) => (topic === none ? [] : [paper]));
  const papers = placed.length > 1 ? placed : index.topic.map((_, paper) => paper);
  const extent = (values) => {
    const sorted = papers.map((paper) => values[paper]).sort((a, b) => a - b);
    return Math.max(1, sorted[sorted.length - 1] - sorted[0]);
  };
  return Math.sqrt((extent(index.x) * extent(index.y)) / Math.max(1, papers.length));
})();

/**
 * Puts each entity beside the paper that is nearest to the middle of its papers, on the side where
 * that middle lies; an entity of one paper on a ring round it. Nothing is drawn by lot.
 */
function placeEntities() {
  const [x, y] = [new Float64Array(graph.nodeCount), new Float64Array(graph.nodeCount)];
  x.set(graph.x);
  y.set(graph.y);
  const taken = new Map();
  for (let node = paperCount; node < graph.nodeCount; node++) {
    const [mx, my] = middleOfPapers(node, x, y);
    const host = nearestPaper(node, mx, my, x, y);
    if (host === none) continue;
    const turn = taken.get(host) ?? 0;
    taken.set(host, turn + 1);
    const away = Math.hypot(x[host] - mx, y[host] - my) > 1;
    const lean = away ? Math.atan2(my - y[host], mx - x[host]) : host;
    // The golden angle keeps the ring even, however many stand on it.
    const angle = lean + turn * 2.399963;
    const radius = spacing * (0.32 + 0.05 * Math.sqrt(turn));
    x[node] = x[host] + radius * Math.cos(angle);
    y[node] = y[host] + radius * Math.sin(angle);
  }
  graph.x = x;
  graph.y = y;
}

function middleOfPapers(entity, x, y) {
  let [sumX, sumY, papers] = [0, 0, 0];
  for (const edge of edgesOf(entity)) {
    const paper = otherEnd(edge, entity);
    if (!isPaper(paper)) continue;
    sumX += x[paper];
    sumY += y[paper];
    papers += 1;
  }
  return [sumX / papers, sumY / papers];
}

function nearestPaper(entity, toX, toY, x, y) {
  let [nearest, least] = [none, Infinity];
  for (const edge of edgesOf(entity)) {
    const paper = otherEnd(edge, entity);
    const distance = isPaper(paper) ? Math.hypot(x[paper] - toX, y[paper] - toY) : Infinity;
    if (distance < least) [nearest, least] = [paper, distance];
  }
  return nearest;
}

const state = {
  selected: [],
  pair: null,
  topic: none,
  showsUnconnected: false,
  query: "",
  found: null,
  hovered: none,
  hiddenKinds: new Set(),
  yearFrom: -Infinity,
  yearTo: Infinity,
  showsUndated: true,
  onlyTopic: none,
  minimumWeight: 0,
};

const papersOfTopic = index.topics.map(() => []);
const unconnected = [];
index.topic.forEach((topic, paper) => (topic === none ? unconnected : papersOfTopic[topic]).push(paper));

/** 1 for each node that no filter hides. */
let shown = new Uint8Array(paperCount).fill(1);

function passesFilters(paper) {
  const year = index.year[paper];
  const inYears = year ? year >= state.yearFrom && year <= state.yearTo : state.showsUndated;
  const inTopic = state.onlyTopic === none || index.topic[paper] === state.onlyTopic;
  return inYears && inTopic;
}

function applyFilters() {
  shown = new Uint8Array(graph.nodeCount);
  const hidden = index.kinds.map((kind) => state.hiddenKinds.has(kind));
  const passes = Uint8Array.from(index.id, (_, paper) => passesFilters(paper));
  const allPass = !passes.includes(0);
  for (let node = 0; node < graph.nodeCount; node++) {
    if (hidden[graph.kind[node]]) continue;
    shown[node] = isPaper(node) ? passes[node]
      : allPass || edgesOf(node).some((edge) => passes[otherEnd(edge, node)]) ? 1 : 0;
  }
  dots = null;
  redraw();
}

const edgeIsShown = (edge) =>
  shown[graph.source[edge]] && shown[graph.target[edge]] &&
  (relationOf(edge) !== "similarTo" || graph.weight[edge] >= state.minimumWeight);

/** The nodes that stand out: what is selected and what it is joined to. */
let highlighted = new Set();

function findHighlighted() {
  const nodes = new Set(state.pair ?? state.selected);
  if (state.topic !== none) papersOfTopic[state.topic].forEach((paper) => nodes.add(paper));
  if (state.showsUnconnected) unconnected.forEach((paper) => nodes.add(paper));
  if (state.selected.length && !state.pair) {
    for (const node of state.selected) {
      for (const edge of edgesOf(node)) if (edgeIsShown(edge)) nodes.add(otherEnd(edge, node));
    }
  }
  if (!nodes.size && state.found) state.found.nodes.forEach((node) => nodes.add(node));
  return nodes;
}

const canvas = byId("map");
const context = canvas.getContext("2d", { alpha: false });
const view = { x: 0, y: 0, scale: 1, width: 1, height: 1, ratio: 1 };
const screenX = (x) => (x - view.x) * view.scale + view.width / 2;
const screenY = (y) => (y - view.y) * view.scale + view.height / 2;
const worldX = (x) => (x - view.width / 2) / view.scale + view.x;
const worldY = (y) => (y - view.height / 2) / view.scale + view.y;
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** The part of the map that no panel covers, in pixels. */
function freeArea() {
  const stage = byId("stage").getBoundingClientRect();
  const cover = panel.getBoundingClientRect();
  const area = { width: view.width, height: view.height };
  if (panel.hidden) return area;
  if (cover.width >= stage.width) area.height = Math.max(80, cover.top - stage.top);
  else area.width = Math.min(area.width, cover.left - stage.left);
  return area;
}

/** The view that shows some nodes in a part of the map. */
function viewOf(nodes, area, margin) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of nodes) {
    left = Math.min(left, graph.x[node]);
    right = Math.max(right, graph.x[node]);
    top = Math.min(top, graph.y[node]);
    bottom = Math.max(bottom, graph.y[node]);
  }
  if (left > right) return { ...view };
  const scale = clamp(Math.min(
    (area.width - 2 * margin) / Math.max(right - left, spacing),
    (area.height - 2 * margin) / Math.max(bottom - top, spacing)), 1e-6, 160 / spacing);
  return {
    x: (left + right) / 2 + (view.width - area.width) / 2 / scale,
    y: (top + bottom) / 2 + (view.height - area.height) / 2 / scale,
    scale,
  };
}

const allNodes = Array.from({ length: paperCount }, (_, paper) => paper);
const fittingView = () => viewOf(allNodes, view, Math.min(60, view.width / 12));
let fitting = null;

/** The scale of the whole view, worked out once for each size of the window. */
const fittingScale = () => (fitting ??= fittingView().scale);
let flight = 0;

/** Moves the view to a target, at once where less motion is wanted. */
function fly(target) {
  cancelAnimationFrame(flight);
  const start = { ...view };
  const begin = performance.now();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const step = (now) => {
    const t = isStill ? 1 : clamp((now - begin) / 350, 0, 1);
    const eased = 1 - (1 - t) ** 3;
    view.scale = start.scale * (target.scale / start.scale) ** eased;
    view.x = start.x + (target.x - start.x) * eased;
    view.y = start.y + (target.y - start.y) * eased;
    if (t < 1) flight = requestAnimationFrame(step);
    redraw();
  };
  flight = requestAnimationFrame(step);
}

function zoom(factor, x = view.width / 2, y = view.height / 2) {
  cancelAnimationFrame(flight);
  const [fixedX, fixedY] = [worldX(x), worldY(y)];
  const least = Math.min(fittingScale() / 4, view.scale);
  view.scale = clamp(view.scale * factor, least, 600 / spacing);
  view.x = fixedX - (x - view.width / 2) / view.scale;
  view.y = fixedY - (y - view.height / 2) / view.scale;
  redraw();
}

function pan(dx, dy) {
  cancelAnimationFrame(flight);
  view.x -= dx / view.scale;
  view.y -= dy / view.scale;
  redraw();
}

/** How far apart neighbouring papers are on the screen; decides how much is drawn of each. */
const closeness = () => spacing * view.scale;

function radius(node) {
  const base = clamp(closeness() * 0.1, 1.1, 7);
  return isPaper(node)
    ? base * (0.75 + 0.12 * Math.sqrt(Math.min(graph.degree[node], 25)))
    : base * (graph.degree[node] > 1 ? 0.7 : 0.55);
}

/** What is in view, as a list and for a quick look-up; rare entities only from near by. */
function nodesInView() {
  const least = closeness() < 45 ? Infinity : 100 / closeness();
  const margin = 20;
  const nodes = [];
  const inView = new Uint8Array(graph.nodeCount);
  const add = (node) => {
    if (!shown[node] || inView[node]) return;
    const x = screenX(graph.x[node]);
    const y = screenY(graph.y[node]);
    if (x < -margin || y < -margin || x > view.width + margin || y > view.height + margin) return;
    inView[node] = 1;
    nodes.push(node);
  };
  for (let paper = 0; paper < paperCount; paper++) add(paper);
  for (const entity of graph.entities) {
    if (graph.degree[entity] < least) break;
    add(entity);
  }
  for (const node of highlighted) add(node);
  return { nodes, inView };
}

/** The edges to draw behind the nodes, the heaviest if there are too many. */
function edgesInView(nodes, inView, limit) {
  if (!graph.ready || closeness() < 5) return [];
  // From near by, edges that only pass through would hide what stands here.
  const isFar = closeness() < 50;
  const isNear = (edge) => {
    const [source, target] = [graph.source[edge], graph.target[edge]];
    return edgeIsShown(edge) && (isFar && isPaper(source) && isPaper(target)
      ? inView[source] || inView[target] : inView[source] && inView[target]);
  };
  if (nodes.length > 3000) return firstWhere(graph.byWeight, isNear, limit);
  const edges = new Set();
  for (const node of nodes) for (const edge of edgesOf(node)) if (isNear(edge)) edges.add(edge);
  return edges.size <= limit ? [...edges]
    : [...edges].sort((a, b) => graph.weight[b] - graph.weight[a] || a - b).slice(0, limit);
}

function firstWhere(values, condition, limit) {
  const chosen = [];
  for (const value of values) {
    if (chosen.length === limit) break;
    if (condition(value)) chosen.push(value);
  }
  return chosen;
}

function highlightedEdges() {
  const edges = [];
  if (state.pair) {
    const [from, to] = state.pair;
    for (const edge of edgesOf(from)) if (otherEnd(edge, from) === to) edges.push(edge);
  } else {
    for (const node of state.selected) {
      for (const edge of edgesOf(node)) if (edgeIsShown(edge)) edges.push(edge);
    }
  }
  return edges;
}

/** All that is to be drawn, for the canvas and for SVG alike. */
function compose(isMoving) {
  const { nodes, inView } = nodesInView();
  const edges = edgesInView(nodes, inView, isMoving ? 2000 : 20000);
  const scene = { nodes, inView, edges, lines: highlightedEdges() };
  scene.labels = placeLabels(scene, isMoving ? 40 : 120);
  return scene;
}

const fonts = { region: "", topic: "", node: "", strong: "" };
const measured = new Map();

function width(text, font) {
  const entry = `${font}\n${text}`;
  if (!measured.has(entry)) {
    context.font = font;
    measured.set(entry, context.measureText(text).width);
  }
  return measured.get(entry);
}

/** Breaks a title into at most `most` lines of about equal width. */
function wrap(text, font, limit, most) {
  const lines = filled(text, font, limit, most);
  if (lines.length === 1 || lines[lines.length - 1].endsWith("…")) return lines;
  const even = filled(text, font, (1.1 * width(text, font)) / lines.length, most);
  return even.length === lines.length && !even[even.length - 1].endsWith("…") ? even : lines;
}

function filled(text, font, limit, most) {
  const lines = [];
  for (const word of text.split(/\s+/u)) {
    const last = lines.length - 1;
    const longer = lines.length ? `${lines[last]} ${word}` : word;
    if (lines.length && width(longer, font) <= limit) {
      lines[last] = longer;
    } else if (lines.length < most) {
      lines.push(word);
    } else {
      lines[last] += "…";
      break;
    }
  }
  return lines;
}

/** A set of boxes that keep clear of each other. */
class Clearing {
  constructor() { this.cells = new Map(); }

  take(left, top, right, bottom) {
    const cells = [];
    for (let cx = Math.floor(left / 64); cx <= Math.floor(right / 64); cx++) {
      for (let cy = Math.floor(top / 64); cy <= Math.floor(bottom / 64); cy++) {
        cells.push(cx * 65536 + cy);
      }
    }
    const isTaken = cells.some((cell) => (this.cells.get(cell) ?? []).some((box) =>
      left < box[2] && right > box[0] && top < box[3] && bottom > box[1]));
    if (isTaken) return false;
    for (const cell of cells) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push([left, top, right, bottom]);
    }
    return true;
  }
}

/** Middle, upper end and size of each topic. */
const topicPlaces = papersOfTopic.map((papers) => {
  const median = (values) =>
    papers.map((paper) => values[paper]).sort((a, b) => a - b)[papers.length >> 1];
  const top = papers.reduce((least, paper) => Math.min(least, index.y[paper]), Infinity);
  return { x: median(index.x), y: median(index.y), top, size: papers.length };
});
const topicsBySize = index.topics.map((_, topic) => topic)
  .sort((a, b) => topicPlaces[b].size - topicPlaces[a].size || a - b);

function placeLabels(scene, limit) {
  const clearing = new Clearing();
  const labels = [];
  const add = (label) => {
    const high = label.lines.length * label.leading;
    const wide = Math.max(...label.lines.map((line) => width(line, label.font)));
    if (label.x + wide < 0 || label.x - wide > view.width) return;
    if (clearing.take(label.x - wide / 2 - 4, label.y - 2, label.x + wide / 2 + 4,
      label.y + high + 2) || label.isCertain) labels.push(label);
  };
  const chosen = chosenFirst(scene);
  for (const node of chosen) add(nodeLabel(node, true));
  if (closeness() < 200) {
    for (const topic of topicsBySize.slice(0, 400)) {
      if (labels.length > limit) break;
      if (state.onlyTopic === none || state.onlyTopic === topic) add(topicLabel(topic));
    }
  }
  if (closeness() > 55) {
    keepDotsClear(scene, clearing);
    const nodes = scene.nodes
      .filter((node) => !chosen.includes(node))
      .filter((node) => (highlighted.size ? highlighted.has(node) : closeness() > 90 || graph.degree[node] > 6))
      .sort((a, b) => graph.degree[b] - graph.degree[a] || a - b);
    for (const node of nodes) {
      if (labels.length > limit) break;
      add(nodeLabel(node, false));
    }
  }
  return labels;
}

/** Names do not cover the dots that stand out, as long as these are few. */
function keepDotsClear(scene, clearing) {
  const dots = scene.nodes.filter((node) => isPaper(node) && (!highlighted.size || highlighted.has(node)));
  if (dots.length > 500) return;
  for (const node of dots) {
    const [x, y, r] = [screenX(graph.x[node]), screenY(graph.y[node]), radius(node)];
    clearing.take(x - r, y - r, x + r, y + r);
  }
}

function chosenFirst(scene) {
  const chosen = [...(state.pair ?? state.selected)];
  if (state.hovered !== none) chosen.push(state.hovered);
  const near = scene.lines.slice().sort((a, b) => graph.weight[b] - graph.weight[a] || a - b)
    .flatMap((edge) => [graph.source[edge], graph.target[edge]]);
  return [...new Set([...chosen, ...near.slice(0, 60)])].filter((node) => scene.inView[node]);
}

/** A label that fits on the map: of a long address the last two steps. */
function shortLabel(node) {
  const label = clean(graph.label[node]);
  const steps = label.split("/");
  const short = isPaper(node) || steps.length < 3 ? label : steps.slice(-2).join("/");
  return isPaper(node) || short.length <= 32 ? short : `${short.slice(0, 31)}…`;
}

function nodeLabel(node, isStrong) {
  const font = isStrong ? fonts.strong : fonts.node;
  const isChosen = state.selected.includes(node) || node === state.hovered;
  return {
    node, font, isCertain: isChosen,
    lines: wrap(shortLabel(node), font, isStrong ? 190 : 150, isStrong ? 3 : 2),
    leading: isStrong ? 15 : 13,
    x: screenX(graph.x[node]),
    y: screenY(graph.y[node]) + radius(node) + 4,
  };
}

function topicLabel(topic) {
  const font = topicPlaces[topic].size * 40 > paperCount ? fonts.region : fonts.topic;
  const lines = wrap(clean(index.topics[topic].name), font, 150, 3);
  const leading = font === fonts.region ? 19 : 16;
  return {
    topic, font, lines, leading,
    x: screenX(topicPlaces[topic].x),
    // Above its papers, or in their middle where these stand far apart.
    y: Math.max(screenY(topicPlaces[topic].top) - 8, screenY(topicPlaces[topic].y) - 6 * closeness())
      - lines.length * leading,
  };
}

const polygon = (corners, turn) => Array.from({ length: corners }, (_, i) => {
  const angle = ((i + turn) * 2 * Math.PI) / corners - Math.PI / 2;
  return [1.15 * Math.cos(angle), 1.15 * Math.sin(angle)];
});

/** The corners of each kind's shape; papers and authors are round. */
const shapes = {
  repository: polygon(4, 0.5), dataset: polygon(6, 0.5), method: polygon(4, 0),
  term: polygon(3, 0), link: polygon(3, 0.75), identifier: polygon(3, 0.5), venue: polygon(5, 0),
};

const paint = {};

/** Reads the colours and fonts of the style sheet. */
function readStyle() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  for (const name of ["paper", "ink", "faint", "edge", "accent"]) paint[name] = value(`--${name}`);
  paint.topics = Array.from({ length: 8 }, (_, i) => value(`--topic-${i}`));
  paint.kinds = index.kinds.map((kind) => value(kind === "paper" ? "--ink" : `--${kind}`));
  const serif = value("--serif");
  const sans = value("--sans");
  fonts.region = `600 17px ${serif}`;
  fonts.topic = `600 14px ${serif}`;
  fonts.node = `11px ${sans}`;
  fonts.strong = `600 12px ${sans}`;
  measured.clear();
  territory = null;
  dots = null;
}

const topicColor = (topic) =>
  topic === none ? paint.faint : paint.topics[index.topics[topic].region % paint.topics.length];
const nodeColor = (node) =>
  (isPaper(node) ? topicColor(index.topic[node]) : paint.kinds[graph.kind[node]]);

/** Nodes by colour, those that do not stand out first. */
function nodesByColor(nodes) {
  const colors = [...paint.kinds, ...paint.topics, paint.faint];
  const groups = [true, false].flatMap((isFaded) =>
    colors.map((color) => ({ color, isFaded, nodes: [] })));
  const ofTopic = index.topics.map((topic) => index.kinds.length + topic.region % paint.topics.length);
  for (const node of nodes) {
    const color = isPaper(node) ? ofTopic[index.topic[node]] ?? colors.length - 1 : graph.kind[node];
    const isFaded = highlighted.size > 0 && !highlighted.has(node);
    groups[isFaded ? color : colors.length + color].nodes.push(node);
  }
  return groups.filter((group) => group.nodes.length);
}

/** A picture of the whole plane, drawn once and then only scaled. */
function planePicture(longSide, draw) {
  const [width, height] = [extent(index.x), extent(index.y)].map((side) => side + 2 * spacing);
  const scale = longSide / Math.max(width, height);
  const picture = document.createElement("canvas");
  picture.width = Math.ceil(width * scale);
  picture.height = Math.ceil(height * scale);
  const pen = picture.getContext("2d");
  draw(pen, (paper) => [(index.x[paper] + spacing) * scale, (index.y[paper] + spacing) * scale], scale);
  return { picture, scale };
}

function showPicture({ picture, scale }, opacity) {
  context.globalAlpha = opacity;
  context.drawImage(picture, screenX(-spacing), screenY(-spacing),
    (picture.width / scale) * view.scale, (picture.height / scale) * view.scale);
  context.globalAlpha = 1;
}

const extent = (values) => values.reduce((most, value) => Math.max(most, value), 0);
const groundOpacity = () => (highlighted.size ? 0.06 : 0.13);
const fadedOpacity = 0.22;
let territory = null;
let dots = null;

/** Every topic's ground as flat colour. */
function drawTerritory() {
  territory ??= planePicture(1600, (pen, place, scale) => {
    const size = Math.max(spacing * 0.62 * scale, 1.5);
    for (const topic of topicsBySize) {
      pen.fillStyle = topicColor(topic);
      pen.beginPath();
      for (const paper of papersOfTopic[topic]) {
        const [x, y] = place(paper);
        pen.moveTo(x + size, y);
        pen.arc(x, y, size, 0, 2 * Math.PI);
      }
      pen.fill();
    }
  });
  showPicture(territory, groundOpacity());
}

/** Very many papers from afar: one picture of all dots, sharp up to twice the whole view. */
const drawsFromAfar = () => paperCount > 8000 && view.scale < 2 * fittingScale();

function drawDots() {
  dots ??= planePicture(3200, (pen, place, scale) => {
    const size = Math.max(0.22 * spacing * scale, 1);
    for (let paper = 0; paper < paperCount; paper++) {
      if (!shown[paper]) continue;
      const [x, y] = place(paper);
      pen.fillStyle = nodeColor(paper);
      pen.fillRect(x - size / 2, y - size / 2, size, size);
    }
  });
  showPicture(dots, highlighted.size ? fadedOpacity : 1);
}

function trace(pen, node, x, y, r) {
  const corners = shapes[kindName(node)];
  if (!corners) {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], i) => {
    if (i) pen.lineTo(x + dx * r, y + dy * r);
    else pen.moveTo(x + dx * r, y + dy * r);
  });
  pen.closePath();
}

function drawEdges(edges, style) {
  context.globalAlpha = style.opacity;
  context.strokeStyle = style.color;
  context.lineWidth = style.width;
  context.beginPath();
  for (const edge of edges) {
    const [source, target] = [graph.source[edge], graph.target[edge]];
    context.moveTo(screenX(graph.x[source]), screenY(graph.y[source]));
    context.lineTo(screenX(graph.x[target]), screenY(graph.y[target]));
  }
  context.stroke();
  context.globalAlpha = 1;
}

function drawNodes(scene) {
  if (drawsFromAfar()) drawDots();
  const drawn = drawsFromAfar() ? scene.nodes.filter((node) => highlighted.has(node)) : scene.nodes;
  for (const { color, isFaded, nodes } of nodesByColor(drawn)) {
    context.fillStyle = color;
    context.globalAlpha = isFaded ? fadedOpacity : 1;
    drawGroup(nodes);
  }
  context.globalAlpha = 1;
  for (const node of ringed(scene)) ring(node);
}

const ringed = (scene) =>
  [...state.selected, ...(state.pair ?? []), state.hovered].filter((node) => scene.inView[node]);

function drawGroup(nodes) {
  // Small dots are squares: a fifth of the time, and no eye sees it.
  if (closeness() < 14) {
    for (const node of nodes) {
      const r = radius(node);
      context.fillRect(screenX(graph.x[node]) - r, screenY(graph.y[node]) - r, 2 * r, 2 * r);
    }
    return;
  }
  context.beginPath();
  for (const node of nodes) {
    trace(context, node, screenX(graph.x[node]), screenY(graph.y[node]), radius(node));
  }
  context.fill();
}

function ring(node) {
  context.strokeStyle = paint.accent;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(screenX(graph.x[node]), screenY(graph.y[node]), radius(node) + 4, 0, 2 * Math.PI);
  context.stroke();
}

function drawLabels(scene) {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.strokeStyle = paint.paper;
  for (const label of scene.labels) {
    context.font = label.font;
    context.lineWidth = 3.5;
    context.fillStyle = paint.ink;
    context.globalAlpha = labelOpacity(label);
    label.lines.forEach((line, i) => {
      const y = label.y + i * label.leading;
      context.strokeText(line, label.x, y);
      context.fillText(line, label.x, y);
    });
  }
  context.globalAlpha = 1;
}

/** Names of topics step back when something else is chosen. */
const labelOpacity = ({ topic }) =>
  topic !== undefined && topic !== state.topic && highlighted.size ? 0.45 : 1;

const edgeStyle = () => ({
  color: paint.edge, width: clamp(closeness() / 90, 0.5, 1.2),
  opacity: highlighted.size ? 0.16 : clamp(closeness() / 90, 0.12, 0.4),
});
const lineStyle = (toPapers) =>
  ({ color: paint.accent, width: toPapers ? 1.4 : 0.8, opacity: toPapers ? 0.7 : 0.35 });
const joinsPapers = (edge) => isPaper(graph.source[edge]) && isPaper(graph.target[edge]);

let scene = null;
let frame = 0;
let settling = 0;

function draw(isMoving) {
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.fillStyle = paint.paper;
  context.fillRect(0, 0, view.width, view.height);
  scene = compose(isMoving);
  drawTerritory();
  drawEdges(scene.edges, edgeStyle());
  drawEdges(scene.lines.filter((edge) => !joinsPapers(edge)), lineStyle(false));
  drawEdges(scene.lines.filter(joinsPapers), lineStyle(true));
  drawNodes(scene);
  drawLabels(scene);
}

/** Draws in the next frame, with less while things move and in full when they rest. */
function redraw() {
  clearTimeout(settling);
  settling = setTimeout(() => draw(false), 120);
  if (frame) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    draw(true);
  });
}

function resize() {
  const box = byId("stage").getBoundingClientRect();
  const ratio = window.devicePixelRatio || 1;
  if (box.width === view.width && box.height === view.height && ratio === view.ratio) return;
  view.ratio = ratio;
  view.width = Math.max(1, box.width);
  view.height = Math.max(1, box.height);
  canvas.width = Math.round(view.width * ratio);
  canvas.height = Math.round(view.height * ratio);
  fitting = null;
  redraw();
}

/** Makes an element; functions are listeners, everything else attributes. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

/** Text from a stranger, its direction kept to itself. */
const bdi = (text) => element("bdi", {}, clean(text));

const encode = encodeURIComponent;
const paperFragment = (papers) => `#paper=${papers.map((paper) => encode(index.id[paper])).join(",")}`;
const nodeFragment = (node) =>
  isPaper(node) ? paperFragment([node]) : `#entity=${encode(key(node))}`;
const pairFragment = (from, to) => `#edge=${encode(key(from))},${encode(key(to))}`;
const topicFragment = (topic) => `#topic=${encode(index.topics[topic].slug)}`;

/** A link that leaves the page; only of the kinds that cannot run anything. */
function outwardLink(url, ...children) {
  return /^(https?:|mailto:)/iu.test(url)
    ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children)
    : element("span", {}, ...children);
}

const nodeLink = (node) => element("a", { href: nodeFragment(node) }, bdi(graph.label[node]));
const button = (label, action) => element("button", { type: "button", click: action }, label);
const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** A list that starts short and grows on demand. */
function longList(items, makeItem, step = 50, tag = "ul") {
  const list = element(tag, {});
  const more = button("", () => grow());
  const grow = () => {
    const start = list.childElementCount;
    list.append(...items.slice(start, start + step).map((item) => element("li", {}, makeItem(item))));
    const rest = items.length - list.childElementCount;
    more.textContent = `Show ${Math.min(step, rest)} more of ${rest}`;
    more.hidden = rest === 0;
  };
  grow();
  return element("div", { class: "list" }, list, more);
}

/** How a relation is called, seen from its source and from its target. */
const wording = {
  introduces: ["Introduces", "Introduced by"], uses: ["Uses", "Used by"],
  mentions: ["Mentions", "Mentioned by"], defines: ["Defines", "Defined by"],
  linksTo: ["Links to", "Linked from"], cites: ["Cites", "Cited by"],
  similarTo: ["Similar papers", "Similar papers"],
  coupledWith: ["Shares references with", "Shares references with"],
  coCitedWith: ["Cited together with", "Cited together with"],
  versionOf: ["Version of", "Other versions"], writtenBy: ["Written by", "Wrote"],
  publishedIn: ["Published in", "Published"],
};

/** The edges of a node under their headings, the closest first. */
function edgesByHeading(node) {
  const groups = new Map();
  const edges = Array.from(edgesOf(node))
    .sort((a, b) => graph.edgeKind[a] - graph.edgeKind[b] || graph.weight[b] - graph.weight[a] ||
      graph.degree[otherEnd(b, node)] - graph.degree[otherEnd(a, node)] || a - b);
  for (const edge of edges) {
    const heading = wording[relationOf(edge)][graph.source[edge] === node ? 0 : 1];
    if (!groups.has(heading)) groups.set(heading, []);
    groups.get(heading).push(edge);
  }
  return groups;
}

/** Splits marked text into text nodes and links; marks may overlap, the first one wins. */
function markedText(text, marks, offset = 0) {
  const pieces = [];
  let end = 0;
  for (const { start, length, node } of marks) {
    const from = start - offset;
    if (from < end || from + length > text.length) continue;
    pieces.push(clean(text.slice(end, from)));
    const words = bdi(text.slice(from, from + length));
    pieces.push(node === undefined ? element("mark", {}, words)
      : element("a", { href: nodeFragment(node), class: `mark ${kindName(node)}`,
        title: `${kindName(node)}: ${clean(graph.label[node])}` }, words));
    end = from + length;
  }
  pieces.push(clean(text.slice(end)));
  return pieces;
}

/** The marks of one paper's field, in order, longer ones first. */
function marksOf(flat, paper, strings) {
  const marks = [];
  let edge = 0;
  for (let i = 0; i < flat.length; i += 4) {
    edge += flat[i + 2];
    marks.push({ start: flat[i], length: flat[i + 1], edge, node: otherEnd(edge, paper),
      rule: strings[flat[i + 3]] });
  }
  return marks.sort((a, b) => a.start - b.start || b.length - a.length || a.edge - b.edge);
}

/** Where the sentences of a text begin and end. */
function sentencesOf(text) {
  if (!Intl.Segmenter) return [{ start: 0, text }];
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  return Array.from(segmenter.segment(text), ({ index: start, segment }) => ({ start, text: segment }));
}

/** Where some terms stand in a text, at the start of a word; upper and lower case are the same. */
function occurrences(text, terms) {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [];
  const marks = [];
  for (const { term, weight } of terms) {
    const sought = term.toLowerCase();
    for (let at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + sought.length)) {
      if (at && /[\p{L}\p{N}]/u.test(lower[at - 1])) continue;
      // To the end of the word: terms are stems at times.
      const rest = /^[\p{L}\p{N}]*/u.exec(lower.slice(at + sought.length))[0].length;
      marks.push({ start: at, length: sought.length + rest, term, weight });
    }
  }
  return marks.sort((a, b) => a.start - b.start || b.length - a.length);
}

/** The sentence of a text that holds the most of some terms, with the terms marked. */
function tellingSentence(text, terms) {
  let best = null;
  for (const sentence of sentencesOf(text)) {
    const marks = occurrences(sentence.text, terms);
    const weights = new Map(marks.map((mark) => [mark.term, mark.weight]));
    const score = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    if (score > 0 && (!best || score > best.score)) best = { score, marks, text: sentence.text };
  }
  return best && element("blockquote", {}, markedText(best.text.trimEnd(), best.marks));
}

/** The sentences behind an edge, as found in the papers at its ends. */
async function evidenceOf(edge) {
  const quotes = [];
  for (const paper of [graph.source[edge], graph.target[edge]].filter(isPaper)) {
    const text = await texts(paper);
    const fields = [[graph.label[paper], text.titleMarks], [text.abstract, text.marks]];
    for (const [whole, flat] of fields) {
      for (const mark of marksOf(flat, paper, text.strings).filter((mark) => mark.edge === edge)) {
        const sentence = sentencesOf(whole).findLast(({ start }) => start <= mark.start);
        const end = Math.max(sentence.start + sentence.text.length, mark.start + mark.length);
        const marked = [{ start: mark.start, length: mark.length }];
        quotes.push(element("blockquote", {},
          markedText(whole.slice(sentence.start, end), marked, sentence.start),
          element("footer", {}, nodeLink(paper), ` · rule ${clean(mark.rule)}`)));
      }
    }
  }
  return quotes;
}

/** What joins two nodes: every relation between them, with its evidence. */
async function reasons(from, to) {
  const parts = [];
  for (const edge of edgesOf(from)) {
    if (otherEnd(edge, from) !== to) continue;
    const source = graph.source[edge];
    const papers = [source, graph.target[edge]].filter(isPaper);
    const text = isPaper(source) ? await texts(source) : null;
    const [, basis = none, ...terms] = text?.explanations.get(edge) ?? [];
    parts.push(element("h4", {}, relationTitle(edge, basis, text)));
    const shared = [];
    for (let i = 0; i < terms.length; i += 2) {
      shared.push({ term: text.strings[terms[i]], weight: terms[i + 1] });
    }
    if (shared.length) {
      parts.push(termBars(shared));
      for (const paper of papers) parts.push(await quoteOf(paper, shared));
    }
    parts.push(...await evidenceOf(edge));
  }
  parts.push(commonEntities(from, to));
  return parts.filter((part) => part !== null);
}

function relationTitle(edge, basis, text) {
  const kind = relationOf(edge);
  const weight = graph.weight[edge];
  const amount = kind === "similarTo" ? ` ${weight.toFixed(2)}` : weight === 1 ? "" : ` ×${+weight.toFixed(2)}`;
  const source = basis === none ? "" : ` (${clean(text.strings[basis])})`;
  return (kind === "similarTo" ? "Similarity" : wording[kind][0]) + amount + source;
}

/** Shared terms with bars for their part in the score. */
function termBars(shared) {
  const most = Math.max(...shared.map(({ weight }) => weight));
  return element("ul", { class: "terms", "aria-label": "Shared terms" }, shared.map(({ term, weight }) => {
    const bar = element("span", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${(100 * weight) / most}%`;
    return element("li", {}, bdi(term), bar);
  }));
}

async function quoteOf(paper, terms) {
  const { abstract } = await texts(paper);
  const quote = tellingSentence(abstract, terms) ?? tellingSentence(graph.label[paper], terms);
  quote?.append(element("footer", {}, nodeLink(paper)));
  return quote;
}

/** The entities that both of two papers name. */
function commonEntities(from, to) {
  if (!isPaper(from) || !isPaper(to)) return null;
  const entities = (paper) => Array.from(edgesOf(paper), (edge) => otherEnd(edge, paper))
    .filter((node) => !isPaper(node));
  const others = new Set(entities(to));
  const common = [...new Set(entities(from))].filter((node) => others.has(node));
  return common.length
    ? element("div", {}, element("h4", {}, "Both name"), entityLinks(common)) : null;
}

const entityLinks = (nodes) => element("p", { class: "entities" },
  nodes.map((node) => element("span", {}, glyph(node), nodeLink(node), " ")));

/** The shape of a kind, as in the map. */
function glyph(node) {
  return shapeGlyph(kindName(node), nodeColor(node));
}

function shapeGlyph(kind, color) {
  const corners = shapes[kind];
  const shape = corners
    ? svgElement("polygon", { points: corners.map(([x, y]) => `${6 + 5 * x},${6 + 5 * y}`).join(" ") })
    : svgElement("circle", { cx: 6, cy: 6, r: 5 });
  shape.setAttribute("fill", color);
  return svgElement("svg", { viewBox: "0 0 12 12", class: "glyph", "aria-hidden": "true" }, shape);
}

function svgElement(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const panel = byId("panel");

/** Shows what is chosen; a later choice overtakes an earlier one that still waits for its texts. */
async function showPanel() {
  const isCurrent = ((chosen) => () => chosen === showPanel.latest)(showPanel.latest = {});
  const content = await panelContent().catch((error) =>
    [element("h2", {}, "Not to be had"), element("p", {}, error.message)]);
  if (!isCurrent()) return;
  panel.hidden = !content;
  document.body.classList.toggle("has-panel", Boolean(content));
  if (!content) {
    resize();
    return;
  }
  const close = element("button", { type: "button", class: "close", "aria-label": "Close", click: clearChoice }, "×");
  panel.replaceChildren(close, ...content);
  panel.scrollTop = 0;
  byId("opened").textContent = panel.querySelector("h2, .kicker").textContent;
  resize();
}

async function panelContent() {
  if (state.missing) {
    return [element("h2", {}, "Not in this map"), element("p", {}, bdi(state.missing))];
  }
  if (state.pair) return pairView(...state.pair);
  if (state.topic !== none) return topicView(state.topic);
  if (state.showsUnconnected) return unconnectedView();
  if (state.selected.length > 1) return severalView(state.selected);
  if (state.selected.length === 1) {
    const [node] = state.selected;
    return isPaper(node) ? paperView(node) : entityView(node);
  }
  return null;
}

async function paperView(paper) {
  const text = await texts(paper);
  const title = graph.label[paper];
  return [
    paperKicker(paper),
    element("h2", { dir: "auto" }, markedText(title, marksOf(text.titleMarks, paper, text.strings))),
    paperFacts(paper, text),
    element("p", { class: "actions" },
      text.url ? outwardLink(text.url, "Open paper") : null,
      text.doi ? outwardLink(`https://doi.org/${encodeURI(text.doi)}`, "DOI") : null,
      ...exportButtons([paper])),
    element("p", { class: "abstract", dir: "auto" },
      markedText(text.abstract, marksOf(text.marks, paper, text.strings))),
    ...[...edgesByHeading(paper)].map(([heading, edges]) => edgeSection(paper, heading, edges)),
    element("p", { class: "source" }, "Read from ", bdi(text.source)),
  ];
}

function paperKicker(paper) {
  const topic = index.topic[paper];
  return element("p", { class: "kicker" }, glyph(paper), topic === none
    ? element("a", { href: "#unconnected" }, "Unconnected")
    : element("a", { href: topicFragment(topic) }, bdi(index.topics[topic].name)));
}

function paperFacts(paper, text) {
  const authors = authorsOf(paper);
  const names = authors.slice(0, 20).flatMap((name, i) => [i ? ", " : "",
    element("a", { href: `#q=${encode(name)}` }, bdi(name))]);
  if (authors.length > 20) names.push(` and ${authors.length - 20} more`);
  const anonymous = !authors.length && text.authorCount ? [count(text.authorCount, "author")] : [];
  const date = text.date.replace(/^--/u, "");
  const rest = [date, text.venue].filter(Boolean).map((fact) => bdi(fact));
  const facts = [names, anonymous, ...rest].filter((fact) => !Array.isArray(fact) || fact.length);
  return element("p", { class: "facts" }, facts.flatMap((fact, i) => (i ? [" · ", fact] : [fact])).flat());
}

const authorsOf = (paper) => (graph.authors[paper] ?? []).map((author) => graph.author[author]);

/** Entities run on in a line; papers stand in a list, each with the reasons for it. */
function edgeSection(node, heading, edges) {
  const ends = edges.map((edge) => otherEnd(edge, node));
  const title = element("h3", {}, heading, " ", element("small", {}, String(edges.length)));
  if (!ends.some(isPaper)) return element("section", {}, title, entityLinks(ends));
  return element("section", {}, title, longList(ends, (end) => relatedItem(node, end), 12));
}

function relatedItem(node, end) {
  const why = element("details", {}, element("summary", {}, "why"));
  why.addEventListener("toggle", async () => {
    if (why.open && why.childElementCount === 1) {
      why.append(element("div", { class: "why" }, await reasons(node, end),
        element("p", {}, element("a", { href: pairFragment(node, end) }, "Link to this"))));
    }
  });
  const year = isPaper(end) && index.year[end] ? ` ${index.year[end]}` : "";
  return [glyph(end), nodeLink(end), element("small", {}, year), why];
}

function entityView(node) {
  const url = graph.url[node - paperCount];
  const forms = graph.forms[node - paperCount].filter((form) => form !== graph.label[node]);
  const papers = [...new Set(Array.from(edgesOf(node), (edge) => otherEnd(edge, node)))].filter(isPaper);
  return [
    element("p", { class: "kicker" }, glyph(node), kindName(node)),
    element("h2", { dir: "auto" }, bdi(graph.label[node])),
    forms.length ? element("p", { class: "facts" }, "Written ",
      forms.flatMap((form, i) => [i ? ", " : "", bdi(form)])) : null,
    element("p", { class: "actions" }, url ? outwardLink(url, "Open") : null, ...exportButtons(papers)),
    ...[...edgesByHeading(node)].map(([heading, edges]) => edgeSection(node, heading, edges)),
  ].filter((part) => part !== null);
}

async function pairView(from, to) {
  const side = (node) => element("p", {}, glyph(node), nodeLink(node));
  const content = await reasons(from, to);
  return [
    element("p", { class: "kicker" }, "What joins them"),
    element("div", { class: "pair" }, side(from), side(to)),
    element("div", { class: "why" }, content.length ? content : "Nothing joins them directly."),
  ];
}

function topicView(topic) {
  const { name, keywords, map } = index.topics[topic];
  const papers = papersOfTopic[topic].slice()
    .sort((a, b) => graph.degree[b] - graph.degree[a] || a - b);
  const shared = sharedEntities(papers);
  return [
    element("p", { class: "kicker" }, glyph(papers[0]), "Topic"),
    element("h2", { dir: "auto" }, bdi(name)),
    element("p", { class: "facts" }, keywords.flatMap((word, i) => [i ? " · " : "", bdi(word)])),
    element("p", { class: "actions" },
      map ? element("a", { href: encode(map) }, "Topic map") : null, ...exportButtons(papers)),
    shared.length ? element("section", {}, element("h3", {}, "Shared"), entityLinks(shared)) : null,
    element("section", {}, element("h3", {}, "Papers ", element("small", {}, String(papers.length))),
      longList(papers, paperItem)),
  ].filter((part) => part !== null);
}

/** The entities that some papers share, at least two of them, more than papers do in general. */
function sharedEntities(papers) {
  const counts = new Map();
  for (const paper of papers) {
    for (const node of new Set(Array.from(edgesOf(paper), (edge) => otherEnd(edge, paper)))) {
      if (!isPaper(node)) counts.set(node, (counts.get(node) ?? 0) + 1);
    }
  }
  const weight = ([node, number]) => number * Math.log((paperCount + 1) / graph.degree[node]);
  return [...counts].filter(([, number]) => number > 1)
    .sort((a, b) => weight(b) - weight(a) || a[0] - b[0]).slice(0, 24).map(([node]) => node);
}

const unconnectedView = () => [
  element("p", { class: "kicker" }, "Papers that share too little with any other"),
  element("h2", {}, "Unconnected papers"),
  element("p", { class: "actions" }, ...exportButtons(unconnected)),
  longList(unconnected, paperItem),
];

function severalView(nodes) {
  const shared = sharedEntities(nodes);
  return [
    element("p", { class: "kicker" }, "Selection"),
    element("h2", {}, count(nodes.length, "paper")),
    element("p", { class: "actions" }, ...exportButtons(nodes)),
    shared.length ? element("section", {}, element("h3", {}, "Shared"), entityLinks(shared)) : null,
    longList(nodes, (paper) => [...paperItem(paper),
      button("Remove", () => choose(nodes.filter((other) => other !== paper)))]),
  ].filter((part) => part !== null);
}

function paperItem(paper) {
  const authors = authorsOf(paper);
  const facts = [authors.length > 2 ? `${authors[0]} et al.` : authors.join(" & "),
    index.year[paper] || ""].filter(Boolean).join(" · ");
  return [glyph(paper), nodeLink(paper), element("small", {}, " ", bdi(facts))];
}

const exportButtons = (papers) => papers.length ? [
  button("BibTeX", async () => save("papers.bib", "application/x-bibtex", await bibTeX(papers))),
  button("CSV", async () => save("papers.csv", "text/csv", await csv(papers))),
] : [];

function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const bibTeXEscapes = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const bibTeXText = (text) =>
  clean(text).replace(/[\\{}~^&%$#_]/gu, (character) => bibTeXEscapes[character] ?? `\\${character}`);

async function bibTeX(papers) {
  const entries = [];
  const taken = new Set();
  for (const paper of papers) {
    const text = await texts(paper);
    const base = index.id[paper].replace(/[^A-Za-z0-9:._/-]+/gu, "-") || "paper";
    let name = base;
    for (let i = 2; taken.has(name); i++) name = `${base}-${i}`;
    taken.add(name);
    const fields = {
      title: `{${bibTeXText(graph.label[paper])}}`,
      author: authorsOf(paper).map((author) => bibTeXText(author)).join(" and "),
      year: index.year[paper] || "",
      journal: bibTeXText(text.venue),
      doi: bibTeXText(text.doi),
      url: text.url.replace(/[\\{}\s]/gu, encode),
      abstract: bibTeXText(text.abstract),
    };
    const lines = Object.entries(fields).filter(([, value]) => value)
      .map(([field, value]) => `  ${field} = {${value}}`);
    entries.push(`@${text.venue ? "article" : "misc"}{${name},\n${lines.join(",\n")}\n}\n`);
  }
  return entries.join("\n");
}

/** RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
const csvCell = (value) => {
  const text = clean(String(value)).replace(/^(?=[=+\-@])/u, "'");
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

async function csv(papers) {
  const rows = [["id", "title", "authors", "year", "venue", "doi", "url", "topic", "abstract"]];
  for (const paper of papers) {
    const text = await texts(paper);
    rows.push([index.id[paper], index.title[paper], authorsOf(paper).join("; "),
      index.year[paper] || "", text.venue, text.doi, text.url,
      index.topics[index.topic[paper]]?.name ?? "", text.abstract]);
  }
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/** What is seen, as SVG: the same scene as on the canvas. */
function svgOfView() {
  const seen = compose(false);
  const root = svgElement("svg", { viewBox: `0 0 ${view.width} ${view.height}`,
    width: view.width, height: view.height, xmlns: "http://www.w3.org/2000/svg" });
  root.append(svgElement("title", {}, clean(document.title)),
    svgElement("rect", { width: "100%", height: "100%", fill: paint.paper }),
    svgGround(seen), svgEdges(seen.edges, edgeStyle()), svgEdges(seen.lines.filter((edge) => !joinsPapers(edge)), lineStyle(false)),
    svgEdges(seen.lines.filter(joinsPapers), lineStyle(true)),
    ...Array.from(nodesByColor(seen.nodes), svgNodes), ...seen.labels.map(svgLabel));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

const short = (number) => number.toFixed(1);

function svgGround(seen) {
  const ground = svgElement("g", { opacity: groundOpacity() });
  const size = Math.max(closeness() * 0.62, 1);
  for (const topic of topicsBySize) {
    const papers = papersOfTopic[topic].filter((paper) => seen.inView[paper]);
    if (papers.length) ground.append(svgElement("g", { fill: topicColor(topic) }, ...papers.map((paper) =>
      svgElement("circle", { cx: short(screenX(graph.x[paper])), cy: short(screenY(graph.y[paper])), r: short(size) }))));
  }
  return ground;
}

function svgEdges(edges, { color, width: thickness, opacity }) {
  const path = edges.map((edge) => {
    const [source, target] = [graph.source[edge], graph.target[edge]];
    return `M${short(screenX(graph.x[source]))} ${short(screenY(graph.y[source]))}` +
      `L${short(screenX(graph.x[target]))} ${short(screenY(graph.y[target]))}`;
  });
  return svgElement("path", { d: path.join(""), stroke: color, "stroke-width": thickness,
    "stroke-opacity": opacity, fill: "none" });
}

function svgNodes({ color, isFaded, nodes }) {
  return svgElement("g", { fill: color, opacity: isFaded ? fadedOpacity : 1 }, ...nodes.map((node) => {
    const [x, y, r] = [screenX(graph.x[node]), screenY(graph.y[node]), radius(node)];
    const corners = shapes[kindName(node)];
    const shape = corners
      ? svgElement("polygon", { points: corners.map(([dx, dy]) => `${short(x + dx * r)},${short(y + dy * r)}`).join(" ") })
      : svgElement("circle", { cx: short(x), cy: short(y), r: short(r) });
    shape.append(svgElement("title", {}, clean(graph.label[node])));
    return shape;
  }));
}

function svgLabel(label) {
  const { lines, x, y, leading, font } = label;
  const [, weight, size, family] = /^(?:(\d+) )?(\d+)px (.*)$/u.exec(font);
  return svgElement("text", { "text-anchor": "middle", "font-family": family, "font-size": size,
    "font-weight": weight ?? 400, fill: paint.ink, opacity: labelOpacity(label), stroke: paint.paper, "stroke-width": 3.5,
    "stroke-linejoin": "round", "paint-order": "stroke" },
  ...lines.map((line, i) => svgElement("tspan", { x: short(x), y: short(y + i * leading + 0.8 * size) }, line)));
}

/** Folds letters so that case and accents do not matter. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The texts to search: per paper title, authors and terms, and the abstract where it is at hand. */
let haystacks = null;

async function buildHaystacks() {
  await relations;
  const labels = graph.label.map(fold);
  const authors = graph.author.map(fold);
  const forms = (node) => graph.forms[node - paperCount].map(fold).join("\n");
  const names = Array.from({ length: graph.nodeCount - paperCount }, (_, i) =>
    `${labels[paperCount + i]}\n${forms(paperCount + i)}`);
  const abstracts = index.textParts === 1 ? (await part(1)).abstract.map(fold) : null;
  haystacks = {
    names,
    papers: index.id.map((id, paper) => [
      [8, labels[paper]],
      [5, (graph.authors[paper] ?? []).map((author) => authors[author]).join("\n")],
      [3, Array.from(edgesOf(paper), (edge) => otherEnd(edge, paper))
        .filter((node) => !isPaper(node)).map((node) => names[node - paperCount]).join("\n")],
      [1, abstracts?.[paper] ?? ""],
    ]),
  };
}

/** How well one word fits a text: 2 at the start of a word, 1 within one, 0 if it is not there. */
function fit(text, word) {
  let at = text.indexOf(word);
  if (at < 0) return 0;
  for (; at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return 2;
  }
  return 1;
}

/** The sum over the words of their best fit in any field, 0 unless every word is there. */
function score(fields, words) {
  let sum = 0;
  for (const word of words) {
    let best = 0;
    for (const [weight, text] of fields) best = Math.max(best, weight * fit(text, word));
    if (!best) return 0;
    sum += best;
  }
  return sum;
}

async function search(query) {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  if (!words.length) return null;
  if (!haystacks) await buildHaystacks();
  const rank = (nodes, fieldsOf) => nodes
    .map((node) => ({ node, score: shown[node] ? score(fieldsOf(node), words) : 0 }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || graph.degree[b.node] - graph.degree[a.node] || a.node - b.node)
    .map((hit) => hit.node);
  const papers = rank(allNodes, (paper) => haystacks.papers[paper]);
  const entities = rank(haystacks.names.map((_, i) => paperCount + i),
    (node) => [[1, haystacks.names[node - paperCount]]]);
  return { papers, entities, nodes: [...papers, ...entities] };
}

async function runSearch(query) {
  const isCurrent = ((latest) => () => latest === runSearch.latest)(runSearch.latest = {});
  state.query = query;
  const found = await search(query);
  if (!isCurrent()) return;
  state.found = found;
  byId("results").hidden = !found;
  byId("contents").hidden = Boolean(found);
  document.body.classList.toggle("searches", Boolean(found));
  if (found) showFound(found);
  update();
}

function showFound({ papers, entities }) {
  byId("status").replaceChildren(papers.length || entities.length
    ? `${[papers.length ? count(papers.length, "paper") : "", entities.length ? count(entities.length, "name") : ""].filter(Boolean).join(", ")} `
    : "Nothing found. Fewer or shorter words may help. ", ...exportButtons(papers));
  const few = entities.slice(0, papers.length ? 5 : 50);
  byId("found").replaceChildren(
    ...few.map((node) => element("li", { class: "entity" }, glyph(node), nodeLink(node),
      element("small", {}, ` ${kindName(node)}, ${count(graph.degree[node], "link")}`))),
    ...longList(papers, paperItem).childNodes);
}

/** Turns the fragment of the address into what is chosen. */
async function follow() {
  const [, name = "", value = ""] = /^#([a-z]+)=?(.*)$/u.exec(location.hash) ?? [];
  const values = value.split(",").map(decoded);
  Object.assign(state, { selected: [], pair: null, topic: none, showsUnconnected: false, missing: "" });
  if (name === "entity" || name === "edge") await relations;
  if (name === "paper") {
    if (values.some((id) => paperWithId(id) === none)) await relations;
    // A work that papers cite but the corpus lacks is an entity.
    const papers = values.map((id) => (paperWithId(id) === none ? nodeWithKey(`paper:${id}`) : paperWithId(id)));
    state.selected = [...new Set(papers.filter((paper) => paper !== none))];
    state.missing = state.selected.length ? "" : values.join(", ");
  } else if (name === "entity") {
    const node = nodeWithKey(values[0]);
    if (node === none) state.missing = values[0];
    else state.selected = [node];
  } else if (name === "edge") {
    const ends = values.map(nodeWithKey);
    if (ends.length === 2 && !ends.includes(none)) state.pair = ends;
    else state.missing = values.join(", ");
  } else if (name === "topic") {
    state.topic = index.topics.findIndex((topic) => topic.slug === values[0]);
    if (state.topic === none) state.missing = values[0];
  } else if (name === "unconnected") {
    state.showsUnconnected = true;
  } else if (name === "q") {
    byId("query").value = decoded(value);
    await runSearch(decoded(value));
  }
  update();
  await showPanel();
  lookAtChoice();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

let paperNumbers = null;

function paperWithId(id) {
  paperNumbers ??= new Map(index.id.map((id, paper) => [id, paper]));
  return paperNumbers.get(id) ?? none;
}

/** Brings what is chosen into view, unless it is there already. */
function lookAtChoice() {
  const nodes = state.topic !== none ? papersOfTopic[state.topic]
    : state.showsUnconnected ? unconnected : state.pair ?? state.selected;
  if (!nodes.length) return;
  const area = freeArea();
  const isSingle = nodes === state.selected && nodes.length === 1;
  const wanted = isSingle ? [nodes[0], ...[...highlighted].filter(isPaper)] : nodes;
  const isVisible = wanted.every((node) => {
    const [x, y] = [screenX(graph.x[node]), screenY(graph.y[node])];
    return x > 40 && y > 40 && x < area.width - 40 && y < area.height - 40;
  });
  if (isSingle && isVisible && closeness() > 25) return;
  const target = viewOf(wanted, area, Math.min(90, view.width / 6));
  if (isSingle && target.scale < 14 / spacing) {
    // Its neighbours are all over the map: it alone, then, with what is near.
    target.scale = 45 / spacing;
    target.x = graph.x[nodes[0]] + (view.width - area.width) / 2 / target.scale;
    target.y = graph.y[nodes[0]] + (view.height - area.height) / 2 / target.scale;
  }
  fly(target);
}

function choose(nodes) {
  if (!nodes.length) clearChoice();
  else location.hash = isPaper(nodes[0]) ? paperFragment(nodes) : nodeFragment(nodes[0]);
}

/** Lets go of the selection; the second time, of the search. */
function clearChoice() {
  if (!panel.hidden) {
    history.pushState(null, "", state.query ? `#q=${encode(state.query)}` : "#");
    follow();
  } else if (state.query) {
    byId("query").value = "";
    setQuery("");
  }
}

function setQuery(query) {
  history.replaceState(null, "", query ? `#q=${encode(query)}` : "#");
  Object.assign(state, { selected: [], pair: null, topic: none, showsUnconnected: false, missing: "" });
  showPanel();
  runSearch(query);
}

function update() {
  highlighted = findHighlighted();
  for (const link of byId("side").querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
  if (location.hash.length > 1) {
    for (const link of byId("side").querySelectorAll(`a[href="${CSS.escape(location.hash)}"]`)) {
      link.setAttribute("aria-current", "true");
    }
  }
  redraw();
}

/** The node at a place on the screen, or -1. */
function nodeAt(x, y, reach = 6) {
  let [best, least] = [none, Infinity];
  for (const node of scene?.nodes ?? []) {
    const distance = Math.hypot(screenX(graph.x[node]) - x, screenY(graph.y[node]) - y) - radius(node);
    if (distance < reach && distance < least) [best, least] = [node, distance];
  }
  return best;
}

/** The edge at a place on the screen, one that stands out before others, or -1. */
function edgeAt(x, y, reach = 5) {
  for (const edges of [scene.lines, scene.edges]) {
    let [best, least] = [none, reach];
    for (const edge of edges) {
      const [source, target] = [graph.source[edge], graph.target[edge]];
      const [x0, y0] = [screenX(graph.x[source]), screenY(graph.y[source])];
      const [dx, dy] = [screenX(graph.x[target]) - x0, screenY(graph.y[target]) - y0];
      const t = clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1), 0, 1);
      const distance = Math.hypot(x0 + t * dx - x, y0 + t * dy - y);
      if (distance < least) [best, least] = [edge, distance];
    }
    if (best !== none) return best;
  }
  return none;
}

/** The topic whose name stands at a place on the screen, or -1. */
function topicAt(x, y) {
  const label = scene.labels.find((label) => label.topic !== undefined &&
    Math.abs(x - label.x) < Math.max(...label.lines.map((line) => width(line, label.font))) / 2 &&
    y > label.y && y < label.y + label.lines.length * label.leading);
  return label?.topic ?? none;
}

function click(x, y, adds, isTouch) {
  const node = nodeAt(x, y, isTouch ? 14 : 6);
  if (node !== none) {
    const papers = state.selected.filter(isPaper);
    if (!adds || !isPaper(node)) choose([node]);
    else choose(papers.includes(node) ? papers.filter((other) => other !== node) : [...papers, node]);
    return;
  }
  const topic = topicAt(x, y);
  const edge = topic === none ? edgeAt(x, y) : none;
  if (topic !== none) location.hash = topicFragment(topic);
  else if (edge !== none) location.hash = pairFragment(graph.source[edge], graph.target[edge]);
  else if (!panel.hidden) clearChoice();
}

function hover(x, y) {
  const node = nodeAt(x, y);
  canvas.style.cursor = node === none && topicAt(x, y) === none ? "" : "pointer";
  if (node === state.hovered) return;
  state.hovered = node;
  showCard();
  redraw();
}

function showCard() {
  const card = byId("card");
  const node = state.hovered;
  card.hidden = node === none;
  if (node === none) return;
  const facts = isPaper(node)
    ? [authorsOf(node).slice(0, 3).join(", ") + (authorsOf(node).length > 3 ? " et al." : ""),
      index.year[node] || "", index.topics[index.topic[node]]?.name ?? "Unconnected"]
    : [kindName(node)];
  facts.push(count(graph.degree[node], "link"));
  card.replaceChildren(element("strong", { dir: "auto" }, clean(graph.label[node])),
    element("span", {}, bdi(facts.filter(Boolean).join(" · "))));
  const x = screenX(graph.x[node]);
  const y = screenY(graph.y[node]);
  card.style.left = `${clamp(x + 14, 8, view.width - card.offsetWidth - 8)}px`;
  card.style.top = `${clamp(y + 14, 8, view.height - card.offsetHeight - 8)}px`;
}

/** Pan with one pointer, zoom with two, click without moving. */
function listenToPointers() {
  const pointers = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    if (pointers.size === 1) moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      hover(event.offsetX, event.offsetY);
      return;
    }
    const [dx, dy] = [event.offsetX - before[0], event.offsetY - before[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    if (other) {
      const distance = Math.hypot(event.offsetX - other[0], event.offsetY - other[1]);
      const earlier = Math.hypot(before[0] - other[0], before[1] - other[1]);
      pan(dx / 2, dy / 2);
      zoom(distance / Math.max(earlier, 1), (event.offsetX + other[0]) / 2, (event.offsetY + other[1]) / 2);
    } else if (moved > 4) {
      pan(dx, dy);
    }
  });
  const release = (event) => {
    const isClick = pointers.size === 1 && moved <= 4 && event.type === "pointerup" && event.button === 0;
    if (!pointers.delete(event.pointerId) || !isClick) return;
    click(event.offsetX, event.offsetY, event.shiftKey || event.ctrlKey || event.metaKey,
      event.pointerType === "touch");
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => hover(-1000, -1000));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const pixels = event.deltaY * [1, 20, 400][event.deltaMode];
    zoom(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0015)), event.offsetX, event.offsetY);
  }, { passive: false });
}

/** The papers that N and P step through: what was found, else the neighbours of the choice. */
function steps() {
  if (state.found?.papers.length) return state.found.papers;
  const [node] = state.selected;
  if (node === undefined) return state.topic === none ? allNodes : papersOfTopic[state.topic];
  return isPaper(node) && index.topic[node] !== none ? papersOfTopic[index.topic[node]] : allNodes;
}

function step(direction) {
  const papers = steps();
  const at = papers.indexOf(state.selected[0]);
  choose([papers[at < 0 ? 0 : (at + direction + papers.length) % papers.length]]);
}

const mapKeys = {
  ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0),
  ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60),
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fly(fittingView()),
  n: () => step(1), p: () => step(-1),
  Enter: () => {
    const node = nodeAt(view.width / 2, view.height / 2, Infinity);
    if (node !== none) choose([node]);
  },
};

function listenToKeys() {
  canvas.addEventListener("keydown", (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? null : mapKeys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/u.test(document.activeElement?.tagName ?? "");
    if (event.key === "Escape") {
      clearChoice();
      canvas.focus();
    } else if (event.key === "/" && !isTyping) {
      event.preventDefault();
      byId("query").focus();
    }
  });
}

/** The topics, under the names of their regions where these hold several. */
function buildTopics() {
  const maps = index.topics.length > index.regions.length
    ? index.regions.map((name, region) => [name, region]) : [["", none]];
  const entry = (topic) => element("li", {}, shapeGlyph("paper", topicColor(topic)),
    element("a", { href: topicFragment(topic) }, bdi(index.topics[topic].name)),
    element("span", { class: "count" }, String(papersOfTopic[topic].length)),
    index.topics[topic].map ? element("a", { class: "map", href: encode(index.topics[topic].map),
      "aria-label": `Map of ${clean(index.topics[topic].name)}` }, "map") : null);
  const lists = maps.map(([name, region]) => {
    const topics = index.topics.flatMap((topic, i) => (region === none || topic.region === region ? [i] : []));
    const list = element("ol", {}, topics.map(entry));
    return name === "" || topics.length === 1 ? element("li", {}, list)
      : element("li", {}, element("details", index.topics.length > 60 ? {} : { open: "" },
        element("summary", {}, bdi(name)), list));
  });
  if (unconnected.length) {
    lists.push(element("li", { class: "unconnected" }, shapeGlyph("paper", paint.faint),
      element("a", { href: "#unconnected" }, "Unconnected papers"),
      element("span", { class: "count" }, String(unconnected.length))));
  }
  byId("topics").replaceChildren(...lists);
}

function buildFilters() {
  const years = index.year.filter(Boolean).sort((a, b) => a - b);
  byId("years").hidden = !years.length;
  for (const [id, year] of [["year-from", years[0]], ["year-to", years[years.length - 1]]]) {
    byId(id).value = year ?? "";
    byId(id).addEventListener("input", readFilters);
  }
  for (const id of ["year-unknown", "topic", "weight"]) byId(id).addEventListener("input", readFilters);
  byId("topic").append(...index.topics.map((topic, i) => element("option", { value: i }, clean(topic.name))));
  byId("reset").addEventListener("click", () => {
    for (const box of byId("filters").querySelectorAll("input[type=checkbox]")) box.checked = true;
    byId("year-from").value = years[0] ?? "";
    byId("year-to").value = years[years.length - 1] ?? "";
    byId("topic").value = "";
    byId("weight").value = byId("weight").min;
    readFilters();
  });
}

/** Filters that the relations make possible: kinds of node, and similarity. */
function buildRelationFilters() {
  const counts = index.kinds.map(() => 0);
  for (const kind of graph.kind) counts[kind] += 1;
  byId("types").append(...index.kinds.flatMap((kind, i) => (counts[i] ? [element("label", {},
    element("input", { type: "checkbox", checked: "", value: kind, input: readFilters }),
    shapeGlyph(kind, paint.kinds[i]), kind,
    element("small", {}, ` ${counts[i].toLocaleString("en")}`))] : [])));
  let [least, most] = [Infinity, -Infinity];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (relationOf(edge) !== "similarTo") continue;
    least = Math.min(least, graph.weight[edge]);
    most = Math.max(most, graph.weight[edge]);
  }
  byId("weight-filter").hidden = !(least < most);
  if (!(least < most)) return;
  byId("weight").min = Math.floor(least * 100) / 100;
  byId("weight").max = Math.ceil(most * 100) / 100;
  byId("weight").value = byId("weight").min;
  readFilters();
}

function readFilters() {
  const number = (id, otherwise) => (byId(id).value === "" ? otherwise : Number(byId(id).value));
  state.yearFrom = number("year-from", -Infinity);
  state.yearTo = number("year-to", Infinity);
  state.showsUndated = byId("year-unknown").checked;
  state.onlyTopic = byId("topic").value === "" ? none : Number(byId("topic").value);
  state.minimumWeight = number("weight", 0);
  byId("weight-value").textContent = state.minimumWeight.toFixed(2);
  state.hiddenKinds = new Set(Array.from(byId("types").querySelectorAll("input:not(:checked)"), (box) => box.value));
  applyFilters();
  if (state.query) runSearch(state.query);
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  readStyle();
  buildTopics();
  update();
}

function listenToTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => setTheme());
  byId("theme").addEventListener("click", () => {
    const isDark = (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
    setTheme(isDark ? "light" : "dark");
    showPanel();
  });
}

function listenToTools() {
  byId("zoom-in").addEventListener("click", () => zoom(1.5));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.5));
  byId("fit").addEventListener("click", () => fly(fittingView()));
  byId("save-svg").addEventListener("click", () => save("papers.svg", "image/svg+xml", svgOfView()));
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("query").addEventListener("input", () => setQuery(byId("query").value));
  byId("open-list").addEventListener("click", () => {
    const isOpen = document.body.classList.toggle("shows-list");
    byId("open-list").setAttribute("aria-expanded", String(isOpen));
  });
  addEventListener("hashchange", () => {
    document.body.classList.remove("shows-list");
    byId("open-list").setAttribute("aria-expanded", "false");
    follow();
  });
}

for (const id of ["search", "filters", "stage"]) byId(id).hidden = false;
const relations = part(0).then((data) => {
  addRelations(data);
  buildRelationFilters();
  applyFilters();
});
setTheme();
buildFilters();
listenToPointers();
listenToKeys();
listenToTools();
listenToTheme();
new ResizeObserver(resize).observe(byId("stage"));
resize();
Object.assign(view, fittingView());
draw(false);
performance.mark("interactive");
relations.then(follow);
