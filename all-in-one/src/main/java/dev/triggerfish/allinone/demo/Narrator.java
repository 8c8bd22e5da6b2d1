package dev.triggerfish.allinone.demo;

import java.io.PrintStream;

/** Says what is done, as the command that would do it, and what came of it. */
final class Narrator {

  private final PrintStream out;
  private int chapters;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    chapters++;
    out.printf("%n%d. %s%n", chapters, title);
  }

  void command(String command) {
    out.println("   $ " + command);
  }

  void answer(String text) {
    text.strip().lines().forEach(line -> out.println("     " + line));
  }

  void say(String text) {
    text.strip().lines().forEach(line -> out.println("   " + line));
  }
}
