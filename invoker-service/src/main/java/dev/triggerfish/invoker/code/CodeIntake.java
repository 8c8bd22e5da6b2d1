package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ForwardAccessSession;
import dev.triggerfish.aws.operation.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Takes code from where a request says that it is. From S3 it is read as the request's caller, in a
 * forward access session: whoever gives a function its code must be allowed to read it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html">
 *     Forward access sessions</a>
 */
public final class CodeIntake {

  private static final String LAMBDA = "lambda.amazonaws.com";

  private final CodeStore store;
  private final AwsClients clients;

  CodeIntake(CodeStore store, AwsClients clients) {
    this.store = store;
    this.clients = clients;
  }

  /**
   * Unpacks the code aside, which shows whether it is good.
   *
   * @throws AwsServiceException in AWS's words, if it is not, or cannot be had
   */
  public StagedCode stage(CodeSource source, Caller caller) {
    return switch (source) {
      case CodeSource.InRequest inRequest -> store.stage(inRequest.zip().asByteArrayUnsafe());
      case CodeSource.InS3 inS3 -> fromS3(inS3, caller);
    };
  }

  private StagedCode fromS3(CodeSource.InS3 source, Caller caller) {
    try (var object = open(source, caller)) {
      return stage(object);
    } catch (IOException e) {
      throw new UncheckedIOException("A deployment package could not be read from S3", e);
    }
  }

  private StagedCode stage(ResponseInputStream<GetObjectResponse> object) {
    try {
      var length = object.response().contentLength();
      return store.stage(object, length == null ? 0 : length);
    } catch (RuntimeException e) {
      // Closed, it would be read to its end, of whatever length that is.
      object.abort();
      throw e;
    }
  }

  private ResponseInputStream<GetObjectResponse> open(CodeSource.InS3 source, Caller caller) {
    var s3 = clients.client(S3Client.class, ForwardAccessSession.of(caller, LAMBDA));
    try {
      return s3.getObject(get -> get.bucket(source.bucket()).key(source.key()));
    } catch (AwsServiceException e) {
      throw CodeErrors.ofS3(source, e);
    }
  }
}
