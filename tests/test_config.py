import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.config import FILE, SETTINGS, Setting, find_root, load, write
from voc.errors import SettingsError
from voc.records import Behaviour, Kind, Score, Source
from voc.words import LANGUAGES, codes, say

ROOT = Path(__file__).resolve().parent.parent
SURVEY = '[[source]]\nname = "a"\nkind = "survey"\npath = "inbox/a.csv"\n'
WEIGHED = SURVEY + 'segments = ["年代"]\n'

EXAMPLE = """
[project]
timezone = "Asia/Tokyo"

[[source]]
name = "survey"
kind = "survey"                       # survey | support | customers
path = "inbox/survey-*.csv"           # csv, tsv, xlsx, jsonl, parquet; or url = "postgresql://…" with query = "…"
id = ["会員ID", "回答日時"]            # one column or several
respondent = "会員ID"
time = "回答日時"
nps = "NPS"
comments = ["満足度の理由", "不便さの内容"]   # each free-text column is its own comment, with its question
segments = ["年代", "市町村"]
optional = ["満足度(商品・サービス)の理由"]   # may be missing in older files

[source.scores.csat]                  # answers in words become numbers by a declared order
column = "満足度"
order = ["とても不満", "不満", "どちらでもない", "満足", "とても満足"]
[source.behaviour.spend]              # bands become midpoints
column = "県内消費額"
values = { "使わない" = 0, "1,000円未満" = 500, "1,000円以上 3,000円未満" = 2000 }

[join]
support_window_days = 30              # a contact counts for the respondent's next answer within so many days
"""

# voc.toml -> the code of the error and the values that its sentence shows
WRONG = [
    ("[project\n", "toml_syntax", {"line": 1, "column": 9}),
    ('[project]\nlanguage = "ja"\n\nmodel = voc\n', "toml_syntax", {"line": 4, "column": 9}),
    ('[project]\nlanguage = "ja\n\n', "toml_syntax", {"line": 2}),
    ("[project]\n[[source]]\nname", "toml_syntax", {"line": 3}),
    ("project = 3\n", "toml_not_a_section", {"name": "project"}),
    ('join = "x"\n', "toml_not_a_section", {"name": "join"}),
    ("[projet]\n", "setting_unknown", {"name": "projet", "closest": "project"}),
    ("[[sources]]\n", "setting_unknown", {"name": "sources", "closest": "source"}),
    ('[project]\ntimezoen = "UTC"\n', "setting_unknown", {"name": "timezoen", "closest": "timezone"}),
    ('[project]\n"言語" = 1\n', "setting_unknown", {"name": "言語", "closest": "–"}),
    ("[project]\nsupport_window_days = 3\n", "setting_unknown", {}),
    ('[join]\nsupport_window_days = "soon"\n', "setting_not_a_number", {"value": "soon"}),
    ("[join]\nsupport_window_days = -1\n", "setting_not_a_number", {"value": -1}),
    ("[join]\nsupport_window_days = 3.5\n", "setting_not_a_number", {"value": 3.5}),
    ("[join]\nsupport_window_days = true\n", "setting_not_a_number", {"value": True}),
    ("[join]\nsupport_window_days = [1]\n", "setting_not_a_number", {"value": [1]}),
    ("[project]\nmodel = 3\n", "setting_not_text", {"value": 3}),
    ('[project]\nlanguage = "fr"\n', "setting_language", {"value": "fr"}),
    ('[project]\ntimezone = "Tokyo"\n', "setting_timezone", {"value": "Tokyo"}),
    ('[project]\ntimezone = "Asia"\n', "setting_timezone", {"value": "Asia"}),
    ('[project]\ntimezone = "../etc/passwd"\n', "setting_timezone", {}),
    ('[project]\ntimezone = ""\n', "setting_timezone", {"value": ""}),
    ('[review]\ndecisions = "postgresql:/db/voc"\n', "setting_decisions", {}),
    ('[source]\nname = "a"\n', "source_not_a_list", {}),
    ("source = 3\n", "source_not_a_list", {}),
    ("source = [3]\n", "source_without_name", {}),
    ('[[source]]\nkind = "survey"\n', "source_without_name", {}),
    ('[[source]]\nname = " "\n', "source_without_name", {}),
    (SURVEY + SURVEY, "source_twice", {"name": "a"}),
    ('[[source]]\nname = "a"\nkind = "surveys"\npath = "x"\n', "source_kind", {"value": "surveys"}),
    ('[[source]]\nname = "a"\npath = "x"\n', "source_kind", {"value": None}),
    ('[[source]]\nname = "a"\nkind = "survey"\n', "source_place", {}),
    ('[[source]]\nname = "a"\nkind = "survey"\nurl = "sqlite://"\n', "source_place", {}),
    (SURVEY + 'url = "sqlite://"\nquery = "select 1"\n', "source_place", {}),
    (SURVEY + 'query = "select 1"\n', "source_place", {}),
    (SURVEY + 'comment = ["x"]\n', "setting_unknown", {"name": "comment", "closest": "comments"}),
    (SURVEY + "nps = 3\n", "source_value", {"value": 3}),
    (SURVEY + "comments = [1]\n", "source_value", {"value": [1]}),
    (SURVEY + "segments = { a = 1 }\n", "source_value", {}),
    (SURVEY + "header_rows = 0\n", "source_value", {"value": 0}),
    (SURVEY + 'footer = "合計("\n', "source_value", {"value": "合計("}),
    (SURVEY + 'time_format = "%d.%d.%Y"\n', "source_value", {"value": "%d.%d.%Y"}),
    (SURVEY + "header_rows = true\n", "source_value", {"value": True}),
    (SURVEY + 'scores = "満足度"\n', "source_value", {"value": "満足度"}),
    (SURVEY + '[source.scores]\ncsat = "満足度"\n', "source_value", {}),
    (SURVEY + '[source.scores.csat]\norder = ["a"]\n', "source_value", {}),
    (SURVEY + '[source.scores.csat]\ncolumn = "a"\norder = [1, 2]\n', "source_value", {}),
    (SURVEY + '[source.scores.csat]\ncolumn = "a"\nordr = ["b"]\n', "setting_unknown", {"closest": "order"}),
    (SURVEY + '[source.behaviour.spend]\ncolumn = "a"\nvalues = { b = "many" }\n', "source_value", {}),
    (SURVEY + '[source.behaviour.spend]\ncolumn = "a"\nvalue = { b = 1 }\n', "setting_unknown", {"closest": "values"}),
    (SURVEY + "[source.facts]\ntier = 3\n", "source_value", {}),
    ("weights = 3\n", "toml_not_a_section", {"name": "weights"}),
    (SURVEY + "[weights.b.age]\nx = 1\n", "setting_unknown", {"name": "b", "closest": "–"}),
    (SURVEY + "[weights]\na = 1\n", "weights_form", {"value": 1}),
    (SURVEY + '[weights.a]\n"年代" = 1\n', "weights_segment", {"name": "年代", "segments": "–"}),
    (WEIGHED + '[weights.a]\n"年代" = 1\n', "weights_form", {"value": 1}),
    (WEIGHED + '[weights.a."年齢"]\n', "weights_segment", {"name": "年齢", "segments": "年代"}),
    (WEIGHED + '[weights.a."年代"]\n"20代" = 1\n', "weights_too_few", {}),
    (WEIGHED + '[weights.a."年代"]\n"20代" = 1\n"30代" = 0\n', "weights_number", {"value": 0}),
    (WEIGHED + '[weights.a."年代"]\n"20代" = 1\n"30代" = -0.5\n', "weights_number", {"value": -0.5}),
    (WEIGHED + '[weights.a."年代"]\n"20代" = 1\n"30代" = inf\n', "weights_number", {}),
    (WEIGHED + '[weights.a."年代"]\n"20代" = 1\n"30代" = true\n', "weights_number", {"value": True}),
    (WEIGHED + '[weights.a."年代"]\n"20代" = 1\n"30代" = "半分"\n', "weights_number", {"value": "半分"}),
]  # fmt: skip

# -- sources as hypothesis makes them ------------------------------------------------------------

HEADERS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
LISTS = st.lists(HEADERS, max_size=4).map(tuple)
NAMES = st.text("abcé料金 .-_\"'#[]", min_size=1, max_size=6)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PLACES = st.one_of(
    st.fixed_dictionaries({"path": HEADERS}), st.fixed_dictionaries({"url": HEADERS, "query": HEADERS})
)
OPTIONAL = {
    **{n: LISTS for n in ("id", "comments", "segments", "optional", "agents", "aliases")},
    **{
        n: st.one_of(st.just(""), HEADERS)
        for n in (
            "preset", "sheet", "respondent", "time", "nps", "thread", "body", "subject",
            "speaker", "channel", "status",
        )
    },
    "footer": HEADERS.map(re.escape),
    "time_format": HEADERS.filter(lambda name: "%" not in name),
    "header_rows": st.integers(1, 9),
    "scores": st.dictionaries(NAMES, st.builds(Score, HEADERS, LISTS), max_size=3),
    "behaviour": st.dictionaries(
        NAMES, st.builds(Behaviour, HEADERS, st.dictionaries(HEADERS, NUMBERS, max_size=3)), max_size=3
    ),
    "facts": st.dictionaries(NAMES, HEADERS, max_size=3),
}  # fmt: skip


@st.composite
def sources(draw) -> Source:
    values = draw(st.fixed_dictionaries({}, optional=OPTIONAL))
    name = draw(HEADERS.filter(str.strip))
    return Source(name=name, kind=draw(st.sampled_from(get_args(Kind))), **draw(PLACES), **values)


def project(folder: Path, toml: str, **environment: str):
    (folder / FILE).write_text(toml, encoding="utf-8")
    return load(folder, environment)


# -- written and read ------------------------------------------------------------------------------


def test_hypothesis_makes_every_field() -> None:
    assert OPTIONAL.keys() | {"name", "kind", "path", "url", "query"} == {f.name for f in fields(Source)}


@settings(max_examples=80, deadline=None)
@given(st.lists(sources(), max_size=3, unique_by=lambda s: s.name))
def test_what_is_written_is_read(tmp_path_factory, written) -> None:
    folder = tmp_path_factory.mktemp("project")
    write(folder, written)
    read = load(folder, {}).settings
    assert list(read.sources) == written
    assert {s.name: getattr(read, s.field) for s in SETTINGS} == {s.name: s.default for s in SETTINGS}


def test_what_says_nothing_is_not_written(tmp_path) -> None:
    source = Source("a", "survey", path="inbox/a.csv")
    entry = write(tmp_path, [source]).read_text().split("[[source]]")[1]
    assert entry.split() == ["name", "=", '"a"', "kind", "=", '"survey"', "path", "=", '"inbox/a.csv"']


def test_the_example_of_the_design_loads(tmp_path) -> None:
    read = project(tmp_path, EXAMPLE).settings
    (source,) = read.sources
    assert (read.timezone, read.language, read.support_window_days) == ("Asia/Tokyo", "ja", 30)
    assert source.id == ("会員ID", "回答日時")
    assert source.scores["csat"] == Score("満足度", ("とても不満", "不満", "どちらでもない", "満足", "とても満足"))
    assert source.behaviour["spend"].values["1,000円以上 3,000円未満"] == 2000.0
    assert write(tmp_path, read.sources) and load(tmp_path, {}).settings == read


def test_one_column_needs_no_brackets(tmp_path) -> None:
    (source,) = project(tmp_path, SURVEY + 'comments = "理由"\n').settings.sources
    assert source.comments == ("理由",)


@pytest.mark.parametrize("targets", [(0.13, 0.39), (1_300_000, 3_900_000), (1, 3.0)])
def test_targets_are_shares_or_head_counts_and_scaled_to_one(tmp_path, targets) -> None:
    toml = WEIGHED + f'[weights.a."年代"]\n"20代" = {targets[0]}\n"60代" = {targets[1]}\n'
    read = project(tmp_path, toml).settings.weights
    assert read == {"a": {"年代": {"20代": pytest.approx(0.25), "60代": pytest.approx(0.75)}}}
    assert project(tmp_path, SURVEY).settings.weights == {}


def test_a_byte_order_mark_is_no_obstacle(tmp_path) -> None:
    assert project(tmp_path, "\ufeff" + SURVEY).settings.sources[0].name == "a"


def test_an_empty_file_is_a_project_with_defaults(tmp_path) -> None:
    read = project(tmp_path, "")
    assert (read.settings.model, read.settings.sources) == ("voc-ja-fast", ())
    assert (read.root, read.data, read.inbox) == (tmp_path, tmp_path / "data", tmp_path / "inbox")


# -- environment > file > default ---------------------------------------------------------------------

OTHER = {"timezone": ("UTC", "Europe/Paris"), "language": ("en", "ja"), "model": ("./mine", "other"),
         "support_window_days": (7, 0), "decisions": ("mine.sqlite", "postgresql://db/voc"),
         "nightly_at": ("03:30", "23:59"), "daily_capacity": (20, 0), "oidc_client_id": ("voc", "other"),
         "oidc_issuer": ("https://example.com/a", "http://127.0.0.1:8000")}  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path, setting: Setting) -> None:
    in_file, in_environment = OTHER[setting.field]
    toml = f"[{setting.section}]\n{setting.name} = {in_file!r}\n"
    assert getattr(project(tmp_path, "").settings, setting.field) == setting.default
    assert getattr(project(tmp_path, toml).settings, setting.field) == in_file
    told = project(tmp_path, toml, **{setting.variable: str(in_environment)})
    assert getattr(told.settings, setting.field) == in_environment
    empty = project(tmp_path, toml, **{setting.variable: ""})
    assert getattr(empty.settings, setting.field) == in_file


def test_a_wrong_variable_is_named(tmp_path) -> None:
    with pytest.raises(SettingsError) as caught:
        project(tmp_path, "", VOC_SUPPORT_WINDOW_DAYS="a month")
    assert caught.value.values == {"where": "VOC_SUPPORT_WINDOW_DAYS", "value": "a month"}


# -- what is wrong is said ------------------------------------------------------------------------------


@pytest.mark.parametrize(("toml", "code", "values"), WRONG)
def test_what_is_wrong_is_said(tmp_path, toml, code, values) -> None:
    with pytest.raises(SettingsError) as caught:
        project(tmp_path, toml)
    error = caught.value
    assert error.code == code
    assert error.values | values == error.values
    for language in LANGUAGES:
        sentence = say(code, language, **error.values)
        assert str(tmp_path / FILE) in sentence
        assert all(str(value) in sentence for value in values.values())


def test_a_file_that_is_no_utf8_is_said(tmp_path) -> None:
    (tmp_path / FILE).write_bytes('[project]\nmodel = "料金"\n'.encode("cp932"))
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {})
    assert (caught.value.code, caught.value.values["line"]) == ("toml_unreadable", 2)


def test_a_folder_in_place_of_the_settings_and_a_file_in_place_of_the_project_are_said(tmp_path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match="toml_not_read"):
        load(tmp_path, {})
    (tmp_path / "a.csv").write_text("x")
    with pytest.raises(SettingsError, match="no_project"):
        load(tmp_path / "a.csv", {})


def test_a_folder_without_settings_is_no_project(tmp_path) -> None:
    for ask in (lambda: load(tmp_path, {}), lambda: find_root(tmp_path)):
        with pytest.raises(SettingsError) as caught:
            ask()
        assert (caught.value.code, caught.value.values) == ("no_project", {"start": str(tmp_path)})


# -- finding the project ----------------------------------------------------------------------------------


def test_the_project_is_the_nearest_folder_above(tmp_path) -> None:
    deep = tmp_path / "inner" / "inbox" / "2025"
    deep.mkdir(parents=True)
    (tmp_path / FILE).touch()
    assert find_root(deep) == find_root(tmp_path) == tmp_path
    (tmp_path / "inner" / FILE).touch()
    assert find_root(deep) == tmp_path / "inner"


# -- documentation ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_has_help_in_words_and_a_line_in_the_readme(setting: Setting) -> None:
    assert setting.help in codes()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = [line for line in readme.splitlines() if line.startswith(f"| `[{setting.section}] {setting.name}`")]
    assert f"| `{setting.variable}` | {setting.default} |" in line


def test_a_model_folder_in_the_project_is_found_from_wherever_it_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "店"
    (project / "own-model").mkdir(parents=True)
    (project / FILE).write_text('[project]\nmodel = "own-model"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load(Path("店"), {}).settings.model == str(project / "own-model")
    assert load(Path("店"), {"VOC_MODEL": "voc-ja"}).settings.model == "voc-ja"
