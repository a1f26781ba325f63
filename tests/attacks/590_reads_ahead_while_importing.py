# GROUP:  leak
# NAME:   reads_ahead_while_importing
# TRIES:  reads the worker's buffer and its channel while it is imported, and says what it finds as the text of an ImportError
# EXPECT: never_full
# ANSWER: no call is sent before the import has ended; of an import error only what the importer says is shown
# KIND:   module
import fcntl
import os
import time

import tools

mine = tools.worker()
found = bytes(mine._arrived[mine._at :])
fcntl.fcntl(mine._fd, fcntl.F_SETFL, os.O_NONBLOCK)
time.sleep(0.2)
try:
    found += os.read(mine._fd, 1 << 20)
except OSError:
    pass
if found:
    print("BREACH", found[:60])
raise ImportError(f"LEAK {found[:150]!r}")
