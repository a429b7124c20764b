"""One segmenter and normaliser for Chinese and Latin text."""
