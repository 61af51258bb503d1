"""What is known of each account so far: running sums, and the statistics read off them."""
