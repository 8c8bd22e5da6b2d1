package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.pipeline.CallerAuthenticator;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.web.SiteHandler;
import dev.triggerfish.invoker.dispatch.InvocationService;
import dev.triggerfish.invoker.function.FunctionResolver;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Function URLs: the operations that manage them, and the addresses themselves. */
@Configuration(proxyBeanMethods = false)
public class FunctionUrlConfiguration {

  @Bean
  FunctionUrlStore functionUrlStore(Database invokerDatabase) {
    return new FunctionUrlStore(invokerDatabase);
  }

  @Bean
  FunctionUrls functionUrls(FunctionUrlStore store, FunctionResolver functions) {
    return new FunctionUrls(store, functions);
  }

  /**
   * {@code triggerfish.endpoint-url}: where clients reach the platform, below whose host each URL
   * has its own; by default this process.
   */
  @Bean
  FunctionUrlReplies functionUrlReplies(
      @Value("${triggerfish.endpoint-url:http://localhost:${server.port:4566}}")
          URI publicEndpoint) {
    return new FunctionUrlReplies(publicEndpoint);
  }

  @Bean
  CreateFunctionUrlConfig createFunctionUrlConfig(
      FunctionUrls urls, FunctionUrlReplies replies, PlatformClock clock) {
    return new CreateFunctionUrlConfig(urls, replies, clock);
  }

  @Bean
  GetFunctionUrlConfig getFunctionUrlConfig(FunctionUrls urls, FunctionUrlReplies replies) {
    return new GetFunctionUrlConfig(urls, replies);
  }

  @Bean
  UpdateFunctionUrlConfig updateFunctionUrlConfig(
      FunctionUrls urls, FunctionUrlReplies replies, PlatformClock clock) {
    return new UpdateFunctionUrlConfig(urls, replies, clock);
  }

  @Bean
  DeleteFunctionUrlConfig deleteFunctionUrlConfig(FunctionUrls urls) {
    return new DeleteFunctionUrlConfig(urls);
  }

  @Bean
  SiteHandler functionUrlSite(
      FunctionUrls urls,
      CallerAuthenticator authenticator,
      Authorizer authorizer,
      FunctionResolver functions,
      InvocationService invocations,
      PlatformClock clock) {
    return new FunctionUrlSite(
        urls,
        new FunctionUrlAccess(authenticator, authorizer),
        new FunctionUrlInvoker(functions, invocations, clock));
  }
}
