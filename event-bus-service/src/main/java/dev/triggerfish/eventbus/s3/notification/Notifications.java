package dev.triggerfish.eventbus.s3.notification;

import dev.triggerfish.eventbus.s3.bucket.BucketStore;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Whom buckets notify, as it is kept. */
final class Notifications {

  private static final TypeReference<List<Notification>> LIST = new TypeReference<>() {};

  private final BucketStore store;
  private final JsonMapper json = JsonMapper.builder().build();

  Notifications(BucketStore store) {
    this.store = store;
  }

  List<Notification> of(long bucket) {
    var text = store.notifications(bucket);
    return text == null ? List.of() : json.readValue(text, LIST);
  }

  void set(long bucket, List<Notification> notifications) {
    store.setNotifications(
        bucket, notifications.isEmpty() ? null : json.writeValueAsString(notifications));
  }
}
