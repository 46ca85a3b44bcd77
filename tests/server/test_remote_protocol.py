"""A phone becomes the remote with the key from the facilitator's window, and by nothing else that it can say."""

from __future__ import annotations

import ast
import itertools
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.server import remote_door, remote_protocol, remote_talk
from game.server.door import Door
from game.server.flat_json import NotUnderstood
from game.server.protocol import CastVote, Join, parse
from game.server.remote_door import MOST_WRONG, PAUSE_SECONDS, Entered, RemoteDoor
from game.server.remote_protocol import (
    KEY_BYTES,
    REMOTE_SAYS,
    Do,
    Enter,
    RemoteShown,
    RemoteVerb,
    RemoteView,
    RemoteWhy,
    new_key,
    parse_remote,
    remote_fields,
    remote_link,
    remote_refused,
)
from game.server.remote_talk import RemoteTalk
from game.server.seats import new_keys

VIEW = RemoteView(
    step=4, title="Let Her Finish", next="Open the vote.", keys=((RemoteVerb.NEXT, "Open the vote"),), voted=0,
    people=12, notes=(("Ask the room:", "What did you notice?"),),
)  # fmt: skip
SHOWN = RemoteShown.of(remote_fields(VIEW))


class Time:
    def __init__(self) -> None:
        self.now = 100.0


class AWorld:
    """A door that is open, and connections at it."""

    def __init__(self, *, is_open: bool = True) -> None:
        self.time = Time()
        self.tried = 0
        self.door = RemoteDoor(secrets.token_bytes, self._count)
        self.key = new_key()
        if is_open:
            self.door.open(self.key)

    def _count(self) -> None:
        self.tried += 1

    def talk(self) -> RemoteTalk:
        return RemoteTalk(self.door, lambda: SHOWN)

    def enter(self, **said: str) -> Entered | RemoteWhy:
        return self.door.enter(Enter(**said), self.time.now)


def says(**fields: Any) -> str:
    return json.dumps(fields)


def test_a_key_has_128_random_bits_and_is_never_the_same() -> None:
    keys = {new_key() for _ in range(1_000)}

    assert KEY_BYTES * 8 >= 128
    assert len(keys) == 1_000 and all(len(bytes.fromhex(key)) == KEY_BYTES for key in keys)


def test_the_key_is_in_the_part_of_the_link_that_browsers_send_to_nobody() -> None:
    link = remote_link("192.168.1.24:8765", "a-key")

    assert link.split("#") == ["http://192.168.1.24:8765/remote", "a-key"]
    assert "?" not in link


def test_a_key_that_could_be_guessed_opens_nothing() -> None:
    world = AWorld(is_open=False)
    with pytest.raises(ValueError, match="guessed"):
        world.door.open("123456")
    assert not world.door.is_open


def test_the_phone_with_the_key_is_the_remote_and_comes_back_with_its_pass() -> None:
    world = AWorld()
    made = world.enter(key=world.key)

    assert isinstance(made, Entered) and made.passed != world.key
    assert world.enter(passed=made.passed) == made


def test_a_second_phone_with_the_same_key_is_refused() -> None:
    world = AWorld()
    world.enter(key=world.key)

    assert world.enter(key=world.key) is RemoteWhy.TAKEN


def test_neither_key_nor_pass_is_worth_anything_once_it_is_switched_off() -> None:
    world = AWorld()
    made = world.enter(key=world.key)
    assert isinstance(made, Entered)
    world.door.shut()

    assert world.enter(key=world.key) is world.enter(passed=made.passed) is RemoteWhy.OFF


def test_neither_old_key_nor_old_pass_is_worth_anything_once_it_is_switched_on_again() -> None:
    world = AWorld()
    made = world.enter(key=world.key)
    assert isinstance(made, Entered)
    world.door.shut()
    world.door.open(new_key())

    assert world.enter(key=world.key) is world.enter(passed=made.passed) is RemoteWhy.KEY


def test_after_five_wrong_keys_the_right_one_has_to_wait_for_a_minute() -> None:
    world = AWorld()
    assert [world.enter(key=new_key()) for _ in range(MOST_WRONG)] == [RemoteWhy.KEY] * 5
    assert world.tried == 1

    assert world.enter(key=world.key) is RemoteWhy.PAUSE
    world.time.now += PAUSE_SECONDS - 0.1
    assert world.enter(key=world.key) is RemoteWhy.PAUSE
    world.time.now += 0.1
    assert isinstance(world.enter(key=world.key), Entered)


def test_nobody_can_keep_the_remote_out_by_trying_wrong_keys() -> None:
    world = AWorld()
    made = world.enter(key=world.key)
    assert isinstance(made, Entered)
    for _ in range(20):
        world.enter(passed=new_key())

    assert world.enter(key=new_key()) is RemoteWhy.PAUSE
    assert world.enter(passed=made.passed) == made


def test_switching_off_and_on_does_not_end_the_pause() -> None:
    world = AWorld()
    for _ in range(MOST_WRONG):
        world.enter(key=new_key())
    world.door.shut()
    world.door.open(world.key)

    assert world.enter(key=world.key) is RemoteWhy.PAUSE


def test_keys_are_compared_in_the_same_time_whatever_is_given() -> None:
    # Not measured: it has to be the function that is made for it, and no other comparison of a secret.
    tree = ast.parse(Path(remote_door.__file__).read_text("utf-8"))
    secret = {"_key", "_passed", "key", "passed"}
    compared = [
        node for node in ast.walk(tree) if isinstance(node, ast.Compare)
        and any(isinstance(op, ast.Eq | ast.NotEq | ast.In) for op in node.ops)
    ]  # fmt: skip

    assert not [node for node in compared for each in ast.walk(node) if getattr(each, "attr", "") in secret]
    assert "hmac.compare_digest" in ast.unparse(tree)


# --- a conversation ------------------------------------------------------------------------------------------------


def test_a_key_that_is_pressed_comes_to_the_game() -> None:
    world = AWorld()
    talk = world.talk()
    talk.hear(says(say="enter", token=world.key), 0)

    assert talk.hear(says(say="do", verb="next", step=4), 0).do == Do(RemoteVerb.NEXT, 4)


@pytest.mark.parametrize(("verb", "step"), [("next", 3), ("next", 5), ("reveal", 4)])
def test_a_press_that_was_meant_for_another_step_does_nothing(verb: str, step: int) -> None:
    world = AWorld()
    talk = world.talk()
    talk.hear(says(say="enter", token=world.key), 0)
    reply = talk.hear(says(say="do", verb=verb, step=step), 0)

    assert reply.do is None and not reply.is_over
    assert json.loads(reply.texts[0])["why"] == "moved-on"
    assert json.loads(reply.texts[1])["step"] == 4


def test_a_remote_that_tries_another_key_is_it_no_longer() -> None:
    world = AWorld()
    talk = world.talk()
    talk.hear(says(say="enter", token=world.key), 0)

    assert talk.hear(says(say="enter", token=new_key()), 0).is_over
    assert talk.hear(says(say="do", verb="next", step=4), 0).do is None


ROLES = (
    "admin", "host", "facilitator", "presenter", "manager", "root", "game", "server", "remote", "owner",
)  # fmt: skip
OTHER_VERBS = (
    "open_vote", "close_vote", "adopt", "lock", "unlock", "stop", "serve", "show", "finish", "took", "kick", "ban",
    "reset", "go_back", "begin", "set_headcount", "set_tie_rule", "agree", "type_hands", "undo_hands", "show_road",
    "ask_why", "results", "confirm", "leave", "remote",
)  # fmt: skip


def claims() -> Iterator[str]:
    """Ten thousand and more ways to claim to be the facilitator, none with the key."""
    verbs = (*RemoteVerb, *OTHER_VERBS)
    tokens: tuple[object, ...] = (
        None, "", "0" * 32, "f" * 32, new_key(), secrets.token_hex(32), 0, True, ["x"], {"token": "x"}, "x" * 900,
    )  # fmt: skip
    for role, verb, token, say in itertools.product(ROLES, verbs, tokens, ("do", "enter", "join", "vote")):
        told: dict[str, object] = {"say": say, "verb": verb, "step": 4}
        match say:
            case "enter":
                told = {"say": "enter", "token": token, **({"role": role} if role in ROLES[::2] else {})}
            case "join":
                told = {"say": role, "do": verb, "token": token}
        yield json.dumps({**told, "role": role, "token": token} if say == "vote" else told)


def test_none_of_ten_thousand_claims_without_the_key_does_anything() -> None:
    world = AWorld()
    made = list(claims())
    assert len(made) >= 10_000
    for claim in made:
        talk = world.talk()
        for _ in range(2):  # and not on a second try on the same connection either
            reply = talk.hear(claim, world.time.now)
            assert reply.do is None and not talk.is_in
            assert all(json.loads(text)["is"] == "refused" for text in reply.texts)
        world.time.now += 30
    assert isinstance(world.enter(key=world.key), Entered | RemoteWhy)


@given(st.lists(st.text(max_size=60) | st.sampled_from([says(say="do", verb="next", step=4), "{}"]), max_size=8))
@settings(max_examples=60)
def test_whatever_is_said_without_the_key_nothing_is_done(sent: list[str]) -> None:
    talk = AWorld().talk()

    assert [reply.do for reply in (talk.hear(text, 0) for text in sent)] == [None] * len(sent)


@pytest.mark.parametrize("verb", RemoteVerb)
def test_a_voters_phone_cannot_say_what_a_remote_says(verb: RemoteVerb) -> None:
    keys = new_keys()
    door = Door(keys, secrets.token_bytes)
    key = new_key()
    for said in (says(say="do", verb=verb, step=4), says(say="enter", token=key), says(say="vote", verb=verb)):
        with pytest.raises(NotUnderstood):
            parse(said)
    with suppress(NotUnderstood):
        joined = parse(says(say="join", token=key))
        assert isinstance(joined, Join | CastVote)
        assert isinstance(joined, Join) and door.known(joined.token or "") is None


@pytest.mark.parametrize("said", [says(say="join", room="x"), says(say="vote", ballot=1, option="a", nth=1)])
def test_a_remote_cannot_vote(said: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_remote(said)


@pytest.mark.parametrize("verb", OTHER_VERBS)
def test_a_remote_can_press_seven_keys_and_no_other(verb: str) -> None:
    assert len(RemoteVerb) == 7
    with pytest.raises(NotUnderstood):
        parse_remote(says(say="do", verb=verb, step=1))


def test_a_remote_is_told_no_count_of_an_option_and_nothing_that_it_was_not_meant_to_be() -> None:
    told = json.loads(RemoteShown.of({**remote_fields(VIEW), "tally": {"ask": 7}, "split": "close"}).text)

    assert set(told) == {"is", "step", "title", "next", "says", "keys", "voted", "people", "notes"}


@pytest.mark.parametrize("why", RemoteWhy)
def test_each_refusal_of_a_remote_says_in_a_sentence_what_is_so(why: RemoteWhy) -> None:
    assert json.loads(remote_refused(why)) == {"is": "refused", "why": why.value, "says": REMOTE_SAYS[why]}
    assert REMOTE_SAYS[why].endswith(".")


def test_neither_key_nor_pass_is_in_what_a_traceback_would_show() -> None:
    key = new_key()

    assert key not in repr(Enter(key, key)) + repr(Entered(key))


@pytest.mark.parametrize("module", [remote_protocol, remote_door, remote_talk])
def test_what_decides_about_a_remote_needs_no_sockets(module: Any) -> None:
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert not {name.split(".")[0] for name in named} & {"aiohttp", "asyncio", "socket", "time"}
