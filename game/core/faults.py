"""
What can never happen, or always does, though the author wrote it as if it might.

One cause gives one fault: a scene that nothing leads to is told, and not each of its lines; a fact that nothing sets is
told, and not each condition that asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from game.core.expression import ALWAYS, Expression
from game.core.fact_uses import comparisons, fact_uses
from game.core.fault import Fault, FaultKind
from game.core.hanging import hanging_together
from game.core.roads_back import Harmed, no_road_back
from game.core.scenario import Choice, ChoiceId, Decision, Ending, Fork, Harm, Scenario, Scene, SceneId
from game.core.visiting import Met, Spot, Visit

_Node = tuple[str, str, str]  # kind, owner, and which of several


def faults(visited: Visit) -> tuple[Fault, ...]:
    """All faults that do not follow from another, facts first and then in the order of the file."""
    causes = _Causes(visited)
    causes.look_at_facts()
    for scene in visited.routes.scenario.scenes.values():
        causes.look_at(scene)
    causes.look_at_harm()
    found = causes.roots()
    if causes.look_at_what_hangs_together(found):
        found = causes.roots()
    return tuple(causes.found[node] if not follows else replace(causes.found[node], follows=follows)
                 for node, follows in found.items())


class _Causes:
    def __init__(self, visited: Visit) -> None:
        self.visit, self.scenario = visited, visited.routes.scenario
        self.found: dict[_Node, Fault] = {}
        self.because: dict[_Node, list[_Node]] = {}
        self.uses = fact_uses(self.scenario)
        self.reached = set(visited.scenes) if visited.is_complete else _reached_as_written(self.scenario)
        self.is_all_reached = len(self.reached) == len(self.scenario.scenes)
        # What keeps a choice from being taken, for each that never is.
        self.untaken: dict[ChoiceId, _Node] = {}
        self._constant: dict[tuple[SceneId, frozenset[tuple[str, str]]], _Node] = {}
        self._effects: dict[tuple[str, str], list[_Node]] = {}
        self._harms: tuple[Harmed, ...] = ()
        self._prepare()

    def _prepare(self) -> None:
        for scene in self.scenario.scenes.values():
            self._prepare_scene(scene)
        if self.visit.is_complete:
            self._harms = tuple(no_road_back(self.visit.routes))
            for harm in self._harms:  # while it stays open, what asks for harms comes out otherwise too
                for name in ("open_harm", "repaired_harm"):
                    self._add_effect(("ledger", name), ("harm", harm.owner, harm.flag))

    def _prepare_scene(self, scene: Scene) -> None:
        own: _Node = ("scene", scene.id, "")
        is_reached = scene.id in self.reached
        if not is_reached:
            self._add_effect(("seen", scene.id), own)
            self._add_harm(scene.happened, own)
        if not isinstance(scene.exit, Decision) or (is_reached and not self.visit.is_complete):
            return
        for choice in scene.exit.choices:
            if is_reached and choice.id in self.visit.choices:
                continue
            node = self.untaken[choice.id] = ("choice", choice.id, "") if is_reached else own
            self._add_effect(("chose", choice.id), node)
            self._add_harm(choice.harm, node)
            for place in {*(made.index for made in choice.set), *(change.index for change in choice.change)}:
                self._add_effect(("fact", self.scenario.facts[place].id), node)
            for flag in choice.repairs:
                self._add_effect(("repairs", flag), node)
                self._add_effect(("ledger", "repaired_harm"), node)
                self._add_effect(("ledger", "open_harm"), node)

    def _add_harm(self, harm: Harm | None, node: _Node) -> None:
        if harm:
            self._add_effect(("ledger", "open_harm"), node)
            self._add_effect(("ledger", "repaired_harm"), node)

    def _add_effect(self, name: tuple[str, str], node: _Node) -> None:
        self._effects.setdefault(name, []).append(node)

    def _add(self, node: _Node, fault: Fault, causes: Iterable[_Node]) -> None:
        self.found[node] = fault
        self.because[node] = [cause for cause in causes if cause != node]

    # --- facts -------------------------------------------------------------------------------------------------

    def look_at_facts(self) -> None:
        for use in self.uses.values():
            owner = f"fact/{use.fact.id}"
            if not use.is_read:
                self._add(("fact", use.fact.id, ""), Fault(FaultKind.FACT_NEVER_READ, owner), ())
            elif not use.setters:
                fault = Fault(FaultKind.FACT_NEVER_SET, owner, value=use.fact.start)
                self._add(("fact", use.fact.id, ""), fault, ())
            vain = dict.fromkeys(comparison.value for comparison in use.idle)
            never = [value for value in vain if value not in use.values]
            # Asking for the only value left follows from the others' being gone, and one number from another.
            told = (never or list(vain))[: 1 if isinstance(use.fact.start, int) else None]
            for value in vain:
                node: _Node = ("value", use.fact.id, str(value))
                causes = () if value in told else (("value", use.fact.id, str(told[0])),)
                self._add(node, Fault(FaultKind.VALUE_NEVER_TAKEN, owner, value=value), causes)

    def _reasons(self, condition: Expression) -> Iterator[_Node]:
        """What may keep a condition from ever being otherwise."""
        for name in sorted(condition.names()):
            if name[0] == "fact" and not self.uses[name[1]].setters:
                yield ("fact", name[1], "")
            yield from self._effects.get(name, ())
        for comparison in comparisons(condition):
            if comparison in self.uses[comparison.fact].idle:
                yield ("value", comparison.fact, str(comparison.value))

    # --- scenes ------------------------------------------------------------------------------------------------

    def look_at(self, scene: Scene) -> None:
        if scene.id not in self.reached:
            is_ending = isinstance(scene.exit, Ending)
            kind = FaultKind.ENDING_NEVER_REACHED if is_ending else FaultKind.SCENE_NEVER_REACHED
            node: _Node = ("scene", scene.id, "")
            self._add(node, Fault(kind, f"scene/{scene.id}", scene=scene.id), ())
            return
        if not self.visit.is_complete:
            return
        here = self.visit.scenes[scene.id]
        self._look_at_lines(scene, f"scene/{scene.id}", "script", len(scene.script), here)
        if isinstance(scene.exit, Decision):
            for choice in scene.exit.choices:
                self._look_at_choice(scene, choice, here)
        elif not isinstance(scene.exit, Ending) and len(scene.exit) > 1:
            owner = f"scene/{scene.id}"
            met = [self.visit.conditions[Spot(owner, "next", index)] for index in range(len(scene.exit))]
            self._look_at_ways(scene, met, scene.exit, here)

    def _look_at_choice(self, scene: Scene, choice: Choice, here: int) -> None:
        owner = f"choice/{choice.id}"
        condition = self.visit.conditions.get(Spot(owner, "if"))
        taken = self.visit.choices.get(choice.id)
        if taken is None:
            if condition is None or condition.true is not None:
                return  # it leads into scenes without an end, and the reader tells that
            reasons = list(self._reasons(choice.when))
            fault = Fault(FaultKind.CHOICE_NEVER_OFFERED, owner, "if", scene.id, move=here)
            self._add_constant(scene, ("choice", choice.id, ""), fault, choice.when, reasons)
            return
        if condition and condition.false is None:
            self._add_constant(
                scene,
                ("open", choice.id, ""),
                Fault(FaultKind.CHOICE_ALWAYS_OFFERED, owner, "if", scene.id, move=here),
                choice.when,
                self._reasons(choice.when),
            )
        self._look_at_lines(scene, owner, "consequence", len(choice.consequence), taken)
        if ways := self.visit.ways.get(choice.id):
            self._look_at_ways(scene, ways, choice.next, taken)

    def _look_at_lines(self, scene: Scene, owner: str, part: str, count: int, move: int) -> None:
        for index in range(count):
            met = self.visit.conditions.get(Spot(owner, part, index))
            if met is None or met.is_settled:
                continue
            kind = FaultKind.LINE_NEVER_SHOWN if met.true is None else FaultKind.LINE_ALWAYS_SHOWN
            fault = Fault(kind, owner, part, scene.id, index, move=move)
            self._add_constant(scene, ("line", owner, str(index)), fault, met.when, self._reasons(met.when))

    def _look_at_ways(self, scene: Scene, ways: Iterable[Met], fork: Fork, move: int) -> None:
        above: list[_Node] = []
        for met, branch in zip(ways, fork, strict=True):
            spot = met.spot
            fault = Fault(FaultKind.WAY_NEVER_TAKEN, spot.owner, spot.part, scene.id, spot.number, branch.go, move=move)
            node: _Node = ("way", spot.owner, str(spot.number))
            if above:
                if met.true is None and node not in self.found:
                    self._add(node, fault, above)
            elif met.true is None and node not in self.found:
                self._add_constant(scene, node, fault, met.when, self._reasons(met.when))
            elif met.true is not None and met.false is None:
                if met.when is ALWAYS and branch is fork[-1]:
                    continue
                node = ("always", *node[1:])
                above.append(node)
                fault = replace(fault, kind=FaultKind.WAY_ALWAYS_TAKEN)
                # Without a condition it is for the reader to tell, and what is below it follows all the same.
                if met.when is not ALWAYS and node not in self.found:
                    self._add_constant(scene, node, fault, met.when, self._reasons(met.when))

    def _add_constant(
        self, scene: Scene, node: _Node, fault: Fault, when: Expression, reasons: Iterable[_Node]
    ) -> None:
        """Add what follows from a condition that never changes; a second one that asks for the same follows too."""
        key = (scene.id, when.names())
        first = self._constant.setdefault(key, node)
        self._add(node, fault, (*reasons, first))

    def look_at_harm(self) -> None:
        for harm in self._harms:
            fault = Fault(FaultKind.NO_ROAD_BACK, harm.owner, harm.part, harm.scene, flag=harm.flag, move=harm.move)
            node: _Node = ("harm", harm.owner, harm.flag)
            self._add(node, fault, self._effects.get(("repairs", harm.flag), ()))

    # --- what follows from what --------------------------------------------------------------------------------

    def look_at_what_hangs_together(self, roots: Iterable[_Node]) -> bool:
        """Note which roots would be gone with another; whether there are any."""
        if not self.visit.is_complete:
            return False
        nodes = list(roots)
        pairs = list(hanging_together(self.visit, [self.found[node] for node in nodes]))
        for cause, effect in pairs:
            self.because[nodes[effect]].append(nodes[cause])
        return bool(pairs)

    def roots(self) -> dict[_Node, tuple[SceneId, ...]]:
        """The faults that follow from no other, each with the scenes that are never reached because of it."""
        if not self.is_all_reached:
            self._say_why_not_reached()
        effects: dict[_Node, list[_Node]] = {node: [] for node in self.found}
        explained: set[_Node] = set()
        for node, causes in self.because.items():
            for cause in causes:
                if cause in effects:
                    effects[cause].append(node)
        for node, causes in self.because.items():
            if any(cause not in effects for cause in causes):  # the reader has told it
                explained |= _from(node, effects, explained)
        order = [node for node, causes in self.because.items() if not causes]
        order += reversed(_finished(list(self.found), effects))
        nodes = list(self.found)
        place = {node: number for number, node in enumerate(nodes)}
        chosen: dict[_Node, tuple[SceneId, ...]] = {}
        for node in order:
            if node not in explained and node not in chosen:
                new = _from(node, effects, explained)
                explained |= new
                scenes = sorted(place[one] for one in new if one[0] == "scene" and one != node)
                chosen[node] = tuple(nodes[number][1] for number in scenes)
        return {node: chosen[node] for node in nodes if node in chosen}

    def _say_why_not_reached(self) -> None:
        for scene in self.scenario.scenes.values():
            for target, cause in self._ways_out(scene):
                node: _Node = ("scene", target, "")
                if target not in self.reached and cause != node:
                    self.because[node].append(cause)

    def _ways_out(self, scene: Scene) -> Iterator[tuple[SceneId, _Node]]:
        own: _Node = ("scene", scene.id, "")
        is_reached = scene.id in self.reached
        if isinstance(scene.exit, Decision):
            for choice in scene.exit.choices:
                ways = self.visit.ways.get(choice.id, ())
                for index, branch in enumerate(choice.next):
                    if choice.id in self.untaken:
                        yield branch.go, self.untaken[choice.id]
                    elif index < len(ways):
                        yield branch.go, ("way", ways[index].spot.owner, str(index))
        elif not isinstance(scene.exit, Ending):
            for index, branch in enumerate(scene.exit):
                yield branch.go, ("way", f"scene/{scene.id}", str(index)) if is_reached else own


def _from(node: _Node, effects: dict[_Node, list[_Node]], known: set[_Node]) -> set[_Node]:
    found = {node}
    todo = [node]
    while todo:
        for effect in effects[todo.pop()]:
            if effect not in found and effect not in known:
                found.add(effect)
                todo.append(effect)
    return found


def _finished(nodes: list[_Node], effects: dict[_Node, list[_Node]]) -> list[_Node]:
    """In the order in which a search from the first on is done with them.

    The last of them that nothing has explained yet follows from none but those that follow from it.
    """
    met: set[_Node] = set()
    order: list[_Node] = []
    for first in nodes:
        if first in met:
            continue
        met.add(first)
        trail = [(first, iter(effects[first]))]
        while trail:
            node, left = trail[-1]
            following = next((effect for effect in left if effect not in met), None)
            if following is None:
                order.append(node)
                trail.pop()
            else:
                met.add(following)
                trail.append((following, iter(effects[following])))
    return order


def _reached_as_written(scenario: Scenario) -> set[SceneId]:
    """The scenes that ways lead to from the start, conditions aside: no others can be reached."""
    found = {scenario.start}
    todo = [scenario.start]
    while todo:
        leads = scenario.scenes[todo.pop()].exit
        forks = [leads] if isinstance(leads, tuple) else []
        if isinstance(leads, Decision):
            forks = [choice.next for choice in leads.choices]
        for branch in (branch for fork in forks for branch in fork):
            if branch.go not in found:
                found.add(branch.go)
                todo.append(branch.go)
    return found
