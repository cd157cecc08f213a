"""What a citizen sees: QML, one file per screen, and the bridge that joins it to the flows.

The QML holds no words and no rules. It lays out pages that were rendered in one language, and
sends back what the fingers did.
"""
