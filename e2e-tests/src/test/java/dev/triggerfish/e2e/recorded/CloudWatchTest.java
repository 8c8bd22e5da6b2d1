package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** §9.6: what CloudWatch says of metrics that are wrong. */
@NobodyMovesTheClock
class CloudWatchTest {

  private static final String STATISTICS =
      "Namespace=ns&MetricName=m&Statistics.member.1=Sum"; // the start of each request

  @ParameterizedTest
  @EnumSource
  @Recorded("§9.6 GetMetricStatistics of too many data points")
  void tooManyDatapoints(Notation notation) {
    notation
        .call(
            "GetMetricStatistics",
            STATISTICS + "&Period=1&StartTime=2026-01-01T00:00:00Z&EndTime=2026-01-02T00:00:00Z",
            "{'Namespace':'ns','MetricName':'m','Statistics':['Sum'],'Period':1,"
                + "'StartTime':1767225600,'EndTime':1767312000}")
        .isError(
            "InvalidParameterCombination",
            "You have requested up to 86400 datapoints, which exceeds the limit of 1440. You may"
                + " reduce the datapoints requested by increasing Period, or decreasing the time"
                + " range.");
  }

  @ParameterizedTest
  @CsvSource({"QUERY, 00:00", "QUERY, 01:00", "JSON, 00:00", "JSON, 01:00"})
  @Recorded("§9.6 GetMetricStatistics that ends before it starts")
  void endsBeforeItStarts(Notation notation, String start) {
    var second = 1767225600 + (start.equals("01:00") ? 3_600 : 0);
    notation
        .call(
            "GetMetricStatistics",
            STATISTICS
                + "&Period=60&StartTime=2026-01-01T"
                + start
                + ":00Z&EndTime=2026-01-01T00:00:00Z",
            "{'Namespace':'ns','MetricName':'m','Statistics':['Sum'],'Period':60,"
                + "'StartTime':"
                + second
                + ",'EndTime':1767225600}")
        .isError(
            "InvalidParameterValue",
            "The parameter StartTime must be less than the parameter EndTime.");
  }

  @ParameterizedTest
  @EnumSource
  @Recorded("§9.6 PutMetricData of a value and values")
  void valueAndValues(Notation notation) {
    notation
        .call(
            "PutMetricData",
            "Namespace=ns&MetricData.member.1.MetricName=m&MetricData.member.1.Value=1.5"
                + "&MetricData.member.1.Values.member.1=1.0&MetricData.member.1.Values.member.2=10",
            "{'Namespace':'ns','MetricData':[{'MetricName':'m','Value':1.5,'Values':[1.0,10.0]}]}")
        .isError(
            "InvalidParameterCombination",
            "The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually"
                + " exclusive and you have specified both.");
  }

  @ParameterizedTest
  @EnumSource
  @Recorded("§9.6 PutMetricData of more counts than values")
  void moreCountsThanValues(Notation notation) {
    notation
        .call(
            "PutMetricData",
            "Namespace=ns&MetricData.member.1.MetricName=m&MetricData.member.1.Values.member.1=1"
                + "&MetricData.member.1.Counts.member.1=2&MetricData.member.1.Counts.member.2=4",
            "{'Namespace':'ns','MetricData':[{'MetricName':'m','Values':[1],'Counts':[2,4]}]}")
        .isError(
            "InvalidParameterValue",
            "The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of"
                + " the same size.");
  }

  /** How older clients speak, and botocore. */
  enum Notation {
    QUERY,
    JSON;

    Answer call(String operation, String form, String json) {
      var body =
          this == QUERY
              ? "Action=" + operation + "&Version=2010-08-01&" + form
              : json.replace('\'', '"');
      var type = this == QUERY ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.0";
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var reply =
          this == QUERY
              ? Wire.signed("monitoring", Wire.ROOT, "POST", "/", bytes, "Content-Type", type)
              : Wire.signed(
                  "monitoring",
                  Wire.ROOT,
                  "POST",
                  "/",
                  bytes,
                  "Content-Type",
                  type,
                  "X-Amz-Target",
                  "GraniteServiceVersion20100801." + operation);
      return new Answer(this, reply.is(400));
    }
  }

  record Answer(Notation notation, Reply reply) {

    void isError(String code, String message) {
      if (notation == Notation.QUERY) {
        assertThat(reply.text())
            .contains("<Type>Sender</Type><Code>" + code + "</Code>")
            .contains("<Message>" + message + "</Message>");
      } else {
        assertThat(reply.json().get("__type").asString()).endsWith("#" + code + "Exception");
        assertThat(reply.json().get("message").asString()).isEqualTo(message);
        assertThat(reply.header("x-amzn-query-error")).isEqualTo(code + ";Sender");
      }
    }
  }
}
