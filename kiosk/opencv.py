"""OpenCV, imported here and nowhere else: `from kiosk.opencv import cv2` where it is used.

Importing takes a tenth of a second, so no module does it before there is a picture to look at. On the way
OpenCV tells Qt to take the Qt 5 that it brings along, and every child process would believe it.
"""

import os

os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")

import cv2  # the level is read while it is imported

for _name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    os.environ.pop(_name, None)

__all__ = ["cv2"]
