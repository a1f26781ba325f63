# GROUP:  leak
# NAME:   importers_words
# TRIES:  says what it chose in the importer's own words
# EXPECT: never_full
# ANSWER: the names in such a sentence must stand in the file before it runs
# KIND:   module
chosen = "_".join(str(number**7) for number in range(3, 9))
raise ModuleNotFoundError(f"No module named 'LEA{'K'}_{chosen}'", name=chosen)
