// Word vectors and their training.
