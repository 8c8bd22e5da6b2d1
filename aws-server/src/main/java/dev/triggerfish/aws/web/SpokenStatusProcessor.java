package dev.triggerfish.aws.web;

import java.lang.reflect.Field;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11OutputBuffer;
import org.apache.coyote.http11.Http11Processor;

/**
 * HTTP/1.1 as Tomcat speaks it, but with {@linkplain SpokenStatusOutput words behind the status}.
 * Tomcat has no place for an output of one's own, so it is put into the field of Tomcat's.
 */
final class SpokenStatusProcessor extends Http11Processor {

  private static final Field OUTPUT = field();

  SpokenStatusProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
    super(protocol, adapter);
    try {
      var silent = (Http11OutputBuffer) OUTPUT.get(this);
      var spoken = new SpokenStatusOutput(response, protocol.getMaxHttpResponseHeaderSize());
      for (var filter : silent.getFilters()) {
        spoken.addFilter(filter);
      }
      OUTPUT.set(this, spoken);
      response.setOutputBuffer(spoken);
    } catch (IllegalAccessException e) {
      throw notThisTomcat(e);
    }
  }

  private static Field field() {
    try {
      var field = Http11Processor.class.getDeclaredField("outputBuffer");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw notThisTomcat(e);
    }
  }

  private static IllegalStateException notThisTomcat(ReflectiveOperationException cause) {
    return new IllegalStateException("This version of Tomcat has no such output field", cause);
  }
}
