# GROUP:  protocol
# NAME:   wrong_ids
# TRIES:  answers with the number of the last, the next and the first question, and with the hello that was due once
# EXPECT: flagged
# ANSWER: an answer to no question ends the worker
# KIND:   module
import tools

OFF = {"forward": -1, "loss": 1, "grad_W": 1000, "grad_b": 1 << 40, "update": 0}


def make(name):
    def function(*args):
        number = tools.worker()._number
        if name == "fit":
            tools.send(tools.reply(0, "hello"))
        elif name == "update":
            tools.send(tools.reply(0, "ok", value=tools.double(0.0)))
        else:
            tools.send(tools.reply(min(number + OFF[name], 1 << 40), value=tools.double(0.0)))
        return tools.zeros(name, args)

    return function


globals().update(tools.each(make))
