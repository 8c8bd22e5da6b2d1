package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.storage.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;

/**
 * Iterators as clients have them: signed, so that nobody makes one for a stream that he may not
 * read. Any process that shares the database takes them, also after a restart.
 */
final class ShardIterators {

  private static final Duration VALID = Duration.ofMinutes(15);
  private static final String VERSION = "|1|";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final int MAC_BYTES = 16;
  private static final int PLACE_BYTES = Integer.BYTES + 2 * Long.BYTES;

  private final Database database;
  private final PlatformClock clock;
  private byte @Nullable [] secret;

  ShardIterators(Database database, PlatformClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** An iterator for a client. */
  String issue(String streamArn, int shard, long number) {
    var place =
        ByteBuffer.allocate(PLACE_BYTES)
            .putInt(shard)
            .putLong(number)
            .putLong(clock.millis())
            .array();
    var token = Arrays.copyOf(mac(streamArn, place), MAC_BYTES + PLACE_BYTES);
    System.arraycopy(place, 0, token, MAC_BYTES, PLACE_BYTES);
    return streamArn + VERSION + Base64.getEncoder().encodeToString(token);
  }

  /** The ARN of the stream that an iterator says that it is for. */
  static Optional<String> streamArn(String iterator) {
    var end = iterator.indexOf(VERSION);
    return end < 0 ? Optional.empty() : Optional.of(iterator.substring(0, end));
  }

  /** Reads an iterator, or throws AWS's error if it is none of ours or has expired. */
  ShardIterator read(String iterator) {
    var arn = streamArn(iterator).orElseThrow(ShardIterators::invalid);
    var token = decoded(iterator.substring(arn.length() + VERSION.length()));
    if (token.length != MAC_BYTES + PLACE_BYTES) {
      throw invalid();
    }
    var place = Arrays.copyOfRange(token, MAC_BYTES, token.length);
    if (!MessageDigest.isEqual(Arrays.copyOf(token, MAC_BYTES), mac(arn, place))) {
      throw invalid();
    }
    var fields = ByteBuffer.wrap(place);
    var read = new ShardIterator(arn, fields.getInt(), fields.getLong(), fields.getLong());
    requireFresh(read);
    return read;
  }

  private void requireFresh(ShardIterator iterator) {
    var now = clock.now();
    var issued = Instant.ofEpochMilli(iterator.issuedAt());
    if (issued.plus(VALID).isBefore(now)) {
      throw ExpiredIteratorException.builder()
          .message(
              ("Iterator expired. The iterator was created at time %s while right now it is %s which"
                      + " is further in the future than the tolerated delay of %d milliseconds.")
                  .formatted(issued, now, VALID.toMillis()))
          .writableStackTrace(false)
          .build();
    }
  }

  private static RuntimeException invalid() {
    return AwsErrors.validation("Invalid ShardIterator");
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] mac(String streamArn, byte[] place) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret(), ALGORITHM));
      mac.update(streamArn.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(place), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Drawn once for a database. */
  private synchronized byte[] secret() {
    if (secret == null) {
      var drawn = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(drawn);
      database
          .jdbc()
          .sql("INSERT INTO stream_secret (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING")
          .param(drawn)
          .update();
      secret =
          database
              .jdbc()
              .sql("SELECT secret FROM stream_secret WHERE id = 1")
              .query((row, _) -> row.getBytes("secret"))
              .single();
    }
    return secret;
  }
}
