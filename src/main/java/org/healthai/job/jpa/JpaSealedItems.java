package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.healthai.job.ItemRef;
import org.healthai.job.SealedItem;
import org.healthai.job.SealedItems;
import org.healthai.secret.Sealer;
import org.healthai.store.StoreSession;
import org.jspecify.annotations.Nullable;

/** What is sealed of the films of jobs, in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaSealedItems implements SealedItems {
  private static final String SELECT =
      "select i.jobId, i.item, j.inputFolder, i.detailsSealed, i.filmKey from JobItemEntity i,"
          + " JobEntity j where j.id = i.jobId and ";

  /** Databases bound what one statement may list. */
  private static final int IDS = 500;

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaSealedItems() {
    this(null);
  }

  /** Films in this store. */
  @Inject
  public JpaSealedItems(StoreSession session) {
    this.session = session;
  }

  @Override
  public List<SealedItem> listNotSealedWith(String keyId, int limit) {
    return session.call(
        entityManager ->
            toItems(
                entityManager
                    .createQuery(SELECT + "i.sealKey <> :key", Object[].class)
                    .setParameter("key", keyId)
                    .setMaxResults(limit)));
  }

  @Override
  public List<SealedItem> listAnsweredBy(Collection<Long> predictionIds) {
    List<Long> ids = List.copyOf(predictionIds);
    return session.call(
        entityManager -> {
          List<SealedItem> found = new ArrayList<>();
          for (int first = 0; first < ids.size(); first += IDS) {
            found.addAll(
                toItems(
                    entityManager
                        .createQuery(SELECT + "i.predictionId in :ids", Object[].class)
                        .setParameter(
                            "ids", ids.subList(first, Math.min(ids.size(), first + IDS)))));
          }
          return found;
        });
  }

  private static List<SealedItem> toItems(TypedQuery<Object[]> query) {
    return query.getResultStream().map(JpaSealedItems::toItem).toList();
  }

  private static SealedItem toItem(Object[] row) {
    return new SealedItem(
        new ItemRef((Long) row[0], (Integer) row[1]),
        (String) row[2],
        (String) row[3],
        (String) row[4]);
  }

  @Override
  public void replace(SealedItem old, String sealedDetails, @Nullable String filmKey) {
    session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "update JobItemEntity i set i.detailsSealed = :details, i.sealKey = :key,"
                        + " i.filmKey = :film where i.jobId = :job and i.item = :item and"
                        + " i.detailsSealed = :old")
                .setParameter("details", sealedDetails)
                .setParameter("key", Sealer.keyId(sealedDetails))
                .setParameter("film", filmKey)
                .setParameter("job", old.ref().jobId())
                .setParameter("item", old.ref().item())
                .setParameter("old", old.sealedDetails())
                .executeUpdate());
  }
}
