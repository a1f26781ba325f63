# GROUP:  exhaustion
# NAME:   much_in_one_entry
# TRIES:  answers with a list of one entry, and in it 12 MiB of texts that take 48 MiB, for what is kept of results
# EXPECT: never_full
# MEMORY: 250
# ANSWER: what is kept to name a mistake are numbers, and few
# KIND:   module
# KNOWN:  gradcheck._look counts the entries of a list, not what is in them: at the usual limits 4 GiB are kept
import tools

TEXTS = [["x" * 1999 + "\U0001f600"] * 6_000]
globals().update(tools.each(lambda name: lambda *args: TEXTS))
