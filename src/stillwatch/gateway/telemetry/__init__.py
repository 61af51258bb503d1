"""What the gateway tells of itself: numbers, health and notes; never what clients sent."""
