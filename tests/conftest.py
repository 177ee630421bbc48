"""What holds for every test."""

from hypothesis import settings

# A busy machine must not fail a property for being slow; how fast things are is benched instead.
settings.register_profile("denwaban", deadline=None)
settings.load_profile("denwaban")
