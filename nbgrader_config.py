from autograder.nbgrader.settings import configure

configure(get_config())
