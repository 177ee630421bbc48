"""What holds for every test."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

# A busy machine must not fail a property for being slow; how fast things are is benched instead.
settings.register_profile("denwaban", deadline=None)
settings.load_profile("denwaban")


@pytest.fixture(autouse=True, scope="session")
def _no_statuses_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What somebody set for a sample manual on this machine does not reach its tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DENWABAN_DATA", str(tmp_path_factory.mktemp("data")))
        yield
