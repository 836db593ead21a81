"""Tables, charts and summaries out: terminal, CSV, Excel, JSON, Parquet, Markdown, HTML, SVG, PNG.

    terminal, topics        a table, the topic-by-NPS table, as text for a terminal
    stored                  a table as cells of text, for someone who writes SQL
    write, dump             a table as a file, a table into a stream
    closing, markdown       what a run did, for a person
    evaluation              how right a model is, as lines; evaluation_page, as a page
    tuned                   what learning changed
    explained               one comment as it was read
    queued                  one item of the review queue
    comments                comments behind a number; keys_in_words, which number; command, what opens it
    document, write_report  the report of a run; as a page, a workbook or a folder
    charts, write_chart     charts of published tables; as SVG or PNG

Enters Arrow tables and plain values; nothing is computed here, and rows are neither read nor chosen.
"""

from voc.report.composed import document
from voc.report.document import Cell, Document, Material
from voc.report.evaluation import evaluation, tuned
from voc.report.evaluation_page import evaluation_page
from voc.report.explained import explained
from voc.report.files import SUFFIXES, Form, check_suffix, dump, write
from voc.report.opened import command, comments, keys_in_words
from voc.report.origin import measured
from voc.report.output import charts_of, check_output, write_chart, write_report
from voc.report.queue import queued
from voc.report.summary import closing, markdown, project_option
from voc.report.table import stored, terminal, topic_view, topics

__all__ = [
    "SUFFIXES",
    "Cell",
    "Document",
    "Form",
    "Material",
    "charts_of",
    "check_output",
    "check_suffix",
    "closing",
    "command",
    "comments",
    "document",
    "dump",
    "evaluation",
    "evaluation_page",
    "explained",
    "keys_in_words",
    "markdown",
    "measured",
    "project_option",
    "queued",
    "stored",
    "terminal",
    "topic_view",
    "topics",
    "tuned",
    "write",
    "write_chart",
    "write_report",
]
