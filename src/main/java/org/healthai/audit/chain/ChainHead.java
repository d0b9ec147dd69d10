package org.healthai.audit.chain;

/**
 * How far the chain has come: without it nobody could tell that the last rows are gone.
 *
 * @param count rows there must be
 * @param hash hash of the last one; {@link #START} before the first
 * @param seal see {@link ChainSeal#sealOf}; empty before the chain was begun
 */
public record ChainHead(long count, String hash, String seal) {
  /** What the first row follows. */
  public static final String START = "0".repeat(64);

  /** Whether no server has begun the chain yet. */
  public boolean isUnbegun() {
    return seal.isEmpty() && count == 0;
  }
}
