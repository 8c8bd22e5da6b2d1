package dev.triggerfish.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs each test of a class once on H2 and once on PostgreSQL. Constructors, {@code @BeforeEach}
 * methods and tests may take a {@link TestDatabase}: it is migrated, empty, the same for all of one
 * test, and closed after it.
 *
 * <p>Without a PostgreSQL server (see {@link PostgresServer}) that half is skipped with a message,
 * unless the environment variable {@code TRIGGERFISH_TEST_POSTGRES} is {@code required}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EachDatabase.class)
public @interface OnEachDatabase {

  /** The service whose migrations are run, such as {@code logs}. */
  String value();
}
