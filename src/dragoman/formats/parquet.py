"""Tables as Parquet, by pyarrow (the extra `lake`)."""

import io
from collections.abc import Sequence
from typing import Any

from dragoman.errors import UsageError


def write_parquet(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]]) -> bytes:
    """Write rows as a Parquet file; the same rows give the same bytes.

    Args:
        columns: name and kind of each: "string", "strings" (a list), "date", "float", "int" or "bool".
        rows: as many cells each; None is null.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow, parquet = _arrow()
    kinds = {
        "string": arrow.string(),
        "strings": arrow.list_(arrow.string()),
        "date": arrow.date32(),
        "float": arrow.float64(),
        "int": arrow.int64(),
        "bool": arrow.bool_(),
    }
    schema = arrow.schema([(name, kinds[kind]) for name, kind in columns])
    cells = list(zip(*rows, strict=True)) or [() for _ in columns]
    arrays = [
        arrow.array([_plain(value) for value in column], type=kinds[kind])
        for column, (_, kind) in zip(cells, columns, strict=True)
    ]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def read_parquet(content: bytes) -> list[dict[str, Any]]:
    """Read the rows of a Parquet file, by column name; lists come back as tuples.

    Raises:
        UsageError: pyarrow is not installed.
    """
    _, parquet = _arrow()
    rows: list[dict[str, Any]] = parquet.read_table(io.BytesIO(content)).to_pylist()
    return [{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()} for row in rows]


def _plain(value: object) -> object:
    """Give what pyarrow takes: enumerations as their words."""
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed; get it with: pip install dragoman[lake]"
        ) from error
    return pyarrow, parquet
