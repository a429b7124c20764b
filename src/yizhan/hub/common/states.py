"""State machines as tables: from which states an action leads where. The diagram in the docs is made from the table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from yizhan.hub.common.refusals import Conflict


@dataclass(frozen=True, slots=True)
class Transition:
    """One action: the states it starts from and the state it leads to."""

    action: str
    sources: frozenset[str]
    target: str


class Machine:
    """States and the actions that move between them."""

    def __init__(self, *, states: tuple[str, ...], initial: str, transitions: tuple[Transition, ...]) -> None:
        self.states, self.initial = states, initial
        self._by_action = {transition.action: transition for transition in transitions}
        named = {initial} | {state for t in transitions for state in (*t.sources, t.target)}
        if named != set(states):
            raise ValueError(f"states and transitions disagree: {sorted(named ^ set(states))}")

    @property
    def actions(self) -> tuple[str, ...]:
        return tuple(self._by_action)

    def allows(self, action: str, state: str) -> bool:
        return state in self._by_action[action].sources

    def allowed(self, state: str) -> tuple[str, ...]:
        """The actions that may be done in a state, in the order of the table."""
        return tuple(action for action in self._by_action if self.allows(action, state))

    def target(self, action: str, state: str) -> str:
        """Where an action leads.

        Raises:
            Conflict: it cannot be done in this state.
        """
        if not self.allows(action, state):
            raise Conflict(_("This is no longer possible: the case has moved on. Load the page again to see where it stands."))
        return self._by_action[action].target

    def mermaid(self) -> str:
        """The diagram, for the docs."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for transition in self._by_action.values():
            lines += [
                f"    {source} --> {transition.target}: {transition.action}"
                for source in self.states
                if source in transition.sources
            ]
        return "\n".join(lines) + "\n"
