# GROUP:  leak
# NAME:   notes_as_text
# TRIES:  notes with hidden inputs, markup and escapes, in the answer of every call
# EXPECT: full_ok
# ANSWER: of notes only counts of known names are used, and only for a person
# KIND:   module
import tools


def noted(name, args, right):
    worker = tools.worker()
    send = type(worker)._send

    def more(reply):
        import msgspec

        said = [f"calls LEAK{args[0]!r}"[:190] + " 7", "calls <script>LEAK\x1b[31m 9", "complexLEAK", "LEAK 3"]
        send(worker, msgspec.structs.replace(reply, notes=[*reply.notes, *said]))

    worker._send = more
    return right


globals().update(tools.wrap(noted))
