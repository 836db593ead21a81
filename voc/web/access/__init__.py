"""Who comes in: sessions, sign-in, what a browser may do with a page.

visitor says who asks: by session, by token, or because nobody need sign in; hosts under which names that may
be; headers what a browser may load and from where; sessions keeps signed cookies, sent over TLS only where
the browser came over TLS; limits how often somebody may try a password.
"""
