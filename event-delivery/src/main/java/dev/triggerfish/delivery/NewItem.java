package dev.triggerfish.delivery;

/** An item that is about to be added, and whether this process claims it at once. */
record NewItem<T extends DueItem>(T item, boolean claimed) {}
