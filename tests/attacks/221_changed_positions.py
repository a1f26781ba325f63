# GROUP:  worker
# NAME:   changed_positions
# TRIES:  says that arguments were altered which the call does not have
# EXPECT: never_full
# ANSWER: it only accuses itself
# KIND:   module
import tools


def accused(name, args, right):
    worker = tools.worker()
    if name == "forward":
        positions = tools.sequence(2, tools.integer(1 << 24) + tools.integer(0))
        data = right.astype("<f8").tobytes()
        tools.forge(value=tools.array("ndarray", "<f8", right.shape, data), changed=positions)
    elif name == "loss":
        tools.forge(value=tools.double(right), changed=tools.sequence(65, tools.integer(0) * 65))
    return right


globals().update(tools.wrap(accused))
