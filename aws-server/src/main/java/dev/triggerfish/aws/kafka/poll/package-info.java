/**
 * Reads a topic's partitions, shared out among processes: each partition is one process's at a
 * time, by a lease in the database, which also holds how far it has been worked off.
 *
 * <p>The service that stands on it makes two tables, named by it, here {@code demo_partition}:
 *
 * <pre>
 * CREATE TABLE demo_partition_lease (
 *   subscription VARCHAR(200) NOT NULL,
 *   topic VARCHAR(249) NOT NULL,
 *   shard INTEGER NOT NULL,
 *   owner VARCHAR(200),
 *   generation BIGINT NOT NULL,
 *   checkpoint_offset BIGINT,
 *   checkpoint_note TEXT,
 *   beat_at BIGINT NOT NULL,
 *   PRIMARY KEY (subscription, topic, shard)
 * );
 * CREATE TABLE demo_partition_member (
 *   subscription VARCHAR(200) NOT NULL,
 *   member VARCHAR(200) NOT NULL,
 *   beat_at BIGINT NOT NULL,
 *   PRIMARY KEY (subscription, member)
 * );
 * </pre>
 */
@NullMarked
package dev.triggerfish.aws.kafka.poll;

import org.jspecify.annotations.NullMarked;
