package org.healthai.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthai.batching.BatchingSettings;
import org.healthai.batching.QueueRuntime;
import org.healthai.image.Preprocessing;
import org.healthai.model.packaging.ModelId;

/** A loader of {@link TestPackage}s on real worker threads. */
public final class TestLoader implements AutoCloseable {
  public final FakeEngines engines = new FakeEngines();
  final List<ModelId> heard = new CopyOnWriteArrayList<>();

  /** Golden films brought to an engine's input. */
  final AtomicInteger preprocessed = new AtomicInteger();

  private final ExecutorService completions = Executors.newSingleThreadExecutor();

  public ModelLoader loader() {
    return loader(EngineSupply.dl4j(engines));
  }

  ModelLoader loader(EngineSupply supply) {
    BatchingSettings batching =
        new BatchingSettings(16, 4, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(20));
    return new ModelLoader(
        List.of(ModelType.chestXray(supply), ModelType.skinLesion(supply)),
        this::preprocess,
        batching,
        new QueueRuntime(Thread::new, completions, System::nanoTime),
        (id, run) -> heard.add(id));
  }

  private float[] preprocess(byte[] film, Preprocessing preprocessing) {
    preprocessed.incrementAndGet();
    return FakeEngines.pipeline(film, preprocessing);
  }

  /** Waits until everything that was completed has been handed on; after {@link #close}. */
  boolean awaitIdle() throws InterruptedException {
    return completions.awaitTermination(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    completions.shutdown();
  }
}
