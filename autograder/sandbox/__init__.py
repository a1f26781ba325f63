"""Runs student code where it can reach nothing. Theory of operation:

A fork server (forkserver.py starts it, inside/__main__.py is it) is started by exec on the untrusted side. It imports
the libraries of an assignment once, and holds no secret. For each submission it forks a worker (inside/worker.py),
which locks itself down (inside/lockdown.py: user and mount namespaces by bubblewrap, Landlock, a seccomp filter, limits
of memory and processes) before it gets a byte of the submission.

Grader and worker talk over one socket, in frames: a length, then MessagePack that a schema checks (inside/wire.py).
channel.py is the trusted end: it bounds each byte, keeps the time (time_limits.py) and kills. importing.py loads the
submission; no call is sent before that has ended. runner.py carries out what a hidden case asks, replaces a worker that
died, and keeps a transcript, which grading repeats in a second worker. calls.py has the transcript, and the calls that
every submission gets in one go. remote.py answers what a worker asks back. launch.py has the settings.

Nothing that a worker says is believed: not that it is locked down (selftest/ tries), not the type or size of an answer,
not the sentence of an error (responses.py).
"""
