"""Quality on fixed inputs, measured with the parts that ship."""
