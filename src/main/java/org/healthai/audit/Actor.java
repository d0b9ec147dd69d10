package org.healthai.audit;

/** Somebody who can be named in the trail; the principal of a request is one. */
public interface Actor {

  /** How the trail names them. */
  AuditActor asAuditActor();
}
