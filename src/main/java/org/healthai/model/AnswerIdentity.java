package org.healthai.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.healthai.inference.EngineDescription;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.PackageFile;

/**
 * What decides an answer besides the pixels: name and version, the content of the package's files,
 * the input contract, labels, calibration, and what computes. Engines that differ in anything they
 * tell of themselves have different identities, since they may differ in the last bits or, with
 * INT8 weights, by more.
 */
final class AnswerIdentity {
  private AnswerIdentity() {}

  /** Equal lists mean equal answers; every list has its length before it. */
  static List<String> of(ModelManifest manifest, EngineDescription engine) {
    List<String> parts = new ArrayList<>();
    parts.add(manifest.id().name());
    parts.add(manifest.id().version());
    parts.add(manifest.input().toString());
    parts.add(Double.toString(manifest.temperature()));
    parts.add(engine.engine());
    parts.add(engine.backend());
    parts.add(engine.detail());
    addAll(parts, manifest.labels().labels());
    addAll(parts, weights(manifest));
    addAll(parts, checksums(manifest.files()));
    return List.copyOf(parts);
  }

  /** Which file is which engine's. */
  private static List<String> weights(ModelManifest manifest) {
    return manifest.weights().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .sorted()
        .toList();
  }

  private static List<String> checksums(List<PackageFile> files) {
    return files.stream()
        .sorted(Comparator.comparing(PackageFile::path))
        .map(file -> file.path() + " " + file.sha256())
        .toList();
  }

  private static void addAll(List<String> parts, List<String> list) {
    parts.add(Integer.toString(list.size()));
    parts.addAll(list);
  }
}
