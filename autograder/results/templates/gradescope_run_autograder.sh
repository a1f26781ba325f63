#!/usr/bin/env bash
# Gradescope runs this script for each submission. What it prints is shown to instructors only.
exec 2>&1

# No student code has run yet: close what it must not read or change.
chmod -R go-rwx /autograder/source
mkdir -p /autograder/results
chmod go-w /autograder /autograder/results

# What Gradescope finds if the grader stops early: no score and no test, which is no mark of 0.
cat >/autograder/results/results.json <<'END'
{
  "output": "The autograder could not mark this submission. This is not a mark of 0. Please tell your instructor.",
  "output_format": "text",
  "visibility": "visible",
  "stdout_visibility": "hidden"
}
END

cd /
export OMP_NUM_THREADS=1
exec /opt/autograder/bin/python -I -B -m autograder gradescope ASSIGNMENT \
    --course /autograder/source/course --grade-in /autograder
