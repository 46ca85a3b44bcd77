"""
Phones that vote: a server in a process of its own, its link to the game, and the page that phones load.

`protocol`, `seats`, `door` and `votes_held` work out what happens and know no sockets; `voting_room` brings them
together; `voting_server`, `channels` and `remote_channel` have the sockets; `link` is what the game holds.
`remote_protocol`, `remote_door` and `remote_talk` are those of the facilitator's phone, once that is switched on.
"""
