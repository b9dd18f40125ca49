"""The workbench in JupyterLab: the server extension and the prebuilt front end.

Importing this package stays cheap, since the lab imports it for every look at a language pack; the
handlers, and with them the comparison, are loaded when the server starts the extension.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

__all__: list[str] = []


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Where the built front end lies, for ``jupyter labextension develop``."""
    return [{"src": "labextension", "dest": "jupyterlab-workbench"}]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """The module that the Jupyter server loads."""
    return [{"module": "workbench.jupyter"}]


def _load_jupyter_server_extension(server: "ServerApp") -> None:
    """Add the handlers to a starting server."""
    from workbench.jupyter.handlers import add_handlers

    add_handlers(server)
    server.log.info("workbench: handlers are ready under /workbench")
