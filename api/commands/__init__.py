"""The commands of `bilat`: a module each noun, with `add_to(app)`."""
