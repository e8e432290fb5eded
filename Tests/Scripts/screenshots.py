"""Takes the pictures of the README and the articles.

Usage: screenshots.py FOLDER [OUTPUT]

It needs Chromium, and pngquant to make the pictures small. FOLDER holds what `papergraph map` wrote; OUTPUT is the catalogue's Resources if not given.
"""

import glob
import os
import re
import subprocess
import sys
import urllib.parse

import chromium

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LARGEST = 160_000


def settle(page):
    page.wait("graph.ready")
    page.run("draw(false); new Promise((resolve) => setTimeout(resolve, 300))")


def take(page, folder, name):
    path = os.path.join(folder, name)
    page.screenshot(path)
    subprocess.run(["pngquant", "40", "--nofs", "--force", "--output", path, path], check=True)
    size = os.path.getsize(path)
    print(f"{name}: {size} bytes")
    if size > LARGEST:
        sys.exit(f"{name} is larger than {LARGEST} bytes")


def explorer(folder, output):
    url = "file://" + urllib.parse.quote(os.path.abspath(os.path.join(folder, "index.html")))
    # One end of the heaviest similarity, the one with fewer neighbours.
    chosen = """(() => {
      const edge = graph.byWeight.find((edge) => relationOf(edge) === 'similarTo');
      const ends = [graph.source[edge], graph.target[edge]];
      return paperFragment([ends[graph.degree[ends[0]] <= graph.degree[ends[1]] ? 0 : 1]]);
    })()"""
    with chromium.Page(1180, 740) as page:
        page.open(url)
        settle(page)
        take(page, output, "explorer.png")
    with chromium.Page(1180, 740, dark=True) as page:
        page.open(url)
        page.wait("graph.ready")
        page.run(f"location.hash = {chosen}")
        page.wait("document.querySelector('#panel section details')")
        page.run("document.querySelector('#panel section details').open = true")
        page.wait("document.querySelector('#panel .why')")
        page.run("document.querySelector('#panel section details').scrollIntoView()")
        settle(page)
        take(page, output, "explorer-selection.png")
    with chromium.Page(390, 760, touch=True) as page:
        page.open(url)
        page.wait("graph.ready")
        page.run("location.hash = topicFragment(0)")
        page.wait("document.querySelector('#panel h2')")
        settle(page)
        take(page, output, "explorer-phone.png")


def picture(path, output, name, dark=False):
    """An SVG at the width of a page."""
    with open(path, encoding="utf-8") as file:
        box = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', file.read())
    width, height = (float(side) for side in box.groups())
    shown = 1000
    with chromium.Page(shown, min(1400, round(shown * height / width)), dark=dark) as page:
        page.open("file://" + urllib.parse.quote(os.path.abspath(path)),
                  ready="document.readyState === 'complete'")
        page.run("""(() => { const root = document.documentElement;
          root.setAttribute('width', '100%'); root.removeAttribute('height'); })()""")
        take(page, output, name)


def main():
    folder = sys.argv[1]
    output = sys.argv[2] if len(sys.argv) > 2 else os.path.join(
        REPOSITORY, "Sources", "PaperGraph", "PaperGraph.docc", "Resources")
    if not chromium.find():
        print("there is no Chromium here", file=sys.stderr)
        return 77
    os.makedirs(output, exist_ok=True)
    explorer(folder, output)
    if os.path.exists(os.path.join(folder, "overview.svg")):
        picture(os.path.join(folder, "overview.svg"), output, "overview.png")
    maps = sorted(glob.glob(os.path.join(glob.escape(folder), "01-*.svg")))
    if maps:
        picture(maps[0], output, "topic-map.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
