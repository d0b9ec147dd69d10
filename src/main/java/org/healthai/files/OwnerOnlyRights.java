package org.healthai.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rights for the owner alone, given when a file is created: there is no moment in which others
 * could open it. POSIX modes where the file system has them, an access control list on Windows.
 */
final class OwnerOnlyRights {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnlyRights() {}

  static FileAttribute<?> forFile(Path path) throws IOException {
    return attribute(path, FILE);
  }

  static FileAttribute<?> forDirectory(Path path) throws IOException {
    return attribute(path, DIRECTORY);
  }

  private static FileAttribute<?> attribute(Path path, Set<PosixFilePermission> mode)
      throws IOException {
    Set<String> views = path.getFileSystem().supportedFileAttributeViews();
    if (views.contains("posix")) {
      return PosixFilePermissions.asFileAttribute(mode);
    }
    if (views.contains("acl")) {
      return new AclAttribute(List.of(everythingFor(currentUser(path))));
    }
    throw new IOException("the file system knows neither POSIX modes nor access control lists");
  }

  private static UserPrincipal currentUser(Path path) throws IOException {
    return path.getFileSystem()
        .getUserPrincipalLookupService()
        .lookupPrincipalByName(System.getProperty("user.name"));
  }

  private static AclEntry everythingFor(UserPrincipal owner) {
    return AclEntry.newBuilder()
        .setType(AclEntryType.ALLOW)
        .setPrincipal(owner)
        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
        .build();
  }

  private record AclAttribute(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {
    @Override
    public String name() {
      return "acl:acl";
    }
  }

  /** Takes rights away from an existing directory's group and others, where it has such rights. */
  static void tighten(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(directory, DIRECTORY);
      return;
    }
    AclFileAttributeView acl = Files.getFileAttributeView(directory, AclFileAttributeView.class);
    if (acl != null) {
      acl.setAcl(List.of(everythingFor(acl.getOwner())));
    }
  }
}
