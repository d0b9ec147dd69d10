package org.healthai.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenants;

/**
 * Where legal holds are kept. Safe for many threads; a call runs in the caller's transaction where
 * there is one.
 */
public interface HoldRepository {

  /** Stores a new hold, whose id is not looked at. */
  LegalHold add(LegalHold hold);

  /** Stores what changed of a hold. */
  void update(LegalHold hold);

  /** The hold with that id. */
  Optional<LegalHold> find(long id);

  /** Every hold of these tenants, also lifted ones, oldest first. */
  List<LegalHold> list(Tenants tenants);

  /** Holds, also lifted ones, on a patient with one of these hashes, oldest first. */
  List<LegalHold> listOfPatient(Collection<String> patientHashes);

  /** The holds that keep records now. */
  List<LegalHold> listActive();

  /** Holds that are sealed with another key than this one, some of them. */
  List<LegalHold> listNotSealedWith(String keyId, int limit);
}
