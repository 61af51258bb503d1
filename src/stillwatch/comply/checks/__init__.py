"""What the controls of several frameworks ask alike, one file a question."""
