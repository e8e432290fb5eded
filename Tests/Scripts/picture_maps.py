#!/usr/bin/env python3
"""Makes the documentation's pictures: maps and the overview of a folder, light and dark, as PNG.

usage: picture_maps.py GRAPHS OUTPUT [NAME ...]

Draws overview.svg and the named maps of GRAPHS in headless Chromium, so that the style sheet
counts, into OUTPUT/NAME-light.png and OUTPUT/NAME-dark.png.
"""

import pathlib
import re
import subprocess
import sys
import tempfile


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    graphs, output = map(pathlib.Path, sys.argv[1:3])
    output.mkdir(parents=True, exist_ok=True)
    for name in ["overview"] + sys.argv[3:]:
        svg = (graphs / f"{name}.svg").read_text()
        width, height = (float(n) for n in re.search(r'width="([\d.]+)" height="([\d.]+)"', svg).groups())
        for theme in ["light", "dark"]:
            with tempfile.TemporaryDirectory() as profile:
                command = [
                    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                    f"--user-data-dir={profile}", f"--window-size={width:.0f},{height:.0f}",
                    f"--screenshot={output / f'{name}-{theme}.png'}",
                ]
                if theme == "dark":
                    command.append("--blink-settings=preferredColorScheme=0")
                subprocess.run(command + [(graphs / f"{name}.svg").resolve().as_uri()], check=True,
                               stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
