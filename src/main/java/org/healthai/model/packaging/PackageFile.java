package org.healthai.model.packaging;

/**
 * A file a manifest vouches for.
 *
 * @param path relative to the package directory, with {@code /}
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes exact size
 */
public record PackageFile(String path, String sha256, long bytes) {}
