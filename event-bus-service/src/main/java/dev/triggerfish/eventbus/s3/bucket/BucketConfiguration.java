package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** S3's buckets. */
@Configuration(proxyBeanMethods = false)
public class BucketConfiguration {

  @Bean
  BucketStore bucketStore(Database eventBusDatabase) {
    return new BucketStore(eventBusDatabase);
  }

  @Bean
  Buckets buckets(BucketStore bucketStore) {
    return new Buckets(bucketStore);
  }

  @Bean
  ResourceResolver s3ConditionKeys() {
    return new S3ConditionKeys();
  }

  @Bean
  OperationGroup bucketLifecycle(
      BucketStore bucketStore, Buckets buckets, Authorizer authorizer, PlatformClock clock) {
    return new BucketLifecycle(bucketStore, buckets, authorizer, clock);
  }

  @Bean
  OperationGroup bucketReading(Buckets buckets, Authorizer authorizer) {
    return new BucketReading(buckets, authorizer);
  }

  @Bean
  OperationGroup bucketListing(BucketStore bucketStore) {
    return new BucketListing(bucketStore);
  }
}
