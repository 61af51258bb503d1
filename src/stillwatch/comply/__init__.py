"""Controls of security frameworks and laws, from a firm's own configuration and traffic."""
