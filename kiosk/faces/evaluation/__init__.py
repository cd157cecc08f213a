"""How well faces are told apart and attacks refused, measured on pictures and clips in a folder."""
