# GROUP:  class
# NAME:   links_to_another_student
# TRIES:  hands in links: its folder, its assignment folder, its file, a hard link, and a path through another's folder
# EXPECT: never_full
# ANSWER: nothing is followed; each is unreadable or missing
# KIND:   class
import os
from pathlib import Path

FILE = "linear_regression.py"


def build(dest):
    dest = Path(dest)
    alice = dest / "alice" / FILE
    (dest / "mallory1").symlink_to("alice")
    (dest / "mallory2").mkdir()
    (dest / "mallory2" / "a3_linear_regression").symlink_to("../alice")
    (dest / "mallory3").mkdir()
    (dest / "mallory3" / FILE).symlink_to(alice)
    (dest / "mallory4").mkdir()
    os.link(alice.with_name("copy.py"), dest / "mallory4" / FILE)
    (dest / "mallory5").mkdir()
    (dest / "mallory5" / FILE).symlink_to("/proc/self/environ")
    (dest / "mallory6").mkdir()
    (dest / "mallory6" / FILE).mkdir()
