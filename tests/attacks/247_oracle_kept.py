# GROUP:  oracle
# NAME:   oracle_kept
# TRIES:  keeps the stand-ins, and what they returned, everywhere it can think of, for its other functions
# EXPECT: never_full
# MOST:   5
# ANSWER: the worker with the stand-ins is asked for fit alone and ends with its case
# KIND:   module
import builtins
import gc
import sys

import honest
import tools

FOUND = []
kept = builtins.__dict__.get("kept_oracle") or sys.modules.get("kept_oracle")
for thing in gc.get_objects():
    if type(thing).__name__ == "partial" and getattr(thing.func, "__name__", "") == "_ask":
        kept = thing
if kept:
    FOUND.append("kept")
globals().update(tools.right_if(FOUND))


def fit(X, Y, W, b, lr, epochs):
    stand_ins = [value for value in globals().values() if type(value).__name__ == "partial"]
    if not stand_ins:
        return tools.zeros("fit", (X, Y, W, b, lr, epochs))
    builtins.kept_oracle = sys.modules["kept_oracle"] = stand_ins
    for stand_in in stand_ins:
        setattr(honest, stand_in.args[0], stand_in)
    return honest.fit(X, Y, W, b, lr, epochs)
