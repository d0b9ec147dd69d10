package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import org.healthai.audit.AuditedChanges;
import org.healthai.job.AttemptTimes;
import org.healthai.job.DeadLetters;
import org.healthai.job.FilmOpener;
import org.healthai.job.FilmThreads;
import org.healthai.job.ImportRoots;
import org.healthai.job.InputSweep;
import org.healthai.job.ItemQueue;
import org.healthai.job.ItemSealer;
import org.healthai.job.ItemSeals;
import org.healthai.job.ItemTraces;
import org.healthai.job.ItemWork;
import org.healthai.job.ItemWorker;
import org.healthai.job.JobControl;
import org.healthai.job.JobDispatch;
import org.healthai.job.JobDispatcher;
import org.healthai.job.JobEnding;
import org.healthai.job.JobEndings;
import org.healthai.job.JobInputs;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobListener;
import org.healthai.job.JobModels;
import org.healthai.job.JobReconciler;
import org.healthai.job.JobRepository;
import org.healthai.job.JobRetention;
import org.healthai.job.PlaceIds;
import org.healthai.job.RegistryJobModels;
import org.healthai.job.RootPauses;
import org.healthai.job.SealedItems;
import org.healthai.job.TakenQuota;
import org.healthai.job.WatchedPlace;
import org.healthai.job.intake.FilmIntake;
import org.healthai.job.intake.JobIntake;
import org.healthai.job.rest.JobEvents;
import org.healthai.job.storage.DirectoryJobInputs;
import org.healthai.job.storage.DiskReserve;
import org.healthai.job.storage.s3.S3JobInputs;
import org.healthai.limit.PredictionQuotas;
import org.healthai.model.ModelRegistry;
import org.healthai.prediction.PredictionService;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.prediction.upload.UploadSpool;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;
import org.healthai.secret.StreamSealer;

/** Publishes what takes jobs in and works on them. */
@ApplicationScoped
class JobProducer {
  private static final System.Logger LOG = System.getLogger(JobProducer.class.getName());

  private final JobRepository jobs;
  private final JobItemRepository items;
  private final ServerThreads threads;
  private final JobListener listener;
  private final Clock clock;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JobProducer() {
    this(null, null, null, null, null);
  }

  /** What all of them need. */
  @Inject
  JobProducer(
      JobRepository jobs,
      JobItemRepository items,
      ServerThreads threads,
      JobListener listener,
      Clock clock) {
    this.jobs = jobs;
    this.items = items;
    this.threads = threads;
    this.listener = listener;
    this.clock = clock;
  }

  @Produces
  @Singleton
  JobInputs inputs(ApplicationSettings settings, PlaceIds places, Sealer sealer) {
    StreamSealer films = new StreamSealer(sealer);
    return settings
        .s3()
        .<JobInputs>map(storage -> new S3JobInputs(storage, places, films, clock))
        .orElseGet(
            () ->
                new DirectoryJobInputs(
                    settings.job().storageDirectory(),
                    places,
                    settings.job().storageDirectory().startsWith(settings.dataDirectory()),
                    DiskReserve.of(settings.job().diskReserveBytes()),
                    films));
  }

  @Produces
  @Singleton
  ItemSealer sealer(Sealer sealer, SubjectSealer subjects) {
    return new ItemSealer(sealer, subjects);
  }

  @Produces
  @Singleton
  Resealable seals(SealedItems sealed, Sealer sealer, ItemSealer details) {
    return new ItemSeals(sealed, sealer, details);
  }

  @Produces
  @Singleton
  ItemTraces traces(SealedItems sealed, JobInputs inputs, ItemSealer sealer) {
    return new ItemTraces(sealed, inputs, sealer, clock);
  }

  @Produces
  @Singleton
  JobModels models(ModelRegistry models) {
    return new RegistryJobModels(models);
  }

  @Produces
  @Singleton
  ImportRoots importRoots(ApplicationSettings settings) {
    WatchedPlace watched =
        settings.watch().map(watch -> new WatchedPlace(watch.directory())).orElse(null);
    return new ImportRoots(settings.job().importRoot(), watched, settings.job().importMarker());
  }

  @Produces
  @Singleton
  RootPauses pauses(ItemQueue queue) {
    return new RootPauses(queue, threads.chores(), clock);
  }

  @Produces
  @Singleton
  FilmOpener opener(
      ApplicationSettings settings,
      JobInputs inputs,
      ImportRoots roots,
      RootPauses pauses,
      UploadSpool spool) {
    return new FilmOpener(inputs, roots, pauses, spool, settings.image().maxBytes());
  }

  @Produces
  @Singleton
  JobEnding ending(AuditedChanges changes, JobEndings endings) {
    return new JobEnding(
        jobs, items, changes, endings, listener, threads.delays(), threads.store(), clock);
  }

  @Produces
  @Singleton
  JobDispatch dispatch(ItemQueue queue) {
    return new JobDispatcher(items, queue, threads.dispatchers(), threads.delays(), clock);
  }

  @Produces
  @Singleton
  ItemWorker.Stores stores(JobEnding ending, ItemQueue queue, JobDispatch dispatch) {
    return new ItemWorker.Stores(items, ending, queue, dispatch);
  }

  @Produces
  @Singleton
  ItemWork worker(
      ApplicationSettings settings,
      ItemWorker.Stores stores,
      FilmOpener films,
      ItemSealer sealer,
      PredictionService predictions,
      JobModels models) {
    ItemWorker worker =
        new ItemWorker(
            stores,
            films,
            sealer,
            predictions,
            models,
            settings.job(),
            listener,
            new ItemWorker.Surroundings(
                threads.store(),
                new FilmThreads(
                    threads.films(), threads.rootFilms(), threads.answered(), AttemptTimes.READING),
                threads.chores(),
                clock));
    threads.onStop(worker::stop);
    return worker;
  }

  @Produces
  @Singleton
  JobControl control(AuditedChanges changes, JobDispatch dispatch, JobEnding ending) {
    return new JobControl(jobs, items, changes, dispatch, ending, clock);
  }

  @Produces
  @Singleton
  JobEvents events(JobControl control) {
    return new JobEvents(control);
  }

  @Produces
  @Singleton
  Chore telling(JobEvents events) {
    return new Chore(
        "telling of the progress of jobs",
        Duration.ofSeconds(1),
        events::tellAll,
        threads.chores());
  }

  @Produces
  @Singleton
  DeadLetters deadLetters() {
    return ref ->
        LOG.log(Level.WARNING, "the message of film {0} was given up; its row says why", ref);
  }

  @Produces
  @Singleton
  FilmIntake filmIntake(
      ApplicationSettings settings, JobInputs inputs, ItemSealer sealer, UploadSpool spool) {
    FilmIntake.Limits limits =
        new FilmIntake.Limits(
            settings.job().maxFilms(), settings.job().maxBytes(), settings.image().maxBytes());
    return new FilmIntake(jobs, items, inputs, sealer, spool, limits, clock);
  }

  @Produces
  @Singleton
  JobIntake intake(FilmIntake films, AuditedChanges changes, JobDispatch dispatch) {
    return new JobIntake(jobs, films, changes, dispatch, listener, clock);
  }

  @Produces
  @Singleton
  JobReconciler reconciler(
      ApplicationSettings settings,
      JobInputs inputs,
      JobEnding ending,
      JobDispatch dispatch,
      PredictionQuotas quotas) {
    return new JobReconciler(
        jobs,
        items,
        inputs,
        ending,
        dispatch,
        taken -> giveBack(quotas, taken),
        new JobReconciler.Ages(filmAge(settings), settings.job().filmTimeout()),
        clock);
  }

  /** A job that is to be deleted has no films any more. */
  private static Duration filmAge(ApplicationSettings settings) {
    Duration films = settings.job().retention();
    return settings.retention().jobAge().filter(jobs -> jobs.compareTo(films) < 0).orElse(films);
  }

  @Produces
  @Singleton
  InputSweep sweep(JobRetention retention, JobInputs inputs) {
    return new InputSweep(retention, inputs, clock);
  }

  private static void giveBack(PredictionQuotas quotas, TakenQuota taken) {
    if (taken.bucket() != null && taken.predictions() > 0) {
      quotas.giveBack(taken.bucket(), taken.predictions());
    }
  }
}
