package dev.triggerfish.gateway.httpapi.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.gateway.httpapi.api.RouteKey.Greedy;
import dev.triggerfish.gateway.httpapi.api.RouteKey.Literal;
import dev.triggerfish.gateway.httpapi.api.RouteKey.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteKeyTest {

  @Test
  void aKeyIsAMethodAndSegments() {
    assertThat(RouteKey.parse("ANY /a/{b}/{c+}"))
        .isEqualTo(
            new RouteKey("ANY", List.of(new Literal("a"), new Parameter("b"), new Greedy("c"))));
    assertThat(RouteKey.parse("GET /")).isEqualTo(new RouteKey("GET", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET",
        "/pets",
        "GET pets",
        "get /pets",
        "TRACE /pets",
        "GET  /pets",
        "GET /pets /x",
        "GET /{a+}/b",
        "GET /{}",
        "GET /{+}",
        "GET /{a}{b}",
        "GET /x{a}",
        "GET /{a}/{a}",
        "GET /a//b",
        "GET //",
        "GET /é",
        "$connect"
      })
  void whatIsNoKeyIsKnown(String text) {
    assertThat(RouteKey.parse(text)).isNull();
  }

  @Test
  void theNamesOfParametersDoNotTellKeysApart() {
    assertThat(same("GET /a/{b}", "GET /a/{c}")).isTrue();
    assertThat(same("GET /a/{b+}", "GET /a/{c+}")).isTrue();
    assertThat(same("GET /a/{b}", "GET /a/{b+}")).isFalse();
    assertThat(same("GET /a/{b}", "ANY /a/{b}")).isFalse();
  }

  private static boolean same(String one, String other) {
    var key = RouteKey.parse(one);
    var otherKey = RouteKey.parse(other);
    return key != null && otherKey != null && key.matchesAsMuchAs(otherKey);
  }
}
