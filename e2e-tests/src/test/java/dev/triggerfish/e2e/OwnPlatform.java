package dev.triggerfish.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;

/**
 * Marks scenarios that start platforms of their own, because they kill them or look into them. They
 * begin early, beside those that {@linkplain MovesTheClock move the clock} of the shared ones.
 */
@Order(2)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OwnPlatform {}
