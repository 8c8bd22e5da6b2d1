package dev.triggerfish.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Marks scenarios that move the clock of shared platforms. They run one after the other, beside
 * those with platforms of their own, and first: at the end all others would wait for them.
 */
@ResourceLock(PlatformKind.CLOCK)
@Order(1)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface MovesTheClock {}
