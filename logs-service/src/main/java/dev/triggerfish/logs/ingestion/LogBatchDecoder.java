package dev.triggerfish.logs.ingestion;

import dev.triggerfish.contracts.LogBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes batches out of records. Records that hold none are told of and left out: they never block.
 */
final class LogBatchDecoder {

  private static final Logger log = LoggerFactory.getLogger(LogBatchDecoder.class);
  private static final int MAX_NAME = 512;
  private static final int MAX_ID = 200;

  private final JsonMapper json = JsonMapper.builder().build();

  List<LogBatch> decode(List<ConsumerRecord<String, byte[]>> records) {
    var batches = new ArrayList<LogBatch>(records.size());
    for (var record : records) {
      try {
        var batch = json.readValue(record.value(), LogBatch.class);
        if (isComplete(batch)) {
          batches.add(batch);
        } else {
          leftOut(record, "it lacks members or has names that are too long");
        }
      } catch (JacksonException | IllegalArgumentException e) {
        // The exception's message may quote the record, which is a function's output.
        leftOut(record, e.getClass().getSimpleName());
      }
    }
    return batches;
  }

  private static void leftOut(ConsumerRecord<String, byte[]> record, String why) {
    log.error(
        "Record {} of partition {} of {} is no batch of log lines and is left out: {}",
        record.offset(),
        record.partition(),
        record.topic(),
        why);
  }

  // What Jackson leaves null, the record's declared types do not tell.
  @SuppressWarnings("NullAway")
  private static boolean isComplete(LogBatch batch) {
    return batch != null
        && fits(batch.id(), MAX_ID)
        && fits(batch.accountId(), 12)
        && fits(batch.region(), 64)
        && fits(batch.roleArn(), MAX_NAME)
        && batch.functionArn() != null
        && batch.roleId() != null
        && batch.sessionName() != null
        && fits(batch.logGroup(), MAX_NAME)
        && fits(batch.logStream(), MAX_NAME)
        && batch.lines() != null
        && batch.lines().stream().allMatch(line -> line != null && line.message() != null);
  }

  private static boolean fits(String text, int max) {
    return text != null && !text.isEmpty() && text.length() <= max && text.indexOf('\0') < 0;
  }
}
