package dev.triggerfish.aws.protocol;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/** JSON, or the binary form of the same tree; both with limits on what clients can make us hold. */
final class Notation {

  static final Notation JSON =
      new Notation(
          JsonFactory.builder()
              .streamReadConstraints(limits())
              .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
              .build());

  static final Notation CBOR =
      new Notation(CBORFactory.builder().streamReadConstraints(limits()).build());

  private final TokenStreamFactory factory;

  private Notation(TokenStreamFactory factory) {
    this.factory = factory;
  }

  JsonParser parser(byte[] body) {
    return factory.createParser(ObjectReadContext.empty(), body);
  }

  JsonGenerator generator(ByteArrayOutputStream out) {
    return factory.createGenerator(ObjectWriteContext.empty(), out);
  }

  private static StreamReadConstraints limits() {
    return StreamReadConstraints.builder()
        // DynamoDB's 32 levels of attributes take two levels of JSON each, and some around them.
        .maxNestingDepth(100)
        .maxStringLength(100_000_000)
        .maxNumberLength(200)
        .build();
  }
}
