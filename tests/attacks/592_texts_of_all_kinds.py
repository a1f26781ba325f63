# GROUP:  leak
# NAME:   texts_of_all_kinds
# TRIES:  a syntax error of its own making, whose text, file and line say what it chose while it ran
# EXPECT: never_full
# ANSWER: a syntax error is Python's if the compiler said so before anything ran
# KIND:   module
words = "LEAK 0.123456789012"
raise SyntaxError(words, (words, 4_000_000, 1, words))
