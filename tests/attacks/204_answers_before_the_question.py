# GROUP:  protocol
# NAME:   answers_before_the_question
# TRIES:  sends answers for the next questions before they are asked, with their numbers
# EXPECT: flagged
# ANSWER: whatever arrives before a question is a fault
# KIND:   module
import tools


def ahead(name, args, right):
    worker = tools.worker()
    send = type(worker)._send

    def more(reply):
        send(worker, reply)
        for number in range(reply.id + 1, reply.id + 3):
            tools.write(frame(number), worker._fd)

    worker._send = more
    return tools.zeros(name, args)


def frame(number):
    body = tools.reply(number, value=tools.double(1.0))
    return len(body).to_bytes(4, "big") + body


globals().update(tools.wrap(ahead))
