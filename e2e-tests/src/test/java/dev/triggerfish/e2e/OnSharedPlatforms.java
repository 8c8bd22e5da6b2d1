package dev.triggerfish.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a class's scenarios in one process and in five, on the platforms that all scenarios share,
 * while nobody moves their clock.
 */
@ParameterizedClass
@EnumSource(
    value = PlatformKind.class,
    names = {"ALL_IN_ONE", "FIVE_PROCESSES"})
@NobodyMovesTheClock
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OnSharedPlatforms {}
