package org.healthai.config;

/**
 * The server must not start with this configuration. The message is one sentence for the operator:
 * which setting, which value, what would be right.
 */
final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSettingException(String message) {
    super(message);
  }
}
