# GROUP:  replay
# NAME:   hangs_between_cases
# TRIES:  leaves an object in every case, and sleeps behind its answer, before it takes the next request
# EXPECT: never_full
# ANSWER: the time between the calls is the submission's too; once two seconds a case that nobody counted
# KIND:   module
import time

import tools


def make(name):
    def function(*args):
        worker = tools.worker()
        send = type(worker)._send

        def lazy(reply):
            send(worker, reply)
            time.sleep(30)

        worker._send = lazy
        return object()

    return function


globals().update(tools.each(make))
