from voc.train.rehearsal import rehearsed, sample


def test_every_comment_of_the_sample_is_there_once_with_its_question() -> None:
    found = sample()
    assert len(found) == len(set(found)) > 1_000
    assert {"その理由", ""} <= {question for _, question in found}  # of surveys, of support contacts
    assert all(said.strip() for said, _ in found)


def test_as_many_as_asked_for_are_drawn_the_same_each_time_and_nothing_is_labelled() -> None:
    drawn = rehearsed(40, seed=1)
    assert len(drawn) == 40 and drawn == rehearsed(40, seed=1) != rehearsed(40, seed=2)
    assert all((one.sentiment, one.flags, one.topics) == ({}, {}, None) for one in drawn)
    assert len(rehearsed(10**6, seed=1)) == len(sample())
