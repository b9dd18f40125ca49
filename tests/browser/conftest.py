"""A real JupyterLab on a folder of its own, and a real Chromium."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
LABEXTENSION = REPOSITORY / "workbench" / "jupyter" / "labextension"
TOKEN = "token-of-the-tests"
PATIENCE = 180
"""Seconds after which a test gives up waiting: a machine that does other things takes its time."""
CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass
class Lab:
    """A running lab, the folder that it shows, and the folder of its settings."""

    root: Path
    url: str
    settings: Path

    def set(self, plugin: str, **values: object) -> None:
        """Write a user's settings of one plugin, e.g. ``apputils-extension:themes``."""
        package, name = plugin.split(":")
        file = self.settings / "@jupyterlab" / package / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))

    def speak(self, locale: str) -> None:
        """Choose the lab's language: ``en`` or ``zh_CN``."""
        self.set("translation-extension:plugin", locale=locale)


@dataclass
class Watched:
    """A page of the browser and everything that it complained about."""

    page: Any
    lab: Lab
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str, query: str = "") -> None:
        self.page.goto(f"{self.lab.url}{address}?token={TOKEN}{query}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        pytest.skip("there is no Chromium: install the system package chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    if not (LABEXTENSION / "package.json").is_file():
        pytest.skip("the front end is not built: run npm run build:prod in extensions/jupyterlab-workbench")
    folder = tmp_path_factory.mktemp("lab")
    root = folder / "root"
    for path in ("drafts/cup.sts.xml", "corpora/iso-91001.sts.xml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / path, root / path)
    extensions = folder / "labextensions"
    extensions.mkdir()
    (extensions / "jupyterlab-workbench").symlink_to(LABEXTENSION)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            f"--port={port}",
            "--port-retries=0",
        ),
        "--ServerApp.ip=127.0.0.1",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={root}",
        "--ServerApp.jpserver_extensions={'workbench.jupyter': True}",
        f"--LabApp.extra_labextensions_path={extensions}",
        "--LabApp.news_url=",
    ]
    places = {
        "HOME": "home",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    environment = os.environ | {name: str(folder / place) for name, place in places.items()}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
    try:
        url = f"http://127.0.0.1:{port}/"
        _wait_for(url, server, folder / "log")
        lab = Lab(root, url, folder / "settings")
        lab.set("apputils-extension:notification", fetchNews="false")
        yield lab
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{url}api?token={TOKEN}", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"the lab does not start:\n{log.read_text()}")


@pytest.fixture
def watched(chromium: Any, lab: Lab) -> Iterator[Watched]:
    """A fresh page; the test fails where the browser's console shows an error."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE * 1000)
    _keep_workspaces(context)
    watched = Watched(context.new_page(), lab)

    def on_console(message: Any) -> None:
        if message.type == "error":
            watched.complaints.append(f"{message.text} {message.location.get('url', '')}")

    watched.page.on("console", on_console)
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    yield watched
    context.close()
    assert not watched.complaints


def _keep_workspaces(context: Any) -> None:
    """Keep the layout of the lab with the page: one saved late would open in the lab of the next test.

    None is read from the server either, which gets what a page saves while it is closed.
    """
    saved: dict[str, str] = {}

    def answer(route: Any) -> None:
        request = route.request
        address = request.url.split("?")[0]
        if request.method == "PUT":
            saved[address] = request.post_data
            route.fulfill(status=204)
        elif request.method == "GET":
            nothing = json.dumps({"data": {}, "metadata": {"id": address.rpartition("/")[2]}})
            route.fulfill(body=saved.get(address, nothing), content_type="application/json")
        else:
            route.continue_()

    context.route("**/lab/api/workspaces/*", answer)


@pytest.fixture
def screenshot(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Any, str], None]:
    """Keeps a picture of a page under ``tmp_path``, or under ``WORKBENCH_SCREENSHOTS`` where that is set."""
    folder = Path(os.environ.get("WORKBENCH_SCREENSHOTS") or tmp_path)

    def take(page: Any, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")

    return take
