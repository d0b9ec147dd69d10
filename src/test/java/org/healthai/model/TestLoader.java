package org.healthai.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.healthai.batching.BatchingSettings;
import org.healthai.batching.QueueRuntime;
import org.healthai.model.packaging.ModelId;

/** A loader of {@link TestPackage}s on real worker threads. */
public final class TestLoader implements AutoCloseable {
  public final FakeEngines engines = new FakeEngines();
  final List<ModelId> heard = new CopyOnWriteArrayList<>();
  private final ExecutorService completions = Executors.newSingleThreadExecutor();

  public ModelLoader loader() {
    return loader(EngineSupply.dl4j(engines));
  }

  ModelLoader loader(EngineSupply supply) {
    BatchingSettings batching =
        new BatchingSettings(16, 4, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(20));
    return new ModelLoader(
        List.of(ModelType.chestXray(supply), ModelType.skinLesion(supply)),
        FakeEngines::pipeline,
        batching,
        new QueueRuntime(Thread::new, completions, System::nanoTime),
        (id, run) -> heard.add(id));
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
