"""The web pages: where support leads work the queue and everybody looks at the tables.

    application(project, …)     an ASGI application (Starlette)
    serve.py                    … listening on a port

    routes.py     every address, with the role it needs
    screen.py     what a page is: a function from Asked to a response
    asked.py      what a page is given: who asks, for what, the tables they may see
    site.py       what all pages share: the project, the decisions database, the published tables
    cell.py       which source, period and segment a page is about
    typed.py      SQL that a visitor types; described.py, the tables in words; files.py, a table as a file
    access/       sessions, sign-in, safety headers
    pages/        the pages, one module for each, their templates in templates/
    api/          the JSON interface

Pages are made on the server and work without JavaScript; scripts add keys and partial updates.
"""

from voc.web.application import application

__all__ = ["application"]
