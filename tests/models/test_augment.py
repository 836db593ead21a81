"""What networks hear beside labelled comments: nothing held out, and both sides of what is put together."""

import augment


def test_weak_labels_know_no_topics_and_repeat_no_text(weak, labelled) -> None:
    assert {e.topics for e in weak} == {None}
    assert len({(e.text, e.question) for e in weak}) == len(weak)
    assert all(sum(e.flags.get("non_answer") == x for e in weak) for x in (0.0, 1.0))
    hand = {g.text for part in labelled for g in part}
    assert not hand & {e.text for e in weak}


def test_two_comments_as_one_say_what_both_say(labelled) -> None:
    known = labelled[0]
    by_id = {gold.id: gold for gold in known}
    more = augment.widened(known, seed=1)
    pairs = more[-augment.PAIRS :]
    assert more[: len(known)] == known and augment.widened(known, seed=1) == more
    for pair in pairs:
        one, other = (by_id[name] for name in pair.id.split("+"))
        assert pair.topics == one.topics | other.topics and pair.text.startswith(one.text)
        words = [pair.text[a:b] for parts in pair.spans.values() for a, b in parts]
        assert sorted(words) == sorted(g.text[a:b] for g in (one, other) for parts in g.spans.values() for a, b in parts)
        assert pair.flags["complaint"] == (one.flags["complaint"] or other.flags["complaint"])
    moods = {frozenset(by_id[x].sentiment for x in pair.id.split("+")): pair.sentiment for pair in pairs}
    assert moods[frozenset({"positive", "negative"})] == moods[frozenset({"mixed", "neutral"})] == "mixed"
    assert moods[frozenset({"positive", "neutral"})] == moods[frozenset({"positive"})] == "positive"


def test_a_student_hears_no_held_out_text(data_dir, labelled) -> None:
    known, held_out = labelled
    heard = augment.unlabelled(data_dir, held_out, 20_000, seed=1)
    assert len(heard) == 20_000 and augment.unlabelled(data_dir, held_out, 20_000, seed=1) == heard
    assert len({text for text, _ in heard} - {g.text for g in known}) > 15_000
    assert not {text for text, _ in heard} & {g.text for g in held_out}
