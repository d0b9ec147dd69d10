package org.healthai.privacy;

import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenants;

/** Where proofs of erasures are kept, for good. Safe for many threads. */
public interface ErasureRepository {

  /** Stores a proof, whose id is not looked at. */
  Erasure add(Erasure erasure);

  /** The proof with that id. */
  Optional<Erasure> find(long id);

  /** Proofs of these tenants with an id below {@code beforeId}, newest first. */
  List<Erasure> list(Tenants tenants, long beforeId, int limit);
}
