package org.healthai.model;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelNotFound;
import org.healthai.model.packaging.ModelPackage;
import org.healthai.model.packaging.PackageDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The models of this server: finds their packages, loads them in the background and says which one
 * a request is for. A package that is refused changes nothing for the versions that run. Safe for
 * many threads; {@link #resolve} takes no lock.
 */
public final class ModelRegistry implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ModelRegistry.class.getName());

  private final ModelSettings settings;
  private final PackageDirectory packages;
  private final ModelLoader loader;
  private final Executor background;
  private final Map<ModelId, LoadTask> loading = new HashMap<>();
  private final RetiredModels retired;
  private volatile Catalog catalog;
  private volatile boolean started;
  private boolean closed;

  /**
   * A registry that knows nothing yet.
   *
   * @param background runs the loading and the closing of models; blocks while an engine is built
   */
  public ModelRegistry(ModelSettings settings, ModelLoader loader, Executor background) {
    this.settings = settings;
    this.packages = new PackageDirectory(settings.directory());
    this.loader = loader;
    this.background = background;
    this.retired = new RetiredModels(settings.unloadGrace(), background);
    this.catalog = Catalog.of(settings.defaultVersions());
  }

  /**
   * Finds the packages and loads those that are wanted in the background, one after the other: the
   * default name first, and of a name the chosen version first and then the highest.
   */
  public void start() {
    List<ModelPackage> found = packages.listPackages().stream().sorted(defaultsFirst()).toList();
    if (found.isEmpty()) {
      LOG.log(Level.WARNING, "the model directory holds no package");
    }
    List<LoadTask> tasks = announceWanted(found);
    started = true;
    background.execute(() -> tasks.forEach(this::run));
  }

  /** Keeps the order of a name's versions but for the chosen one. */
  private Comparator<ModelPackage> defaultsFirst() {
    Catalog now = catalog;
    return Comparator.comparing(
            (ModelPackage found) -> !found.id().name().equals(settings.defaultName()))
        .thenComparing(found -> found.id().name())
        .thenComparing(
            found -> !now.findDefault(found.id().name()).equals(Optional.of(found.id())));
  }

  /** Announces what is to be loaded, in that order; the others are known and not loaded. */
  private synchronized List<LoadTask> announceWanted(List<ModelPackage> found) {
    List<LoadTask> tasks = new ArrayList<>();
    for (ModelPackage source : found) {
      if (catalog.isUnwanted(source.id())) {
        catalog = catalog.with(ModelStatus.unloaded(source.id()));
      } else {
        tasks.add(announce(source));
      }
    }
    return tasks;
  }

  /**
   * The model a request is for.
   *
   * @param name the default model when null
   * @param version the name's default version when null
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown name or version, MODEL_NOT_READY for a
   *     known one that does not answer (yet)
   */
  public ServedModel resolve(@Nullable String name, @Nullable String version) {
    return catalog.resolve(name == null ? settings.defaultName() : name, version);
  }

  /**
   * Where the films of a request go: to the version named, or else to those that administrators let
   * share the films, as far as they are ready, or else to the default.
   *
   * @param name the default model when null
   * @param version null when the request names none
   * @throws HealthAiException as {@link #resolve}
   */
  public ModelRoute route(@Nullable String name, @Nullable String version) {
    return catalog.route(name == null ? settings.defaultName() : name, version);
  }

  /** The model that is to look at an answered film too, when the film is in its share. */
  public Optional<ServedModel> findShadow(String name, long predictionId) {
    return catalog.findShadow(name, predictionId);
  }

  /** Every version known, ordered by name and version. */
  public List<ModelStatus> listStatuses() {
    return catalog.listStatuses();
  }

  /** What is known of one version; nothing for an unknown or impossible id. */
  public Optional<ModelStatus> findStatus(String name, String version) {
    return ModelId.find(name, version).flatMap(catalog::findStatus);
  }

  /** The version a name stands for; nothing as long as none has become ready or was configured. */
  public Optional<ModelId> findDefault(String name) {
    return catalog.findDefault(name);
  }

  /** The highest ready version of the same name but this one. */
  public Optional<ModelId> findHighestReadyBeside(ModelId id) {
    return catalog.findHighestReadyBeside(id);
  }

  /** Whether the model directory holds such a package. */
  public boolean hasPackage(ModelId id) {
    return packages.findPackage(id).isPresent();
  }

  /** Whether {@link #start} has found the packages, so that what is unknown is not there. */
  public boolean isStarted() {
    return started;
  }

  /** True when a request that names no model would be taken. */
  public boolean isReady() {
    Catalog now = catalog;
    return now.findDefault(settings.defaultName())
        .flatMap(now::findStatus)
        .filter(status -> status.state() == ModelState.READY)
        .isPresent();
  }

  /**
   * Loads a version in the background: verify, build, replay, warm, then switch. When it runs
   * already, the new instance takes over and the old one is drained; its content must be the same.
   *
   * @return what became of the attempt; a refused one leaves a running instance as it is
   * @throws HealthAiException MODEL_NOT_FOUND when there is no such package, MODEL_NOT_READY when
   *     the server is stopping
   */
  public CompletableFuture<ModelStatus> load(ModelId id) {
    ModelPackage source = packages.findPackage(id).orElseThrow(ModelNotFound::withoutPackage);
    LoadTask task = announce(source);
    try {
      background.execute(() -> run(task));
    } catch (RejectedExecutionException stopping) {
      settle(task, ModelStatus.unloaded(id));
      throw stopping(stopping);
    }
    return task.outcome().copy();
  }

  private static HealthAiException stopping(@Nullable Throwable cause) {
    return new HealthAiException(ErrorCode.MODEL_NOT_READY, "the server is stopping", cause);
  }

  /** True from the moment a load is asked for until its outcome is known. */
  public synchronized boolean isLoading(ModelId id) {
    return loading.containsKey(id);
  }

  /**
   * Takes over what administrators chose for a name. Its default stands for the name from now on,
   * ready or not; what it leaves unloaded is not loaded by {@link #start}.
   */
  public synchronized void choose(ModelChoice choice) {
    catalog = catalog.with(choice);
  }

  /** What administrators chose for a name, as last taken over. */
  public ModelChoice findChoice(String name) {
    return catalog.findChoice(name);
  }

  /**
   * Takes a version out of service at once; the engine is closed after the grace, when what it had
   * to do is done. Abandons a load that is under way.
   *
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown version
   */
  public void unload(ModelId id) {
    Optional<ServedModel> old;
    synchronized (this) {
      old = catalog.requireStatus(id).served();
      loading.remove(id);
      catalog = catalog.with(ModelStatus.unloaded(id));
    }
    old.ifPresent(retired::retire);
  }

  /** Takes everything out of service, drains and closes it. */
  @Override
  public void close() {
    List<ModelStatus> last;
    synchronized (this) {
      closed = true;
      loading.clear();
      last = catalog.listStatuses();
      last.forEach(status -> catalog = catalog.with(ModelStatus.unloaded(status.id())));
    }
    last.forEach(status -> status.served().ifPresent(ServedModel::close));
    retired.close();
  }

  /** One attempt at loading; counts only while it is the one in {@code loading}. */
  private record LoadTask(ModelPackage source, CompletableFuture<ModelStatus> outcome) {
    ModelId id() {
      return source.id();
    }
  }

  private synchronized LoadTask announce(ModelPackage source) {
    if (closed) {
      throw stopping(null);
    }
    LoadTask task = new LoadTask(source, new CompletableFuture<>());
    loading.put(task.id(), task);
    if (servedNow(task.id()).isEmpty()) {
      catalog = catalog.with(ModelStatus.loading(task.id()));
    }
    return task;
  }

  private Optional<ServedModel> servedNow(ModelId id) {
    return catalog.findStatus(id).flatMap(ModelStatus::served);
  }

  private void run(LoadTask task) {
    ModelStatus loaded = isWanted(task) ? attempt(task.source()) : ModelStatus.unloaded(task.id());
    task.outcome().complete(settle(task, loaded));
  }

  private synchronized boolean isWanted(LoadTask task) {
    return !closed && task.equals(loading.get(task.id()));
  }

  private ModelStatus attempt(ModelPackage source) {
    try {
      ServedModel served = loader.load(source);
      return isOtherContent(served) ? discarded(served) : ModelStatus.ready(served);
    } catch (HealthAiException e) {
      LOG.log(Level.ERROR, "model " + source.id() + " is refused: " + e.detail(), e);
      return ModelStatus.refused(source.id(), e.detail());
    } catch (RuntimeException | Error e) { // or those who wait for the outcome would wait for ever
      LOG.log(Level.ERROR, "model " + source.id() + " cannot be loaded", e);
      return ModelStatus.refused(source.id(), "loading failed; the server's log says why");
    }
  }

  /** Stored answers name a version, so a version must not change what it is. */
  private boolean isOtherContent(ServedModel served) {
    return servedNow(served.id())
        .filter(running -> !running.manifest().equals(served.manifest()))
        .isPresent();
  }

  private static ModelStatus discarded(ServedModel served) {
    served.close();
    return ModelStatus.refused(
        served.id(), "this version runs with another content; give the new one a new version");
  }

  /** Switches to what a load brought, unless nobody wants it any more. */
  private ModelStatus settle(LoadTask task, ModelStatus loaded) {
    Optional<ServedModel> leftOver;
    ModelStatus settled;
    synchronized (this) {
      boolean wanted = isWanted(task);
      boolean ready = loaded.state() == ModelState.READY;
      boolean switches = wanted && (ready || servedNow(task.id()).isEmpty());
      leftOver = switches ? servedNow(task.id()) : loaded.served();
      settled = wanted ? loaded : ModelStatus.unloaded(task.id());
      loading.remove(task.id(), task);
      catalog = switches ? catalog.with(loaded) : catalog;
    }
    settled.served().ifPresent(this::watch);
    leftOver.ifPresent(retired::retire);
    return settled;
  }

  /** An engine that ends while it is in service has died for good. */
  private void watch(ServedModel served) {
    var unused = served.ended().thenRun(() -> engineEnded(served));
  }

  private synchronized void engineEnded(ServedModel served) {
    if (servedNow(served.id()).filter(running -> running == served).isPresent()) {
      catalog =
          catalog.with(
              ModelStatus.refused(
                  served.id(), "the engine died and could not be restarted; the log says why"));
    }
  }
}
