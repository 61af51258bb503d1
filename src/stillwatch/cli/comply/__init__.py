"""Answer controls of frameworks and laws, apply terms of use, screen names."""

GROUP = "Terms and compliance"
