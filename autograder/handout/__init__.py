"""What is shipped to students as it is: the comparison and pytest's feedback in their folder."""
