package dev.triggerfish.e2e.recorded;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test of behaviour that was recorded from AWS. They are counted: a parameterized test
 * counts once per row.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Recorded {

  /**
   * Section and line of the behaviour sheet, such as {@code §1.5 unknown runtime}; where it says no
   * more than from where, the name of the recording.
   */
  String value();
}
