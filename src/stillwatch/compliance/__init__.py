"""Controls of security frameworks and laws, answered from a firm's own configuration and traffic."""
