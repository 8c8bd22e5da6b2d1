package dev.triggerfish.aws.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {

  private static final String REQUEST = "00ab3f0c-1234-4bcd-8ef0-123456789abc";

  @Test
  void isTheFirstHalfOfTheRequestId() {
    assertThat(TraceHeader.parent(REQUEST)).isEqualTo("00ab3f0c12344bcd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=00ab3f0c12344bcd;Sampled=0;Lineage=a:1",
        "Root=1-5759e988-bd862e3fe1be46a994272793; Parent=00ab3f0c12344bcd",
        "Parent=00ab3f0c12344bcd"
      })
  void isFoundInWhatSdksSend(String header) {
    assertThat(TraceHeader.cause(header)).isEqualTo(REQUEST.substring(0, 18));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Root=1-5759e988-bd862e3fe1be46a994272793",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        "Parent=00ab3f0c12344bcd0",
        "Parent=00AB3F0C12344BCD",
        "GrandParent=00ab3f0c12344bcd"
      })
  void isNotSeenInOtherHeaders(@Nullable String header) {
    assertThat(TraceHeader.cause(header)).isNull();
  }

  @Test
  void aClientsTraceIsKeptAndAMissingOneMade() {
    assertThat(TraceHeader.orNew("Root=1-x;Sampled=1")).isEqualTo("Root=1-x;Sampled=1");
    assertThat(TraceHeader.orNew(null)).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    assertThat(TraceHeader.orNew("Self=1")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
  }

  @Test
  void anInvocationPassesItsOwnParentOn() {
    var trace = TraceHeader.fresh(REQUEST);

    assertThat(TraceHeader.cause(trace)).isEqualTo(REQUEST.substring(0, 18));
    var other = "11111111-2222-4333-8444-555555555555";
    assertThat(TraceHeader.cause(TraceHeader.withParent(trace, other)))
        .isEqualTo(other.substring(0, 18));
  }
}
