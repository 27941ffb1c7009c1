"""wireparse on Apache Spark: a DataFrame with texts in, the same DataFrame with stories out.

Classic sessions and those of Spark Connect are served alike: only the DataFrame API is used.  Nothing here runs a job
or changes a setting.  The work is done by `wireparse.arrow.parse_batches`, on Spark's workers, which need wireparse and
pyarrow: installed, or wireparse's wheel sent along with `--py-files`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wireparse.arrow import checked_columns, error_type, schema
from wireparse.errors import UsageError
from wireparse.exporters.arrow_rows import pyarrow
from wireparse.readers.decoding import MAX_SIZE

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["parse", "register"]


def parse(
    df: DataFrame,
    *,
    text: str = "text",
    id: str | None = "id",  # noqa: A002 - named as the column is
    date: str | None = "date",
    language: str | None = None,
    max_size: int = MAX_SIZE,
    result: str = "story",
    error: str = "error",
) -> DataFrame:
    """Parse a column of texts: each row of `df` as it is, with two columns more.  Lazy: no job is run.

    `result` is the story, a struct with every key of the story model, `error` a struct of `code` and `message` for a
    row that has none: of the two, one is null.  Nothing that a text contains makes a job fail.

    `text`, `id` and `date` name the columns that hold the text, its name and its day; the last two may be missing.
    `language` is that of all texts, `max_size` the most bytes that a text may have.  Raises `UsageError` for a column
    that is missing or is none of strings, for one that is called as the results are, and without pyspark or pyarrow.
    """
    types = _types()
    fields = df.schema.fields
    checked_columns(
        [(field.name, isinstance(field.dataType, types.StringType)) for field in fields],
        text=text,
        id=id,
        date=date,
        result=result,
        error=error,
    )
    added = [types.StructField(result, _story_type()), types.StructField(error, _from_arrow(error_type()))]
    work = _there(
        "parse_batches",
        text=text,
        id=id,
        date=date,
        language=language,
        max_size=max_size,
        result=result,
        error=error,
    )
    return df.mapInArrow(work, types.StructType([*fields, *added]))


def register(spark: SparkSession, name: str = "wireparse_parse") -> None:
    """Add the function `name(text[, id[, date]])` to SQL: the story of a text, null where it has none.

    It gives Spark a row at a time; `parse`, which gives it batches and says why a row has no story, is faster.  Raises
    `UsageError` without pyspark or pyarrow.
    """
    spark.udf.register(name, _there("parse_text"), _story_type())


def _types() -> Any:
    try:
        return import_module("pyspark.sql.types")
    except ModuleNotFoundError:
        raise UsageError("pyspark is not installed; pip install 'wireparse[spark]' brings it") from None


def _story_type() -> Any:
    _types()
    return _from_arrow(pyarrow().struct(schema()))


def _from_arrow(kind: Any) -> Any:
    """The type of Spark that is the same as one of Arrow's."""
    return import_module("pyspark.sql.pandas.types").from_arrow_type(kind)


# What runs on the workers is a function within a function, so that it is sent as its code: one that is sent by its name
# is not even found where wireparse is missing, and cannot say so.
def _there(work: str, **options: Any) -> Callable[..., Any]:
    """The function `work` of `wireparse.arrow` with these options, to be called on Spark's workers."""

    def run(*values: Any) -> Any:
        import sys
        from glob import glob

        if "wireparse" not in sys.modules:
            # Of what it is sent along Spark puts zips on the path, of a wheel only the folder that it lies in.
            sys.path += [wheel for folder in list(sys.path) for wheel in glob(f"{folder}/wireparse-*.whl")]
        try:
            import wireparse.arrow
        except ModuleNotFoundError as missing:
            raise RuntimeError(
                f"{missing.name} is not installed where Spark's workers run ({sys.executable}): "
                "install it there, or send wireparse's wheel along with --py-files"
            ) from None
        return getattr(wireparse.arrow, work)(*values, **options)

    return run
