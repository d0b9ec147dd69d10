package org.healthai.privacy.jpa;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.healthai.access.Tenant;
import org.healthai.job.ItemDetails;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemSealer;
import org.healthai.job.JobInputs;
import org.healthai.job.JobItem;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobRepository;
import org.healthai.job.NewItem;
import org.healthai.job.NewJob;
import org.healthai.job.SampleJobs;
import org.healthai.job.TestSeals;
import org.healthai.job.jpa.JpaJobItemRepository;
import org.healthai.job.jpa.JpaJobRepository;
import org.healthai.job.jpa.JpaSealedItems;
import org.healthai.prediction.FilmBytes;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.privacy.Patient;
import org.healthai.secret.Keyring;
import org.healthai.secret.Sealer;
import org.healthai.store.StoreSession;

/** Films of jobs that are of patients. */
final class JobFilms {
  final JobRepository jobs;
  final JobItemRepository items;
  final JpaSealedItems sealed;
  final ItemSealer sealer;
  final Inputs inputs = new Inputs();
  private final Sealer keys;

  JobFilms(StoreSession session, Keyring keys) {
    this.jobs = new JpaJobRepository(session);
    this.items = new JpaJobItemRepository(session);
    this.sealed = new JpaSealedItems(session);
    this.sealer = TestSeals.items(keys);
    this.keys = new Sealer(keys);
  }

  /** A running job of the first one's tenant with a film of each of these patients. */
  long job(Instant now, Patient... patients) {
    Tenant tenant = patients[0].tenant();
    NewJob made = SampleJobs.of(tenant);
    long id = jobs.create(made, now);
    for (int item = 0; item < patients.length; item++) {
      SubjectReferences subject = new SubjectReferences(patients[item].reference(), "ACC-" + item);
      items.add(id, List.of(film(made, item, subject)), now);
      inputs.kept.add(made.inputFolder() + "/" + item);
    }
    jobs.activate(id, patients.length, null, now);
    return id;
  }

  private NewItem film(NewJob job, int item, SubjectReferences subject) {
    String folder = job.inputFolder();
    ItemDetails details = new ItemDetails("film-" + item + ".png", null, subject);
    return new NewItem(
        item,
        sealer.seal(details, folder, item),
        sealer.patientHash(job.requester().tenant(), subject),
        keys.seal("the key", ItemSealer.filmContext(folder, item)),
        null);
  }

  JobItem get(long job, int item) {
    return items.find(new ItemRef(job, item)).orElseThrow();
  }

  ItemDetails detailsOf(long job, int item) {
    String folder = jobs.find(job).orElseThrow().details().inputFolder();
    return sealer.open(get(job, item).sealedDetails(), folder, item);
  }

  boolean isKept(long job, int item) {
    return inputs.kept.contains(jobs.find(job).orElseThrow().details().inputFolder() + "/" + item);
  }

  /** Knows which films are there. */
  static final class Inputs implements JobInputs {
    final Set<String> kept = new ConcurrentSkipListSet<>();

    @Override
    public String keep(String folder, int item, FilmBytes film) {
      throw new UnsupportedOperationException("films have no content here");
    }

    @Override
    public InputStream open(String folder, int item, String filmKey) {
      throw new UnsupportedOperationException("films have no content here");
    }

    @Override
    public void remove(String folder, int item) {
      kept.remove(folder + "/" + item);
    }

    @Override
    public void removeAll(String folder) {
      kept.removeIf(film -> film.startsWith(folder + "/"));
    }

    @Override
    public Optional<Instant> findLastChange(String folder) {
      throw new UnsupportedOperationException("nobody looks for folders here");
    }

    @Override
    public List<String> listFolders() {
      throw new UnsupportedOperationException("nobody looks for folders here");
    }
  }
}
