/**
 * From a database to Kafka: what a transaction writes here is in a topic soon after its commit, in
 * commit order, and nothing is lost in between.
 *
 * <p>An outbox has two tables, named by the service that makes them, here {@code demo_outbox}:
 *
 * <pre>
 * CREATE TABLE demo_outbox (
 *   topic VARCHAR(249) NOT NULL,
 *   shard INTEGER NOT NULL,
 *   sequence_number BIGINT NOT NULL,
 *   record_key VARCHAR(2200) NOT NULL,
 *   headers TEXT,
 *   payload BYTEA,
 *   PRIMARY KEY (topic, shard, sequence_number)
 * );
 * CREATE TABLE demo_outbox_shard (
 *   topic VARCHAR(249) NOT NULL,
 *   shard INTEGER NOT NULL,
 *   last_number BIGINT NOT NULL,
 *   PRIMARY KEY (topic, shard)
 * );
 * </pre>
 */
@NullMarked
package dev.triggerfish.aws.kafka.outbox;

import org.jspecify.annotations.NullMarked;
