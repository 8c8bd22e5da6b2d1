package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.PageToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** Listing an account's buckets. */
final class BucketListing implements OperationGroup {

  private static final int ALL = 10_000;

  private final BucketStore store;

  BucketListing(BucketStore store) {
    this.store = store;
  }

  /**
   * Of all regions, by name.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">AWS</a>
   */
  @AwsOperation(
      action = "s3:ListAllMyBuckets",
      acts = {"MaxBuckets", "ContinuationToken", "Prefix", "BucketRegion"})
  ListBucketsResponse listBuckets(ListBucketsRequest request, Caller caller) {
    int limit = Objects.requireNonNullElse(request.maxBuckets(), ALL);
    if (limit < 1 || limit > ALL) {
      throw S3Errors.invalidArgument(
          "Argument max-buckets must be an integer between 1 and " + ALL);
    }
    var prefix = Objects.requireNonNullElse(request.prefix(), "");
    var after =
        request.continuationToken() == null
            ? ""
            : ContinuationToken.decode(
                "buckets/" + caller.accountId(), request.continuationToken());
    var page = new ArrayList<Bucket>();
    for (var bucket : wanted(caller, after, prefix, request.bucketRegion())) {
      if (page.size() == limit) {
        return answer(page, caller, prefix)
            .continuationToken(
                PageToken.encode("buckets/" + caller.accountId(), page.getLast().name()))
            .build();
      }
      page.add(bucket);
    }
    return answer(page, caller, prefix).build();
  }

  private List<Bucket> wanted(Caller caller, String after, String prefix, @Nullable String region) {
    return store.list(caller.accountId(), after, ALL).stream()
        .filter(bucket -> bucket.name().startsWith(prefix))
        .filter(bucket -> region == null || bucket.region().equals(region))
        .toList();
  }

  private static ListBucketsResponse.Builder answer(
      List<Bucket> page, Caller caller, String prefix) {
    return ListBucketsResponse.builder()
        .owner(S3Owner.of(caller.accountId()))
        .prefix(prefix.isEmpty() ? null : prefix)
        .buckets(page.stream().map(BucketListing::shown).toList());
  }

  private static software.amazon.awssdk.services.s3.model.Bucket shown(Bucket bucket) {
    return software.amazon.awssdk.services.s3.model.Bucket.builder()
        .name(bucket.name())
        .creationDate(bucket.createdAt())
        .bucketRegion(bucket.region())
        .bucketArn(bucket.arn())
        .build();
  }
}
