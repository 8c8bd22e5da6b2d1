package dev.triggerfish.eventbus.s3.bucketpolicy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.BucketStore;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * The policies of buckets, which are those of their objects too. They are read from the database
 * each time, so that a change counts at once wherever it was made; only parsing is spared.
 */
final class S3ResourcePolicies implements ResourcePolicies {

  private static final int MOST_IN_MEMORY = 1000;

  private final BucketStore store;

  private final Cache<String, Policy> parsed =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  S3ResourcePolicies(BucketStore store) {
    this.store = store;
  }

  @Override
  public String service() {
    return "s3";
  }

  @Override
  public @Nullable NamedPolicy policyOf(String resourceArn) {
    var bucket = bucket(resourceArn);
    var document = bucket == null ? null : store.policy(bucket.id());
    return bucket == null || document == null
        ? null
        : new NamedPolicy("of " + bucket.arn(), parsed.get(document, Policy::parse));
  }

  @Override
  public @Nullable String ownerOf(String resourceArn) {
    var bucket = bucket(resourceArn);
    return bucket == null ? null : bucket.accountId();
  }

  private @Nullable Bucket bucket(String resourceArn) {
    var arn = Arn.parse(resourceArn);
    if (arn == null || !arn.service().equals("s3")) {
      return null;
    }
    var slash = arn.resource().indexOf('/');
    return store.find(slash < 0 ? arn.resource() : arn.resource().substring(0, slash));
  }
}
