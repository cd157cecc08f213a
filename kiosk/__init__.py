"""kiosk: the self-service terminal for social-security halls."""
