package dev.triggerfish.examples.thumbnails;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * For each picture that comes into a bucket, puts one of at most 128 × 128 pixels into the bucket
 * {@code THUMBNAILS}, under the same key, and tells the topic {@code TOPIC}.
 */
public final class Thumbnails implements RequestHandler<S3Event, String> {

  private static final int MOST = 128;

  // The JDK's own client would be smaller, but drops what S3 says of an upload that it refuses.
  private final S3Client s3 =
      S3Client.builder().httpClientBuilder(ApacheHttpClient.builder()).build();
  private final SnsClient sns =
      SnsClient.builder().httpClientBuilder(ApacheHttpClient.builder()).build();
  private final String thumbnails = System.getenv("THUMBNAILS");
  private final String topic = System.getenv("TOPIC");

  @Override
  public String handleRequest(S3Event event, Context context) {
    for (var happened : event.getRecords()) {
      var source = happened.getS3();
      var made = make(source.getBucket().getName(), source.getObject().getUrlDecodedKey());
      context.getLogger().log(made + "\n");
    }
    return "done";
  }

  private String make(String bucket, String key) {
    var picture = read(bucket, key);
    if (picture == null) {
      return key + " is no picture";
    }
    var thumbnail = scaled(picture);
    s3.putObject(
        put -> put.bucket(thumbnails).key(key).contentType("image/jpeg"),
        RequestBody.fromBytes(jpeg(thumbnail)));
    var made = thumbnails + "/" + key + ": " + thumbnail.getWidth() + " x " + thumbnail.getHeight();
    sns.publish(publish -> publish.topicArn(topic).subject("A thumbnail").message(made));
    return "made " + made;
  }

  private BufferedImage read(String bucket, String key) {
    try (var content = s3.getObject(get -> get.bucket(bucket).key(key))) {
      return ImageIO.read(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage scaled(BufferedImage picture) {
    var scale = Math.min(1.0, (double) MOST / Math.max(picture.getWidth(), picture.getHeight()));
    var width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    var height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    var thumbnail = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = thumbnail.createGraphics();
    graphics.drawImage(
        picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    graphics.dispose();
    return thumbnail;
  }

  private static byte[] jpeg(BufferedImage picture) {
    try {
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(picture, "jpeg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
