"""What each action does to a request: one file an action that does something."""
