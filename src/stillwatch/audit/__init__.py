"""The main job: logs in, campaigns out."""
