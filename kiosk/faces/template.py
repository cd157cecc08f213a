"""The numbers that stand for a face, from both encoders: in memory only, and wiped after use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Embedding = NDArray[np.float64]
SIZE: Final = 128
"""Of both encoders."""
_NOTHING: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Template:
    """The embeddings of one face; one of them may be missing, and then so is its encoder.

    It is as sensitive as the photo, and is neither printed nor written anywhere.
    """

    sface: Embedding | None
    """Of length 1."""
    dlib: Embedding | None

    def wipe(self) -> None:
        """Overwrite the numbers."""
        for embedding in (self.sface, self.dlib):
            if embedding is not None:
                embedding.fill(0)


def is_comparable(embedding: Embedding) -> bool:
    """Tell whether it is an embedding at all: 128 finite numbers that are not all zero."""
    return (
        embedding.shape == (SIZE,)
        and bool(np.isfinite(embedding).all())
        and float(np.linalg.norm(embedding)) > _NOTHING
    )


def is_usable(template: Template) -> bool:
    """Tell whether something can be compared with it."""
    embeddings = [embedding for embedding in (template.sface, template.dlib) if embedding is not None]
    return bool(embeddings) and all(is_comparable(embedding) for embedding in embeddings)


def mean(templates: Sequence[Template]) -> Template:
    """Average the templates of one person; an encoder counts only if it saw every picture."""
    sface = _mean([template.sface for template in templates])
    if sface is not None:
        # Directions were averaged: what is left is one again, or nothing if they cancel out.
        sface /= max(float(np.linalg.norm(sface)), _NOTHING)
    return Template(sface, _mean([template.dlib for template in templates]))


def _mean(embeddings: Sequence[Embedding | None]) -> Embedding | None:
    seen = [embedding for embedding in embeddings if embedding is not None]
    return np.mean(seen, axis=0) if seen and len(seen) == len(embeddings) else None
