package org.healthai;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.persistence.Entity;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** The package table of ARCHITECTURE.md. */
@AnalyzeClasses(packages = "org.healthai", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.healthai.";

  /** What a package and the packages below it may use besides the JDK, libraries and themselves. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("error", List.of()),
          Map.entry("files", List.of()),
          Map.entry("secret", List.of("error", "files", "store")),
          Map.entry("image", List.of("error")),
          Map.entry("timing", List.of()),
          Map.entry("inference", List.of("error", "image", "timing")),
          Map.entry("batching", List.of("error", "timing")),
          Map.entry(
              "model",
              List.of(
                  "error", "image", "inference", "batching", "access", "audit", "store", "web")),
          Map.entry("store", List.of("error")),
          Map.entry("redis", List.of()),
          Map.entry("limit", List.of("error", "redis", "store", "web")),
          Map.entry(
              "access", List.of("error", "audit", "files", "limit", "secret", "store", "web")),
          Map.entry("audit", List.of("error", "files", "store", "web")),
          Map.entry(
              "prediction",
              List.of(
                  "error",
                  "files",
                  "image",
                  "inference",
                  "batching",
                  "model",
                  "access",
                  "audit",
                  "limit",
                  "redis",
                  "secret",
                  "store",
                  "web")),
          Map.entry(
              "observability",
              List.of(
                  "error",
                  "inference",
                  "model",
                  "batching",
                  "prediction",
                  "job",
                  "access",
                  "limit",
                  "store",
                  "web")),
          Map.entry(
              "privacy",
              List.of("error", "access", "audit", "prediction", "job", "secret", "store", "web")),
          Map.entry(
              "job",
              List.of(
                  "error",
                  "files",
                  "batching",
                  "inference",
                  "model",
                  "prediction",
                  "access",
                  "audit",
                  "limit",
                  "secret",
                  "store",
                  "web")),
          Map.entry("oversight", List.of("error", "access", "audit", "web")),
          Map.entry("web", List.of("error")));

  /** Plain Java: no web, no database, no container. */
  private static final String[] CORE = {
    ROOT + "error..",
    ROOT + "files..",
    ROOT + "timing..",
    ROOT + "secret",
    ROOT + "image..",
    ROOT + "inference..",
    ROOT + "batching..",
    ROOT + "model",
    ROOT + "model.proof",
    ROOT + "model.choice",
    ROOT + "model.routing",
    ROOT + "model.administration",
    ROOT + "prediction",
    ROOT + "prediction.subject",
    ROOT + "job",
    ROOT + "job.folder",
    ROOT + "job.notification",
    ROOT + "job.schedule",
    ROOT + "privacy",
    ROOT + "privacy.retention",
    ROOT + "access",
    ROOT + "access.user",
    ROOT + "access.session",
    ROOT + "access.token",
    ROOT + "access.factor",
    ROOT + "access.oidc",
    ROOT + "limit",
    ROOT + "limit.jdbc",
    ROOT + "limit.redis",
    ROOT + "redis",
    ROOT + "audit",
    ROOT + "audit.chain",
    ROOT + "audit.trail",
  };

  @ArchTest
  static void packagesUseOnlyWhatTheTableAllows(JavaClasses imported) {
    MAY_USE.forEach((name, allowed) -> tableRow(name, allowed).check(imported));
  }

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_IN_THE_TABLE =
      classes()
          .that()
          .resideOutsideOfPackages(ROOT + "config..")
          .should()
          .resideInAnyPackage(
              MAY_USE.keySet().stream().map(name -> ROOT + name + "..").toArray(String[]::new));

  @ArchTest
  static final ArchRule NOTHING_USES_CONFIG =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "config..");

  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_ITS_ADAPTER_SEES_DL4J =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "inference.dl4j..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..");

  @ArchTest
  static final ArchRule ONLY_ITS_ADAPTER_SEES_REDIS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "redis..", ROOT + "prediction.cache.redis..", ROOT + "limit.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("redis.clients..", "org.apache.commons.pool2..");

  @ArchTest
  static final ArchRule ONLY_ITS_ADAPTER_SEES_ONNX_RUNTIME =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "inference.onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  /** It opens connections, to the configured storage. */
  @ArchTest
  static final ArchRule ONLY_ITS_ADAPTER_SEES_S3 =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "job.storage.s3")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule ONLY_TOKENS_SEE_JOSE =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "access.token..", ROOT + "access.oidc..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..");

  /**
   * The keys of the configured provider are asked for, and hosts that an administrator lists are
   * told of ends of jobs; nobody else is called, whatever address a client gives.
   */
  @ArchTest
  static final ArchRule ONLY_CONFIGURED_HOSTS_ARE_CALLED =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "access.oidc..", ROOT + "job.notification")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net.http..", "jakarta.ws.rs.client..")
                  .or(nameMatching("java\\.net\\.(.*URLConnection|.*Socket)"))
                  .or(nameMatching("com\\.nimbusds\\..*Retriever")))
          .orShould()
          .callMethod(URL.class, "openStream")
          .orShould()
          .callMethod(URL.class, "getContent");

  @ArchTest
  static final ArchRule ONLY_PASSWORDS_SEE_ARGON2 =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "access.user")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule ONLY_CONFIG_SEES_DL4J_ENGINES = onlyConfigSees("inference.dl4j..");

  @ArchTest
  static final ArchRule ONLY_CONFIG_SEES_ONNX_ENGINES = onlyConfigSees("inference.onnx..");

  @ArchTest
  static final ArchRule CORE_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "org.eclipse..", "io.openliberty..");

  @ArchTest
  static final ArchRule TABLES_STAY_IN_THEIR_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".jpa..")
          .should()
          .dependOnClassesThat(annotatedWith(Entity.class));

  @ArchTest
  static final ArchRule HTTP_STAYS_IN_REST_AND_WEB =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".rest..", ROOT + "web..", ROOT + "config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule NOBODY_WRITES_TO_THE_CONSOLE =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes().should(resideInANullMarkedPackage());

  private static ArchRule onlyConfigSees(String engine) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + engine, ROOT + "config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + engine);
  }

  private static ArchRule tableRow(String name, List<String> allowed) {
    List<String> packages = new ArrayList<>(List.of(ROOT + name + ".."));
    allowed.forEach(other -> packages.add(ROOT + other + ".."));
    return noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.healthai..")
                .and(DescribedPredicate.not(resideInAnyPackage(packages.toArray(String[]::new)))))
        .allowEmptyShould(true)
        .as("org.healthai." + name + " may use " + allowed);
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getPackageName() + " has no @NullMarked package-info.java"));
      }
    };
  }
}
