"""Setting a project up without a terminal, for administrators.

overview.py   what lies in the inbox, what runs, what is planned; one page
uploads.py    files from the browser into the inbox
mapping.py    what a column means: the form, what a run would read, saving it
form.py       that form ↔ a source
runs.py       starting a run, the schedule, what the last nights did
"""

from voc.web.pages.setup import mapping, overview, runs, uploads

ROUTES = [*overview.ROUTES, *uploads.ROUTES, *mapping.ROUTES, *runs.ROUTES]
