"""One page a module: a function `show(view)` that reads its settings, asks `analysis`, and draws."""
