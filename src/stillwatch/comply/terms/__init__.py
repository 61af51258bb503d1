"""Terms, acceptances and usage rules as data: what an account had agreed to, and which clause."""
