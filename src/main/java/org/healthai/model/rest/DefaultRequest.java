package org.healthai.model.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which version a model name is to stand for.
 *
 * @param version a ready version
 */
@JsonbPropertyOrder({"version"})
@Schema(name = "DefaultVersion", requiredProperties = "version")
public record DefaultRequest(@Schema(examples = "2") @Nullable String version) {}
