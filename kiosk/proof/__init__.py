"""The proof that no citizen's money is lost or taken twice: `kiosk prove` runs it, a checker a line."""
