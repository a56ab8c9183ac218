"""One page about one or several sessions, out of the history; needs no network, camera or model."""
