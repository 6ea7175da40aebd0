"""`dragoman serve`: the record as pages, from this machine and for it."""

import getpass
import signal
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, RecordOption, day, lexicons_with
from dragoman.errors import UsageError


def serve(
    record: RecordOption = DEFAULT_RECORD,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on this machine; 0: any that is free.")] = 8731,
    today: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="What 'since yesterday' counts from; otherwise the last day of publication."),
    ] = None,
    users: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Only the users of this file may see and correct.")
    ] = None,
    add_user: Annotated[
        str | None, typer.Option("--add-user", metavar="NAME", help="Ask for a password, add a user, and stop.")
    ] = None,
    add_program: Annotated[
        str | None,
        typer.Option("--add-program", metavar="NAME", help="Make a token for a program, print it once, and stop."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name under which a proxy in front is reached (HTTPS); with --users."),
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Serve the record as pages to this machine, and to no other, until it is stopped with Ctrl-C.

    For several people set a proxy with HTTPS in front of it, name its host with --allow-host, and give --users.
    """
    if add_user is not None:
        _add(users, add_user)
        return
    if add_program is not None:
        _add_program(users, add_program)
        return
    if allow_host and users is None:
        raise UsageError("--allow-host: others could see and correct the record; give --users too")
    # Between two rows of an answer SQLite lets other threads go on; a thread that reckons gives the way free only after
    # this long, by default five milliseconds: a reader of two thousand rows would wait for seconds.
    sys.setswitchinterval(0.0005)
    import uvicorn  # noqa: PLC0415 - these load the server, the store and the figures

    from dragoman.web.settings import Settings  # noqa: PLC0415
    from dragoman.web.site import make_app  # noqa: PLC0415

    settings = Settings(
        record=record,
        lexicons=lexicons_with(lexicon),
        today=day("--today", today),
        users=users,
        hosts=frozenset(allow_host or ()),
        behind_tls=bool(allow_host),
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that processes of ours end with us
    # Named as TCP, so that asyncio sends small pieces at once instead of waiting for the other side: 40 ms a page.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(("127.0.0.1", port))
        except OSError as error:
            raise UsageError(f"--port {port}: cannot be used ({error.strerror}); choose another, or 0") from error
        server = uvicorn.Server(
            uvicorn.Config(
                make_app(settings),
                log_level="warning",
                server_header=False,
                limit_concurrency=400,
                timeout_keep_alive=20,
            )
        )
        bound.listen()  # who comes as soon as the address is told waits until the server is up
        typer.echo(f"dragoman serves {record} at http://localhost:{bound.getsockname()[1]}/ until Ctrl-C stops it")
        sys.stdout.flush()
        server.run(sockets=[bound])


def _add(users: Path | None, name: str) -> None:
    """Add a user, or give one another password.

    Raises:
        UsageError: no file is named, or the name or the password will not do.
    """
    if users is None:
        raise UsageError("--add-user: into which file? give --users FILE too")
    from dragoman.web.users import add_user  # noqa: PLC0415 - loads argon2

    if sys.stdin.isatty():
        password = getpass.getpass(f"Password for {name}: ")
        if getpass.getpass("Again: ") != password:
            raise UsageError("the two passwords differ; nothing was changed")
    else:
        password = sys.stdin.readline().rstrip("\n")
    add_user(users, name, password)
    typer.echo(f"{users}: {name} can sign in now", err=True)


def _add_program(users: Path | None, name: str) -> None:
    """Make a token for a program, or another one, and print it.

    Raises:
        UsageError: no file is named, or the name will not do.
    """
    if users is None:
        raise UsageError("--add-program: into which file? give --users FILE too")
    from dragoman.web.users import add_program  # noqa: PLC0415 - loads argon2

    typer.echo(add_program(users, name))
    typer.echo(f"{users}: {name} can ask the API with this token now; it is not shown again", err=True)
