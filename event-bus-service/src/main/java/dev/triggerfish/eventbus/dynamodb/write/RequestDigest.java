package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.eventbus.dynamodb.row.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What tells one transaction from another that comes with the same token. */
final class RequestDigest {

  private RequestDigest() {}

  static String of(List<TransactWriteItem> items) {
    return HexFormat.of()
        .formatHex(Sha256.of(items.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
