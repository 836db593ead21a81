"""The review queue as pages: what is listed, opened, decided."""

from tests.web.conftest import House


def test_the_queue_lists_the_most_pressing_with_their_words_marked(house: House) -> None:
    page = house.get("/review")
    assert page.count('<li class="item ') == 25
