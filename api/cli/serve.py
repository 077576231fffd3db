"""`paiqin serve`: the REST API, with a worker on this machine's cores."""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
import time
from typing import Annotated

from typer import Option

from api.cli.command import command
from api.cli.database_option import DatabaseUrl, database_at, url_of
from api.cli.hired_workers import HiredWorkers
from api.cli.interruption import Interruption
from api.cli.log_lines import log_to_standard_error
from api.cli.options import Json, Lang, Quiet, both
from api.cli.voice import Voice, default_language
from models.fact import Text
from models.fault import Fault, InputError

OWNER = "station"
"""Who owns what is done with the first key."""

GRACE_SECONDS = 3
"""How long open answers may take when the server is told to go."""

BACKLOG, POLL_SECONDS = 128, 0.1

Host = Annotated[
    str,
    Option("--host", metavar="ADDRESS", help=both("监听地址，默认只限本机", "the address, loopback by default")),
]
Port = Annotated[int, Option("--port", metavar="N", min=0, max=65535, help=both("端口", "the port"))]
Cores = Annotated[
    int | None,
    Option(
        "--cores",
        metavar="N",
        min=0,
        max=256,
        help=both("求解用几个核，默认全部；0 则只收任务", "cores to solve on, all by default; 0 only takes jobs in"),
    ),
]

AccessLog = Annotated[bool, Option("--access-log", help=both("每个请求记一行日志", "log a line for each request"))]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    cores: Cores = None,
    database: DatabaseUrl = None,
    access_log: AccessLog = False,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Serves until Ctrl-C or SIGTERM. The first start tells a key for everything, once."""
    import uvicorn  # noqa: PLC0415  the server takes a while to load

    from api.jobs.keys import Keys  # noqa: PLC0415
    from api.rest.app import PREFIX, create_app  # noqa: PLC0415
    from api.rest.framing import Framing  # noqa: PLC0415

    voice = Voice(lang or default_language(), as_json, quiet)
    opened = database_at(database)
    key = Keys(opened).make_first(OWNER)
    if key is not None:
        voice.say(voice.text(f"API 密钥（只显示这一次）：{key}", f"API key, shown this once only: {key}"))
        sys.stdout.flush()
    count = (os.cpu_count() or 1) if cores is None else cores
    try:
        bound = socket.create_server((host, port), backlog=BACKLOG)
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        allowed = Text("空闲的地址和端口", "an address and a port that are free")
        place = "--host, --port"
        raise InputError([Fault(place, f"{host}:{port}", allowed, Text("换一个端口", "take another port"))]) from None
    app = create_app(opened)
    log_to_standard_error(logging.INFO if access_log and not quiet else logging.WARNING)
    config = uvicorn.Config(  # h11 bounds what headers it keeps; httptools, where it is installed, would not
        app,
        http=Framing,
        log_config=None,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
    )
    server = uvicorn.Server(config)
    voice.note(f"http://{host}:{bound.getsockname()[1]}{PREFIX}/openapi.json")
    with Interruption() as interruption, HiredWorkers(url_of(database), (count,) if count else ()) as workers:
        serving = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        serving.start()
        while serving.is_alive() and not interruption.has_come:
            time.sleep(POLL_SECONDS)
            workers.keep()
        app.state.service.closing.set()
        server.should_exit = True
        serving.join(2 * GRACE_SECONDS)
    opened.close()
    return 0


COMMAND = command(
    serve,
    both(
        "启动 REST 接口（默认只限本机）和本机的求解进程；首次启动显示一次 API 密钥。",
        "Serves the REST API, to this machine only by default, with a worker on its cores; the first start tells a "
        "key once.",
    ),
)
