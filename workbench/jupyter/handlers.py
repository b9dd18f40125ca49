"""The HTTP interface of the lab extension, below ``/workbench/``.

Every handler asks for Jupyter's authentication and authorisation, reads inside the server's root folder
only, runs no other program, and does its work in threads, so that the server stays responsive. What
goes wrong is answered as ``{"message": ...}`` in the language of the lab, never as a traceback.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from pydantic import BaseModel, ValidationError
from tornado import web

from workbench.jupyter.comparing import compare
from workbench.jupyter.deciding import decide_finding, decide_link
from workbench.jupyter.documents import DocumentError, DocumentFolder, DocumentMissingError, page
from workbench.jupyter.pages import (
    CompareRequest,
    DecideFindingRequest,
    DecideRequest,
    ReadingsPage,
    StandardFiles,
    StandardPage,
)
from workbench.jupyter.readings import readings_page
from workbench.messages import UserError, translate, using_ui_language

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

MAX_BODY = 10_000
"""Longest body of a request, in bytes: two paths, a language, the ids of a link or a reason."""

# Reading a standard takes a fraction of a second and must not wait behind a comparison; comparisons use
# all the memory and processors they may have, so they run one after the other.
_READERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="workbench-read")
_COMPARER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workbench-compare")

Answer = TypeVar("Answer", bound=BaseModel)
Question = TypeVar("Question", bound=BaseModel)


class WorkbenchHandler(APIHandler):
    """Base of the handlers: language of the user, threads, errors as messages."""

    auth_resource = "contents"
    ui_language = "en"

    @property
    def folder(self) -> DocumentFolder:
        """The server's root folder.

        Raises:
            DocumentError: where the server keeps its documents elsewhere than in files.
        """
        manager = self.contents_manager
        root = getattr(manager, "root_dir", None)
        if not root:
            raise DocumentError("jupyter.no-root")
        return DocumentFolder(Path(root), allow_hidden=bool(manager.allow_hidden))

    def speak(self, language_tag: str) -> None:
        """Answer in the user's language, named as the lab does (``zh-CN``, ``zh_CN``, ``en``)."""
        self.ui_language = "zh" if language_tag.lower().startswith("zh") else "en"

    async def answer(self, executor: ThreadPoolExecutor, work: Callable[[], Answer]) -> None:
        """Do ``work`` in a thread and send its result, or the message of what went wrong."""

        def in_the_users_language() -> str:
            with using_ui_language(self.ui_language):
                return work().model_dump_json()

        # A comparison whose reader has closed its tab leaves the queue.
        self._pending = executor.submit(in_the_users_language)
        try:
            self.finish(await asyncio.wrap_future(self._pending))
        except DocumentMissingError as error:
            self.refuse(HTTPStatus.NOT_FOUND, error.render(self.ui_language))
        except UserError as error:
            self.refuse(HTTPStatus.BAD_REQUEST, error.render(self.ui_language))
        except asyncio.CancelledError:
            self.log.debug("workbench: nobody waits for %s any more", self.request.path)

    def on_connection_close(self) -> None:
        """Take the work of a reader who is gone out of the queue."""
        if pending := getattr(self, "_pending", None):
            pending.cancel()
        super().on_connection_close()

    def body_as(self, kind: type[Question]) -> Question | None:
        """The body of the request; where it is none of that kind, the answer says so."""
        try:
            if len(self.request.body) > MAX_BODY:
                raise ValueError
            return kind.model_validate_json(self.request.body)
        except (ValidationError, ValueError):
            self.refuse(HTTPStatus.BAD_REQUEST, translate("jupyter.bad-request", self.ui_language))
            return None

    def refuse(self, status: HTTPStatus, message: str) -> None:
        """Send ``message`` as the error."""
        self.set_status(status)
        self.finish({"message": message})

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Tell of an unforeseen error without its insides, which are in the server's log."""
        error = (kwargs.get("exc_info") or (None, None))[1]
        if isinstance(error, web.HTTPError):
            super().write_error(status_code, **kwargs)
        else:
            self.finish({"message": translate("jupyter.internal-error", self.ui_language)})


class StandardHandler(WorkbenchHandler):
    """``GET standard?path=drafts/cup.sts.xml&ui_language=zh-CN``: one standard, to be read."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Answer with a :class:`StandardPage`."""
        self.speak(self.get_query_argument("ui_language", "en"))
        path = self.get_query_argument("path", "")

        def work() -> StandardPage:
            return page(self.folder.read(path), path)

        await self.answer(_READERS, work)


class ReadingsHandler(WorkbenchHandler):
    """``GET readings?path=drafts/cup.sts.xml&ui_language=zh-CN``: what was read in one standard."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Answer with a :class:`ReadingsPage`."""
        self.speak(self.get_query_argument("ui_language", "en"))
        path = self.get_query_argument("path", "")

        def work() -> ReadingsPage:
            return readings_page(self.folder.read(path))

        await self.answer(_READERS, work)


class StandardsHandler(WorkbenchHandler):
    """``GET standards``: paths of the standards that can be compared."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Answer with :class:`StandardFiles`."""
        await self.answer(_READERS, lambda: StandardFiles(paths=self.folder.suggestions()))


class CompareHandler(WorkbenchHandler):
    """``POST compare`` with a :class:`CompareRequest`: two standards and what differs."""

    @web.authenticated
    @authorized("read")  # type: ignore[untyped-decorator]
    async def post(self) -> None:
        """Answer with a :class:`ComparisonPage`."""
        request = self.body_as(CompareRequest)
        if request:
            self.speak(request.ui_language)
            await self.answer(_COMPARER, lambda: compare(self.folder, request))


class DecideHandler(WorkbenchHandler):
    """``POST decide`` with a :class:`DecideRequest`: keep a decision about a link beside the draft."""

    @web.authenticated
    @authorized("write")  # type: ignore[untyped-decorator]
    async def post(self) -> None:
        """Answer with :class:`DecisionsPage`."""
        request = self.body_as(DecideRequest)
        if request:
            self.speak(request.ui_language)
            # One after the other, and not while a comparison reads them.
            await self.answer(_COMPARER, lambda: decide_link(self.folder, request))


class DecideFindingHandler(WorkbenchHandler):
    """``POST decide-finding`` with a :class:`DecideFindingRequest`: keep what a person says of a finding."""

    @web.authenticated
    @authorized("write")  # type: ignore[untyped-decorator]
    async def post(self) -> None:
        """Answer with :class:`DecisionsPage`."""
        request = self.body_as(DecideFindingRequest)
        if request:
            self.speak(request.ui_language)
            await self.answer(_COMPARER, lambda: decide_finding(self.folder, request))


def add_handlers(server: "ServerApp") -> None:
    """Add the handlers to a Jupyter server."""
    web_app = server.web_app
    base = url_path_join(web_app.settings["base_url"], "workbench")
    web_app.add_handlers(  # type: ignore[no-untyped-call]
        ".*$",
        [
            (url_path_join(base, "standard"), StandardHandler),
            (url_path_join(base, "readings"), ReadingsHandler),
            (url_path_join(base, "standards"), StandardsHandler),
            (url_path_join(base, "compare"), CompareHandler),
            (url_path_join(base, "decide"), DecideHandler),
            (url_path_join(base, "decide-finding"), DecideFindingHandler),
        ],
    )
