package org.healthai.inference.dl4j.onednn;

/** A call into oneDNN failed; the message names what it was for and oneDNN's status. */
public final class OneDnnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OneDnnException(String message) {
    super(message);
  }
}
