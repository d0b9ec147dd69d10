package org.healthai.prediction.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which part of a multipart form an {@link UploadForm} parameter is made of. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@interface FilePart {

  /** The only part name the form may have. */
  String value();

  /**
   * Whether the part may be repeated, up to the batch limit. Then a file above the byte limit is
   * one failed file; otherwise it is a failed request.
   */
  boolean repeated() default false;
}
