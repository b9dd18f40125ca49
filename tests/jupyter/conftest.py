"""A real Jupyter server with the workbench's handlers, in a thread of the test's own process."""

import asyncio
import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

TOKEN = "token-of-the-tests"

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<standard xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="{language}">
  <front>
    <std-meta>
      <title-wrap xml:lang="{language}"><full>{title}</full></title-wrap>
      <std-ref type="dated">{designation}</std-ref>
    </std-meta>
  </front>
  <body>
    <sec id="s1" sec-type="scope"><label>1</label><title>Scope</title>
      <p id="p1">This document applies to cups.</p>
    </sec>
    <sec id="s2"><label>2</label><title>Requirements</title>
      <sec id="s21"><label>2.1</label><title>Leakage</title>
        <p id="p2">{requirement}</p>
      </sec>
    </sec>
  </body>
</standard>
"""


def document(
    designation: str = "T/ZZB 9101—2026",
    title: str = "Cups",
    requirement: str = "The leakage shall not exceed 3 ml.",
    language: str = "en",
) -> str:
    """A small standard with two provisions, ``p1`` and ``p2``."""
    return DOCUMENT.format(designation=designation, title=title, requirement=requirement, language=language)


@dataclass
class Answer:
    """What the server answered."""

    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Server:
    """A running server and the folder that it serves."""

    root: Path
    url: str

    def get(self, endpoint: str, token: str | None = TOKEN, **query: str) -> Answer:
        return self._ask("GET", f"{endpoint}?{urllib.parse.urlencode(query)}", None, token)

    def post(self, endpoint: str, body: object, token: str | None = TOKEN) -> Answer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._ask("POST", endpoint, content, token)

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def _ask(self, method: str, endpoint: str, body: bytes | None, token: str | None) -> Answer:
        headers = {"Authorization": f"token {token}"} if token else {}
        request = urllib.request.Request(self.url + endpoint, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=180) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode())


class ThreadedServerApp(ServerApp):
    """A server that leaves the signals of the test's process alone."""

    def init_signal(self) -> None:
        pass


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    root = folder / "root"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "RUNTIME"):
            patch.setenv(f"JUPYTER_{name}_DIR", str(folder / name.lower()))
        patch.setenv("JUPYTER_NO_CONFIG", "1")
        ready = threading.Event()
        running: dict[str, Any] = {}

        def run() -> None:
            loop = asyncio.new_event_loop()
            asyncio.set_event_loop(loop)
            config = Config()
            config.IdentityProvider.token = TOKEN
            config.ServerApp.jpserver_extensions = {"workbench.jupyter": True}
            app = ThreadedServerApp(
                root_dir=str(root),
                port=0,
                open_browser=False,
                allow_root=True,
                log_level="ERROR",
                config=config,
            )
            app.initialize(argv=[], find_extensions=False)

            async def start() -> None:
                running.update(app=app, loop=loop, stop=asyncio.Event())
                ready.set()
                await running["stop"].wait()
                app.http_server.stop()
                await app.http_server.close_all_connections()

            loop.run_until_complete(start())
            loop.close()

        thread = threading.Thread(target=run)
        thread.start()
        assert ready.wait(30), "the server does not start"
        yield Server(root, f"http://127.0.0.1:{running['app'].port}/")
        running["loop"].call_soon_threadsafe(running["stop"].set)
        thread.join(30)


@pytest.fixture(scope="session")
def make_document() -> Callable[..., str]:
    """Makes the text of a small standard; see :func:`document`."""
    return document
