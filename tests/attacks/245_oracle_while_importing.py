# GROUP:  oracle
# NAME:   oracle_while_importing
# TRIES:  asks for results at the top level of the file, in every worker that it is loaded into
# EXPECT: flagged
# ANSWER: nobody answers while a file is imported
# KIND:   module
import numpy as np

import tools

ANSWER = tools.worker()._ask("forward", np.ones((1, 1)), np.ones((1, 1)), np.ones(1))
globals().update(tools.each(lambda name: lambda *args: ANSWER))
