package dev.triggerfish.aws.storage;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One service's database: its own data source, transaction manager and migration history, in
 * all-in-one too.
 *
 * @param jdbc statements, in the running transaction if there is one
 * @param transactions to run several statements as one
 */
public record Database(JdbcClient jdbc, TransactionOperations transactions) {

  /** The database behind a data source, which is not closed with it. */
  public static Database of(DataSource dataSource) {
    return new Database(
        JdbcClient.create(dataSource),
        new TransactionTemplate(new JdbcTransactionManager(dataSource)));
  }
}
