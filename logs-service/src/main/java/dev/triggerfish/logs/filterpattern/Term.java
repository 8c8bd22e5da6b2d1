package dev.triggerfish.logs.filterpattern;

/** A part of a pattern: what to look for, and what finding it means. */
record Term(Kind kind, String text) {

  enum Kind {
    REQUIRED,
    ANY,
    EXCLUDED
  }
}
