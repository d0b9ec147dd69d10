package org.healthai.observability;

/**
 * The names of this application's metrics. In Prometheus' format timers end in {@code _seconds} and
 * counters in {@code _total}. No tag has more values than there are routes, models, labels, error
 * codes or priorities: nothing of a patient or of a caller is in one.
 */
public final class MetricNames {
  /** Timer: a request until its answer is ready; tags route, method, status class. */
  public static final String REQUEST = "healthai_request";

  /** Timer: one step of a prediction; tag {@value #STAGE_TAG}. */
  public static final String STAGE = "healthai_stage";

  /** Counter: stored predictions; tags model, version and class. */
  public static final String PREDICTIONS = "healthai_predictions";

  /** Counter: films in a shadow's share; tags model, version and outcome. */
  public static final String SHADOW_FILMS = "healthai_shadow_films";

  /** Counter: problem documents sent, by error code. */
  public static final String ERRORS = "healthai_errors";

  /** Histogram: films in one run of the network; tags model and version. */
  public static final String BATCH_SIZE = "healthai_batch_size";

  /** Gauge: 1 for every loaded model; tags model, version, engine and backend. */
  public static final String MODEL_INFO = "healthai_model_info";

  /** Gauge, bytes: native memory of a model; tags model and version. */
  public static final String OFF_HEAP = "healthai_off_heap_bytes";

  /** Gauge: engines that run a model, 0 when it is gone; tags model and version. */
  public static final String MODEL_INSTANCES = "healthai_model_instances";

  /** Gauge: films in a model's queue; tags model and version. */
  public static final String QUEUE_DEPTH = "healthai_queue_depth";

  /** Gauge: films in the batch a model computes now; tags model and version. */
  public static final String QUEUE_RUNNING = "healthai_queue_running";

  /** Gauge, seconds: age of the oldest film in a model's queue; tags model and version. */
  public static final String QUEUE_OLDEST_WAIT = "healthai_queue_oldest_wait_seconds";

  /** Gauge: films between decoding and scores. */
  public static final String FILMS_IN_FLIGHT = "healthai_films_in_flight";

  /** Gauge: films being decoded or resized. */
  public static final String FILMS_DECODING = "healthai_films_decoding";

  /** Gauge: films that wait to be decoded. */
  public static final String FILMS_WAITING = "healthai_films_waiting";

  /** Gauge, seconds: age of the oldest of the films that wait to be decoded. */
  public static final String FILMS_OLDEST_WAIT = "healthai_films_oldest_wait_seconds";

  /** Counter: looks into the result cache; tags level and result. */
  public static final String CACHE_LOOKUPS = "healthai_cache_lookups";

  /** Gauge: answers remembered in this process. */
  public static final String CACHE_ENTRIES = "healthai_cache_entries";

  /** Gauge: 1 while the shared result cache answers, 0 while it does not. */
  public static final String CACHE_SHARED_UP = "healthai_cache_shared_up";

  /** Gauge, bytes: uploads waiting on disk. */
  public static final String UPLOADS_ON_DISK = "healthai_upload_disk_bytes";

  /** Gauge: audit events that wait in memory. */
  public static final String AUDIT_WAITING = "healthai_audit_waiting";

  /** Counter: decisions of the limits; tags kind and result. */
  public static final String LIMITS = "healthai_limits";

  /** Gauge: 1 while the store of the limits answers, 0 while it does not. */
  public static final String LIMIT_STORE_UP = "healthai_limit_store_up";

  /** Gauge: jobs that are worked on, on all servers together. */
  public static final String JOBS_RUNNING = "healthai_jobs_running";

  /** Counter: jobs that this server saw to their end; tag state. */
  public static final String JOBS_ENDED = "healthai_jobs_ended";

  /** Gauge: films of jobs that nobody works on yet, on all servers together. */
  public static final String JOB_FILMS_WAITING = "healthai_job_films_waiting";

  /** Gauge: films of jobs that somebody works on, on all servers together. */
  public static final String JOB_FILMS_RUNNING = "healthai_job_films_running";

  /** Counter: films of jobs that were answered. */
  public static final String JOB_FILMS_DONE = "healthai_job_films_done";

  /** Counter: films of jobs that have failed for good; tag code. */
  public static final String JOB_FILMS_FAILED = "healthai_job_films_failed";

  /** Counter: films of jobs that are tried again; tag code. */
  public static final String JOB_FILMS_RETRIED = "healthai_job_films_retried";

  /** Timer: a film of a job from its claim to its stored answer. */
  public static final String JOB_FILM = "healthai_job_film";

  /** Counter: films of jobs that were given up after all their attempts. */
  public static final String JOB_DEAD_LETTERS = "healthai_job_dead_letters";

  /** Gauge: 1 while messages of jobs can be sent, 0 while they cannot. */
  public static final String JOB_QUEUE_UP = "healthai_job_queue_up";

  /** Gauge: 1 while the places where films of jobs lie are there, 0 while one is not. */
  public static final String JOB_PLACES_UP = "healthai_job_places_up";

  /** Counter: tries to tell somebody that a job has ended; tag outcome. */
  public static final String WEBHOOKS = "healthai_webhooks";

  static final String STAGE_TAG = "stage";

  private MetricNames() {}
}
