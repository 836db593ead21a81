"""What is told of a night: it agrees with the tables, follows a project that moves, and is masked."""

from tests.shop import Shop
from voc import config, pipeline
from voc.errors import InputError
from voc.outcome import sentence


def test_the_summary_agrees_with_the_tables_and_topics_come_with_their_source(fresh_project: Shop) -> None:
    outcome = fresh_project.run()
    summary = outcome.summary
    assert summary["rows_read"] == summary["accepted"] + summary["rejected"] == 19
    for table in ("responses", "contacts", "comments", "mentions", "flagged"):
        assert fresh_project.ask(f"SELECT count(*) FROM {table}") == [(summary[table],)]
    assert all(row["source"] == "survey" for row in outcome.top_topics())
    assert "survey" in outcome.markdown("ja")


def test_the_summary_names_the_exports_most_of_whose_people_are_on_no_customer_list(fresh_project: Shop) -> None:
    assert fresh_project.run().summary["unlisted"] == ["survey"]  # three of nine are; of the support two of three
    fresh_project.put("customers-2.csv", [f"K{i:03d},,レギュラー,0" for i in (1, 2, 6, 8, 10)], "会員番号,メール,ランク,利用額")
    assert fresh_project.run().summary["unlisted"] == []


def test_a_project_that_moved_has_nothing_to_do_and_says_where_it_is_now(published_project: Shop) -> None:
    first = published_project.current()
    moved = published_project.root.rename(published_project.root.with_name("引っ越し先"))
    outcome = pipeline.run(config.load(moved))
    assert (outcome.status, outcome.run_id) == ("unchanged", first.id)
    assert outcome.summary["where"]["project"] == str(moved)


def test_a_sentence_that_quotes_an_export_is_masked_where_it_is_kept() -> None:
    error = InputError("ingest_column", file="inbox/090-1234-5678.csv", missing="NPS", columns="090-1234-5678、高い", closest="–")
    said = sentence(error, "ja")
    assert "090-1234-5678、" not in said and "inbox/090-1234-5678.csv" in said
