"""The course as data: assignments, stubs, notebooks; knows nothing of grading."""
