"""From a file to a scenario: `read` gives what can be played and everything that is wrong, with its place."""

from game.scenario_yaml.people import SharedPeople
from game.scenario_yaml.reader import Reading, read, read_people, read_themes

__all__ = ["Reading", "SharedPeople", "read", "read_people", "read_themes"]
