"""wireparse on Apache Spark: a DataFrame with texts in, the same DataFrame with stories out; and stories in, their
versions out.

Classic sessions and those of Spark Connect are served alike: only the DataFrame API is used.  Nothing here runs a job
or changes a setting.  The work is done by `wireparse.arrow` and `wireparse.versions.batches`, on Spark's workers, which
need wireparse and pyarrow: installed, or wireparse's wheel sent along with `--py-files`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wireparse.arrow import checked_columns, error_type, schema
from wireparse.errors import UsageError, unknown
from wireparse.exporters.arrow_rows import pyarrow
from wireparse.readers.decoding import MAX_SIZE
from wireparse.readers.furniture import furniture_rows
from wireparse.versions import checked_share
from wireparse.versions.batches import COMPARED, links_schema, prints_schema, versions_schema
from wireparse.versions.likeness import SAME

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["group", "parse", "register"]


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
        "arrow.parse_batches",
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
    spark.udf.register(name, _there("arrow.parse_text"), _story_type())


def group(
    df: DataFrame,
    *,
    story: str = "story",
    site: str | None = None,
    same: float = SAME,
    within: int | None = None,
    changes: bool = False,
    furniture: str | Sequence[str] = (),
) -> DataFrame:
    """Put the versions of each story together: a row for each story, as `wireparse group` writes it.  Lazy: no job is
    run.

    The stories are imprinted and compared on all machines; which may be versions of one is found out in one task, from
    their sampled runs.  `df` is read twice, so give it what `parse` has made and a table keeps.

    `story` names the column of stories, rows without one are left out, and `site` the column that says where each ran,
    the host of its address unless given.  `same`, `within` (days) and `changes` are those of `wireparse.group`.  What
    sites repeat is not learned here: `furniture` names files that `wireparse furniture` has written, and what these say
    is not compared.  Raises `UsageError` for a column that is missing or holds something else, for a share that makes
    no sense, and without pyspark or pyarrow; `InputError` for a file that is no furniture.
    """
    checked_share(same)
    _checked_stories(df, story, site)
    kept = ", ".join(f"`{_quoted(story)}`.{name}" for name in COMPARED)
    where = f"`{_quoted(site)}`" if site is not None else "CAST(NULL AS string)"
    asked = df.where(f"`{_quoted(story)}` IS NOT NULL").selectExpr(f"struct({kept}) AS story", f"{where} AS site")
    files = (furniture,) if isinstance(furniture, str) else tuple(furniture)
    prints = asked.mapInArrow(
        _there("versions.batches.imprinted", furniture=list(furniture_rows(*files))), _from_schema(prints_schema())
    ).selectExpr("*", "row_number() OVER (PARTITION BY key ORDER BY imprint) AS twin")
    links = (
        prints.select("key", "twin", "sample")
        .repartition(1)
        .sortWithinPartitions("key", "twin")
        .mapInArrow(_there("versions.batches.linked"), _from_schema(links_schema(), "key string, twin int"))
    )
    return (
        prints.drop("sample")
        .join(links, ["key", "twin"])
        .repartition("family")
        .sortWithinPartitions("family", "number")
        .mapInArrow(
            _there("versions.batches.decided", same=same, within=within, changes=changes),
            _from_schema(versions_schema(changes=changes)),
        )
    )


def _checked_stories(df: DataFrame, story: str, site: str | None) -> None:
    """Refuse columns that are missing, or hold no stories or no strings.  Raises `UsageError`."""
    types, fields = _types(), {field.name: field.dataType for field in df.schema.fields}
    for use, name in (("story", story), ("site", site)):
        if name is not None and name not in fields:
            raise unknown("column", name, fields, f"name the right one: {use}=…")
    held = fields[story]
    if not isinstance(held, types.StructType) or not {*COMPARED} <= {*held.names}:
        raise UsageError(f"the column {story!r} holds no stories; give what wireparse.spark.parse has made")
    if site is not None and not isinstance(fields[site], types.StringType):
        raise UsageError(f"the column {site!r} holds no strings; name the one that has the sites: site=…")


def _quoted(name: str) -> str:
    return name.replace("`", "``")


def _types() -> Any:
    try:
        return import_module("pyspark.sql.types")
    except ModuleNotFoundError:
        raise UsageError("pyspark is not installed; pip install 'wireparse[spark]' brings it") from None


def _story_type() -> Any:
    _types()
    return _from_arrow(pyarrow().struct(schema()))


def _from_schema(columns: Any, before: str = "") -> Any:
    """The columns of Arrow as Spark's, behind some that are told as Spark tells them."""
    types = _types()
    first = types._parse_datatype_string(before).fields if before else []
    return types.StructType([*first, *(types.StructField(each.name, _from_arrow(each.type)) for each in columns)])


def _from_arrow(kind: Any) -> Any:
    """The type of Spark that is the same as one of Arrow's."""
    return import_module("pyspark.sql.pandas.types").from_arrow_type(kind)


# What runs on the workers is a function within a function, so that it is sent as its code: one that is sent by its name
# is not even found where wireparse is missing, and cannot say so.
def _there(work: str, **options: Any) -> Callable[..., Any]:
    """The function `MODULE.NAME` of wireparse with these options, to be called on Spark's workers."""
    module, _, name = f"wireparse.{work}".rpartition(".")

    def run(*values: Any) -> Any:
        import sys
        from glob import glob
        from importlib import import_module

        if "wireparse" not in sys.modules:
            # Of what it is sent along Spark puts zips on the path, of a wheel only the folder that it lies in.
            sys.path += [wheel for folder in list(sys.path) for wheel in glob(f"{folder}/wireparse-*.whl")]
        try:
            there = import_module(module)
        except ModuleNotFoundError as missing:
            raise RuntimeError(
                f"{missing.name} is not installed where Spark's workers run ({sys.executable}): "
                "install it there, or send wireparse's wheel along with --py-files"
            ) from None
        return getattr(there, name)(*values, **options)

    return run
