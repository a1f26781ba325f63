"""Sphinx's settings for the site that `make docs` builds; build.py says what its pages are."""

project = "Backpropagation by hand"
html_title = project
author = copyright = "the authors of Backpropagation by hand"  # noqa: A001  # Sphinx reads this name
extensions = ["myst_nb", "sphinx.ext.mathjax"]
exclude_patterns = ["_build"]

highlight_language = "none"  # a block without a language is text, and no Python
nb_execution_mode = "off"  # build.py has run them
nb_merge_streams = True
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 4
myst_update_mathjax = False

# Formulas without a network: MathJax as Jupyter's own package ships it, put into _static by build.py. It has this one
# configuration and these fonts only.
mathjax_path = "mathjax/MathJax.js?config=TeX-AMS-MML_HTMLorMML-full,Safe"
mathjax2_config = {
    "tex2jax": {"processClass": "tex2jax_process|mathjax_process|math|output_area"},
    "HTML-CSS": {
        "availableFonts": [],
        "imageFont": None,
        "preferredFont": None,
        "webFont": "STIX-Web",
        "linebreaks": {"automatic": True},  # on a telephone a formula goes on in a second line
    },
}

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}
