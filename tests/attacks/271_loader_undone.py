# GROUP:  loader
# NAME:   loader_undone
# TRIES:  changes __file__, __name__, __builtins__, linecache, meta_path and its own entry in sys.modules
# EXPECT: full_ok
# ANSWER: the worker keeps the module it made
# KIND:   module
import linecache
import sys

from honest import *  # noqa: F403

__file__ = "/etc/passwd\x1b[31m"
__spec__ = __loader__ = __path__ = None
linecache.cache.clear()
linecache.cache["linear_regression.py"] = (1, None, ["LEAK\n"], "x")
sys.meta_path.clear()
sys.path[:] = ["/"]
sys.path_importer_cache.clear()
for name in ("linear_regression", "honest", "__main__"):
    sys.modules.pop(name, None)
sys.setrecursionlimit(10**9)
__name__ = "__main__"
