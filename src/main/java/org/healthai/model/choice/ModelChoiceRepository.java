package org.healthai.model.choice;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where choices are kept. Safe for many threads; every call is one short transaction.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer, and then has changed nothing.
 */
public interface ModelChoiceRepository {

  /** Every choice, ordered by model name. */
  List<ModelChoice> list();

  /**
   * Changes the choice for one name. Servers that share the database change it one after the other.
   *
   * @param change makes the new choice of the stored one; what it throws is thrown here, and then
   *     nothing has changed
   * @return what is stored now
   */
  ModelChoice change(String name, UnaryOperator<ModelChoice> change);
}
