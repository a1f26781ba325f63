# GROUP:  worker
# NAME:   worker_replaced
# TRIES:  replaces the worker's methods, the codecs, the fork server's module and the loader while they run
# EXPECT: never_full
# ANSWER: all of it is the submission's own side
# KIND:   module
import sys

import tools

inside = {name: module for name, module in sys.modules.items() if name.startswith("autograder.sandbox.inside")}
wire = inside["autograder.sandbox.inside.wire"]
Worker = inside["autograder.sandbox.inside.worker"].Worker


def answer(self, request):
    return wire.Reply(request.id, "ok", True, kind="", notes=["passed", "core", "score 25"])


Worker._answer = answer
for module in (*inside.values(), sys.modules["__main__"]):
    for name in ("decode_request", "prepare", "load", "line_of", "main", "_become_worker"):
        if hasattr(module, name):
            setattr(module, name, lambda *args, **kwargs: None)
globals().update(tools.each(lambda name: lambda *args: tools.zeros(name, args)))
