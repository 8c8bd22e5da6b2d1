package dev.triggerfish.eventbus.object;

import dev.triggerfish.eventbus.bucket.S3Errors;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;

/** How keys are written in lists: XML cannot hold every character that a key may have. */
public enum ListingEncoding {
  PLAIN {
    @Override
    @Nullable String encoded(String text) {
      return text;
    }
  },
  URL {
    @Override
    @Nullable String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
    }
  };

  /** The one that a request asks for. */
  public static ListingEncoding of(@Nullable String name) {
    if (name == null) {
      return PLAIN;
    }
    if (!name.equals("url")) {
      throw S3Errors.invalidArgument("Invalid Encoding Method specified in Request");
    }
    return URL;
  }

  abstract @Nullable String encoded(String text);

  /** A text in it; null stays null. */
  public @Nullable String encode(@Nullable String text) {
    return text == null ? null : encoded(text);
  }

  /** Common prefixes in it. */
  public List<CommonPrefix> prefixes(List<String> prefixes) {
    return prefixes.stream()
        .map(prefix -> CommonPrefix.builder().prefix(encoded(prefix)).build())
        .toList();
  }
}
