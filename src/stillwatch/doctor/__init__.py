"""What stands in the way of an audit: of the installation, the machine, and a log's first lines."""
