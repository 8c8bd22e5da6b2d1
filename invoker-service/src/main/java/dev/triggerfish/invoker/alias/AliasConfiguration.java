package dev.triggerfish.invoker.alias;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.ChangeAnnouncer;
import dev.triggerfish.invoker.function.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Aliases and the operations that manage them. */
@Configuration(proxyBeanMethods = false)
public class AliasConfiguration {

  @Bean
  AliasStore aliasStore(Database invokerDatabase) {
    return new AliasStore(invokerDatabase);
  }

  @Bean
  Aliases aliases(AliasStore store) {
    return new Aliases(store);
  }

  @Bean
  AliasRules aliasRules(FunctionCatalog functions) {
    return new AliasRules(functions);
  }

  @Bean
  CreateAlias createAlias(Aliases aliases, AliasRules rules) {
    return new CreateAlias(aliases, rules);
  }

  @Bean
  UpdateAlias updateAlias(Aliases aliases, AliasStore store, AliasRules rules) {
    return new UpdateAlias(aliases, store, rules);
  }

  @Bean
  GetAlias getAlias(AliasStore store, FunctionCatalog functions) {
    return new GetAlias(store, functions);
  }

  @Bean
  DeleteAlias deleteAlias(Aliases aliases, ChangeAnnouncer announcer) {
    return new DeleteAlias(aliases, announcer);
  }
}
