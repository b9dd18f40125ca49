"""The demonstration: one draft against two references, in the terminal, as HTML, and in the lab."""

import json
import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from workbench.cli.printing import console, print_comparison, progress
from workbench.divergence import compare
from workbench.dossier import write_report
from workbench.messages import UserError, translate, ui_language
from workbench.sts import load, write_atomically

DRAFT = Path("drafts/cup.sts.xml")
REFERENCES = (Path("corpora/iso-91001.sts.xml"), Path("corpora/gost-91001.sts.xml"))
RESULTS = Path(".demo")

_LOCALES = {"zh": "zh_CN", "en": "en"}


class DemoError(UserError):
    """The demonstration cannot run."""


def run_demo(folder: Path, *, with_lab: bool) -> None:
    """Compare, write the reports to ``.demo/``, and start the lab with the comparison one click away.

    Raises:
        DemoError: where ``folder`` does not hold the demonstration documents.
    """
    for file in (DRAFT, *REFERENCES):
        if not (folder / file).is_file():
            raise DemoError("cli.demo.no-documents", file=file, folder=folder.resolve())
    draft = load(folder / DRAFT)
    (folder / RESULTS).mkdir(exist_ok=True)
    for file in REFERENCES:
        reference = load(folder / file)
        with progress(translate("cli.comparing")) as report_share:
            comparison = compare(draft, reference, progress=report_share)
        report = folder / RESULTS / f"{DRAFT.name.partition('.')[0]}-{file.name.partition('.')[0]}.html"
        write_report(report, comparison, draft, reference)
        console().rule()
        print_comparison(comparison)
        console().print(translate("cli.written", file=report))
    if with_lab:
        start_lab(folder)


def start_lab(folder: Path) -> None:
    """Start JupyterLab in ``folder``, print the address of the comparison, and wait until it is closed."""
    port, token = _free_port(), secrets.token_urlsafe(16)
    query = f"token={token}&workbench-compare={quote(f'{DRAFT.as_posix()}|{REFERENCES[0].as_posix()}')}"
    console().rule()
    console().print(translate("cli.demo.address"))
    print(f"  http://127.0.0.1:{port}/lab?{query}", flush=True)
    console().print(translate("cli.demo.stop"))
    arguments = [
        sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder.resolve()}", "--log-level=ERROR",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")
    try:
        subprocess.run(arguments, env=_environment(folder, token), check=False)  # noqa: S603
    except KeyboardInterrupt:
        console().print(translate("cli.demo.stopped"))


def _environment(folder: Path, token: str) -> dict[str, str]:
    """What the lab finds around it: the user's language, and no news from outside."""
    settings = {
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false"},
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[ui_language()]},
    }
    written = folder / RESULTS / "labconfig" / "default_setting_overrides.json"
    written.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(written, json.dumps(settings, indent=1).encode())
    found = os.environ.get("JUPYTER_CONFIG_PATH")
    paths = [str(written.parent.parent.resolve()), *([found] if found else [])]
    return {**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_CONFIG_PATH": os.pathsep.join(paths)}


def _free_port() -> int:
    """8888, the lab's own, where nobody has it, else any."""
    for port in (8888, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DemoError("cli.demo.no-port")
