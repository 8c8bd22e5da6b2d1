package dev.triggerfish.aws.storage;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One service's database: its own data source, transaction manager and migration history, in
 * all-in-one too.
 *
 * @param jdbc statements, in the running transaction if there is one
 * @param transactions to run several statements as one
 */
public record Database(JdbcClient jdbc, TransactionOperations transactions) {}
