package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.pipeline.CallerAuthenticator;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.web.SiteHandler;
import dev.triggerfish.invoker.code.EndpointUrls;
import dev.triggerfish.invoker.dispatch.InvocationService;
import dev.triggerfish.invoker.function.FunctionResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Function URLs: the operations that manage them, and the addresses themselves. */
@Configuration(proxyBeanMethods = false)
public class FunctionUrlConfiguration {

  @Bean
  FunctionUrlStore functionUrlStore(Database invokerDatabase) {
    return new SqlFunctionUrlStore(invokerDatabase);
  }

  @Bean
  FunctionUrls functionUrls(FunctionUrlStore store, FunctionResolver functions) {
    return new FunctionUrls(store, functions);
  }

  @Bean
  FunctionUrlReplies functionUrlReplies(EndpointUrls endpoint) {
    return new FunctionUrlReplies(endpoint);
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
