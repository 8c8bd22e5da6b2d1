package dev.triggerfish.eventbus.s3.bucketpolicy;

import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.BucketStore;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Policies of buckets. */
@Configuration(proxyBeanMethods = false)
public class BucketPolicyConfiguration {

  @Bean
  ResourcePolicies s3ResourcePolicies(BucketStore bucketStore) {
    return new S3ResourcePolicies(bucketStore);
  }

  @Bean
  OperationGroup bucketPolicyOperations(Buckets buckets, BucketStore bucketStore) {
    return new BucketPolicyOperations(buckets, bucketStore);
  }
}
