# GROUP:  exhaustion
# NAME:   much_in_one_entry
# TRIES:  answers with a list of one entry, and in it as many numbers as a frame may hold, for what is kept of results
# EXPECT: never_full
# MEMORY: 150
# ANSWER: what is kept to name a mistake are numbers, and few
# KIND:   module
import tools

ROWS = [[[i + 0.5 for i in range(149_000)], [i + 0.25 for i in range(149_000)]]]
globals().update(tools.each(lambda name: lambda *args: ROWS))
