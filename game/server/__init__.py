"""
Phones that vote: a server in a process of its own, its link to the game, and the page that phones load.

`protocol`, `seats`, `door` and `votes_held` work out what happens and know no sockets; `voting_server` has the sockets;
`link` is what the game holds.
"""
