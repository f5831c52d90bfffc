"""No module imports, through whatever others, a module that imports it: not at the top, in functions, or for types."""

from __future__ import annotations

import grimp


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """Return the sets of modules that reach each other."""
    left = set(imports)
    found: list[list[str]] = []
    reached = {name: _reached(name, imports) for name in imports}
    while left:
        name = min(left)
        circle = {other for other in reached[name] if name in reached[other]}
        if circle:
            found.append(sorted(circle))
        left -= {name, *circle}
    return found


def _reached(start: str, imports: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = imports[waiting.pop()] & imports.keys() - seen
        seen |= fresh
        waiting += fresh
    return seen


def test_a_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == [["b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_modules_import_each_other_in_a_circle():
    graph = grimp.build_graph("coder", exclude_type_checking_imports=False)
    imports = {name: set(graph.find_modules_directly_imported_by(name)) for name in graph.modules}
    assert circles(imports) == []
