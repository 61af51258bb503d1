"""What comes in and what goes out: exchange, campaign, evidence, verdict, settings."""
