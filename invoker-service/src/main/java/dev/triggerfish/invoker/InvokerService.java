package dev.triggerfish.invoker;

import dev.triggerfish.invoker.alias.AliasConfiguration;
import dev.triggerfish.invoker.async.AsyncConfiguration;
import dev.triggerfish.invoker.code.CodeConfiguration;
import dev.triggerfish.invoker.concurrency.ConcurrencyConfiguration;
import dev.triggerfish.invoker.destination.DestinationConfiguration;
import dev.triggerfish.invoker.dispatch.DispatchConfiguration;
import dev.triggerfish.invoker.endpoint.EndpointConfiguration;
import dev.triggerfish.invoker.environment.EnvironmentConfiguration;
import dev.triggerfish.invoker.environment.cgroup.ResourceControlConfiguration;
import dev.triggerfish.invoker.environment.process.ProcessExecutorConfiguration;
import dev.triggerfish.invoker.eventinvokeconfig.EventInvokeConfigConfiguration;
import dev.triggerfish.invoker.eventsource.EventSourceConfiguration;
import dev.triggerfish.invoker.eventsource.mapping.MappingConfiguration;
import dev.triggerfish.invoker.function.FunctionConfiguration;
import dev.triggerfish.invoker.functionconfig.FunctionRulesConfiguration;
import dev.triggerfish.invoker.functionlifecycle.FunctionLifeCycleConfiguration;
import dev.triggerfish.invoker.functionurl.FunctionUrlConfiguration;
import dev.triggerfish.invoker.layer.LayerConfiguration;
import dev.triggerfish.invoker.logs.LogShippingConfiguration;
import dev.triggerfish.invoker.metric.MetricConfiguration;
import dev.triggerfish.invoker.permission.PermissionConfiguration;
import dev.triggerfish.invoker.quota.QuotaConfiguration;
import dev.triggerfish.invoker.recursion.RecursionConfiguration;
import dev.triggerfish.invoker.role.RoleConfiguration;
import dev.triggerfish.invoker.runtimeapi.RuntimeApiConfiguration;
import dev.triggerfish.invoker.storage.InvokerStorageConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Lambda: its features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
@Import({
  InvokerStorageConfiguration.class,
  RoleConfiguration.class,
  CodeConfiguration.class,
  FunctionConfiguration.class,
  FunctionRulesConfiguration.class,
  FunctionLifeCycleConfiguration.class,
  AliasConfiguration.class,
  PermissionConfiguration.class,
  LayerConfiguration.class,
  LogShippingConfiguration.class,
  ResourceControlConfiguration.class,
  MetricConfiguration.class,
  ProcessExecutorConfiguration.class,
  EnvironmentConfiguration.class,
  RuntimeApiConfiguration.class,
  ConcurrencyConfiguration.class,
  QuotaConfiguration.class,
  DispatchConfiguration.class,
  FunctionUrlConfiguration.class,
  EndpointConfiguration.class,
  EventInvokeConfigConfiguration.class,
  RecursionConfiguration.class,
  DestinationConfiguration.class,
  AsyncConfiguration.class,
  MappingConfiguration.class,
  EventSourceConfiguration.class,
})
public class InvokerService {}
