"""What all formats share: clocks with zones and day marks, numbered evidence, words, the timeline, discretion."""
