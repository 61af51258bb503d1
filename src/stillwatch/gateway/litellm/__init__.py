"""In a LiteLLM proxy: exchanges logged, decisions enforced. LiteLLM is imported nowhere else."""
