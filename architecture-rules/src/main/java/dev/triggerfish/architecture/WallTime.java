package dev.triggerfish.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What reads or waits for wall time. Platform time comes from {@code PlatformClock} and can be
 * advanced; a class that goes by another clock is named with the reason.
 */
public final class WallTime {

  private static final Map<String, Set<String>> SOURCES =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
          Map.entry("java.lang.Thread", Set.of("sleep")),
          Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
          Map.entry("java.util.concurrent.locks.LockSupport", Set.of("parkNanos", "parkUntil")),
          Map.entry(
              "java.util.concurrent.Executors",
              Set.of("newScheduledThreadPool", "newSingleThreadScheduledExecutor")),
          Map.entry("java.util.Timer", Set.of("<init>")),
          Map.entry("java.util.Date", Set.of("<init>")),
          Map.entry("java.time.Instant", Set.of("now")),
          Map.entry("java.time.LocalDate", Set.of("now")),
          Map.entry("java.time.LocalTime", Set.of("now")),
          Map.entry("java.time.LocalDateTime", Set.of("now")),
          Map.entry("java.time.OffsetDateTime", Set.of("now")),
          Map.entry("java.time.ZonedDateTime", Set.of("now")),
          Map.entry("java.time.Year", Set.of("now")),
          Map.entry("java.time.InstantSource", Set.of("system")),
          Map.entry(
              "java.time.Clock",
              Set.of("system", "systemUTC", "systemDefaultZone", "tick", "tickMillis")));

  private WallTime() {}

  /**
   * Checks that the named classes are exactly those that read wall time or wait for it.
   *
   * @param readers simple names of top-level classes, each with the reason why wall time is right
   */
  public static void check(JavaClasses code, Map<String, String> readers) {
    var found =
        code.stream()
            .filter(WallTime::reads)
            .map(WallTime::topLevel)
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    var unnamed = new TreeSet<>(found);
    unnamed.removeAll(readers.keySet());
    var stale = new TreeSet<>(readers.keySet());
    stale.removeAll(found);
    if (!unnamed.isEmpty() || !stale.isEmpty()) {
      throw new AssertionError(
          "Platform time comes from PlatformClock. These read wall time without a reason: "
              + unnamed
              + ". These are named and do not read it: "
              + stale);
    }
  }

  private static boolean reads(JavaClass type) {
    return Stream.concat(
            type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream())
        .anyMatch(access -> isSource(access.getTarget()));
  }

  private static boolean isSource(CodeUnitAccessTarget target) {
    return SOURCES
            .getOrDefault(target.getOwner().getFullName(), Set.of())
            .contains(target.getName())
        && !(takesAClock(target) || isDateOfANumber(target));
  }

  /** Such as {@code LocalDate.now(clock)}. */
  private static boolean takesAClock(CodeUnitAccessTarget target) {
    return target.getRawParameterTypes().stream()
        .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }

  private static boolean isDateOfANumber(CodeUnitAccessTarget target) {
    return target.getOwner().getFullName().equals("java.util.Date")
        && !target.getRawParameterTypes().isEmpty();
  }

  private static JavaClass topLevel(JavaClass type) {
    var outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost;
  }
}
