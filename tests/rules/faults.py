# ruff: noqa: E501  (a table: what an author writes stays in one piece)
"""
What careless and clumsy authors do to a scenario: a table.

Each kind is a sentence, the code of the finding, and two places or more: the scenario, words that must stand on the
line that is reported, and the edit.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.rules.seeding import (
    FOUR,
    HALF,
    RANKED,
    ROOM,
    TUESDAY,
    WARM,
    Edit,
    add,
    after,
    below,
    best_is_longest,
    chain,
    drop,
    everywhere,
    open_with,
    pattern,
    put,
    rated,
    says,
    swap,
    weak_ones_hedge,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one scenario."""

    kind: str
    code: str
    scenario: str
    line: str  # words that must stand on the line that is reported
    edit: Edit


Place = tuple[str, str, Edit]


def kind(sentence: str, code: str, *places: Place) -> tuple[Fault, ...]:
    return tuple(Fault(sentence, code, *place) for place in places)


READER = (
    *kind("a key is misspelt", "UP201", (HALF, "comentary:", pattern(r"commentary(: \|\n +Handing back a turn)", r"comentary\1")), (ROOM, "trade-off:", swap("tradeoff: It is heard in time", "trade-off: It is heard in time")), (WARM, "pronoun:", below("cast/callum", "pronoun: he/him"))),
    *kind("a key has lost its colon", "UP111", (HALF, "reflect Whose", swap("reflect: Whose silence", "reflect Whose silence")), (WARM, "minutes 13", swap("minutes: 13", "minutes 13")), (TUESDAY, "summary You said yes", swap("summary: You said yes", "summary You said yes"))),
    *kind("a line begins with a tab", "UP112", (FOUR, "title: Four", swap("title: Four", "\ttitle: Four")), (RANKED, "tradeoff: Honest", swap("          tradeoff: Honest", "\t\ttradeoff: Honest"))),
    *kind("a text opens with a quote that is not closed", "UP113", (HALF, 'line: "Before', swap("finding is Amara's.\"", "finding is Amara's.")), (WARM, 'title: "Would', swap("title: Would Clients Warm to Him?", 'title: "Would Clients Warm to Him?'))),
    *kind("a bracket is not closed", "UP114", (FOUR, "themes:", swap("intersections, power]", "intersections, power")), (ROOM, "ratings:", swap("{notice: 3, own: 3, craft: 2}", "{notice: 3, own: 3, craft: 2"))),
    *kind("a text has a colon that makes a key of it", "UP115", (TUESDAY, "tradeoff: Open and quick: you", swap("Open and quick; you go", "Open and quick: you go")), (HALF, "summary: A slow call: a", swap("summary: On a slow call, a", "summary: A slow call: a"))),
    *kind(
        "a line stands further in than its neighbours",
        "UP117",
        (FOUR, "seat: manager", swap("\nseat: manager", "\n  seat: manager")),
        (RANKED, "method: delay", swap("          method: delay\n          ratings: {centre: 3, craft: 2, own: 2}", "            method: delay\n          ratings: {centre: 3, craft: 2, own: 2}")),
    ),
    *kind("a word after a hash is lost", "UP122", (ROOM, "Bug #214", swap("summary: Camila asks you for a fix by tomorrow.", "summary: Camila asks about Bug #214 by tomorrow.")), (HALF, "item #6", swap("summary: The afternoon brings a call or a question.", "summary: The afternoon brings item #6 or a question."))),
    *kind("a comma splits a text inside braces", "UP125", (TUESDAY, "closing:", put("scene/as-sent/ending/closing", "{by: haruka, says: We're fine, I put it in writing now}")), (WARM, "closing:", put("scene/one-point/ending/closing", "{by: callum, says: Second, with a reason}"))),
    *kind(
        "a script has no bar, so its lines run together",
        "UP126",
        (HALF, "Half past nine", pattern(r"script: \|\n +Half past nine.*\n(?:      .*\n)+", "script:\n      Half past nine.\n      Ingrid is on the call.\n")),
        (
            FOUR,
            "At two it is",
            pattern(r"consequence: \|(\n +At two it is)(?:.*\n)(?: {12}.*\n)+", r"consequence:\1 on every screen.\n            Three people shake his hand.\n            Yusuf asks who said they could, and nobody in the room can say it.\n            He takes a slip from the rack.\n            It is a transfer slip.\n"),
        ),
    ),
    *kind(
        "a script with speakers has no bar",
        "UP111",
        (HALF, "consequence:", pattern(r"consequence: \|(\n +Amara mutes)", r"consequence:\1")),
        (FOUR, "script:", pattern(r"script: \|(\n +Friday, 11:30. Yusuf comes)", r"script:\1")),
    ),
    *kind("a text begins with an exclamation mark", "UP119", (ROOM, "!Log-in", swap("title: Patched in April", "title: !Log-in patched")), (WARM, "!Wait", put("choice/wait-for-it/do", "!Wait for the word he is making."))),
    *kind("a text begins with a sign that means something", "UP129", (RANKED, "@nuno", swap("summary: You got Farida one of the free places.", "summary: @nuno you asked for a free place.")), (ROOM, "%22", swap("summary: You said the figure before the lock.", "summary: %22 was your figure."))),
    *kind(
        "a key stands twice",
        "UP202",
        (
            HALF,
            "method: delay",
            swap(
                "          method: delay\n          ratings: {notice: 3, centre: 3, craft: 2}\n          asks_affected: true\n          line: Shall I flag",
                "          method: direct\n          method: delay\n          ratings: {notice: 3, centre: 3, craft: 2}\n          asks_affected: true\n          line: Shall I flag",
            ),
        ),
        (TUESDAY, "intensity: 2", swap("intensity: 1\n", "intensity: 1\nintensity: 2\n")),
    ),
    *kind("two scenes have the same name", "UP202", (WARM, "lift:", swap("\n  kettle:\n", "\n  lift:\n")), (FOUR, "canteen:", swap("\n  sundays:\n    summary", "\n  canteen:\n    summary"))),
    *kind("two choices have the same id", "UP312", (ROOM, "id: message-camila", swap("id: ring-the-line", "id: message-camila")), (RANKED, "id: blind-read", swap("id: hold-half", "id: blind-read"))),
    *kind("a needed key is left out", "UP203", (HALF, "ask: Three seconds", drop("scene/client/decision/reflect")), (WARM, "id: noon", drop("choice/noon/consequence")), (FOUR, "title: Nights", drop("scene/nights/ending/closing"))),
    *kind("a needed key has nothing beside it", "UP204", (RANKED, "commentary:", put("choice/blind-read/commentary", "")), (TUESDAY, "ask:", put("scene/kitchen/decision/ask", ""))),
    *kind("a list stands where one text is meant", "UP205", (ROOM, "ask:", put("scene/the-notice/decision/ask", "[What do you say?, Who goes first?]")), (FOUR, "wants:", put("cast/yusuf/wants", "[to pray, to be back at his panel]"))),
    *kind("words stand where a number is meant", "UP206", (HALF, "minutes: about", put("minutes", "about a quarter of an hour")), (WARM, "intensity: low", put("intensity", "low"))),
    *kind("something else stands where yes or no is meant", "UP207", (TUESDAY, "probe: perhaps", put("scene/small-room/decision/probe", "perhaps")), (RANKED, "asks_affected: Farida", put("choice/ring-back-at-noon/asks_affected", "Farida"))),
    *kind("a text stands where a list is meant", "UP208", (WARM, "reasons: none", put("scene/before-the-pens/decision/reasons", "none")), (HALF, "look_closer: nothing", put("scene/client/look_closer", "nothing to see"))),
    *kind("a text stands where keys are meant", "UP209", (FOUR, "look: red", put("cast/craig/look", "red hair and a moustache")), (ROOM, "ratings: good", put("choice/two-towns/ratings", "good"))),
    *kind("a method has a name that nobody knows", "UP210", (HALF, "method: speak-up", put("choice/hand-back/method", "speak-up")), (TUESDAY, "seat: culprit", put("seat", "culprit")), (RANKED, "valence: bad", put("scene/her-question/ending/valence", "bad"))),
    *kind("a rating is above three", "UP211", (WARM, "craft: 5", put("choice/hand-it-back/ratings", "{notice: 3, centre: 2, craft: 5}")), (FOUR, "intensity: 7", put("intensity", "7"))),
    *kind("a text is still to be written", "UP212", (ROOM, "reflect: todo", put("scene/last-item/decision/reflect", "todo")), (WARM, "tradeoff: todo", put("choice/noon/tradeoff", "todo"))),
    *kind("an id has a space in it", "UP215", (TUESDAY, "id: say when", swap("id: say-when", "id: say when")), (FOUR, "id: open relief!", swap("id: open-relief", "id: open relief!"))),
    *kind("the id is not the name of the file", "UP214", (HALF, "id: half-second", swap("id: half-a-second-behind", "id: half-second")), (WARM, "id: warm-to-him", swap("id: would-clients-warm-to-him", "id: warm-to-him"))),
    *kind("a scene leads nowhere", "UP216", (WARM, "lift:", swap("    next: before-the-pens\n", "")), (ROOM, "room-five:", drop("scene/room-five/next"))),
    *kind("a scene has a decision and a way on", "UP217", (HALF, "next: client", after("scene/third-time/place", "next: client")), (RANKED, "next: lunch", after("scene/her-call/place", "next: lunch"))),
    *kind("choices of one decision are rated on different things", "UP218", (FOUR, "ratings: {notice: 3, centre: 1, shift: 2}", put("choice/answer-craig/ratings", "{notice: 3, centre: 1, shift: 2}")), (TUESDAY, "ratings: {repair: 1, centre: 1}", put("choice/joke/ratings", "{repair: 1, centre: 1}"))),
    *kind("a decision is rated on one thing only", "UP219", (HALF, "", pattern(r"ratings: \{notice: (\d), centre: \d, craft: \d\}", r"ratings: {notice: \1}")), (ROOM, "", pattern(r"ratings: \{own: (\d), centre: \d, craft: \d\}", r"ratings: {own: \1}"))),
    *kind("a timer has no choice to end with", "UP220", (RANKED, "seconds: 60", after("scene/the-line/decision/ask", "seconds: 60")), (WARM, "seconds: 90", after("scene/kettle/decision/ask", "seconds: 90"))),
    *kind("somebody affected wants nothing", "UP221", (TUESDAY, "haruka:", drop("cast/haruka/wants")), (ROOM, "nelson:", drop("cast/nelson/wants"))),
    *kind("a way that can be defended has no line to say", "UP221", (FOUR, "id: cover-myself", drop("choice/cover-myself/line")), (WARM, "id: noon", drop("choice/noon/line")), (HALF, "id: ask-amara", drop("choice/ask-amara/line"))),
    *kind("a way that can be defended has no price", "UP221", (RANKED, "id: hold-half", drop("choice/hold-half/tradeoff")), (TUESDAY, "id: page-two", drop("choice/page-two/tradeoff"))),
    *kind("a key does nothing where it stands", "UP222", (HALF, "He asked, so", drop("scene/after/decision/probe")), (ROOM, "harm_says", drop("choice/ask-in-channel/harm"))),
    *kind("a way leads to a scene that does not exist", "UP301", (WARM, "next: the-advertisement", pattern(r"next: the-advert\n(      choices:\n        - id: after-the)", r"next: the-advertisement\n\1")), (RANKED, "next: the-seting", swap("next: the-setting", "next: the-seting"))),
    *kind("a condition asks for a choice that does not exist", "UP302", (TUESDAY, "chose(explained)", swap("chose(explain)]", "chose(explained)]")), (HALF, "chose(bring-draft)", swap("[if chose(bring-a-draft)] Findings", "[if chose(bring-draft)] Findings"))),
    *kind("a condition asks for a fact that does not exist", "UP303", (FOUR, "if plann is note", swap("[if plan is note] The first", "[if plann is note] The first")), (ROOM, "if: line-open", swap("if: invite is changed", "if: line-open"))),
    *kind("a condition asks for a value that does not exist", "UP304", (WARM, "scores is wrote", swap("[if scores is written] you", "[if scores is wrote] you")), (RANKED, "promise is given", swap("[if promise is made] Nuno", "[if promise is given] Nuno"))),
    *kind("a condition cannot be understood", "UP313", (HALF, "if norm and]", swap("[if norm] The speaking", "[if norm and] The speaking")), (TUESDAY, "if: (list", swap("if: list is none and jonas is unaware", "if: (list is none and jonas is unaware"))),
    *kind("somebody in the picture is not in the cast", "UP305", (ROOM, "present: [nelson, pedro", swap("present: [nelson, yesenia, camila, alvaro]", "present: [nelson, pedro, camila, alvaro]")), (FOUR, "by: joseph", put("scene/nights/ending/closing", "{by: joseph, says: Nights is fine.}"))),
    *kind("a line is spoken by somebody whom nobody knows", "UP306", (WARM, "rector (serious)", add("scene/lift/script", "rector (serious): Who is this?")), (RANKED, "rosa (smile)", add("choice/blind-read/consequence", "rosa (smile): Is it about me?"))),
    *kind("the name of a speaker is misspelt", "UP307", (HALF, "duartee: Sorry", add("choice/hand-back/consequence", "duartee: Sorry, go on.")), (TUESDAY, "Harukas: Page", add("choice/say-when/consequence", "Harukas: Page four."))),
    *kind("a speaker says nothing", "UP316", (FOUR, "craig (serious):", add("choice/half-right/consequence", "craig (serious):")), (WARM, "dev:", add("choice/write-first/consequence", "dev:"))),
    *kind("a place is not drawn", "UP308", (RANKED, "place: pharmacy", put("scene/lunch/place", "pharmacy")), (HALF, "place: coffee-machine", put("scene/after/place", "coffee-machine"))),
    *kind("an expression is not drawn", "UP309", (ROOM, "(furious)", swap("camila (tired): We finish", "camila (furious): We finish")), (FOUR, "(sad)", swap("yusuf (tired): I asked for one thing.", "yusuf (sad): I asked for one thing."))),
    *kind("a look is not drawn", "UP310", (WARM, "head: ponytail", swap("head: quiff", "head: ponytail")), (TUESDAY, "clothes: black-suit", swap("clothes: plum", "clothes: black-suit"))),
    *kind("a theme is not on the list", "UP311", (HALF, "fairness", swap("cost-of-silence]", "cost-of-silence, fairness]")), (RANKED, "hireing", swap("themes: [technology, hiring,", "themes: [technology, hireing,"))),
    *kind("nobody is affected", "UP318", (TUESDAY, "haruka:", drop("cast/haruka/affected")), (ROOM, "nelson:", chain(drop("cast/nelson/affected"), drop("cast/alvaro/affected")))),
    *kind("a decision has one choice", "UP401", (WARM, "id: one-as-agreed", chain(*(drop(f"choice/{one}") for one in ("two-invitations", "ask-callum-now")))), (HALF, "id: offer-a-note", chain(*(drop(f"choice/{one}") for one in ("explain-yourself", "ask-for-terms"))))),
    *kind("there is no ending ahead", "UP403", (FOUR, "", pattern(r"go: (nights|craigs-board|not-sundays|between-us)$", "go: sundays")), (WARM, "", pattern(r"go: (not-quite-the-fit|two-points|one-point|the-next-one)$", "go: the-advert"))),
    *kind("the last way of a fork has a condition", "UP406", (HALF, "if: not open_harm", swap("      - go: open-door", "      - if: not open_harm\n        go: open-door")), (RANKED, "if: held", swap("      - go: new-list", "      - if: held\n        go: new-list"))),
)

CHOICES = (
    *kind("a choice is a label beside whole sentences", "B02", (HALF, "do: Let it go.", says("choice/let-it-go/do", "Let it go.")), (TUESDAY, "do: Say yes.", says("choice/say-when/do", "Say yes."))),
    *kind(
        "all choices of a decision are labels",
        "B05",
        (WARM, "do: Wait for it.", chain(says("choice/wait-for-it/do", "Wait for it."), says("choice/hand-it-back/do", "Hand it back."), says("choice/to-the-boards/do", "Use the boards."), says("choice/leave-it/do", "Leave it."))),
        (FOUR, "do: Own up to it.", chain(says("choice/own-the-report/do", "Own up to it."), says("choice/see-it-first/do", "Ask to see it."), says("choice/lose-the-box/do", "Lose the box."), says("choice/let-it-run/do", "Let it run."))),
    ),
    *kind(
        "a choice is too long to read aloud",
        "B05",
        (ROOM, "do:", says("choice/ring-the-line/do", "Say that before anything is decided you would all have to ring Don Álvaro, whose team answers that line every day, and that nobody has told him about Monday, as far as you know, or asked what he thinks.")),
        (RANKED, "do:", says("choice/ask-the-maker/do", "Write a careful mail to Beatriz, who is the contact for the tool, and ask her what exactly it does when somebody has a break of more than two years, and where on the screen one could see that.")),
    ),
    *kind("the best choice is the longest", "B01", *((name, "do:", everywhere(best_is_longest)) for name in (FOUR, HALF, TUESDAY))),
    *kind(
        "two choices say the same",
        "B08",
        (WARM, "do:", says("choice/to-the-boards/do", "Say: “I'd like to hear the end of that one. Callum, who did you have to win over?”")),
        (TUESDAY, "do:", says("choice/what-to-undo/do", "“I'm sorry. You have had the work of this, and it's mine. Here is what I'll do before ten o'clock.”")),
        (HALF, "do:", says("choice/stay-quiet/do", "Answer quickly from her notes, so that Ingrid isn't kept waiting: “Keep it, move it to daylight.”")),
    ),
    *kind("one way alone can be defended", "B03", (ROOM, "choices:", put("choice/ask-and-leave/ratings", "{repair: 1, centre: 1, shift: 1}")), (HALF, "choices:", put("choice/ask-for-terms/ratings", "{repair: 1, centre: 2, shift: 1}"))),
    *kind("all good ways are by one method", "B03", (WARM, "choices:", pattern(r"(id: (?:same-for-both|noon)\n(?:.*\n){3}          )method: [a-z-]+", r"\1method: direct")), (ROOM, "choices:", pattern(r"(id: ask-and-leave\n(?:.*\n){3}          )method: [a-z-]+", r"\1method: direct"))),
    *kind(
        "in two decisions everything can be defended",
        "B04",
        (FOUR, "choices:", rated(lambda moment: {choice.id: 2 for choice in moment.choices if not choice.harm})),
        (WARM, "choices:", chain(put("choice/leave-it/ratings", "{notice: 2, centre: 2, craft: 2}"), put("choice/leave-advert/ratings", "{own: 2, shift: 2, craft: 2}"))),
    ),
    *kind(
        "a decision has six choices",
        "B06",
        (HALF, "choices:", pattern(r"(?s)(        - id: let-it-go\n.*?)(?=  the-insight:)", lambda one: one[1] + one[1].replace("let-it-go", "let-it-be") + one[1].replace("let-it-go", "let-it-rest"))),
        (WARM, "choices:", pattern(r"(?s)(        - id: one-as-agreed\n.*?)(?=  the-advert:)", lambda one: one[1] + one[1].replace("one-as", "just-as") + one[1].replace("one-as", "still-as"))),
    ),
    *kind("two decisions have two choices", "B06", (RANKED, "choices:", chain(drop("choice/explain-the-reason"), drop("choice/standard-text"), drop("choice/promise-a-second-look"))), (WARM, "choices:", chain(drop("choice/one-as-agreed"), drop("choice/give-my-view"), drop("choice/go-along")))),
    *kind(
        "a choice is there to be wrong",
        "B09",
        (FOUR, "overreacting", says("choice/fetch-yusuf/do", "Tell Craig that Yusuf is overreacting, and that a grown man should be able to take a joke.")),
        (HALF, "drama", says("choice/let-it-go/do", "Tell Amara in the chat to stop making such a drama about half a second.")),
        (ROOM, "who cares", says("choice/write-it-up/do", "Let it lock. They are old people in the mountains anyway, and who cares about a phone line?")),
        (WARM, "stupid", says("choice/go-along/do", "Agree with Dev, and say that this whole fuss about stammering is stupid.")),
    ),
    *kind("a weaker choice has no human reason", "B11", (WARM, "id: leave-it", drop("choice/leave-it/barrier")), (HALF, "id: tell-teresa-later", drop("choice/tell-teresa-later/barrier"))),
    *kind("most decisions have no choice that waits", "B12", (RANKED, "choices:", pattern("method: (none|delay)", "method: direct")), (ROOM, "choices:", pattern("method: (none|delay)", "method: delegate"))),
    *kind("there is one kind of move", "B13", (WARM, "choices:", pattern("method: (delay|delegate|document|change-the-conditions)", "method: direct")), (FOUR, "choices:", pattern("method: (delay|delegate|document|distract|change-the-conditions)", "method: direct"))),
    *kind(
        "it makes no difference what one chooses",
        "B16",
        (TUESDAY, "choices:", rated(lambda moment: {choice.id: 2 for choice in moment.choices} if moment.scene.id == "kitchen" else {})),
        (RANKED, "choices:", rated(lambda moment: {choice.id: 1 for choice in moment.choices} if moment.scene.id == "she-has-heard" else {})),
    ),
    *kind("every decision is a hero beside a villain", "B16", (HALF, "choices:", rated(lambda moment: {choice.id: 3 if choice in moment.defensible else 0 for choice in moment.choices})), (ROOM, "choices:", rated(lambda moment: {choice.id: 3 if choice in moment.defensible else 0 for choice in moment.choices}))),
    *kind("the weaker choices hedge and the good ones do not", "B17", (HALF, "Perhaps", everywhere(weak_ones_hedge)), (WARM, "Perhaps", everywhere(weak_ones_hedge))),
    *kind(
        "a choice says itself how good it is",
        "B18",
        (HALF, "Bravely", says("choice/hand-back/do", "Bravely wait for Duarte's full stop, and then give Amara the floor again.")),
        (TUESDAY, "bigger person", says("choice/say-when/do", "Be the bigger person and answer her: “Yes. Today or tomorrow, you choose. I can come up.”")),
        (FOUR, "stand up for", says("choice/answer-craig/do", "Have the courage to stand up for Yusuf: “Craig, break times are my job. Bring it to me.”")),
        (WARM, "good colleague", says("choice/leave-it/do", "Be a good colleague to Harriet and keep taking notes, as she is in the chair.")),
    ),
    *kind(
        "a choice is about the other choices",
        "B19",
        (ROOM, "All of the above", says("choice/who-else/do", "All of the above, and ask both Don Álvaro and Nelson to be there at eleven.")),
        (WARM, "None of these", says("choice/leave-it/do", "None of these. You keep taking notes, since Harriet is in the chair.")),
        (RANKED, "all three", says("choice/hold-half/do", "Do all three of these: read, ask and write, and book the first twenty places today.")),
    ),
    *kind(
        "a choice is a feeling and no act",
        "B20",
        (WARM, "Feel", says("choice/leave-it/do", "Feel bad for Callum, but it is Harriet's interview to run.")),
        (TUESDAY, "annoyed", says("choice/let-it-pass/do", "You are annoyed with Jonas, as he of all people should know better by now.")),
        (FOUR, "disagree", says("choice/let-it-run/do", "Quietly disagree. It is a kind picture, and good news is rare in this place.")),
    ),
    *kind(
        "a choice is several moves in one",
        "B21",
        (HALF, "do:", says("choice/write-in-chat/do", "Type a question in the chat, then tell Teresa about the lag, and after the call write to Amara as well.")),
        (RANKED, "do:", says("choice/hold-half/do", "Book twenty today; hold the other twenty until tomorrow; write down the count and then tell Nuno.")),
        (WARM, "do:", says("choice/write-first/do", "Say: “Can we write first? I'd like mine to be mine. It takes five minutes. We all talk too early here. Then I'll listen.”")),
    ),
    *kind("reviewers are far apart on a choice", "B22", (ROOM, "panel:", after("choice/type-it/method", "panel: [1, 5, 2, 5]")), (FOUR, "panel:", after("choice/hr-form/method", "panel: [1, 1, 5, 4, 1]"))),
    *kind("waiting always loses", "B23", (HALF, "ratings:", rated(lambda moment: {choice.id: 0 for choice in moment.choices if choice.method in ("delay", "none")})), (ROOM, "ratings:", rated(lambda moment: {choice.id: 0 for choice in moment.choices if choice.method in ("delay", "none")}))),
)

FEEDBACK = (
    *kind(
        "the commentary blames the person",
        "C04",
        (HALF, "selfish", says("choice/stay-quiet/commentary", "You were selfish here. Because nobody named Amara, a guess took the place of her finding. A quieter move was there that would have cost the client nothing, and it is a fair instinct to hold back.")),
        (WARM, "thoughtless", says("choice/call-him-back/commentary", "That was thoughtless of you. The proof is asked of one man only, because the doubt was about one man only, and a sound instinct has led to an unfair test. He will ring tomorrow.")),
        (FOUR, "biased", says("choice/pay-it-back/commentary", "Your choice shows how biased you are. Time for time sounds fair, but because it was said aloud, his prayer became the crew's business. You can still come back to that with him on another day.")),
    ),
    *kind(
        "the commentary praises the person",
        "C04",
        (TUESDAY, "Well done", says("choice/say-when/commentary", "Well done! A short yes keeps the talk hers, because it answers what she asked and adds nothing she has to react to. The price is a long evening in which you cannot explain a thing.")),
        (ROOM, "true ally", says("choice/ask-which-way/commentary", "This is what a true ally does. He had a better sentence than the one in your head, so nobody had to be kind. The price was eleven slow minutes in which it could have become too late.")),
        (RANKED, "Great choice", says("choice/blind-read/commentary", "Great choice. With names and dates off, the files stayed private and the break could not speak first. Because it took the afternoon, Nuno has four bookings and no explanation. That is still to come.")),
    ),
    *kind("what happens marks the answer", "C04", (HALF, "Correct", add("choice/ask-duarte/consequence", "Correct! Duarte gets the chance to put it right.")), (WARM, "wrong answer", add("choice/chance-to-shine/consequence", "That was the wrong answer, and you know it."))),
    *kind(
        "the commentary tells people what to do",
        "C07",
        (HALF, "should", chain(says("choice/let-it-go/commentary", "Staying out kept the agenda moving, and lag is a fair explanation. You should never let the third time pass, because it becomes what is normal. Everyone must speak up when somebody is cut off."))),
        (WARM, "Remember to", says("choice/wait-for-it/commentary", "Waiting kept the turn with Callum. Remember to always give people the time they ask for. It is our duty to listen, because nobody else will. It cost nine long seconds, but no standing at all.")),
        (FOUR, "important that", says("choice/open-relief/commentary", "You changed the rule and not the man. It is important that we all get the same rights. Managers need to act on it every day. The cost is real, since each gap wants cover.")),
    ),
    *kind(
        "the commentary gives no reason",
        "C01",
        (ROOM, "commentary:", says("choice/ring-the-line/commentary", "You rang Don Álvaro. He told the room about the market, and five people looked at you. The item is open. Lunch was late for all six of you, and he heard about his own Monday on a speaker.")),
        (RANKED, "commentary:", says("choice/write-what-changed/commentary", "You asked for two papers. Beatriz went to her manager and came back with half a page. It cost a night. Half a page is still not the whole rule, and next month there will be another list.")),
    ),
    *kind("the commentary is a remark", "C02", (HALF, "commentary:", says("choice/hand-back/commentary", "Quick and clear, because you waited. But the agenda is as it was.")), (WARM, "commentary:", says("choice/noon/commentary", "A plan and not an escape, because you named an hour. He still lost a morning."))),
    *kind(
        "the commentary is an essay",
        "C02",
        (FOUR, "commentary:", add("choice/cover-myself/commentary", "There is a lot more to say about this. Cover is a question of numbers. " * 3 + "And it depends on people.")),
        (TUESDAY, "commentary:", add("choice/joke/commentary", "There is a lot more to say about jokes. Some help and some do not. " * 4)),
    ),
    *kind(
        "one commentary stands at two choices",
        "C10",
        (
            HALF,
            "commentary:",
            says(
                "choice/write-in-chat/commentary",
                "Handing back a turn cost you one sentence. Because you waited for Duarte's full stop, it never became a contest between the two of them. It worked on this minute. The things that make the minute come round are still there: one microphone, no speaking order, an agenda without her on it.",
            ),
        ),
        (
            WARM,
            "commentary:",
            says("choice/noon/commentary", "You said whose idea it was, what was unfair and what happens next, with a time on it. No reasons came along, so there was nothing for him to look after. Because you chose the remedy yourself, you found out only afterwards that he might have liked a fair contest."),
        ),
    ),
    *kind(
        "one commentary is reworded a little",
        "C10",
        (
            FOUR,
            "commentary:",
            says("choice/what-to-undo/commentary", "It was short, it named what you did, and it moved the load from his back to yours. An apology that asks for nothing is easier to hear, because there is nobody to comfort. He still keeps that slip, which is fair. The words of Friday are tested on Monday."),
        ),
        (
            RANKED,
            "commentary:",
            says(
                "choice/made-up-people/commentary",
                "A change that nobody can describe can not be checked, so the same thing could come back next month under another name. You asked for one paper that makes checking possible, and Beatriz got a push to take to her office. It cost a night, and it is still not the whole rule.",
            ),
        ),
    ),
    *kind(
        "the commentary of the best way names no price",
        "C05",
        (HALF, "commentary:", says("choice/hand-back/commentary", "Handing back a turn was quick and kind. Because you waited for Duarte's full stop, it never became a contest between the two of them. Everyone heard Amara, and everyone knows now whose finding it is.")),
        (TUESDAY, "commentary:", says("choice/what-to-undo/commentary", "She had said what happened, and you let her say what mending it would look like. The second half of the question mattered most, since it gave her a way to stop you. Everything is as she wants it now.")),
        (ROOM, "commentary:", says("choice/ask-and-leave/commentary", "He chose something you would not have offered, and it was bigger than an apology. It came from asking and then doing exactly that. The form is in use now, because Camila saw the four sets of minutes.")),
    ),
    *kind("what happens is told in a line", "C03", (WARM, "consequence:", says("choice/leave-it/consequence", "callum (blank): I hadn't finished, but all right.")), (RANKED, "consequence:", says("choice/take-the-new-list/consequence", "The list comes. Farida is thirty-eighth on it."))),
    *kind(
        "what happens is a whole scene",
        "C03",
        (HALF, "consequence:", chain(*(add("choice/hand-back/consequence", "Amara goes on to the second slide, and then to the third, and nobody stops her.") for _ in range(4)))),
        (FOUR, "consequence:", chain(*(add("choice/half-right/consequence", "Danuta reads the letter once more, folds it, and puts it into her coat.") for _ in range(5)))),
    ),
    *kind(
        "what happens begins with a verdict",
        "C15",
        (HALF, "Unfortunately", open_with("choice/let-it-go/consequence", "Unfortunately, that was a bad idea.")),
        (WARM, "does not go well", open_with("choice/give-my-view/consequence", "This does not go well.")),
        (TUESDAY, "right call", open_with("choice/by-four/consequence", "It was the right call to ask for time.")),
    ),
    *kind(
        "one sentence converts the person who slipped",
        "C14",
        (HALF, "thank you", chain(add("choice/hand-back/consequence", "duarte (worried): You're right, thank you. I never saw it that way."), add("choice/ask-duarte/consequence", "duarte (worried): I am so sorry, Amara. I will change."))),
        (FOUR, "apologise", chain(add("choice/answer-craig/consequence", "craig (solemn): You're right. I apologise, Yusuf. I was out of line."), add("choice/half-right/consequence", "craig (solemn): Thank you. You have really made me think."))),
    ),
    *kind(
        "after a choice nobody affected is there",
        "C06",
        (HALF, "consequence:", says("choice/hand-back/consequence", "Teresa looks at the clock and then at the board, where the date stands in large figures.\nteresa (serious): Noted. Item three.\nDuarte mouths “sorry”, to you, and picks up his pen.")),
        (WARM, "consequence:", says("choice/who-did-you-picture/consequence", "dev (smile): Me, with better hair.\nHe stirs for a while, and looks at the screen from the other side of the room.\nAt half past four “rock star” has gone. “A natural with clients” is still there.")),
    ),
    *kind(
        "the line to say tomorrow is a speech",
        "C08",
        (ROOM, "line:", says("choice/before-one/line", "The main item on the list is Nelson's, and he has an interpreter until one, so could we all please try to meet some time before that?")),
        (TUESDAY, "line:", says("choice/my-word/line", "It was my word and nobody else's, and I've stopped using it since then, and the rest of it is really only between the two of us.")),
    ),
    *kind("the trade-off names one side", "C09", (RANKED, "tradeoff:", says("choice/blind-read/tradeoff", "Finds out with care and hurts nobody.")), (WARM, "tradeoff:", says("choice/write-first/tradeoff", "Fair to both finalists."))),
    *kind(
        "the trade-off is a paragraph",
        "C09",
        (FOUR, "tradeoff:", says("choice/swap-board/tradeoff", "It starts at once and treats everybody alike; then again it works only if somebody on another line really wants to trade a free Sunday.")),
        (HALF, "tradeoff:", says("choice/bring-a-draft/tradeoff", "It fits the people whom it is meant for and gives them a say in it all; the moment may cool before anyone has begun to talk.")),
    ),
    *kind("the reflection is no question", "C11", (ROOM, "reflect:", says("scene/the-stairs/decision/reflect", "Think about what a label does to a note.")), (HALF, "reflect:", says("scene/after/decision/reflect", "Imagine what Duarte needed in order to look at it."))),
    *kind(
        "the reflection can be answered with yes or no",
        "C13",
        (WARM, "Did you", says("scene/kettle/decision/reflect", "Did you think of Callum before you answered?")),
        (TUESDAY, "Would you", says("scene/kitchen/decision/reflect", "Would you have said more than that in front of two others?")),
        (FOUR, "fair?", says("scene/nights/ending/reflect", "Wasn't that a little unfair?")),
        (RANKED, "agree", says("scene/the-line/decision/reflect", "Don't you agree that a break says nothing?")),
    ),
    *kind("an ending asks nothing", "C12", (HALF, "reflect:", says("scene/item-one/ending/reflect", "Think about what would have happened without you.")), (FOUR, "reflect:", says("scene/between-us/ending/reflect", "Nothing lasts longer than you do."))),
    *kind(
        "the last words are a speech",
        "C12",
        (WARM, "closing:", swap("says: Second, with a reason. I've had worse firsts.", "says: Second, with a reason. I've had worse firsts. What I want to say to everybody who has ever sat on a panel is that a number without a reason is worth nothing, and that ten seconds cost nothing.")),
        (ROOM, "closing:", swap("says: I file what I find. Short, with steps.", "says: I file what I find. Short, with steps. Anybody who works in a place like this one knows how it is when people thank you warmly for a thing that you never asked for and then close the door on you again.")),
    ),
    *kind("three decisions ask how sure somebody was", "C17", (RANKED, "probe:", chain(after("scene/her-call/decision/ask", "probe: yes\nreasons:\n  - says: She asked plainly."))), (TUESDAY, "probe:", chain(after("scene/kitchen/decision/ask", "probe: yes\nreasons:\n  - says: She means well.")))),
    *kind(
        "the note to a reason shames it",
        "C18",
        (WARM, "should", swap("note: A fair reason. Quieter moves are open at this table too.", "note: You should not think of yourself now.")),
        (HALF, "coward", swap("note: A fair worry. Look for a version that lets him put it right himself.", "note: That is a cowardly excuse.")),
        (RANKED, "selfish", swap("note: He does. Some of these moves give him a few and keep the question alive.", "note: A rather selfish reason, if you think about it.")),
    ),
    *kind("the plan does not begin with a moment", "C19", (ROOM, "cue:", swap("cue: If a plan is about to close and someone it touches is not in the room", "cue: Plans and the people they touch")), (FOUR, "cue:", swap("cue: If someone asks for time that the rule does not give", "cue: Be fair with time"))),
    *kind(
        "the plan has one line",
        "C19",
        (HALF, "if_then:", swap("    - I will ask whether they looked at it together\n    - I will ask the person what they'd like me to do\n", "")),
        (WARM, "if_then:", swap("    - I will ask which box that is in, and whether we asked both.\n    - I will fill in my own sheet before I say a word.\n", "")),
    ),
    *kind("the other way is the same words again", "C16", (HALF, "choices:", says("choice/ask-for-terms/line", "I'm sorry. I'll put it right today, in words you've seen first.")), (ROOM, "choices:", says("choice/ask-and-leave/line", "I'm sorry. I'll put it right in writing today, and you see the words first."))),
    *kind("the stated minutes are not so", "C20", (TUESDAY, "minutes: 5", put("minutes", "5")), (ROOM, "minutes: 40", put("minutes", "40"))),
)

PEOPLE = (
    *kind(
        "somebody affected never speaks on some way",
        "D01",
        (TUESDAY, "petra:", below("cast/petra", "affected: true\nwants: her life's work in good hands\nexpertise: has built pumps for thirty years")),
        (ROOM, "luz:", below("cast/luz", "affected: true\nwants: a phone line with a person on it\nexpertise: settles claims that others send back")),
    ),
    *kind("somebody wants a virtue and is good at a group", "D02", (HALF, "wants: respect", put("cast/amara/wants", "respect")), (ROOM, "expertise:", put("cast/nelson/expertise", "knows what it is like to be Deaf")), (FOUR, "expertise:", put("cast/yusuf/expertise", "his life as a Muslim in Canada"))),
    *kind("somebody else has the last word", "D03", (WARM, "closing:", put("scene/two-points/ending/closing", "{by: harriet, says: I hold my breath less now.}")), (FOUR, "closing:", put("scene/craigs-board/ending/closing", "{by: craig, says: Everybody signs.}"))),
    *kind("nobody is ever asked", "D04", (RANKED, "scenes:", pattern(" +asks_affected: true\n", "")), (TUESDAY, "scenes:", pattern(" +asks_affected: true\n", ""))),
    *kind(
        "the person it landed on gets the work",
        "D06",
        (HALF, "explain", says("choice/ask-amara/do", "Message Amara: “Could you explain to the room how that feels, so that they understand it?”")),
        (ROOM, "say something to", says("choice/ask-which-way/do", "Message Nelson: “Would you say something to Camila about the hour? She listens to you.”")),
        (FOUR, "talk to Craig", says("choice/ask-at-two/do", "At the wash station, say quietly: “Could you talk to Craig yourself? It means more from you.”")),
    ),
    *kind("the person who slips is a villain", "D09", (TUESDAY, "petra:", chain(put("cast/petra/role", "the owner"), below("cast/petra", "slips: true"))), (ROOM, "luz:", chain(put("cast/luz/role", "claims, rude"), below("cast/luz", "slips: true")))),
    *kind("a person's work comes up nowhere", "D12", (WARM, "expertise:", put("cast/callum/expertise", "bakes sourdough for forty neighbours")), (TUESDAY, "expertise:", put("cast/haruka/expertise", "restores antique violins"))),
    *kind(
        "the narration describes somebody in a loaded word",
        "D13",
        (HALF, "articulate", add("scene/third-time/script", "Amara is calm and articulate, as always.")),
        (FOUR, "exotic", add("scene/canteen/script", "Leila unpacks something exotic from a tin.")),
        (TUESDAY, "doll", add("scene/small-room/script", "Haruka sits there, tiny and doll-like.")),
        (WARM, "suffers from", put("cast/callum/role", "architect, suffers from a stammer")),
        (ROOM, "hearing-impaired", put("cast/nelson/role", "tester, hearing-impaired, an inspiration to all")),
    ),
    *kind(
        "somebody's accent is written down",
        "D14",
        (WARM, "nothin'", add("scene/lift/script", "callum (smile): I've nothin' against drains.")),
        (RANKED, "Dis is", add("choice/blind-read/consequence", "farida (calm): Dis is not de reason.")),
        (TUESDAY, "wery", add("choice/joke/consequence", "haruka (calm): It is wery simple, yes?")),
        (HALF, "Vell", add("scene/client/script", "ingrid (serious): Vell, vat do you think?")),
    ),
    *kind(
        "the player is given an identity",
        "D15",
        (FOUR, "white man", says("role", "You are a white man who came up from the floor. You supervise line 3.")),
        (WARM, "your wife", add("scene/kettle/script", "You think of what your wife would say.")),
        (TUESDAY, "As a woman", add("scene/kitchen/script", "As a woman you know how this goes.")),
        (ROOM, "hearing person", says("role", "You are a young hearing person, three months in the team. You count how people use the app.")),
    ),
    *kind(
        "distress is shown again and again",
        "D16",
        (HALF, "tears", chain(add("scene/third-time/script", "Amara's eyes fill with tears."), add("scene/the-insight/script", "Her lip trembles."))),
        (FOUR, "sobbing", chain(add("scene/two-oclock/script", "Yusuf is close to sobbing."), add("scene/one-thing/script", "He is crying."))),
    ),
    *kind(
        "the player is the hero",
        "D17",
        (HALF, "applauds", add("choice/name-her-work/consequence", "For a moment the whole meeting applauds.")),
        (WARM, "Without you", swap("says: I asked for my sheet.", "says: Without you I would never have got this post. I asked for my sheet.")),
        (TUESDAY, "saved the day", add("scene/full-books/script", "Haruka tells everyone how you saved the day.")),
        (RANKED, "claps", add("choice/correct-it-to-all/consequence", "The whole office claps, and Farida has tears of joy in her eyes.")),
    ),
    *kind("a face never changes", "D19", (WARM, "callum:", pattern(r"callum \([a-z-]+", "callum (tired")), (HALF, "amara:", pattern(r"amara \([a-z-]+", "amara (worried"))),
)

SAFETY = (
    *kind("a charged scenario has no note on content", "UP203", (ROOM, "intensity: 2", put("intensity", "2")), (WARM, "intensity: 3", chain(put("intensity", "3"), drop("content_note")))),
    *kind(
        "a heavy topic is not in the note",
        "E01",
        (HALF, "has died", add("scene/client/script", "Ingrid's brother has died, and she speaks quietly.")),
        (FOUR, "suicide", add("scene/canteen/script", "Two years ago there was a suicide on line 2.")),
        (RANKED, "raped", add("choice/blind-read/consequence", "One file says why she left: she was raped by a guard.")),
    ),
    *kind(
        "the note performs",
        "E02",
        (HALF, "upsetting", says("content_note", "This story may be upsetting for some people.")),
        (TUESDAY, "uncomfortable", says("content_note", "Some players may find the phrase uncomfortable.")),
        (WARM, "content_note", says("content_note", "A candidate's stammer is talked about in a hiring panel by two people who like him and by one who worries about him, and later on he is asked to prove something that nobody else has to prove.")),
    ),
    *kind("a swear word stands in the text", "E03", (HALF, "crap", add("scene/after/script", "duarte (angry): What a load of crap.")), (FOUR, "crap", add("choice/half-right/consequence", "craig (angry): That is crap and you know it."))),
    *kind(
        "a choice has the player mock somebody",
        "E04",
        (HALF, "Roll your eyes", says("choice/let-it-go/do", "Roll your eyes at the lag, and let the review go on to item three.")),
        (ROOM, "Imitate", says("choice/write-it-up/do", "Imitate the way Don Álvaro talks on the phone, so that everybody laughs and the item is locked.")),
        (FOUR, "Laugh", says("choice/pay-it-back/do", "Laugh about it with Craig: “Four minutes, does he pray for a faster line as well?”")),
    ),
    *kind(
        "a question asks for people's own story",
        "E05",
        (HALF, "Have you ever", says("scene/third-time/decision/reflect", "Have you ever been talked over like this, and what did you do?")),
        (TUESDAY, "a time when", says("scene/kitchen/decision/discuss", "Tell the group about a time when somebody's words hurt you. What would have helped?")),
        (RANKED, "last happen to you", says("scene/six-ticks/decision/discuss", "When did something like this last happen to you, and who helped?")),
        (ROOM, "a disability of their own", says("scene/last-item/decision/discuss", "Who in this group has been left out because of a disability of their own?")),
    ),
    *kind(
        "a text says what the law is",
        "E07",
        (FOUR, "illegal", add("scene/canteen/script", "What Craig asks for is illegal in Canada.")),
        (WARM, "the law", add("choice/call-him-back/consequence", "To test one man only is against the law in this country.")),
        (TUESDAY, "to court", add("choice/joke/commentary", "She could take the firm to court for it.")),
    ),
    *kind(
        "a text leans on studies",
        "E08",
        (HALF, "Studies show", add("choice/hand-back/commentary", "Studies show that it works.")),
        (RANKED, "According to research", add("choice/blind-read/commentary", "According to research, blind reading works best.")),
        (WARM, "Research tells us", add("choice/write-first/commentary", "Research tells us that this helps.")),
    ),
    *kind(
        "a text says that everybody does it",
        "E09",
        (HALF, "everyone is biased", add("choice/let-it-go/commentary", "After all, everyone is biased.")),
        (TUESDAY, "We all have", add("choice/explain/commentary", "We all have unconscious biases.")),
        (ROOM, "Everybody has", add("choice/carry-his-notes/commentary", "Everybody has prejudices.")),
    ),
    *kind(
        "something is written down about somebody without asking",
        "E10",
        (
            HALF,
            "do:",
            chain(
                says("choice/write-in-chat/do", "Write down the minute, who spoke and who stopped, in a file of your own."),
                put("choice/write-in-chat/method", "document"),
                says("choice/write-in-chat/consequence", "Nine thirteen. Four lines. You save the file and close it.\nteresa (serious): Item three.\nAmara looks at her own hands, and then at the clock on the wall."),
            ),
        ),
        (
            FOUR,
            "do:",
            chain(
                says("choice/open-relief/do", "Write up in your own notebook when Yusuf leaves and when he is back, each day, for a month."),
                put("choice/open-relief/method", "document"),
                says("choice/open-relief/consequence", "Twelve fourteen, twelve twenty-four. You close the notebook, and Yusuf looks at your pen.\nleila (serious): What is that for?\nIt fills up, one line a day."),
            ),
        ),
    ),
    *kind("a timer is too short", "E11", (HALF, "seconds:", after("scene/third-time/decision/ask", "seconds: 15\non_timeout: let-it-go")), (WARM, "seconds:", after("scene/the-advert/decision/ask", "seconds: 20\non_timeout: leave-advert"))),
    *kind("filler text is still there", "E13", (ROOM, "Lorem ipsum", add("scene/four-oclock/script", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.")), (RANKED, "Lorem ipsum", put("scene/lunch/summary", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do."))),
    *kind(
        "a real company is named",
        "E14",
        (HALF, "Zoom", add("scene/third-time/script", "The call is on Zoom, as ever.")),
        (WARM, "Google", put("cast/harriet/role", "partner, came from Google, remembers every architect she ever worried about")),
        (ROOM, "WhatsApp", add("scene/four-oclock/script", "nelson (calm, chat): I saw it on WhatsApp.")),
    ),
)

LANGUAGE = (
    *kind(
        "a passage needs a degree",
        "F02",
        (
            HALF,
            "",
            says(
                "choice/hand-back/commentary",
                "Redistributing conversational opportunities required comparatively insignificant personal expenditure, because postponing the intervention until a "
                "grammatically appropriate opportunity prevented unnecessary interpersonal confrontation. Nevertheless, organisational circumstances perpetuating recurrent interruptions remain "
                "fundamentally unaddressed. Inadequate acoustic infrastructure, established hierarchies and insufficient representation on the agenda contribute considerably to continuing "
                "marginalisation of geographically distributed participants. Comparable considerations characterise organisational communication practically everywhere, demanding continuous attention, still.",
            ),
        ),
        (
            FOUR,
            "",
            says(
                "choice/open-relief/commentary",
                "Generalising the accommodation transformed an individual exception into an organisational entitlement, consequently eliminating stigmatisation. Simultaneously, "
                "previously unarticulated requirements materialised throughout the department. Nevertheless, considerable operational consequences accompany unconditional availability, particularly regarding "
                "insufficient personnel during simultaneous absences, demonstrating the inevitable interdependence between individual flexibility and collective organisational responsibility for "
                "uninterrupted production. Comparable considerations characterise organisational scheduling practically everywhere, demanding continuous attention, still.",
            ),
        ),
    ),
    *kind(
        "all the feedback is hard to read",
        "F01",
        (
            WARM,
            "scenes:",
            pattern(
                r"(commentary: \|\n)(?: {12}.*\n)+",
                r"\1            Considerable organisational consequences accompanied this intervention, because alternative interpretations\n"
                r"            remained fundamentally underrepresented throughout deliberations, although responsibility continued unaddressed.\n",
            ),
        ),
        (
            RANKED,
            "scenes:",
            pattern(
                r"(commentary: \|\n)(?: {12}.*\n)+",
                r"\1            Considerable administrative consequences accompanied this intervention, because alternative explanations\n"
                r"            remained fundamentally unexamined throughout recruitment, although responsibility continued unaddressed.\n",
            ),
        ),
    ),
    *kind(
        "a sentence has no end",
        "F03",
        (TUESDAY, "You sit", add("scene/kitchen/script", "You sit with the cup that she has pushed towards you and think about the small room and the page and the pause and what you said there and what you could have said there if you had had a night more.")),
        (HALF, "She answered", add("choice/ask-amara/commentary", "She answered at once and without any anger, which many people would not have done after the third time in a month, and what she wrote was short enough to keep and plain enough to act on next time.")),
    ),
    *kind(
        "a scene goes on and on",
        "F04",
        (ROOM, "script:", chain(*(add("scene/last-item/script", "Paula shows her slide once more and counts the seconds aloud for those who have just come in.") for _ in range(4)))),
        (WARM, "script:", chain(*(add("scene/the-advert/script", "Dev reads the line aloud once more, a little slower, and looks round for somebody to laugh.") for _ in range(5)))),
    ),
    *kind("the narration says I", "F05", (HALF, "I sit", add("scene/third-time/script", "I sit between Teresa and the door.")), (FOUR, "my office", add("scene/two-oclock/script", "From my office one can hear the line."))),
    *kind("the narration talks about the player", "F05", (ROOM, "The player", add("scene/last-item/script", "The player is the newest person here.")), (TUESDAY, "the learner", swap("reflect: What would let Haruka stop listening for it?", "reflect: What would the learner do next?"))),
    *kind(
        "the story is told as if it were over",
        "F06",
        (HALF, "You ", pattern(r"^( +)Amara stops\.(.*)$", r"\1You saw Amara stop.\2\n\1You looked up.\n\1You waited.\n\1You said nothing.\n\1You heard the lag.\n\1You wrote it down.")),
        (WARM, "You ", add("scene/lift/script", "You pressed the button. You waited. You looked at the floor. You wanted to say more. You asked one thing. You nodded. You let him talk, and you kept the door open. You walked back. You sat down.")),
    ),
    *kind(
        "the player is told what to feel",
        "F07",
        (FOUR, "You are ashamed", chain(add("scene/must-be-nice/script", "You feel uneasy."), add("scene/canteen/script", "You are ashamed of the warnings."))),
        (ROOM, "heart", chain(add("scene/last-item/script", "You feel nervous."), add("scene/four-oclock/script", "Your heart sinks."))),
        (WARM, "You are embarrassed", chain(add("scene/lift/script", "You feel for him."), add("scene/kettle/script", "You are embarrassed for her."))),
    ),
    *kind("the narration uses an idiom", "F08", (HALF, "touch base", add("scene/after/script", "He wants to touch base.")), (RANKED, "ball rolling", add("scene/lunch/script", "Somebody has to get the ball rolling.")), (TUESDAY, "barking up", add("scene/kitchen/script", "Meral is barking up the wrong tree."))),
    *kind("capital letters are not explained", "F09", (HALF, "KPI", add("scene/client/script", "ingrid (serious): My director wants the KPI by Friday.")), (WARM, "RIBA", add("scene/kettle/script", "Her RIBA badge is on the table."))),
    *kind("a word takes one gender for everybody", "F10", (ROOM, "chairman", add("scene/last-item/script", "Camila is the chairman today.")), (FOUR, "manpower", add("scene/canteen/script", "Line 2 is short of manpower."))),
    *kind("a text points at something by its colour", "F11", (HALF, "green option", says("scene/third-time/decision/ask", "Duarte is two sentences in. Do you take the green option?")), (TUESDAY, "in red", says("scene/kitchen/decision/discuss", "Which of the choices in red would you take at work?"))),
    *kind("a letter is not drawn", "F12", (HALF, "👍", add("scene/client/script", "ingrid (smile): Here now 👍")), (TUESDAY, "大野", put("cast/haruka/name", "Haruka 大野")), (ROOM, "✅", add("choice/type-it/consequence", "nelson (calm, chat): Done ✅"))),
    *kind("a decision has nothing for a group to discuss", "F13", (WARM, "decision:", drop("scene/kettle/decision/discuss")), (FOUR, "decision:", drop("scene/sundays/decision/discuss"))),
    *kind("the facilitator has no hard remark", "F13", (HALF, "facilitator:", pattern(r"  hard_remarks:\n(?:    .*\n)+", "")), (ROOM, "facilitator:", pattern(r"  hard_remarks:\n(?:    .*\n)+", ""))),
    *kind(
        "a word does not fit",
        "F14",
        (TUESDAY, "Donaudampf", add("scene/next-tuesday/script", "jonas (driven): Ask the Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.")),
        (RANKED, "www", add("scene/lunch/script", "olivia (smile): It is at wwwhospitalpharmacyserviceslisboncandidatesrankingtool.")),
    ),
)

FAULTS: tuple[Fault, ...] = (*READER, *CHOICES, *FEEDBACK, *PEOPLE, *SAFETY, *LANGUAGE)
