"""Recipe of the embedded French-English model: prepare, train, package, evaluate."""
