"""The labelled comments: what is held out is nowhere in training, and nothing is there twice."""

import json
from collections.abc import Iterator
from pathlib import Path

import corpus
import pytest

from voc import train
from voc.classify.labels import FLAGS
from voc.gold import load
from voc.records import POLARITIES
from voc.text import normalise

ROOT = Path(__file__).resolve().parent.parent.parent
HARD = ROOT / "tests" / "classify" / "hard.jsonl"
PHENOMENA = 15


def plain(text: str) -> str:
    return normalise(text)[0].replace("\n", " ").strip()


def rows(data_dir: Path) -> Iterator[dict]:
    for name in ("fukui", "written"):
        with open(data_dir / "labels" / f"{name}.jsonl", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def own_files() -> list[Path]:
    return sorted((ROOT / "models" / "comments").glob("*.jsonl"))


# -- what is held out ------------------------------------------------------------------------------


def test_held_out_texts_are_in_no_training(labelled, weak) -> None:
    known, held_out = labelled
    texts = {plain(g.text) for g in held_out}
    assert len(known) > 14_000 and len(held_out) > 1_000 and len(weak) > 1_000
    assert not [g.text for g in known if plain(g.text) in texts]
    assert not [e.text for e in weak if plain(e.text) in texts]


def test_no_training_comment_nearly_repeats_a_held_out_one_or_a_hard_case(labelled) -> None:
    known, held_out = labelled
    hidden = corpus.Repeats([g.text for g in [*held_out, *load(HARD)] if len(g.text) >= 8])
    assert [g.text for g in known if len(g.text) >= 8 and hidden.has(g.text)] == []


@pytest.mark.parametrize("name", ["surveys", "industries", "words", "forms"])
def test_no_training_comment_nearly_repeats_a_test_comment(labelled, name) -> None:
    tested = load(ROOT / "models" / "test" / f"{name}.jsonl")
    assert len(tested) > 250 and len({g.id for g in tested}) == len(tested)
    hidden = corpus.Repeats([g.text for g in tested if len(g.text) >= 12])
    assert [g.text for g in labelled[0] if len(g.text) >= 12 and hidden.has(g.text)] == []


def test_no_word_that_is_kept_aside_stands_alone_in_training(labelled) -> None:
    heard = {corpus._letters(g.text) for g in labelled[0]}
    aside = load(ROOT / "models" / "test" / "words.jsonl")
    assert [g.text for g in aside if corpus._letters(g.text) in heard] == []


def test_held_out_months_and_industries_are_in_no_training(labelled, data_dir) -> None:
    known, held_out = ({(g.text, g.question) for g in part} for part in labelled)
    for row in rows(data_dir):
        held = row.get("answered", "")[:7] in corpus.DEV_MONTHS or row.get("industry") in corpus.DEV_INDUSTRIES
        if held:
            pair = row["text"], row["question"]
            assert pair in held_out and pair not in known


def test_every_month_survey_and_industry_that_is_held_out_exists(data_dir) -> None:
    seen = {row.get("answered", "")[:7] for row in rows(data_dir)} | {row.get("industry") for row in rows(data_dir)}
    seen |= {g.group for path in own_files() for g in load(path)}
    assert seen >= corpus.DEV_MONTHS | corpus.DEV_INDUSTRIES | corpus.DEV_SURVEYS


def test_texts_that_differ_in_a_word_are_alike_and_others_are_not() -> None:
    known = corpus.Repeats(["駐車場が狭くて車を停めるのに苦労しました。", "店員さんの笑顔がよかった"])
    assert known.has("駐車場が狭くて、車を停めるのにとても苦労しました")
    assert not known.has("駐車場は広くて停めやすい") and not known.has("")


def test_no_respondent_of_a_held_out_comment_wrote_a_training_one(labelled, weak, data_dir) -> None:
    held = {(g.question, g.text.strip()) for g in labelled[1] if g.id[0] == "F"}
    known = {(g.question, g.text.strip()) for g in labelled[0] if g.id[0] in "FS"} | {(e.question, e.text) for e in weak}
    wrote: dict[tuple[str, str], set[str]] = {}
    for answer in corpus.survey(data_dir):
        wrote.setdefault((answer.question, answer.text), set()).add(answer.respondent)
    hidden = {next(iter(wrote[pair])) for pair in held if len(wrote[pair]) == 1}
    assert len(hidden) > 300
    assert not [pair for pair in known if len(wrote.get(pair, ())) == 1 and wrote[pair] <= hidden]


def test_labels_of_the_survey_are_kept_without_its_text_and_find_it_again(data_dir) -> None:
    kept = [json.loads(line) for line in corpus.SURVEY.read_text(encoding="utf-8").splitlines()]
    assert len(kept) > 2_000 and len({row["id"] for row in kept}) == len(kept)
    assert not any("text" in row for row in kept)
    found = {row["id"]: row for row in corpus._rows(data_dir)}
    for row in kept:
        spans = found[row["id"]]["spans"]
        assert all(part.strip() and part in found[row["id"]]["text"] for parts in spans.values() for part in parts)
        assert not spans or spans.keys() == set(row["t"]), row["id"]


def test_the_census_of_non_answers_is_of_held_out_months_and_without_text(data_dir) -> None:
    kept = [json.loads(line) for line in corpus.NON_ANSWERS.read_text(encoding="utf-8").splitlines()]
    months = {(a.response, a.question): a.month for a in corpus.survey(data_dir)}
    assert {months[row["response"], row["question"]] for row in kept} == corpus.DEV_MONTHS
    assert sum(row["n"] for row in kept) > 150 and all(row.keys() == {"response", "question", "n"} for row in kept)


def test_no_comment_of_the_census_is_counted_twice_or_measured_elsewhere(labelled, data_dir) -> None:
    _, held = labelled
    census = corpus.census(data_dir, held)
    texts = [(answer.question, answer.text) for answer, _ in census]
    assert len(texts) > 2_000 and len(set(texts)) == len(texts) and sum(silent for _, silent in census) > 130
    kept = [json.loads(line) for line in corpus.SURVEY.read_text(encoding="utf-8").splitlines()]
    learned = {(row["response"], row["question"]) for row in kept}
    people = {a.respondent for a in corpus.survey(data_dir) if (a.response, a.question) in learned}
    assert len(people) > 1_000 and not people & {answer.respondent for answer, _ in census}
    assert not set(texts) & {(gold.question, gold.text.strip()) for gold in held}


def test_mended_labels_take_the_place_of_those_given(data_dir) -> None:
    mended = [json.loads(line) for line in corpus.MENDED.read_text(encoding="utf-8").splitlines()]
    found = {row["id"]: row for row in corpus._rows(data_dir)}
    assert mended and all(found[row["id"]].items() >= row.items() for row in mended)
    assert not any("text" in row for row in mended)


# -- labels ------------------------------------------------------------------------------------------


def test_every_label_is_one_that_the_model_has(labelled) -> None:
    taxonomy = json.loads((ROOT / "models" / "taxonomy.json").read_text(encoding="utf-8"))
    topics = {topic["id"] for topic in taxonomy["topics"]}
    for gold in (*labelled[0], *labelled[1], *load(HARD)):
        assert gold.topics is not None and {t for t, _ in gold.topics} <= topics
        example = train.example(gold)
        assert sum(example.sentiment.values()) == pytest.approx(1)
        assert example.sentiment.keys() <= set(POLARITIES) and example.flags.keys() == set(FLAGS)


def test_the_written_comments_agree_with_the_guide() -> None:
    every = [gold for path in own_files() for gold in load(path)]
    assert len(every) > 10_000 and len({g.id for g in every}) == len(every)
    assert len({plain(g.text) for g in every if len(g.text) >= 10}) == sum(len(g.text) >= 10 for g in every)
    for gold in every:
        if gold.flags["non_answer"]:
            assert (gold.sentiment, gold.topics) == ("neutral", frozenset()), gold.id
            assert not gold.flags["complaint"] and not gold.flags["request"], gold.id
        assert not gold.spans or gold.spans.keys() == gold.topics, gold.id
    hard = [g.phenomenon for g in every if g.phenomenon]
    assert len(hard) > 1_000 and len(set(hard)) == PHENOMENA


def test_chosen_clauses_lie_in_their_comments(data_dir) -> None:
    chosen = [json.loads(line) for line in corpus.EVIDENCE.read_text(encoding="utf-8").splitlines()]
    found = {row["id"]: row for row in corpus._rows(data_dir)}
    assert len(chosen) > 1_500 and len({row["id"] for row in chosen}) == len(chosen)
    for row in chosen:
        own = found[row["id"]]
        assert set(row.get("spans", ())) <= set(own["t"]), row["id"]
        for name, spans in [*row.get("spans", {}).items(), *row.get("reasons", {}).items()]:
            assert all(0 <= start < end <= len(own["text"]) for start, end in spans), (row["id"], name)
