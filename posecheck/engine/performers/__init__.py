"""One way of doing a dose a module: positions (holds and repetitions), steps, circles, guided, inversion."""
