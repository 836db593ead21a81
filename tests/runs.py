"""What a run of three answers says about itself, for the tests that publish one without a pipeline."""

from datetime import UTC, datetime

from voc import store


def manifest(builder: store.Builder) -> store.Manifest:
    """The same every time, except for its id and its times."""
    return store.Manifest(
        run_id=builder.run_id, started_at=builder.started_at, finished_at=datetime.now(UTC), fingerprint="all",
        rows_in=3, rows_new=3, rows_rejected=1, comments_read=2, model="voc-ja", model_fingerprint="m",
        taxonomy="voc-general v1", code_version="0", input_fingerprint="in", summary={"words": "要約"},
    )  # fmt: skip
