# GROUP:  replay
# NAME:   hangs_while_forgetting
# TRIES:  leaves an object in every case and sleeps when it is told to forget them, between the cases
# EXPECT: never_full
# ANSWER: the time between the cases is the submission's too; once two seconds a case that nobody counted
# KIND:   module
import time

import tools


def make(name):
    def function(*args):
        worker = tools.worker()
        answer = type(worker)._answer

        def lazy(request):
            if type(request).__name__ == "Forget":
                time.sleep(30)
            return answer(worker, request)

        worker._answer = lazy
        return object()

    return function


globals().update(tools.each(make))
