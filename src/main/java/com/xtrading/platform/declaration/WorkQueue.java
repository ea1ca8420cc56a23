package com.xtrading.platform.declaration;

import java.time.Duration;
import java.util.Map;

/**
 * A queue of work: each message goes to one worker, comes again when the worker is lost, and is set
 * aside when several have failed on it.
 */
public interface WorkQueue {

  String name();

  /** The time after which a worker that has not answered loses its message. */
  Duration workTime();

  /** The queue, for a user who sends work. */
  Endpoint producer(String user);

  /** The queue, for a user who does the work and may send more. */
  Endpoint worker(String user);

  /** Where the broker says how long the queue is, for a user who only watches. */
  Endpoint watcher(String user);

  /**
   * What starts a KEDA Job for each message, whether a worker has it or not, in the words of KEDA's
   * RabbitMQ scaler.
   */
  Map<String, String> trigger();
}
