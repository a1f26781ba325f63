"""Start of the fork server, run by path in a bare interpreter: makes this folder importable under its package name.

The rest of the package is not importable here, and not readable.
"""

import json
import sys
import types
from pathlib import Path


def _start(control: str, settings: str) -> None:
    here = str(Path(__file__).parent)
    for name, path in (("autograder", []), ("autograder.sandbox", []), ("autograder.sandbox.inside", [here])):
        module = types.ModuleType(name)
        module.__path__ = path
        sys.modules[name] = module
    sys.path[:] = [entry for entry in sys.path if entry != here]
    libraries = json.loads(settings)["libraries"]
    from autograder.sandbox.inside import loading

    sys.meta_path.append(loading.AllowedLibraries(libraries["names"], libraries["folders"]))
    from autograder.sandbox.inside import server

    server.main(int(control), settings)


_start(sys.argv[1], sys.argv[2])
