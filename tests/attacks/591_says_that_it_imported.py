# GROUP:  leak
# NAME:   says_that_it_imported
# TRIES:  answers the request to import by itself, reads the calls that then come, and ends its import with what it read
# EXPECT: never_full
# ANSWER: a text is shown only of an import that did not end; what comes after the answer is a surplus
# KIND:   module
import time

import tools

mine = tools.worker()
tools.send(tools.reply(mine._number))
time.sleep(0.2)
body = mine._received()
raise ImportError(f"No module named 'LEAK {body[:150]!r}'")
