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
 * @param exclusive whether no other process can have it open: its files are in the data directory,
 *     which is locked
 */
public record Database(JdbcClient jdbc, TransactionOperations transactions, boolean exclusive) {

  /** A database that other processes may have open as well. */
  public Database(JdbcClient jdbc, TransactionOperations transactions) {
    this(jdbc, transactions, false);
  }

  /** The database behind a data source, which is not closed with it; others may have it open. */
  public static Database of(DataSource dataSource) {
    return of(dataSource, false);
  }

  static Database of(DataSource dataSource, boolean exclusive) {
    return new Database(
        JdbcClient.create(dataSource),
        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
        exclusive);
  }
}
