package dev.triggerfish.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Marks tests on shared platforms: they run side by side, but never beside those that {@linkplain
 * MovesTheClock move the clock}, which would end their idle environments and sessions.
 */
@ResourceLock(value = PlatformKind.CLOCK, mode = ResourceAccessMode.READ)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NobodyMovesTheClock {}
