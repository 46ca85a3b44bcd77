"""
The folder of scenarios: what can be played, what cannot and why.

Reading a scenario takes time, so what came of it is kept: a card for the list, the findings, and the checked scenario
itself.  What is kept is found again by the content of the files; nothing goes by their dates.  A start with everything
kept needs neither the YAML library nor the reader.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.card import Card as Card
from game.card import Cover as Cover
from game.card import LeftOut as LeftOut
from game.card import card, card_of, finding_of, left_out, told_card, told_finding
from game.core.diagnostic import Diagnostic, Severity, Span
from game.themes import Theme

if TYPE_CHECKING:
    from game.core.scenario import Scenario
    from game.known_names import KnownNames
    from game.scenario_yaml import Reading, SharedPeople

_FORMAT = 1  # of what is kept; another number makes all of it anew
_BESIDE = ("themes.yaml", "people.yaml")  # what a library holds that is no scenario
_INDEX = "library.json"


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is known of one file with one content."""

    content_hash: str
    card: Card | None
    findings: tuple[Diagnostic, ...]


class UnknownScenario(LookupError):
    """There is no such scenario to play.  `near` are ids that may be meant; `reason` says why, in a sentence."""

    def __init__(self, name: str, reason: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.name, self.reason, self.near = name, reason, near


class Library:
    """Scenarios of one folder.  Files may change at any time: each call looks at them anew."""

    def __init__(self, folder: Path, assets: Path, cache: Path | None) -> None:
        self.folder, self.assets, self.cache = folder, assets, cache
        self._setting: _Setting | None = None
        self._entries: dict[str, _Entry] = {}  # by file name

    def cards(self) -> tuple[Card, ...]:
        """What can be played, by file name."""
        return tuple(entry.card for entry in self._look().values() if entry.card is not None)

    def left_out(self) -> tuple[LeftOut, ...]:
        """What is in the folder and cannot be played, by file name."""
        files = [
            *self._strangers(),
            *(left_out(name, entry.findings) for name, entry in self._look().items() if entry.card is None),
        ]
        return tuple(sorted(files, key=lambda file: file.file))

    def themes(self) -> tuple[Theme, ...]:
        """What scenarios can be about; none when the folder has no list of themes."""
        return self._setting_now().themes

    def scenario(self, name: str) -> Scenario:
        """The scenario with this id.

        Raises:
            UnknownScenario: If there is none, or if it cannot be played.
        """
        entry = self._look().get(f"{name}.yaml")
        if entry is None:
            raise self._unknown(name)
        if entry.card is None:
            raise UnknownScenario(name, left_out(f"{name}.yaml", entry.findings).reason)
        from game.checked_scenarios import kept

        path = self._kept_at(entry.content_hash)
        found = kept(path, entry.content_hash) if path else None
        if found is None:
            _, found = self._read(f"{name}.yaml")
        if found is None:  # it changed between one look and the next
            raise UnknownScenario(name, f"{name}.yaml has just changed, and cannot be played as it is now.")
        return found

    def files(self, paths: Iterable[Path] = ()) -> tuple[Path, ...]:
        """The scenario files that `paths` stand for: files, or folders with all scenarios in them."""
        found: list[Path] = []
        for path in paths or (self.folder,):
            found += _scenario_files(path) if path.is_dir() else [path]
        return tuple(dict.fromkeys(found))

    def check(self, paths: Iterable[Path] = ()) -> tuple[Diagnostic, ...]:
        """All findings in these files and folders, or in the whole library; sorted by file and place."""
        paths = tuple(paths) or (self.folder,)
        findings: list[Diagnostic] = []
        for folder, files in by_folder(self.files(paths)).items():
            findings += self.beside(folder)._check(files)
        for path in paths:
            if path.is_dir():
                findings += self.beside(path).findings_beside
        return tuple(sorted(findings, key=Diagnostic.sort_key))

    def beside(self, folder: Path) -> Library:
        """The library of another folder with the same assets and cache; this one for its own folder."""
        return self if _same(folder, self.folder) else Library(folder, self.assets, self.cache)

    def reading(self, path: Path, called: str = "") -> tuple[bytes, Reading]:
        """One file read as of this folder, anew, with its bytes and the places of its parts.

        A file that cannot be opened has no bytes and one finding.

        Args:
            path: The file.
            called: The name it would have here, where it is an older version that has another.
        """
        from game.scenario_yaml import Reading, read

        setting = self._setting_now()
        try:
            data = path.read_bytes()
        except OSError as error:
            return b"", Reading(None, (_unreadable(path, error),), {})
        return data, read(data, called or shown(path), setting.names(self.assets), setting.people)

    @property
    def reading_key(self) -> str:
        """Changes whenever the same bytes would be read differently."""
        return self._setting_now().key

    @property
    def findings_beside(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the list of themes and in the shared people."""
        return self._setting_now().findings

    # --- looking at the folder -------------------------------------------------------------------------------

    def _check(self, files: Sequence[Path]) -> list[Diagnostic]:
        known = self._look()
        findings: list[Diagnostic] = []
        for path in files:
            entry = known.get(path.name)
            if entry is None:
                entry = self._read(path.name, path)[0]
            findings += (replace(finding, file=shown(path)) for finding in entry.findings)
        return findings

    def _look(self) -> dict[str, _Entry]:
        """Every file of the folder with what is known of it; reads those that have changed."""
        setting = self._setting_now()
        if not self._entries:
            self._entries = _kept_index(self._index_path(), setting.key)
        now: dict[str, _Entry] = {}
        for path in _scenario_files(self.folder):
            if _leads_out(path, self.folder):
                continue
            entry = self._entries.get(path.name)
            if entry is None or entry.content_hash != _hash_of(path):
                entry, _ = self._read(path.name)
            now[path.name] = entry
        if now != self._entries:
            self._entries = now
            self._keep_index(setting)
        return now

    def _read(self, name: str, path: Path | None = None) -> tuple[_Entry, Scenario | None]:
        data, reading = self.reading(path or self.folder / name)
        content_hash = hashlib.sha256(data).hexdigest() if data else ""
        checked = reading.scenario
        kept_at = self._kept_at(content_hash)
        if checked is not None and kept_at is not None:
            from game.checked_scenarios import keep

            keep(kept_at, checked)
        return _Entry(content_hash, None if checked is None else card(checked), reading.diagnostics), checked

    def _setting_now(self) -> _Setting:
        beside = tuple(_bytes_of(self.folder / name) for name in _BESIDE)
        key = _key(self.assets, beside)
        if self._setting is None or self._setting.key != key:
            self._entries = {}
            self._setting = _kept_setting(self._index_path(), key) or _read_setting(
                self.folder, self.assets, key, beside
            )
        return self._setting

    def _strangers(self) -> list[LeftOut]:
        return [
            LeftOut(
                file=path.name,
                reason=f"{path.name} leads to a file outside this folder, so it is not read.",
                findings=0,
            )
            for path in _scenario_files(self.folder)
            if _leads_out(path, self.folder)
        ]

    def _unknown(self, name: str) -> UnknownScenario:
        import difflib

        near = difflib.get_close_matches(name, [card.id for card in self.cards()], n=2)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        return UnknownScenario(name, f"There is no scenario called “{name}”.{hint}", tuple(near))

    # --- what is kept ----------------------------------------------------------------------------------------

    def _index_path(self) -> Path | None:
        if self.cache is None:
            return None
        return self.cache / hashlib.sha256(str(self.folder.absolute()).encode()).hexdigest()[:16] / _INDEX

    def _kept_at(self, content_hash: str) -> Path | None:
        index = self._index_path()
        if index is None or not content_hash or self._setting is None:
            return None
        name = hashlib.sha256(f"{content_hash} {self._setting.key}".encode()).hexdigest()[:32]
        return index.parent / f"{name}.scenario"

    def _keep_index(self, setting: _Setting) -> None:
        path = self._index_path()
        if path is None:
            return
        from game.checked_scenarios import write_whole

        told = {
            "key": setting.key,
            "themes": [asdict(theme) for theme in setting.themes],
            "findings": [told_finding(finding) for finding in setting.findings],
            "people": setting.shared.decode(errors="replace"),
            "people_file": setting.people_file,
            "files": {
                name: {
                    "hash": entry.content_hash,
                    "card": None if entry.card is None else told_card(entry.card),
                    "findings": [told_finding(finding) for finding in entry.findings],
                }
                for name, entry in self._entries.items()
            },
        }
        if write_whole(path, json.dumps(told).encode()):
            current = {self._kept_at(entry.content_hash) for entry in self._entries.values()}
            for old in path.parent.glob("*.scenario"):
                if old not in current:
                    old.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all scenarios of a folder share."""

    key: str  # changes whenever what was kept would come out differently
    themes: tuple[Theme, ...]
    findings: tuple[Diagnostic, ...]  # in the themes and the shared people
    shared: bytes  # people.yaml
    people_file: str

    @property
    def people(self) -> SharedPeople | None:
        """Those whom several scenarios share."""
        if not self.shared:
            return None
        from game.known_names import KnownNames
        from game.scenario_yaml import read_people

        return read_people(self.shared, self.people_file, KnownNames())[0]

    def names(self, assets: Path) -> KnownNames:
        """The names that scenarios may use."""
        from game.known_names import names_in

        return names_in(assets, (theme.id for theme in self.themes))


def _read_setting(folder: Path, assets: Path, key: str, beside: tuple[bytes, ...]) -> _Setting:
    themes: tuple[Theme, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    themes_file, people_file = (shown(folder / name) for name in _BESIDE)
    if beside[0]:
        from game.scenario_yaml import read_themes

        themes, findings = read_themes(beside[0], themes_file)
    if beside[1]:
        from game.known_names import names_in
        from game.scenario_yaml import read_people

        findings += read_people(beside[1], people_file, names_in(assets))[1]
    return _Setting(key, themes, findings, beside[1], people_file)


def _kept_setting(index: Path | None, key: str) -> _Setting | None:
    told = _kept(index, key)
    try:
        themes = tuple(Theme(**{**theme, "heading": tuple(theme["heading"])}) for theme in told["themes"])
        return _Setting(
            key, themes, tuple(map(finding_of, told["findings"])), told["people"].encode(), told["people_file"]
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _kept_index(index: Path | None, key: str) -> dict[str, _Entry]:
    told = _kept(index, key)
    try:
        return {
            name: _Entry(
                entry["hash"],
                None if entry["card"] is None else card_of(entry["card"]),
                tuple(map(finding_of, entry["findings"])),
            )
            for name, entry in told["files"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}


def _kept(index: Path | None, key: str) -> dict[str, Any]:
    try:
        told = json.loads(index.read_bytes()) if index is not None else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) and told.get("key") == key else {}


def _unreadable(path: Path, error: OSError) -> Diagnostic:
    is_folder, is_missing = path.is_dir(), isinstance(error, FileNotFoundError)
    if is_folder:
        code, name, message, hint = (
            "UP102",
            "not-a-file",
            "This is a folder, not a file.",
            "Rename it, or move it away.",
        )
    else:
        code, name = "UP101", "file-not-readable"
        message = "There is no such file." if is_missing else "The file cannot be opened."
        hint = _near_file(path) if is_missing else "Look whether you may read it: its permissions may not allow it."
    return Diagnostic(
        code=code, name=name, severity=Severity.ERROR, file=shown(path), span=Span(1, 1), message=message, hint=hint
    )


def _near_file(path: Path) -> str:
    import difflib

    near = difflib.get_close_matches(path.name, [file.name for file in _scenario_files(path.parent)], n=1)
    return (
        f"Did you mean “{shown(path.parent / near[0])}”?"
        if near
        else "Look at the name, and at the folder you are in."
    )


def _scenario_files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix == ".yaml"]
    except OSError:
        return []
    return sorted(path for path in found if path.name not in _BESIDE and not path.name.startswith("."))


def _leads_out(path: Path, folder: Path) -> bool:
    if not path.is_symlink():
        return False
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return True


def by_folder(files: Iterable[Path]) -> dict[Path, list[Path]]:
    """Files grouped by the folder they are in, in order."""
    grouped: dict[Path, list[Path]] = {}
    for path in files:
        grouped.setdefault(path.parent, []).append(path)
    return grouped


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or (one.exists() and other.exists() and one.samefile(other))


def shown(path: Path) -> str:
    """A path as short as can be: from the folder one is in, if it lies there."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _hash_of(path: Path) -> str:
    data = _bytes_of(path)
    return hashlib.sha256(data).hexdigest() if data else ""


def _key(assets: Path, beside: tuple[bytes, ...]) -> str:
    """A digest of all that a reading depends on besides the scenario's own file."""
    digest = hashlib.sha256(f"{_FORMAT} {sys.version_info[:2]} {sys.implementation.name}".encode())
    package = Path(__file__).parent
    for part in sorted((*(package / "scenario_yaml").glob("*.py"), *(package / "core").glob("*.py"))):
        about = part.stat()
        digest.update(f"{part.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    for data in (*beside, _bytes_of(assets / "looks.yaml")):
        digest.update(hashlib.sha256(data).digest())
    digest.update("\n".join(sorted(path.name for path in (assets / "places").glob("*.svg"))).encode())
    return digest.hexdigest()
