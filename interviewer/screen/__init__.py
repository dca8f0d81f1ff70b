"""What the user sees while the session runs."""
