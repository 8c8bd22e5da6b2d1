package dev.triggerfish.delivery;

/** What an engine works on: one row of its table. Immutable. */
public interface DueItem {

  /** Unique in the table; an item with an ID that is there already is not added. */
  String id();

  /** Items of one lane share a target, and its pace; up to 2,048 characters. */
  String lane();

  /** Up to 1 MB, never rewritten; the array is not copied. */
  byte[] payload();
}
