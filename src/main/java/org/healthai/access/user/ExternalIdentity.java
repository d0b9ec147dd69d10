package org.healthai.access.user;

/**
 * Who somebody is at an OpenID Connect provider.
 *
 * @param issuer the provider
 * @param subject unique there, never given to somebody else
 */
public record ExternalIdentity(String issuer, String subject) {
  /** What the store keeps of an issuer. */
  public static final int MAX_ISSUER_LENGTH = 300;

  /** Longest subject (OpenID Connect Core 1.0, section 2). */
  public static final int MAX_SUBJECT_LENGTH = 255;

  /** Refuses what the store cannot keep. */
  public ExternalIdentity {
    if (issuer.isEmpty()
        || issuer.length() > MAX_ISSUER_LENGTH
        || subject.isEmpty()
        || subject.length() > MAX_SUBJECT_LENGTH) {
      throw new IllegalArgumentException("an issuer or subject that is empty or too long");
    }
  }
}
