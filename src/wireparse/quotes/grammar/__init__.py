"""Who says what, read by a grammar of one sentence that knows nothing of any language but its record of reporting."""
