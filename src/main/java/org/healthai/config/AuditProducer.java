package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.chain.AuditSecret;
import org.healthai.audit.chain.ChainSeal;
import org.healthai.audit.chain.ChainVerifier;
import org.healthai.audit.trail.AuditRecorder;
import org.healthai.audit.trail.AuditSettings;
import org.healthai.audit.trail.AuditSettings.OnFailure;
import org.healthai.audit.trail.QueuedTrail;
import org.healthai.audit.trail.StoredTrail;
import org.healthai.observability.MetricNames;
import org.healthai.store.StoreSession;

/** Publishes the audit trail. */
@ApplicationScoped
class AuditProducer {

  /** Reads or makes the secret: the data directory is claimed by then. */
  @Produces
  @Singleton
  ChainSeal seal(ApplicationSettings settings) {
    AuditSettings audit = settings.audit();
    return new ChainSeal(AuditSecret.of(audit.secret(), audit.dataDirectory()));
  }

  @Produces
  @Singleton
  ChainVerifier verifier(ChainSeal seal) {
    return new ChainVerifier(seal);
  }

  @Produces
  @Singleton
  StoredTrail trail(AuditRepository rows) {
    return new StoredTrail(rows);
  }

  /** Changes go past the queue: they are stored with their events or not at all. */
  @Produces
  @Singleton
  AuditedChanges changes(StoreSession store, StoredTrail trail, Clock clock) {
    return new AuditedChanges(store, trail, clock);
  }

  @Produces
  @Singleton
  AuditRecorder recorder(
      ApplicationSettings settings,
      StoredTrail trail,
      MetricRegistry metrics,
      ServerThreads threads,
      Clock clock) {
    AuditSettings audit = settings.audit();
    if (audit.onFailure() == OnFailure.REFUSE) {
      return new AuditRecorder(trail, audit.refusalsPerMinute(), clock, System::nanoTime);
    }
    QueuedTrail queue = new QueuedTrail(trail, audit.queueCapacity(), threads.delays());
    metrics.gauge(MetricNames.AUDIT_WAITING, queue::waiting);
    return new AuditRecorder(queue, audit.refusalsPerMinute(), clock, System::nanoTime);
  }
}
