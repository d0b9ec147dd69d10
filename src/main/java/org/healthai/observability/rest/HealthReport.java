package org.healthai.observability.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The server's state in one look.
 *
 * @param status {@code healthy}, or {@code degraded} when films cannot be answered or remembered
 * @param appName the product
 * @param version of this build
 * @param modelLoaded whether the default model answers
 */
@JsonbPropertyOrder({"status", "appName", "version", "modelLoaded"})
@Schema(name = "Health")
public record HealthReport(
    @Schema(examples = "healthy") String status,
    @JsonbProperty("app_name") @Schema(examples = "Healthcare AI Backend") String appName,
    @Schema(examples = "0.1.0") String version,
    @JsonbProperty("model_loaded") @Schema(examples = "true") boolean modelLoaded) {}
