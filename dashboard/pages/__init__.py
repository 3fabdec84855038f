"""One page a module: a function `show(context)` that reads its settings, asks `analysis`, and draws."""
