"""Words of the report (voc.report.document and what it is made of): code -> (Japanese, English).

report.SECTION heads a section, report.SECTION.* are its sentences, report.term.* explain a word with an example.
"""

from voc.words.document import examples, frame, sections, terms
from voc.words.joined import joined

WORDS = joined(examples, frame, sections, terms)
