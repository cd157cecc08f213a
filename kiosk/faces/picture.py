"""What a picture is in this room."""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Rows x columns x (blue, green, red), not mirrored."""
