package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/** Lambda's quotas, each from both sides: what just fits, and what is one too many. */
@NobodyMovesTheClock
class LimitsTest {

  private static final String TOO_SMALL = "Member must have value greater than or equal to ";
  private static final String TOO_LARGE = "Member must have value less than or equal to ";
  private static final int ZIPPED = 52_428_800;

  @ParameterizedTest
  @CsvSource({"Timeout,1", "Timeout,900", "MemorySize,128", "MemorySize,10240"})
  void numbersThatFit(String member, int value) {
    var reply = Fixture.create(Fixture.request("fits-" + member + value).put(member, value));
    assertThat(reply.is(201).json().get(member).asInt()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "Timeout,0,timeout," + TOO_SMALL + 1,
    "Timeout,901,timeout," + TOO_LARGE + 900,
    "MemorySize,127,memorySize," + TOO_SMALL + 128
  })
  void numbersThatDoNotFit(String member, int value, String path, String constraint) {
    Fixture.create(Fixture.request("never").put(member, value))
        .isLambdaError("ValidationException", violation(value, path, constraint));
  }

  private static String violation(int value, String path, String constraint) {
    return "1 validation error detected: Value '%d' at '%s' failed to satisfy constraint: %s"
        .formatted(value, path, constraint);
  }

  @Test
  void memoryAbove10240() {
    Fixture.create(Fixture.request("never").put("MemorySize", 10_241))
        .isLambdaError(
            "InvalidParameterValueException",
            "'MemorySize' value failed to satisfy constraint: " + TOO_LARGE + "10240");
  }

  @ParameterizedTest
  @CsvSource({"512,", "10240,", "511," + TOO_SMALL + 512, "10241," + TOO_LARGE + 10_240})
  void sizesOfTmp(int size, @org.jspecify.annotations.Nullable String constraint) {
    var request = Fixture.request("tmp-" + size);
    request.putObject("EphemeralStorage").put("Size", size);
    var reply = Fixture.create(request);
    if (constraint == null) {
      assertThat(reply.is(201).json().at("/EphemeralStorage/Size").asInt()).isEqualTo(size);
    } else {
      reply.isLambdaError(
          "ValidationException", violation(size, "ephemeralStorage.size", constraint));
    }
  }

  @ParameterizedTest
  @CsvSource({"4096,201", "4097,400"})
  void environmentVariablesOfFourKilobytes(int bytes, int status) {
    var request = Fixture.request("variables-" + bytes);
    var value = "x".repeat(bytes - "{\"NAME\":\"\"}".length());
    request.putObject("Environment").putObject("Variables").put("NAME", value);
    Fixture.create(request).is(status);
  }

  @Test
  void aZipOf50Megabytes() throws IOException {
    Fixture.create(Fixture.request("zip-fits", zip(ZIPPED))).is(201);
    Fixture.create(Fixture.request("never", zip(ZIPPED + 1)))
        .isLambdaError(
            "RequestEntityTooLargeException",
            "Zipped size must be smaller than " + ZIPPED + " bytes");
  }

  /** A zip of exactly that size: what is in it is stored as it is. */
  private static SdkBytes zip(int size) throws IOException {
    var frame = stored(0).length;
    var zip = stored(size - frame);
    assertThat(zip).hasSize(size);
    return SdkBytes.fromByteArrayUnsafe(zip);
  }

  private static byte[] stored(int size) throws IOException {
    var content = new byte[size];
    var checksum = new CRC32();
    checksum.update(content);
    var entry = new ZipEntry("zeros");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCrc(checksum.getValue());
    var bytes = new ByteArrayOutputStream(size + 200);
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void aSynchronousPayloadOf6Megabytes() {
    var largest = "\"" + "x".repeat(6_291_454) + "\"";
    var echo = Fixture.echoOfLargePayloads();
    assertThat(Fixture.invoke(echo, largest).is(200).text()).isEqualTo(largest);
    Fixture.invoke(echo, largest + " ")
        .isLambdaError(
            "RequestEntityTooLargeException",
            "6291457 byte payload is too large for the RequestResponse invocation type (limit"
                + " 6291456 bytes)");
  }

  @Test
  void anAsynchronousPayloadOf1Megabyte() {
    Fixture.echo();
    var largest = "\"" + "x".repeat(1_048_574) + "\"";
    assertThat(event(largest).status()).isNotIn(400, 413);
    event(largest + " ")
        .isLambdaError(
            "RequestEntityTooLargeException",
            "1048577 byte payload is too large for the Event invocation type (limit 1048576"
                + " bytes)");
  }

  private static Reply event(String payload) {
    return Wire.lambda(
        "POST", FUNCTIONS + "/echo/invocations", payload, "X-Amz-Invocation-Type", "Event");
  }
}
