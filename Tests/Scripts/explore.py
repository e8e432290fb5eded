"""Clicks through an explorer page in headless Chromium and checks what it does.

Usage: explore.py FOLDER [--measure]

FOLDER holds index.html as `papergraph map` wrote it. The script learns from the page's own data
what to look for, so that it works on six papers as well as on thousands. It ends with 0 when all
is well, 1 with a list of what is not, 77 when there is no Chromium. With --measure it prints
figures (milliseconds, frames a second) as JSON instead.
"""

import csv
import io
import json
import os
import re
import sys
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

import chromium

CONTRAST = """
(() => {
  const channel = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ratio = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, noscript, style")) continue;
    const value = ratio(parse(getComputedStyle(element).color), background(element));
    if (value < 4.5) found.push(`${value.toFixed(2)} ${element.tagName}.${element.className} ${walker.currentNode.data.trim().slice(0, 30)}`);
  }
  const style = getComputedStyle(document.documentElement);
  const hex = (name) => style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/gi).map((d) => parseInt(d, 16));
  for (const name of [...Array.from({length: 8}, (_, i) => `--topic-${i}`), ...index.kinds.filter((k) => k !== "paper").map((k) => `--${k}`), "--accent"]) {
    const value = ratio(hex(name), hex("--paper"));
    if (value < 3) found.push(`${value.toFixed(2)} ${name} on --paper`);
  }
  if (ratio(hex("--ink"), hex("--paper")) < 4.5) found.push("--ink on --paper");
  return found;
})()
"""

UNNAMED = """
Array.from(document.querySelectorAll("a[href], button, input, select, summary, canvas"))
  .filter((e) => e.checkVisibility())
  .filter((e) => !(e.getAttribute("aria-label") || e.labels?.length || e.textContent.trim()))
  .map((e) => e.outerHTML.slice(0, 80))
"""


class Explorer:
    """A page under test, with what it should show."""

    def __init__(self, folder):
        self.url = "file://" + urllib.parse.quote(os.path.abspath(os.path.join(folder, "index.html")))
        with open(os.path.join(folder, "index.html"), encoding="utf-8") as file:
            self.html = file.read()
        data = re.search(r'<script type="application/json" id="index">(.*?)</script>', self.html, re.S)
        self.index = json.loads(data.group(1))
        self.titles = [t if shown(t) else i for t, i in zip(self.index["title"], self.index["id"])]
        self.failures = []

    def check(self, condition, complaint):
        if not condition:
            self.failures.append(complaint)

    def paper(self):
        """The number of a paper that has a topic if any has, and a title with a long word."""
        def fitness(paper):
            return (self.index["topic"][paper] >= 0, max(map(len, shown(self.titles[paper]).split()), default=0) > 4)
        return max(range(len(self.titles)), key=lambda p: (fitness(p), -p))

    def fragment(self, paper):
        return "#paper=" + urllib.parse.quote(self.index["id"][paper], safe="!~*'()")


def shown(text):
    """Text as the page shows it: white space run together, no overrides of direction."""
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)
    return " ".join(re.sub("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", " ", text).split())


def heading(page):
    return " ".join(page.run("document.querySelector('#panel h2')?.textContent ?? ''").split())


def check_search(explorer, page):
    paper = explorer.paper()
    page.press("#query")
    page.type(shown(explorer.titles[paper]))
    page.wait("!document.getElementById('results').hidden")
    found = page.wait("Array.from(document.querySelectorAll('#found .list a, #found ul a'), (a) => a.hash)")
    explorer.check(explorer.fragment(paper) in found, f"search by title does not find {explorer.titles[paper]!r}")
    explorer.check(page.run("highlighted.size") > 0, "what was found does not stand out on the map")

    page.run("document.querySelector('#found ul a').click()")
    page.wait("document.querySelector('#panel h2')")
    explorer.check(page.run("state.selected.length") == 1, "a click on a result selects nothing")
    explorer.check(shown(explorer.titles[page.run("state.selected[0]")]) == heading(page),
                   "the panel's heading is not the title")
    page.key("Escape")
    page.wait("panel.hidden")
    page.key("Escape")
    page.wait("document.getElementById('results').hidden")

    for what, script in (("term", "graph.label[paperCount]"), ("author", "graph.author[0]")):
        name = page.run(f"{script} ?? ''")
        if shown(name):
            page.run(f"setQuery({json.dumps(name)})")
            page.wait("!document.getElementById('results').hidden && state.found")
            explorer.check(page.run("state.found.papers.length") > 0, f"search by {what} {name!r} finds no paper")
    page.run("setQuery('zzqqxxyy')")
    page.wait("document.getElementById('status').textContent.startsWith('Nothing')")
    page.run("setQuery('')")
    page.wait("document.getElementById('results').hidden")


def check_permalinks(explorer, page):
    paper = explorer.paper()
    page.open("about:blank", ready="true")
    page.open(explorer.url + explorer.fragment(paper))
    page.wait("document.querySelector('#panel h2')")
    explorer.check(heading(page) == shown(explorer.titles[paper]), "a permalink does not open its paper")
    abstract = page.run("texts(state.selected[0]).then((text) => text.abstract)")
    explorer.check(shown(abstract) == shown(page.run("document.querySelector('#panel .abstract').textContent")),
                   "the abstract is not shown whole")

    edge = page.run("""(() => {
      const edge = Array.from(graph.byWeight ?? []).find((edge) => relationOf(edge) === 'similarTo');
      return edge === undefined ? null : pairFragment(graph.source[edge], graph.target[edge]);
    })()""")
    if edge:
        page.run(f"location.hash = {json.dumps(edge)}")
        page.wait("state.pair && document.querySelector('#panel .pair')")
        explorer.check(page.run("document.querySelectorAll('#panel .terms li').length") > 0,
                       "a similarity is not explained by terms")
    evidence = page.run("""(async () => {
      const data = await part(1);
      const paper = data.marks.findIndex((marks) => marks.length);
      if (paper < 0) return null;
      const edge = data.marks[paper][2];
      return pairFragment(graph.source[edge], graph.target[edge]);
    })()""")
    if evidence:
        page.run(f"location.hash = {json.dumps(evidence)}")
        page.wait("state.pair && document.querySelector('#panel blockquote mark')")

    if explorer.index["topics"]:
        page.run("location.hash = topicFragment(0)")
        page.wait("document.querySelector('#panel .kicker')?.textContent === 'Topic'")
        explorer.check(heading(page) == shown(explorer.index["topics"][0]["name"]), "a topic's permalink opens another")
    if -1 in explorer.index["topic"]:
        page.run("location.hash = '#unconnected'")
        page.wait("document.querySelector('#panel h2')?.textContent === 'Unconnected papers'")
    page.run("location.hash = '#entity=' + encode(key(paperCount))") if page.run("graph.nodeCount > paperCount") else None
    page.run("location.hash = '#paper=there-is-no-such-paper'")
    page.wait("document.querySelector('#panel h2')?.textContent === 'Not in this map'")
    page.run("clearChoice()")
    page.wait("panel.hidden")


def check_filters(explorer, page):
    page.run("document.getElementById('filters').open = true")
    papers = "scene.nodes.filter(isPaper).length"
    page.run("Object.assign(view, fittingView()); draw(false)")
    everything = page.run(papers)
    explorer.check(everything == len(explorer.titles), "not every paper is in the whole view")
    kinds = page.run("Array.from(document.querySelectorAll('#types input'), (box) => box.value)")
    for kind in kinds:
        page.run(f"document.querySelector('#types input[value={kind}]').click(); draw(false)")
        explorer.check(page.run(f"scene.nodes.some((node) => kindName(node) === '{kind}')") is False,
                       f"the filter leaves {kind} on the map")
        page.run(f"document.querySelector('#types input[value={kind}]').click()")
    if explorer.index["topics"]:
        page.run("byId('topic').value = '0'; byId('topic').dispatchEvent(new Event('input')); draw(false)")
        explorer.check(page.run(papers) == explorer.index["topic"].count(0), "the topic filter shows other papers")
        page.run("byId('topic').value = ''; byId('topic').dispatchEvent(new Event('input'))")
    years = [year for year in explorer.index["year"] if year]
    if years:
        page.run(f"byId('year-from').value = {max(years)}; byId('year-unknown').checked = false; readFilters(); draw(false)")
        explorer.check(page.run(papers) == years.count(max(years)), "the year filter shows other papers")
    edges = page.run("scene.edges.length")
    page.run("byId('weight').value = byId('weight').max; readFilters(); draw(false)")
    explorer.check(page.run("scene.edges.length") <= edges, "the weight filter adds edges")
    page.run("byId('reset').click(); draw(false)")
    explorer.check(page.run(papers) == everything, "reset does not show everything")


def rest(page):
    """Waits until what is chosen is shown and the map no longer moves."""
    page.run("follow().then(() => new Promise((resolve) => "
             "requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))))")


def check_map(explorer, page):
    page.run("clearChoice(); Object.assign(view, fittingView()); draw(false)")
    node = page.run("scene.nodes.find(isPaper)")
    place = ("(() => { const b = canvas.getBoundingClientRect();"
             f"return [b.x + screenX(graph.x[{node}]), b.y + screenY(graph.y[{node}])]; }})()")
    page.run(f"Object.assign(view, {{ x: graph.x[{node}], y: graph.y[{node}], scale: 200 / spacing }}); draw(false)")
    x, y = page.run(place)
    page.mouse("mouseMoved", x, y)
    page.wait("!document.getElementById('card').hidden")
    explorer.check(page.run(f"state.hovered === {node}"), "hovering finds another node")
    page.click(x, y)
    page.wait("!panel.hidden")
    explorer.check(page.run(f"state.selected.includes({node})"), "a click selects another node")
    rest(page)
    neighbours = page.run(f"new Set(Array.from(edgesOf({node}), (edge) => otherEnd(edge, {node}))).size")
    explorer.check(page.run("highlighted.size") == neighbours + 1, "not every neighbour stands out")

    scale, left = page.run("[view.scale, view.x]")
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=-120)
    page.wait(f"view.scale > {scale}")
    page.mouse("mousePressed", x + 60, y + 90, button="left", clickCount=1)
    page.mouse("mouseMoved", x + 90, y + 120, button="left", buttons=1)
    page.mouse("mouseReleased", x + 90, y + 120, button="left", clickCount=1)
    explorer.check(page.run("view.x") != left, "dragging does not move the map")
    explorer.check(page.run("state.selected.length") == 1, "dragging changes the selection")

    page.run("canvas.focus()")
    before = page.run("view.x")
    page.key("ArrowRight")
    explorer.check(page.run("view.x") > before, "an arrow key does not move the map")
    scale = page.run("view.scale")
    page.key("-", text="-")
    explorer.check(page.run("view.scale") < scale, "the minus key does not zoom out")
    page.key("n", text="n")
    page.wait("state.selected.length === 1")
    page.key("Escape")
    page.wait("panel.hidden && !state.selected.length")
    page.key("/", text="/")
    explorer.check(page.run("document.activeElement.id") == "query", "the slash key does not lead to the search")


def check_exports(explorer, page):
    page.run("clearChoice(); Object.assign(view, fittingView()); draw(false)")
    page.press("#save-svg")
    root = ElementTree.fromstring(page.downloaded("papers.svg"))
    drawn = root.findall(".//{http://www.w3.org/2000/svg}title")
    explorer.check(len(drawn) == page.run("scene.nodes.length") + 1, "the SVG lacks nodes that are seen")

    papers = list(range(min(3, len(explorer.titles))))
    page.run(f"choose({papers})")
    page.wait(f"!panel.hidden && document.querySelectorAll('#panel .list li').length === {len(papers)}"
              if len(papers) > 1 else "!panel.hidden")
    page.run("Array.from(document.querySelectorAll('#panel button')).find((b) => b.textContent === 'BibTeX').click()")
    bibtex = page.downloaded("papers.bib").decode()
    explorer.check(len(re.findall(r"^@\w+\{[^,]+,$", bibtex, re.M)) == len(papers), "the BibTeX lacks entries")
    plain = re.sub(r"\\[{}]", "", bibtex)
    explorer.check(plain.count("{") == plain.count("}"), "the BibTeX has loose braces")
    page.run("Array.from(document.querySelectorAll('#panel button')).find((b) => b.textContent === 'CSV').click()")
    rows = list(csv.reader(io.StringIO(page.downloaded("papers.csv").decode(), newline="")))
    explorer.check([row[0].lstrip("'") for row in rows[1:]] == [shown_cell(explorer.index["id"][p]) for p in papers],
                   "the CSV lists other papers")
    explorer.check({len(row) for row in rows} == {9}, "the CSV's rows differ in length")
    page.run("clearChoice()")


def shown_cell(text):
    return re.sub("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", " ", re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)).lstrip("'")


def check_looks(explorer, page):
    page.run("location.hash = paperFragment([%d])" % explorer.paper())
    page.wait("document.querySelector('#panel h2')")
    for dark in (False, True):
        page.emulate(dark)
        page.wait("paint.paper === '%s'" % ("#12161b" if dark else "#fbfcfd"))
        for failure in page.run(CONTRAST):
            explorer.failures.append(f"contrast {'dark' if dark else 'light'}: {failure}")
    page.emulate(False)
    page.press("#theme")
    page.wait("document.documentElement.dataset.theme === 'dark'")
    for element in page.run(UNNAMED):
        explorer.failures.append(f"without a name: {element}")
    for url in page.run("Array.from(document.querySelectorAll('a[href]'), (a) => a.protocol)"):
        explorer.check(url in ("http:", "https:", "mailto:", "file:", "blob:"), f"a link to {url}")
    explorer.check(not page.run("'injected' in window"), "text of a paper ran as a script")
    seen = page.run("(() => { canvas.blur(); return 0; })()")
    for _ in range(6):
        page.key("Tab")
        seen += page.run("document.activeElement !== document.body && "
                         "getComputedStyle(document.activeElement).outlineStyle !== 'none'")
    explorer.check(seen >= 5, "the keyboard's focus is not seen")


def check_phone(explorer):
    with chromium.Page(390, 780, touch=True) as page:
        page.open(explorer.url)
        explorer.check(page.run("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than a phone")
        explorer.check(page.run("canvas.getBoundingClientRect().height > 300"), "the map has no room on a phone")
        page.press("#open-list")
        page.wait("byId('lists').checkVisibility()")
        page.press("#open-list")
        scale = page.run("view.scale")
        touch = lambda kind, *points: page.call("Input.dispatchTouchEvent", type=kind, touchPoints=[
            {"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)])
        touch("touchStart", (150, 400), (240, 400))
        for spread in (10, 30, 60):
            touch("touchMove", (150 - spread, 400), (240 + spread, 400))
        touch("touchEnd")
        page.wait(f"view.scale > {scale}")
        page.run("location.hash = paperFragment([%d])" % explorer.paper())
        page.wait("document.querySelector('#panel h2')")
        explorer.check(page.run("(() => { const b = panel.getBoundingClientRect(); return b.right <= innerWidth && b.bottom <= innerHeight + 1; })()"),
                       "the panel leaves a phone's screen")
        explorer.failures += [f"phone: {complaint}" for complaint in page.complaints()]


def check_without_script(explorer):
    with chromium.Page() as page:
        page.call("Emulation.setScriptExecutionDisabled", value=True)
        page.call("Page.navigate", url=explorer.url)
        deadline = time.monotonic() + 10
        text = ""
        while time.monotonic() < deadline and "relations.then(follow)" not in text:
            root = page.call("DOM.getDocument", depth=0)["root"]
            try:
                text = page.call("DOM.getOuterHTML", nodeId=root["nodeId"])["outerHTML"]
            except RuntimeError:
                continue  # The document was replaced between the two calls.
        listed = re.findall(r'<li id="paper=', text)
        expected = len(explorer.titles) if len(explorer.titles) <= 5000 else 0
        explorer.check(len(listed) == expected, f"{len(listed)} papers are listed without scripts")
        links = [t["map"] for t in explorer.index["topics"] if t["map"]]
        explorer.check(all(f'href="{urllib.parse.quote(link)}"' in text for link in links),
                       "a map is not linked without scripts")


def measure(explorer):
    """Milliseconds until the page answers, and frames a second while it is dragged about.

    Milliseconds of the main thread are of its processor time, so that other work on the machine
    hardly shows in them.
    """
    with chromium.Page(1440, 900) as page:
        page.call("Performance.enable", timeDomain="threadTicks")
        busy = lambda: 1000 * next(
            m["value"] for m in page.call("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration")
        page.open(explorer.url)
        page.wait("graph.ready")
        ready = page.run("performance.getEntriesByName('interactive')[0].startTime")
        loaded = busy()
        page.run("new Promise((resolve) => setTimeout(resolve, 500))")
        before = busy()
        frames, seconds = page.run("""new Promise((resolve) => {
          Object.assign(view, fittingView());
          const begin = performance.now();
          let count = 0;
          const step = (now) => {
            const t = (now - begin) / 1000;
            if (t > 4) return resolve([count, t]);
            count += 1;
            pan(6 * Math.cos(3 * t), 6 * Math.sin(3 * t));
            zoom(1 + 0.02 * Math.sin(1.5 * t));
            requestAnimationFrame(step);
          };
          requestAnimationFrame(step);
        })""")
        dragged = busy() - before
        searches = []
        for query in ("network", "graph network"):
            before = busy()
            page.run(f"search('{query}').then(() => 0)")
            searches.append(round(busy() - before))
        return {
            "papers": len(explorer.titles), "nodes": page.run("graph.nodeCount"),
            "edges": page.run("graph.edgeCount"), "indexBytes": len(explorer.html.encode()),
            "interactiveMilliseconds": round(ready), "loadMainThreadMilliseconds": round(loaded),
            "framesPerSecond": round(frames / seconds, 1),
            "frameMainThreadMilliseconds": round(dragged / frames, 2),
            "firstSearchMilliseconds": searches[0], "searchMilliseconds": searches[1],
            "load": os.getloadavg()[0],
        }


def attempt(explorer, check, *arguments):
    try:
        check(explorer, *arguments)
    except (AssertionError, RuntimeError, TimeoutError) as error:
        explorer.failures.append(f"{check.__name__}: {error}")


def main():
    folder = next(argument for argument in sys.argv[1:] if not argument.startswith("-"))
    if not chromium.find():
        print("there is no Chromium here", file=sys.stderr)
        return 77
    explorer = Explorer(folder)
    if "--measure" in sys.argv:
        print(json.dumps(measure(explorer), indent=2))
        return 0
    with chromium.Page() as page:
        page.open(explorer.url)
        page.wait("graph.ready")
        for check in (check_search, check_permalinks, check_filters, check_map, check_exports, check_looks):
            attempt(explorer, check, page)
        explorer.failures += page.complaints()
    attempt(explorer, check_phone)
    attempt(explorer, check_without_script)
    for failure in explorer.failures:
        print(failure, file=sys.stderr)
    return 1 if explorer.failures else 0


if __name__ == "__main__":
    sys.exit(main())
