"""How often each check speaks on good human translations (false alarms) and on damaged ones."""
