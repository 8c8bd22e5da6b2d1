package dev.triggerfish.aws.web;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.FixedClock;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.identity.FakeIdentity;
import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.identity.IdentityReplica;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.pipeline.PipelineConfiguration;
import dev.triggerfish.aws.storage.DataDirectory;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/**
 * The web layer on a Tomcat of its own. Lambda is served here; S3 elsewhere, by a forwarder that
 * answers with what it was given.
 */
final class TestServer implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private TestServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static TestServer start(Path folder, String... properties) {
    var application = new SpringApplication(Wiring.class);
    application.setDefaultProperties(
        Map.of(
            "test.folder", folder.toString(),
            "server.port", "0",
            "server.address", "127.0.0.1",
            "spring.main.banner-mode", "off",
            "spring.threads.virtual.enabled", "true",
            "spring.autoconfigure.exclude",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"));
    return new TestServer(application.run(properties));
  }

  FakeS3 s3() {
    return context.getBean(FakeS3.class);
  }

  int port() {
    var web = (ServletWebServerApplicationContext) context;
    return Objects.requireNonNull(web.getWebServer()).getPort();
  }

  /** Port of the endpoint for functions. */
  int functionPort() {
    var address = context.getBean(EndpointAddresses.class).functions();
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  @Override
  public void close() {
    context.close();
  }

  /** What a Spring Boot application of the platform has, and fakes behind it. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({PipelineConfiguration.class, WebConfiguration.class})
  static class Wiring {

    private final FakeIdentity identity =
        new FakeIdentity().key("test", "test", new Principal.Root("000000000000"));

    @Bean
    DataDirectory dataDirectory(org.springframework.core.env.Environment environment) {
      return DataDirectory.open(Path.of(environment.getRequiredProperty("test.folder")));
    }

    @Bean
    IdentityAuthority identityAuthority() {
      return identity;
    }

    @Bean
    IdentityReplica identityReplica() {
      return identity.replica();
    }

    @Bean
    IdentityCatchUp identityCatchUp() {
      return new IdentityCatchUp(identity.replica(), identity, Duration.ZERO);
    }

    @Bean
    PlatformClock platformClock() {
      return FixedClock.AT;
    }

    @Bean
    Authorizer authorizer() {
      return new AllowAll();
    }

    @Bean
    OperationGroup operations() {
      return new Operations();
    }

    @Bean
    @ConditionalOnProperty("test.s3")
    FakeS3 fakeS3() {
      return new FakeS3();
    }

    @Bean
    RequestForwarder echo() {
      return TestServer::echo;
    }

    @Bean
    SiteHandler functionUrls() {
      return new EchoingSites();
    }

    @Bean
    Admin admin() {
      return new Admin();
    }
  }

  private static boolean echo(String service, AwsHttpRequest request, HttpServletResponse response)
      throws IOException {
    if (request.rawPath().equals("/unreachable")) {
      response.sendError(503, "gone");
      return true;
    }
    var body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
    var seen = request.method() + " " + request.rawPath() + " " + request.rawQuery() + " " + body;
    response.setContentType("text/plain");
    response.getOutputStream().write(seen.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  /** Function URLs that answer with what they were asked. */
  private record EchoingSites() implements SiteHandler {

    @Override
    public String kind() {
      return Site.LAMBDA_URL;
    }

    @Override
    public void handle(Site site, AwsHttpRequest request, HttpServletResponse response)
        throws IOException {
      var seen = site.id() + " " + request.method() + " " + site.rawPath();
      response.getOutputStream().write(seen.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** One operation that works, and one that has a fault. */
  static final class Operations implements OperationGroup {

    @AwsOperation(action = "lambda:GetFunction")
    public GetFunctionResponse getFunction(GetFunctionRequest request, Caller caller) {
      return GetFunctionResponse.builder().build();
    }

    @AwsOperation(action = "lambda:DeleteFunction")
    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request, Caller caller) {
      return Optional.<DeleteFunctionResponse>empty()
          .orElseThrow(() -> new IllegalStateException("secret detail"));
    }
  }

  /** An endpoint of the platform's own. */
  @RestController
  static final class Admin {

    @GetMapping("/_triggerfish/look")
    String look() {
      return "seen";
    }

    @PostMapping("/_triggerfish/change")
    String change() {
      return "changed";
    }

    @GetMapping("/_triggerfish/broken")
    String broken() {
      return Optional.<String>empty().orElseThrow(() -> new IllegalStateException("secret detail"));
    }
  }

  private static final class AllowAll implements Authorizer {

    @Override
    public void require(
        Caller caller, String action, String resource, Map<String, List<String>> context) {}

    @Override
    public Decision decide(
        Principal principal, String action, String resource, Map<String, List<String>> context) {
      return new Decision(Decision.Outcome.ALLOW, Decision.PolicyType.IDENTITY, null, null);
    }
  }
}
