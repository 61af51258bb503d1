"""The stages that a request passes, in their order, one file each."""
