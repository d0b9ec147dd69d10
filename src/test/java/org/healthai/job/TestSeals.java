package org.healthai.job;

import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.secret.Keyring;
import org.healthai.secret.Sealer;

/** Sealers of the films of jobs for tests. */
public final class TestSeals {
  private TestSeals() {}

  /** One that uses these keys. */
  public static ItemSealer items(Keyring keys) {
    return new ItemSealer(new Sealer(keys), new SubjectSealer(keys));
  }
}
