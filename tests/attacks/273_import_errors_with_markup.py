# GROUP:  text
# NAME:   import_errors_with_markup
# TRIES:  a module of a name with markup and escapes is not found, in a class of error that calls itself so too
# EXPECT: never_full
# ANSWER: cleaned and escaped wherever it is shown
# KIND:   module
NAME = "<script>alert(1)</script>\x1b[31m\x1b]8;;http://evil.example\x07\u202e`<img src=x onerror=alert(1)>`\n\n# big\n=1+1"
EVIL = type(NAME, (ModuleNotFoundError,), {"__module__": "builtins"})
try:
    __import__(NAME)
except ImportError as error:
    raise EVIL(f"{error}") from error
