package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.digest.Digest;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What tells one transaction from another that comes with the same token. */
final class RequestDigest {

  private RequestDigest() {}

  static String of(List<TransactWriteItem> items) {
    return Digest.SHA256.hex(items.toString());
  }
}
