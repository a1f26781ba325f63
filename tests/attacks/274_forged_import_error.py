# GROUP:  text
# NAME:   forged_import_error
# TRIES:  answers the request to import with an error whose name and text are 200 and 2000 letters of its own
# EXPECT: never_full
# ANSWER: the name must be one of Python's own; the text is cut, cleaned and escaped
# KIND:   module
import tools

NAME = "</p><script>alert(1)</script>\x1b[2J\u202e`<img src=x onerror=alert(1)>`\n# big\n"
tools.forge(
    "error",
    kind=tools.text("raised"),
    error=tools.text(NAME * 3),
    message=tools.text((NAME + "=HYPERLINK(1)") * 20),
    lines=tools.sequence(1, tools.integer(10_000_000)),
)
