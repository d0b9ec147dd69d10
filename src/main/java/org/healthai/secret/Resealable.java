package org.healthai.secret;

/**
 * Sealed values of one kind, wherever they are stored. The nightly task has every kind sealed with
 * the active key after a rotation; a kind that is not asked would be lost with its old key.
 */
public interface Resealable {

  /**
   * Seals some of the values that another key sealed with the active one, in one transaction.
   *
   * @param limit how many at most
   * @return how many; 0 when none is left
   */
  int resealSome(int limit);
}
