package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.PageToken;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.bucket.ContinuationToken;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.bucket.S3Owner;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists a bucket's objects, in either way. */
final class ListObjects implements OperationGroup {

  private static final int MOST = 1000;

  private final Buckets buckets;
  private final ObjectStore store;

  ListObjects(Buckets buckets, ObjectStore store) {
    this.buckets = buckets;
    this.store = store;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:ListBucket",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {
        "Bucket",
        "Delimiter",
        "EncodingType",
        "MaxKeys",
        "Prefix",
        "ContinuationToken",
        "FetchOwner",
        "StartAfter",
        "ExpectedBucketOwner"
      },
      refused = {"RequestPayer", "OptionalObjectAttributes"})
  ListObjectsV2Response listObjectsV2(ListObjectsV2Request request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    ListingEncoding.require(request.encodingTypeAsString());
    var startAfter = Objects.requireNonNullElse(request.startAfter(), "");
    var scope = "objects/" + bucket.id();
    var after =
        request.continuationToken() == null
            ? startAfter
            : ContinuationToken.decode(scope, request.continuationToken());
    var page =
        read(bucket, request.prefix(), request.delimiter(), after, maxKeys(request.maxKeys()));
    var owned = Boolean.TRUE.equals(request.fetchOwner());
    return Buckets.inRegion(bucket, ListObjectsV2Response.builder())
        .name(bucket.name())
        .prefix(Objects.requireNonNullElse(request.prefix(), ""))
        .delimiter(request.delimiter())
        .startAfter(request.startAfter())
        .encodingType(request.encodingType())
        .maxKeys(maxKeys(request.maxKeys()))
        .continuationToken(request.continuationToken())
        .isTruncated(page.truncated())
        .nextContinuationToken(
            page.truncated() && page.last() != null ? PageToken.encode(scope, page.last()) : null)
        .keyCount(page.objects().size() + page.commonPrefixes().size())
        .contents(contents(page, owned ? bucket : null))
        .commonPrefixes(prefixes(page.commonPrefixes()))
        .build();
  }

  /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">AWS</a>. */
  @AwsOperation(
      action = "s3:ListBucket",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {
        "Bucket",
        "Delimiter",
        "EncodingType",
        "Marker",
        "MaxKeys",
        "Prefix",
        "ExpectedBucketOwner"
      },
      refused = {"RequestPayer", "OptionalObjectAttributes"})
  ListObjectsResponse listObjects(ListObjectsRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    ListingEncoding.require(request.encodingTypeAsString());
    var marker = Objects.requireNonNullElse(request.marker(), "");
    var page =
        read(bucket, request.prefix(), request.delimiter(), marker, maxKeys(request.maxKeys()));
    // Without a delimiter clients go on from the last key, and S3 does not say so.
    var next = page.truncated() && request.delimiter() != null ? page.last() : null;
    return Buckets.inRegion(bucket, ListObjectsResponse.builder())
        .name(bucket.name())
        .prefix(Objects.requireNonNullElse(request.prefix(), ""))
        .delimiter(request.delimiter())
        .marker(marker)
        .nextMarker(next)
        .encodingType(request.encodingType())
        .maxKeys(maxKeys(request.maxKeys()))
        .isTruncated(page.truncated())
        .contents(contents(page, bucket))
        .commonPrefixes(prefixes(page.commonPrefixes()))
        .build();
  }

  private ListingPage read(
      Bucket bucket,
      @Nullable String prefix,
      @Nullable String delimiter,
      String after,
      int maxKeys) {
    if (maxKeys == 0) {
      return new ListingPage(List.of(), List.of(), null, false);
    }
    return ListingPage.read(
        (from, before, limit) -> store.range(bucket.id(), from, before, limit),
        Objects.requireNonNullElse(prefix, ""),
        delimiter,
        after,
        maxKeys);
  }

  private static List<CommonPrefix> prefixes(List<String> prefixes) {
    return prefixes.stream().map(each -> CommonPrefix.builder().prefix(each).build()).toList();
  }

  private static int maxKeys(@Nullable Integer asked) {
    if (asked != null && asked < 0) {
      throw S3Errors.invalidArgument(
          "Argument maxKeys must be an integer between 0 and 2147483647");
    }
    return asked == null ? MOST : Math.min(asked, MOST);
  }

  private static List<S3Object> contents(ListingPage page, @Nullable Bucket owned) {
    return page.objects().stream()
        .map(
            object -> {
              var checksum = object.details().checksum();
              return S3Object.builder()
                  .key(object.key())
                  .lastModified(object.modifiedAt())
                  .eTag(object.quotedEtag())
                  .size(object.size())
                  .storageClass(object.details().storageClass())
                  .checksumAlgorithmWithStrings(
                      checksum == null ? null : List.of(checksum.kind().name()))
                  .checksumType(checksum == null ? null : checksum.type())
                  .owner(owned == null ? null : S3Owner.of(owned.accountId()))
                  .build();
            })
        .toList();
  }
}
