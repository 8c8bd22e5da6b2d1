package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.process.Interpreter.LanguageVersion;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A runtime's identifier, such as {@code python3.12}, taken apart.
 *
 * @param language {@code python}, {@code nodejs}, {@code java}, {@code provided}, or another one
 *     that cannot be run
 * @param version what it asks for; null for {@code provided}
 */
record RuntimeIdentifier(String language, @Nullable LanguageVersion version) {

  static RuntimeIdentifier parse(String runtime) {
    if (runtime.startsWith("provided")) {
      return new RuntimeIdentifier("provided", null);
    }
    var digit = 0;
    while (digit < runtime.length() && !Character.isDigit(runtime.charAt(digit))) {
      digit++;
    }
    var language = runtime.substring(0, digit);
    var numbers = runtime.substring(digit).split("\\.", -1);
    if (numbers[0].isEmpty()) {
      return new RuntimeIdentifier(language, null);
    }
    var minor = language.equals("python") && numbers.length > 1 ? number(numbers[1]) : -1;
    return new RuntimeIdentifier(language, new LanguageVersion(number(numbers[0]), minor));
  }

  private static int number(String text) {
    return text.chars().allMatch(Character::isDigit) && !text.isEmpty() && text.length() < 6
        ? Integer.parseInt(text)
        : 0;
  }

  /** The same version; else the nearest newer one; else the newest older one; null if none is. */
  @Nullable Interpreter choose(List<Interpreter> installed) {
    if (version == null) {
      return null;
    }
    var order = Comparator.comparing(Interpreter::version);
    var mine = installed.stream().filter(found -> found.language().equals(language)).toList();
    return mine.stream()
        .filter(found -> found.version().compareTo(version) >= 0)
        .min(order)
        .or(() -> mine.stream().max(order))
        .orElse(null);
  }
}
