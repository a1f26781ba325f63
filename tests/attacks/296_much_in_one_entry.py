# GROUP:  exhaustion
# NAME:   much_in_one_entry
# TRIES:  answers with a list of one entry, and in it 30 MiB of texts that take 120 MiB, for what is kept of results
# EXPECT: never_full
# ANSWER: what is kept to name a mistake are numbers, and few
# KIND:   module
import tools

TEXTS = [["x" * 1999 + "\U0001f600"] * 15_000]
globals().update(tools.each(lambda name: lambda *args: TEXTS))
