"""OpenCV as it is used here: one thread of its own, and nothing left behind in the environment.

Import `cv2` from here. It is for the worker process and for commands, never for the kiosk's first page.
"""

import os
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Rows x columns x (blue, green, red)."""

GOOD_BELOW: Final = 5
"""OpenCV 5 cannot run the quantised SFace model."""

# It points Qt at plugins of its own, and child processes would inherit that.
for _name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    os.environ.pop(_name, None)
# The kiosk has two processors, and one of them draws.
cv2.setNumThreads(1)

__all__ = ["GOOD_BELOW", "Picture", "cv2"]
