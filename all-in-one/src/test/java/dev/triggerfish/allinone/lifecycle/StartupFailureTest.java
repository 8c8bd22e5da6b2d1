package dev.triggerfish.allinone.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.PortInUseException;

class StartupFailureTest {

  @Test
  void namesThePortThatIsTaken() {
    assertThat(sentence(new PortInUseException(4566)))
        .isEqualTo(
            "Port 4566 is taken by another program. End that, or start with another --port.");
  }

  @Test
  void namesTheFileThatCannotBeUsed() {
    var failure =
        new UncheckedIOException(
            "The data directory /data cannot be used", new AccessDeniedException("/data/lock"));

    assertThat(sentence(failure))
        .isEqualTo("The data directory /data cannot be used: permission denied for /data/lock");
  }

  @Test
  void namesTheSettingThatCannotBe() {
    var binder =
        new Binder(new MapConfigurationPropertySource(Map.of("triggerfish.kind", "castle")));

    assertThatThrownBy(() -> binder.bind("triggerfish.kind", Thread.State.class))
        .extracting(StartupFailureTest::sentence)
        .isEqualTo("The setting triggerfish.kind cannot be 'castle'.");
  }

  @Test
  void leavesTheWordToWhoeverFailedOtherwise() {
    assertThat(sentence(new IllegalStateException("There is no moon tonight.")))
        .isEqualTo("There is no moon tonight.");
  }

  @Test
  void namesTheKindOfAFailureWithoutWords() {
    assertThat(sentence(new NullPointerException()))
        .isEqualTo("It did not start: java.lang.NullPointerException");
  }

  private static String sentence(Throwable cause) {
    return StartupFailure.sentence(new BeanCreationException("bean", "cannot be made", cause));
  }
}
