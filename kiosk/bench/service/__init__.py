"""The service menu: what whoever looks after a kiosk does on the kiosk itself, behind a gesture and a PIN."""
