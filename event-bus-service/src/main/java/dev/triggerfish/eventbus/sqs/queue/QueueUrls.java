package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.operation.Caller;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * URLs of queues, {@code http://localhost:4566/ACCOUNT/NAME}. They name the host by which the
 * client has found us, because newer SDKs send their calls there. Of a URL that comes in, only
 * account and name count, so that one made for another name of this host works too.
 */
public final class QueueUrls {

  private static final int ACCOUNT_DIGITS = 12;

  private final URI endpoint;

  QueueUrls(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** The URL for the client that asks. */
  public String url(QueueKey queue, Caller caller) {
    var host = caller.host();
    var base = host == null ? endpoint.toString() : endpoint.getScheme() + "://" + host;
    return base + (base.endsWith("/") ? "" : "/") + queue.accountId() + "/" + queue.name();
  }

  /**
   * The queue that a URL names, in the region of the call.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AWS's error if the text is
   *     no queue's URL
   */
  public QueueKey queue(String url, Caller caller) {
    var path = path(url);
    var name = path.substring(path.lastIndexOf('/') + 1);
    var front = path.substring(0, path.length() - name.length());
    var account = front.isEmpty() ? "" : front.substring(0, front.length() - 1);
    account = account.substring(account.lastIndexOf('/') + 1);
    var queue = new QueueKey(caller.region(), account, name);
    if (!isAccount(account) || !queue.isNameLegal()) {
      throw SqsErrors.invalidAddress(url);
    }
    return queue;
  }

  private static String path(String url) {
    try {
      var path = new URI(url).getRawPath();
      return path == null ? "" : path;
    } catch (URISyntaxException e) {
      throw SqsErrors.invalidAddress(url);
    }
  }

  private static boolean isAccount(String text) {
    return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
