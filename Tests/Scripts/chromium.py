"""Drives a headless Chromium through its debugging pipe; the standard library is all it needs."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


def find():
    """The path of a Chromium, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    return None


class Page:
    """One page in a browser of its own; a context manager that ends both."""

    def __init__(self, width=1280, height=800, dark=False, touch=False, scale=1):
        self.profile = tempfile.TemporaryDirectory(prefix="papergraph-chromium-", ignore_cleanup_errors=True)
        self.downloads = os.path.join(self.profile.name, "downloads")
        from_browser, self.to_browser = os.pipe()
        self.from_browser, to_us = os.pipe()
        os.set_blocking(self.from_browser, False)

        def place_pipes():
            # First out of the way, for either could be 3 or 4 already.
            reader, writer = os.dup(from_browser), os.dup(to_us)
            os.dup2(reader, 3)
            os.dup2(writer, 4)

        self.process = subprocess.Popen(
            [find(), "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--no-first-run",
             "--disable-gpu", "--hide-scrollbars", "--disable-extensions",
             "--disable-background-networking", f"--user-data-dir={self.profile.name}", "about:blank"],
            preexec_fn=place_pipes, close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(from_browser)
        os.close(to_us)
        self.buffer = b""
        self.number = 0
        self.events = []
        self.session = None
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=scale, mobile=touch)
        self.call("Emulation.setTouchEmulationEnabled", enabled=touch)
        self.emulate(dark)
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=self.downloads)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.to_browser)
        os.close(self.from_browser)
        self.profile.cleanup()

    def emulate(self, dark):
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def call(self, method, **parameters):
        """Calls a method of the DevTools protocol and waits for its answer."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to_browser, data):]
        deadline = time.monotonic() + 60
        while True:
            answer = self._next(deadline)
            if answer is None:
                raise TimeoutError(method)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def _next(self, deadline):
        while b"\0" not in self.buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.from_browser], [], [], left)[0]:
                return None
            data = os.read(self.from_browser, 1 << 20)
            if not data:
                raise RuntimeError("the browser has ended")
            self.buffer += data
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def run(self, script):
        """The value of a JavaScript expression, awaited."""
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    def wait(self, condition, seconds=15):
        """Waits until a JavaScript expression is true, and returns its value."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                value = self.run(f"((value) => value instanceof Node || value)({condition})")
                if value:
                    return value
            except RuntimeError as error:
                # A page that is being replaced has no context for a moment.
                if "context" not in str(error):
                    raise
            time.sleep(0.02)
        raise AssertionError(f"not true within {seconds} s: {condition}")

    def open(self, url, ready="performance.getEntriesByName('interactive').length"):
        self.call("Page.navigate", url=url)
        try:
            self.wait(f"location.href.split('#')[0] === {json.dumps(url.split('#')[0])} && {ready}")
        except AssertionError as error:
            raise AssertionError(f"{error}; {self.complaints()}") from None

    def key(self, key, code=None, text=None):
        event = {"key": key, "code": code or key}
        virtual = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowRight": 39}.get(key)
        if virtual:
            event["windowsVirtualKeyCode"] = virtual
        self.call("Input.dispatchKeyEvent", type="keyDown", **event,
                  **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text):
        self.call("Input.insertText", text=text)

    def mouse(self, kind, x, y, **more):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x, y, modifiers=0):
        self.mouse("mouseMoved", x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.mouse(kind, x, y, button="left", clickCount=1, modifiers=modifiers)

    def press(self, selector):
        """Clicks the middle of an element."""
        x, y = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect();"
            "return [b.x + b.width / 2, b.y + b.height / 2]; })()")
        self.click(x, y)

    def downloaded(self, name, seconds=10):
        """The bytes of a file that the page saved."""
        path = os.path.join(self.downloads, name)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if os.path.exists(path) and os.path.getsize(path):
                with open(path, "rb") as file:
                    content = file.read()
                os.remove(path)
                return content
            time.sleep(0.02)
        raise AssertionError(f"{name} was not saved")

    def screenshot(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def complaints(self):
        """What the browser logged: errors, warnings, exceptions."""
        self.run("1")
        found = []
        for event in self.events:
            parameters = event.get("params", {})
            if event.get("method") == "Runtime.exceptionThrown":
                details = parameters["exceptionDetails"]
                found.append(details.get("exception", {}).get("description", details["text"]))
            elif event.get("method") == "Log.entryAdded":
                if parameters["entry"]["level"] in ("error", "warning"):
                    found.append(parameters["entry"]["text"])
            elif event.get("method") == "Runtime.consoleAPICalled":
                if parameters["type"] in ("error", "warning", "assert"):
                    found.append(str([a.get("value") for a in parameters["args"]]))
        return found
