package org.healthai.web;

/**
 * What this server calls itself; filled by {@code config}.
 *
 * @param name product name shown to clients
 * @param version version of this build
 */
public record ApplicationInfo(String name, String version) {}
