from autograder.bridge.settings import configure

configure(get_config())
