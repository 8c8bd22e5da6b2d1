package dev.triggerfish.invoker.eventsource.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets by which self-managed Kafka clusters are logged in to, since Secrets Manager is not
 * simulated.
 *
 * @param kafkaSecrets by ARN, as Lambda wants them in Secrets Manager: {@code {"username": …,
 *     "password": …}}
 */
@ConfigurationProperties("triggerfish.invoker")
public record KafkaSecrets(@DefaultValue Map<String, String> kafkaSecrets) {

  /** Null if there is no such secret, or if it is not in that form. */
  public @Nullable Login login(String arn) {
    var text = kafkaSecrets.get(arn);
    if (text == null) {
      return null;
    }
    try {
      var secret = JsonMapper.shared().readTree(text);
      var username = secret.path("username").stringValue(null);
      var password = secret.path("password").stringValue(null);
      return username == null || password == null ? null : new Login(username, password);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Without what is secret, so that a log line cannot give it away. */
  @Override
  public String toString() {
    return "KafkaSecrets" + kafkaSecrets.keySet();
  }

  /** Who logs in. */
  public record Login(String username, String password) {

    /** The setting by which Kafka's clients log in. */
    public String jaas(String mechanism) {
      return "org.apache.kafka.common.security."
          + (mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule")
          + " required username=\""
          + escaped(username)
          + "\" password=\""
          + escaped(password)
          + "\";";
    }

    private static String escaped(String text) {
      return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }
}
