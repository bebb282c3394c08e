"""Speed and memory, as ratios against a peer or a raw limit in the same run."""
