// Stands in for a compiled module that ends an extension host whose parent died; tests end theirs themselves.
exports.start = () => {};
